// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "vtermcallbacks.h"

#include <algorithm>
#include <array>

namespace Atoll::Terminal {
namespace {

Color colorOf(const VTermColor &color)
{
    if (VTERM_COLOR_IS_DEFAULT_FG(&color) || VTERM_COLOR_IS_DEFAULT_BG(&color))
        return {};
    if (VTERM_COLOR_IS_INDEXED(&color))
        return Color::indexed(color.indexed.idx);
    return Color::rgb(quint32(color.rgb.red) << 16 | quint32(color.rgb.green) << 8
                      | color.rgb.blue);
}

Area areaOf(const VTermRect &rect)
{
    return {rect.start_row, rect.end_row, rect.start_col, rect.end_col};
}

//! libvterm takes also what is no Unicode: six octets long, or half of a pair.
char32_t sane(uint32_t code)
{
    const bool isText = code >= 0x20 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
    return isText ? char32_t(code) : char32_t(0xfffd);
}

void set(quint16 &attributes, quint16 bit, bool isOn)
{
    attributes = quint16(isOn ? attributes | bit : attributes & ~bit);
}

} // namespace

void Emulator::Callbacks::put(const VTermGlyphInfo &glyph, VTermPos place)
{
    static_assert(sizeof(char32_t) == sizeof(uint32_t));
    size_t count = 0;
    while (count < VTERM_MAX_CHARS_PER_CELL && glyph.chars[count])
        ++count;
    std::array<char32_t, VTERM_MAX_CHARS_PER_CELL> text{};
    std::transform(glyph.chars, glyph.chars + count, text.begin(), sane);
    m_emulator.m_lastWidth = glyph.width;
    m_emulator.m_screen.put({place.row, place.col}, {text.data(), count}, glyph.width,
                            m_emulator.m_pen);
}

void Emulator::Callbacks::setPen(VTermAttr attribute, const VTermValue &value)
{
    Style &pen = m_emulator.m_pen;
    switch (attribute) {
    case VTERM_ATTR_BOLD:
        return set(pen.attributes, Bold, value.boolean);
    case VTERM_ATTR_ITALIC:
        return set(pen.attributes, Italic, value.boolean);
    case VTERM_ATTR_BLINK:
        return set(pen.attributes, Blink, value.boolean);
    case VTERM_ATTR_REVERSE:
        return set(pen.attributes, Reverse, value.boolean);
    case VTERM_ATTR_STRIKE:
        return set(pen.attributes, Strike, value.boolean);
    case VTERM_ATTR_UNDERLINE:
        set(pen.attributes, kUnderlines, false);
        return set(pen.attributes,
                   value.number == VTERM_UNDERLINE_DOUBLE  ? DoubleUnderline
                   : value.number == VTERM_UNDERLINE_CURLY ? CurlyUnderline
                                                           : Underline,
                   value.number != VTERM_UNDERLINE_OFF);
    case VTERM_ATTR_FOREGROUND:
        pen.foreground = colorOf(value.color);
        return;
    case VTERM_ATTR_BACKGROUND:
        pen.background = colorOf(value.color);
        return;
    default:
        return;
    }
}

bool Emulator::Callbacks::setProperty(VTermProp property, const VTermValue &value)
{
    Emulator &emulator = m_emulator;
    switch (property) {
    case VTERM_PROP_CURSORVISIBLE:
        emulator.m_cursor.isVisible = value.boolean;
        return true;
    case VTERM_PROP_CURSORBLINK:
        emulator.m_cursor.blinks = value.boolean;
        return true;
    case VTERM_PROP_CURSORSHAPE:
        emulator.m_cursor.shape =
            value.number == VTERM_PROP_CURSORSHAPE_UNDERLINE  ? CursorShape::Underline
            : value.number == VTERM_PROP_CURSORSHAPE_BAR_LEFT ? CursorShape::Bar
                                                              : CursorShape::Block;
        return true;
    case VTERM_PROP_ALTSCREEN:
        emulator.m_screen.setAlternate(value.boolean);
        emulator.m_modeMoved = true;
        return true;
    case VTERM_PROP_REVERSE:
        emulator.m_isReversed = value.boolean;
        emulator.m_modeMoved = true;
        return true;
    case VTERM_PROP_MOUSE:
        emulator.m_mouseMode = MouseMode(value.number);
        emulator.m_modeMoved = true;
        return true;
    case VTERM_PROP_TITLE: {
        constexpr qsizetype kMostBytes = 1024;
        Compat::appendText(emulator.m_titleBytes, value);
        emulator.m_titleBytes.truncate(kMostBytes);
        emulator.m_titleMoved = true;
        return true;
    }
    default:
        return false;
    }
}

const VTermStateCallbacks &Emulator::Callbacks::table()
{
    static const VTermStateCallbacks callbacks = [] {
        VTermStateCallbacks table{};
        table.putglyph = [](VTermGlyphInfo *glyph, VTermPos place, void *user) {
            static_cast<Callbacks *>(user)->put(*glyph, place);
            return 1;
        };
        table.movecursor = [](VTermPos place, VTermPos, int, void *user) {
            Emulator &emulator = static_cast<Callbacks *>(user)->emulator();
            // See takeWithRoom(): it may be outside.
            emulator.m_cursor.place = emulator.m_screen.nearest({place.row, place.col});
            emulator.m_screen.cursorMoved(emulator.m_cursor.place);
            return 1;
        };
        table.scrollrect = [](VTermRect rect, int downward, int rightward, void *user) {
            Emulator &emulator = static_cast<Callbacks *>(user)->emulator();
            emulator.m_screen.scroll(areaOf(rect), downward, rightward, emulator.m_pen);
            return 1;
        };
        table.moverect = [](VTermRect to, VTermRect from, void *user) {
            static_cast<Callbacks *>(user)->emulator().m_screen.move(areaOf(to), areaOf(from));
            return 1;
        };
        table.erase = [](VTermRect rect, int, void *user) {
            Emulator &emulator = static_cast<Callbacks *>(user)->emulator();
            emulator.m_screen.erase(areaOf(rect), emulator.m_pen);
            return 1;
        };
        table.initpen = [](void *user) {
            static_cast<Callbacks *>(user)->emulator().m_pen = {};
            return 1;
        };
        table.setpenattr = [](VTermAttr attribute, VTermValue *value, void *user) {
            static_cast<Callbacks *>(user)->setPen(attribute, *value);
            return 1;
        };
        table.settermprop = [](VTermProp property, VTermValue *value, void *user) {
            return int(static_cast<Callbacks *>(user)->setProperty(property, *value));
        };
        table.bell = [](void *user) {
            static_cast<Callbacks *>(user)->emulator().m_rang = true;
            return 1;
        };
        // Lines of double width or height are shown as they are: nobody uses them.
        table.setlineinfo = [](int, const VTermLineInfo *, const VTermLineInfo *, void *) {
            return 0;
        };
        Compat::connectClear<Callbacks>(table);
        return table;
    }();
    return callbacks;
}

} // namespace Atoll::Terminal
