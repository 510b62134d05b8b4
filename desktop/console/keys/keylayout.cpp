// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "keylayout.h"

#include <array>

namespace Atoll::Console {

namespace {

struct Row
{
    quint32 firstScancode;
    const char *plain;
    const char *shifted;
};

constexpr std::array kUsRows = {
    Row{0x02, "1234567890-=", "!@#$%^&*()_+"},
    Row{0x10, "qwertyuiop[]", "QWERTYUIOP{}"},
    Row{0x1e, "asdfghjkl;'`", "ASDFGHJKL:\"~"},
    Row{0x2b, "\\zxcvbnm,./", "|ZXCVBNM<>?"},
};

} // namespace

KeyLayout KeyLayout::us()
{
    KeyLayout layout;
    for (const Row &row : kUsRows) {
        for (quint32 i = 0; row.plain[i]; ++i) {
            const auto plain = uchar(row.plain[i]);
            const auto shifted = uchar(row.shifted[i]);
            layout.m_strokes.insert(plain, {{plain, row.firstScancode + i}});
            layout.m_strokes.insert(shifted, {{shifted, row.firstScancode + i}, true});
        }
    }
    layout.addControls();
    return layout;
}

void KeyLayout::addControls()
{
    m_strokes.insert(U' ', {keyCode(Key::Space)});
    m_strokes.insert(U'\t', {keyCode(Key::Tab)});
    m_strokes.insert(U'\n', {keyCode(Key::Return)});
}

std::optional<KeyStroke> KeyLayout::find(char32_t character) const
{
    const auto found = m_strokes.constFind(character);
    return found == m_strokes.cend() ? std::nullopt : std::optional(*found);
}

} // namespace Atoll::Console
