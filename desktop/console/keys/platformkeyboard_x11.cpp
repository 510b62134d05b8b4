// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "platformkeyboard_x11.h"

#include <QKeyEvent>
#include <QWindow>

namespace Atoll::Console {

KeyCode X11Keyboard::keyCode(const QKeyEvent &event) const
{
    constexpr quint32 kEvdevOffset = 8; // the X server's evdev driver
    const quint32 code = event.nativeScanCode();
    if (code <= kEvdevOffset)
        return keyCodeFromQt(event.key());
    return {event.nativeVirtualKey(), scancodeFromEvdev(code - kEvdevOffset)};
}

// Qt's xcb plugin grabs by xcb_grab_keyboard on the window.
bool X11Keyboard::grab(QWindow &window) { return window.setKeyboardGrabEnabled(true); }

void X11Keyboard::release(QWindow &window) { window.setKeyboardGrabEnabled(false); }

} // namespace Atoll::Console
