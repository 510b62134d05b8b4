// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "scancodes.h"

#include <Qt>

#include <algorithm>
#include <array>

namespace Atoll::Console {

namespace {

// Codes 1…88 (but 84, 85) are the same in both worlds; linux/input-event-codes.h numbers the rest.
constexpr quint32 kFirst = 85;
constexpr std::array<quint8, 110> kFrom85 = {
    0x76, 0x56, 0x57, 0x58, 0x73, 0x78, 0x77, 0x79, 0x70, 0x7b, 0x5c, // 85 … 95 Japanese keys, F11
    0x9c, 0x9d, 0xb5, 0x54, 0xb8, 0x5b,                               // 96 keypad Enter … 101
    0xc7, 0xc8, 0xc9, 0xcb, 0xcd, 0xcf, 0xd0, 0xd1, 0xd2, 0xd3,       // 102 Home … 111 Delete
    0xef, 0xa0, 0xae, 0xb0, 0xde, 0x59, 0xce, 0xc6, 0x8b, 0x7e,       // 112 … 121 keypad comma
    0x72, 0x71, 0x7d, 0xdb, 0xdc, 0xdd,                               // 122 Hangul … 127 Menu
    0xe8, 0x85, 0x86, 0x87, 0x8c, 0xf8, 0x64, 0x65, 0xc1, 0xbc, 0xf5,       // 128 Stop … 138 Help
    0x9e, 0xa1, 0x66, 0xdf, 0xe3, 0x67, 0x68, 0x69, 0x93, 0x9f, 0x97,       // 139 … 149
    0x82, 0x6a, 0x92, 0x6b, 0xa6, 0xec, 0xe6, 0xeb, 0xea, 0xe9, 0xa3,       // 150 … 160
    0x6c, 0xfd, 0x99, 0xa2, 0x90, 0xa4, 0xb1, 0x98, 0x63, 0x70, 0x81,       // 161 … 171 media
    0xb2, 0xe7, 0x71, 0x72, 0x88, 0x75, 0x8f, 0xf6, 0xfb, 0x89, 0x8a,       // 172 … 182
    0x5d, 0x5e, 0x5f, 0x55, 0x83, 0xf7, 0x84, 0x5a, 0x74, 0xf9, 0x6d, 0x6f, // 183 F13 … 194 F24
};

struct NamedKey
{
    Key key;
    int qtKey;
    KeyCode code;
};

constexpr std::array kNamed = {
    NamedKey{Key::Escape, Qt::Key_Escape, {0xff1b, 0x01}},
    NamedKey{Key::Backspace, Qt::Key_Backspace, {0xff08, 0x0e}},
    NamedKey{Key::Tab, Qt::Key_Tab, {0xff09, 0x0f}},
    NamedKey{Key::Return, Qt::Key_Return, {0xff0d, 0x1c}},
    NamedKey{Key::Space, Qt::Key_Space, {0x0020, 0x39}},
    NamedKey{Key::LeftCtrl, Qt::Key_Control, {0xffe3, 0x1d}},
    NamedKey{Key::LeftShift, Qt::Key_Shift, {0xffe1, 0x2a}},
    NamedKey{Key::LeftAlt, Qt::Key_Alt, {0xffe9, 0x38}},
    NamedKey{Key::RightAlt, Qt::Key_AltGr, {0xfe03, 0xb8}},
    NamedKey{Key::LeftMeta, Qt::Key_Meta, {0xffeb, 0xdb}},
    NamedKey{Key::Delete, Qt::Key_Delete, {0xffff, 0xd3}},
    NamedKey{Key::Insert, Qt::Key_Insert, {0xff63, 0xd2}},
    NamedKey{Key::PrintScreen, Qt::Key_Print, {0xff61, 0x54}},
};

struct QtKey
{
    int qtKey;
    KeyCode code;
};

constexpr std::array kMovement = {
    QtKey{Qt::Key_Home, {0xff50, 0xc7}},    QtKey{Qt::Key_End, {0xff57, 0xcf}},
    QtKey{Qt::Key_Left, {0xff51, 0xcb}},    QtKey{Qt::Key_Up, {0xff52, 0xc8}},
    QtKey{Qt::Key_Right, {0xff53, 0xcd}},   QtKey{Qt::Key_Down, {0xff54, 0xd0}},
    QtKey{Qt::Key_PageUp, {0xff55, 0xc9}},  QtKey{Qt::Key_PageDown, {0xff56, 0xd1}},
    QtKey{Qt::Key_Enter, {0xff8d, 0x9c}},   QtKey{Qt::Key_CapsLock, {0xffe5, 0x3a}},
    QtKey{Qt::Key_NumLock, {0xff7f, 0x45}}, QtKey{Qt::Key_ScrollLock, {0xff14, 0x46}},
    QtKey{Qt::Key_Pause, {0xff13, 0xc6}},   QtKey{Qt::Key_Menu, {0xff67, 0xdd}},
    QtKey{Qt::Key_Backtab, {0xff09, 0x0f}},
};

KeyCode functionKey(int number)
{
    constexpr quint32 kF1 = 0x3b;
    constexpr quint32 kF11 = 0x57;
    const auto index = quint32(number);
    return {0xffbe + index, index < 10 ? kF1 + index : kF11 + index - 10};
}

} // namespace

quint32 scancodeFromEvdev(quint32 evdev)
{
    if (evdev == 0 || evdev == 84)
        return 0;
    if (evdev < kFirst)
        return evdev;
    return evdev - kFirst < kFrom85.size() ? kFrom85[evdev - kFirst] : 0;
}

quint32 scancodeFromSet1(quint32 code) { return (code & 0x7f) | (code & 0x100 ? 0x80u : 0u); }

KeyCode keyCode(Key key)
{
    if (key >= Key::F1)
        return functionKey(int(key) - int(Key::F1));
    const auto found =
        std::find_if(kNamed.begin(), kNamed.end(), [&](const auto &row) { return row.key == key; });
    return found == kNamed.end() ? KeyCode{} : found->code;
}

KeyCode keyCodeFromQt(int qtKey)
{
    if (qtKey >= Qt::Key_F1 && qtKey <= Qt::Key_F12)
        return functionKey(qtKey - Qt::Key_F1);
    for (const NamedKey &row : kNamed) {
        if (row.qtKey == qtKey)
            return row.code;
    }
    for (const QtKey &row : kMovement) {
        if (row.qtKey == qtKey)
            return row.code;
    }
    return {};
}

} // namespace Atoll::Console
