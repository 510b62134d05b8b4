// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

namespace Atoll::Console {

//! The number that QEMU's extended key events want: the key's XT (set 1) code, 0x80 set when it
//! stands behind the 0xe0 prefix. 0 for keys that no PC keyboard has.
quint32 scancodeFromEvdev(quint32 evdev);
//! The same from a set 1 code as Windows gives it: 0x100 marks the prefix.
quint32 scancodeFromSet1(quint32 code);

//! Keys that are sent by name: menus of combinations, control characters of typed text.
enum class Key {
    Escape,
    Backspace,
    Tab,
    Return,
    Space,
    LeftCtrl,
    LeftShift,
    LeftAlt,
    RightAlt,
    LeftMeta,
    Delete,
    Insert,
    PrintScreen,
    F1, // F1 + n for the others
    F12 = F1 + 11,
};
struct KeyCode
{
    quint32 keysym = 0;
    quint32 scancode = 0;
};
KeyCode keyCode(Key key);
//! For key events without a native code (synthetic ones, unknown platforms).
KeyCode keyCodeFromQt(int qtKey);

} // namespace Atoll::Console
