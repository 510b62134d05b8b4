// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cellpainter.h"

#include <theme/theme.h>

#include <QGlyphRun>
#include <QPainter>

#include <algorithm>

namespace Atoll::Terminal {

Palette::Palette(const Theme &theme)
    : m_text(theme.color(Token::Text1).rgb())
    , m_ground(theme.color(Token::Surface1).rgb())
{
    for (int i = 0; i < 16; ++i)
        m_colors[size_t(i)] = theme.terminalColor(i).rgb();
    // xterm's cube of 6 × 6 × 6 and its greys: what programs expect under these numbers.
    const auto level = [](int step) { return step == 0 ? 0 : 55 + 40 * step; };
    for (int i = 0; i < 216; ++i)
        m_colors[size_t(16 + i)] = qRgb(level(i / 36), level(i / 6 % 6), level(i % 6));
    for (int i = 0; i < 24; ++i)
        m_colors[size_t(232 + i)] = qRgb(8 + 10 * i, 8 + 10 * i, 8 + 10 * i);
}

QRgb Palette::solid(Color color, QRgb otherwise) const
{
    if (color.isDefault())
        return otherwise;
    return color.isIndexed() ? m_colors[color.index()] : (color.rgb() | 0xff000000);
}

QRgb Palette::foreground(const Style &style) const
{
    return style.attributes & Reverse ? solid(style.background, ground())
                                      : solid(style.foreground, text());
}

QRgb Palette::background(const Style &style) const
{
    return style.attributes & Reverse ? solid(style.foreground, text())
                                      : solid(style.background, 0);
}

bool CellPainter::add(const std::vector<Cell> &cells, const QPointF &origin, int from, int to)
{
    const QSizeF size = m_glyphs.cellSize();
    const int end = std::min(to, int(cells.size()));
    bool blinks = false;
    for (int begin = from; begin < end;) {
        const Style &style = cells[size_t(begin)].style;
        constexpr quint16 kOwn = Wide | WideTail; // of a cell, not of a run
        int stop = begin + 1;
        while (stop < end) {
            const Style &next = cells[size_t(stop)].style;
            if (next.foreground != style.foreground || next.background != style.background
                || (next.attributes | kOwn) != (style.attributes | kOwn))
                break;
            ++stop;
        }
        blinks = blinks || style.attributes & Blink;
        const QRgb ground = m_palette.background(style);
        if (qAlpha(ground))
            m_painter.fillRect(QRectF(origin.x() + begin * size.width(), origin.y(),
                                      (stop - begin) * size.width(), size.height()),
                               QColor::fromRgb(ground));
        const QRgb color = m_palette.foreground(style);
        for (int column = begin; column < stop; ++column)
            addGlyphs(cells[size_t(column)], origin, column, color);
        if (style.attributes & (kUnderlines | Strike))
            addLines(style, origin, begin, stop, color);
        begin = stop;
    }
    return blinks;
}

void CellPainter::addPlain(const std::vector<Cell> &cells, const QPointF &origin, int from, int to,
                           QRgb color)
{
    for (int column = from; column < std::min(to, int(cells.size())); ++column)
        addGlyphs(cells[size_t(column)], origin, column, color);
}

void CellPainter::addGlyphs(const Cell &cell, const QPointF &origin, int column, QRgb color)
{
    if (cell.code <= U' ' || cell.style.attributes & WideTail)
        return;
    const QPointF base(origin.x() + column * m_glyphs.cellSize().width(),
                       origin.y() + m_glyphs.ascent());
    quint16 attributes = cell.style.attributes;
    if (attributes & Blink && m_blinking == Blinking::Hidden)
        return;
    if (attributes & Blink && m_blinking == Blinking::Bold)
        attributes |= Bold;
    const int width = attributes & Wide ? 2 : 1;
    for (const GlyphCache::Part &part :
         m_glyphs.shape(cell.code, m_clusters.text(cell.code), attributes, width)) {
        Batch &target = batch(part.face, color);
        target.glyphs.push_back(part.glyph);
        target.positions.push_back(base + part.offset);
    }
}

CellPainter::Batch &CellPainter::batch(quint16 face, QRgb color)
{
    const auto fits = [&](const Batch &batch) {
        return batch.face == face && batch.color == color;
    };
    if (m_lastBatch < m_batches.size() && fits(m_batches[m_lastBatch]))
        return m_batches[m_lastBatch];
    constexpr size_t kMost =
        128; // a picture in true colours: looking for the batch must stay cheap
    if (m_batches.size() >= kMost)
        finish();
    const auto known = std::find_if(m_batches.begin(), m_batches.end(), fits);
    m_lastBatch = size_t(known - m_batches.begin());
    if (known == m_batches.end())
        m_batches.push_back({face, color, {}, {}});
    return m_batches[m_lastBatch];
}

void CellPainter::addLines(const Style &style, const QPointF &origin, int from, int to, QRgb color)
{
    const QSizeF size = m_glyphs.cellSize();
    const double thick = m_glyphs.lineWidth();
    const double left = origin.x() + from * size.width();
    const double width = (to - from) * size.width();
    const double base = origin.y() + m_glyphs.ascent();
    if (style.attributes & kUnderlines)
        m_rules.push_back({{left, base + thick, width, thick}, color});
    if (style.attributes & DoubleUnderline)
        m_rules.push_back({{left, base + 3 * thick, width, thick}, color});
    if (style.attributes & CurlyUnderline) {
        const double step = size.width() / 2;
        for (double x = left; x < left + width; x += 2 * step)
            m_rules.push_back({{x, base + 2 * thick, step, thick}, color});
    }
    if (style.attributes & Strike)
        m_rules.push_back({{left, base - m_glyphs.ascent() / 3, width, thick}, color});
}

void CellPainter::finish()
{
    for (const Batch &batch : m_batches) {
        QGlyphRun run;
        run.setRawFont(m_glyphs.face(batch.face));
        run.setRawData(batch.glyphs.data(), batch.positions.data(), int(batch.glyphs.size()));
        m_painter.setPen(QColor::fromRgb(batch.color));
        m_painter.drawGlyphRun({}, run);
    }
    for (const Rule &rule : m_rules)
        m_painter.fillRect(rule.rect, QColor::fromRgb(rule.color));
    m_batches.clear();
    m_rules.clear();
    m_lastBatch = 0;
}

} // namespace Atoll::Terminal
