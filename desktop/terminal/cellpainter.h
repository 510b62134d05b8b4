// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cell.h"
#include "glyphcache.h"

#include <QColor>

QT_BEGIN_NAMESPACE
class QPainter;
QT_END_NAMESPACE

namespace Atoll {
class Theme;
}

namespace Atoll::Terminal {

//! The theme's and the fixed colours by number.
class Palette
{
public:
    explicit Palette(const Theme &theme);
    QRgb foreground(const Style &style) const;
    QRgb background(const Style &style) const; //!< transparent where the ground shows
    //! As with DECSCNM: ground and text change places.
    void setReversed(bool isReversed) { m_isReversed = isReversed; }
    QRgb ground() const { return m_isReversed ? m_text : m_ground; }
    QRgb text() const { return m_isReversed ? m_ground : m_text; }

private:
    QRgb solid(Color color, QRgb otherwise) const;

    std::array<QRgb, 256> m_colors{};
    QRgb m_text = 0;
    QRgb m_ground = 0;
    bool m_isReversed = false;
};

//! Paints lines of cells: grounds at once, glyphs gathered by face and colour over all lines of a
//! frame and drawn by finish(), which is what makes a full screen cheap. One frame each.
class CellPainter
{
public:
    CellPainter(QPainter &painter, GlyphCache &glyphs, const Palette &palette,
                const Clusters &clusters)
        : m_painter(painter)
        , m_glyphs(glyphs)
        , m_palette(palette)
        , m_clusters(clusters)
    {}

    //! How text that blinks is shown in this frame.
    enum class Blinking {
        Shown,
        Hidden,
        Bold, //!< where nothing blinks
    };
    void setBlinking(Blinking blinking) { m_blinking = blinking; }

    //! `origin`: upper left of the line. Columns from `from` up to before `to`. Tells
    //! whether any of them blinks.
    bool add(const std::vector<Cell> &cells, const QPointF &origin, int from, int to);
    //! In one colour and without grounds, as under the cursor.
    void addPlain(const std::vector<Cell> &cells, const QPointF &origin, int from, int to,
                  QRgb color);
    void finish();

private:
    struct Batch
    {
        quint16 face;
        QRgb color;
        std::vector<quint32> glyphs;
        std::vector<QPointF> positions;
    };
    void addGlyphs(const Cell &cell, const QPointF &origin, int column, QRgb color);
    void addLines(const Style &style, const QPointF &origin, int from, int to, QRgb color);
    Batch &batch(quint16 face, QRgb color);

    QPainter &m_painter;
    GlyphCache &m_glyphs;
    const Palette &m_palette;
    const Clusters &m_clusters;
    std::vector<Batch> m_batches;
    size_t m_lastBatch = 0;
    Blinking m_blinking = Blinking::Shown;
    struct Rule
    {
        QRectF rect;
        QRgb color;
    };
    std::vector<Rule> m_rules;
};

} // namespace Atoll::Terminal
