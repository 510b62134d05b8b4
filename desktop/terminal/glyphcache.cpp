// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "glyphcache.h"

#include "cell.h"

#include <QFontMetricsF>
#include <QGlyphRun>
#include <QTextLayout>

#include <algorithm>
#include <cmath>

namespace Atoll::Terminal {

static_assert(Bold == 1 && Italic == 2, "a style is an index");

GlyphCache::GlyphCache(const QFont &font, double pixelRatio)
{
    for (size_t style = 0; style < kStyles; ++style) {
        QFont &styled = m_fonts[style] = font;
        styled.setKerning(false);
        styled.setBold(style & Bold);
        styled.setItalic(style & Italic);
        m_faces.push_back(QRawFont::fromFont(styled));
    }
    const QFontMetricsF metrics(m_fonts[0]);
    const auto toPixels = [pixelRatio](double length) {
        return std::max(std::ceil(length * pixelRatio - 0.1), 1.0) / pixelRatio;
    };
    m_cell = {toPixels(metrics.horizontalAdvance(u'0')),
              toPixels(metrics.ascent() + metrics.descent())};
    m_ascent = std::round(metrics.ascent() * pixelRatio) / pixelRatio;
    m_lineWidth = std::max(std::round(metrics.lineWidth() * pixelRatio), 1.0) / pixelRatio;
}

const GlyphCache::Shape &GlyphCache::shape(char32_t code, std::u32string_view text, quint16 style,
                                           int cells)
{
    constexpr size_t kMost = 30'000;
    style &= Bold | Italic;
    if (code < 128) {
        std::unique_ptr<Shape> &known = m_ascii[style][code];
        if (!known)
            known = std::make_unique<Shape>(makeShape(text, style, 1));
        return *known;
    }
    const quint64 key = quint64(code) << 3 | quint64(style) << 1 | (cells > 1 ? 1 : 0);
    if (const auto known = m_shapes.find(key); known != m_shapes.end())
        return known->second;
    if (m_shapes.size() > kMost)
        m_shapes.clear();
    return m_shapes.emplace(key, makeShape(text, style, cells)).first->second;
}

quint16 GlyphCache::addFace(const QRawFont &face)
{
    const auto number = std::find(m_faces.begin(), m_faces.end(), face) - m_faces.begin();
    if (size_t(number) == m_faces.size())
        m_faces.push_back(face);
    return quint16(number);
}

GlyphCache::Shape GlyphCache::makeShape(std::u32string_view text, quint16 style, int cells)
{
    const QString string = QString::fromUcs4(text.data(), qsizetype(text.size()));
    const QRawFont &own = m_faces[style];
    const QList<quint32> indexes = own.glyphIndexesForString(string);
    if (text.size() == 1 && indexes.size() == 1 && indexes.front() != 0)
        return {{style, indexes.front(), {}}};
    // Marks, and what only another font has: the text engine knows.
    QTextLayout layout(string, m_fonts[style]);
    layout.beginLayout();
    const QTextLine line = layout.createLine();
    layout.endLayout();
    Shape shape;
    const double spare = m_cell.width() * cells - line.naturalTextWidth();
    const QPointF shift(spare > 0 ? std::round(spare / 2) : 0, -line.ascent());
    const QList<QGlyphRun> runs = layout.glyphRuns();
    for (const QGlyphRun &run : runs) {
        const quint16 face = addFace(run.rawFont());
        const QList<quint32> glyphs = run.glyphIndexes();
        const QList<QPointF> positions = run.positions();
        for (qsizetype i = 0; i < glyphs.size(); ++i)
            shape.push_back({face, glyphs[i], positions[i] + shift});
    }
    return shape;
}

} // namespace Atoll::Terminal
