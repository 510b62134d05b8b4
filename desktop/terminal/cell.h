// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace Atoll::Terminal {

//! Nothing (the theme's own), a number of the palette of 256, or red, green and blue.
class Color
{
public:
    constexpr Color() = default;
    static constexpr Color indexed(quint8 index) { return Color(kIndexed | index); }
    static constexpr Color rgb(quint32 rgb) { return Color(kRgb | (rgb & 0xffffff)); }
    static constexpr Color fromBits(quint32 bits) { return Color(bits); }

    constexpr bool isDefault() const { return m_bits == 0; }
    constexpr bool isIndexed() const { return m_bits & kIndexed; }
    constexpr quint8 index() const { return quint8(m_bits); }
    constexpr quint32 rgb() const { return m_bits & 0xffffff; }
    constexpr quint32 bits() const { return m_bits; }
    bool operator==(const Color &) const = default;

private:
    static constexpr quint32 kIndexed = 1u << 24;
    static constexpr quint32 kRgb = 1u << 25;
    explicit constexpr Color(quint32 bits)
        : m_bits(bits)
    {}
    quint32 m_bits = 0;
};

enum Attribute : quint16 {
    Bold = 1,
    Italic = 2,
    Underline = 4,
    DoubleUnderline = 8,
    CurlyUnderline = 16,
    Blink = 32,
    Reverse = 64,
    Strike = 128,
    Wide = 256,     //!< stands on this cell and the next
    WideTail = 512, //!< the next
};
inline constexpr quint16 kUnderlines = Underline | DoubleUnderline | CurlyUnderline;

struct Style
{
    Color foreground;
    Color background;
    quint16 attributes = 0;
    bool operator==(const Style &) const = default;
};

struct Cell
{
    char32_t code = 0; //!< 0: never written; above Unicode: a number of Clusters
    Style style;
    bool operator==(const Cell &) const = default;
};

struct Line
{
    std::vector<Cell> cells;
    bool isWrapped = false; //!< goes on in the next line
};

//! Characters with their combining marks, by number, so that every cell has the same small size.
class Clusters
{
public:
    //! Of the first character alone when there are too many of them.
    char32_t code(std::u32string_view text);
    static bool isCluster(char32_t code) { return code > 0x10ffff; }
    std::u32string_view text(const char32_t &code) const
    {
        return isCluster(code) ? std::u32string_view(m_texts[code - kFirst])
                               : std::u32string_view(&code, 1);
    }

private:
    static constexpr char32_t kFirst = 0x110000;
    std::vector<std::u32string> m_texts;
    std::unordered_map<std::u32string, char32_t> m_codes;
};

} // namespace Atoll::Terminal
