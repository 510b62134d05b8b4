// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFont>
#include <QRawFont>

#include <array>
#include <memory>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace Atoll::Terminal {

//! Which glyphs of which fonts draw a character. Found once for each: a terminal shapes no text
//! while it paints, it puts known glyphs into a grid. GUI thread.
class GlyphCache
{
public:
    struct Part
    {
        quint16 face = 0;
        quint32 glyph = 0;
        QPointF offset; //!< from the left end of the base line
    };
    using Shape = std::vector<Part>;

    //! Cells are whole pixels of the screen, so that all columns look alike.
    GlyphCache(const QFont &font, double pixelRatio);

    QSizeF cellSize() const { return m_cell; }
    double ascent() const { return m_ascent; }
    double lineWidth() const { return m_lineWidth; }
    const QRawFont &face(quint16 number) const { return m_faces[number]; }
    //! `style`: Bold and Italic of Attribute.
    const Shape &shape(char32_t code, std::u32string_view text, quint16 style, int cells);

private:
    static constexpr size_t kStyles = 4;
    Shape makeShape(std::u32string_view text, quint16 style, int cells);
    quint16 addFace(const QRawFont &face);

    std::array<QFont, kStyles> m_fonts;
    std::vector<QRawFont> m_faces; //!< the first four are m_fonts
    std::array<std::array<std::unique_ptr<Shape>, 128>, kStyles> m_ascii;
    std::unordered_map<quint64, Shape> m_shapes;
    QSizeF m_cell;
    double m_ascent = 0;
    double m_lineWidth = 1;
};

} // namespace Atoll::Terminal
