// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "canvas.h"

#include <theme/theme.h>

#include <QPainter>
#include <QPaintEvent>

#include <algorithm>

namespace Atoll::Terminal {

void Canvas::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    painter.fillRect(event->rect(), QColor::fromRgb(m_palette->ground()));
    CellPainter cells(painter, *m_glyphs, *m_palette, m_emulator.screen().clusters());
    // Only where one types: what blinks elsewhere keeps the machine awake and the eye busy.
    cells.setBlinking(!m_blink.isActive() ? CellPainter::Blinking::Bold
                      : m_isCursorOn      ? CellPainter::Blinking::Shown
                                          : CellPainter::Blinking::Hidden);
    const double height = m_glyphs->cellSize().height();
    const QRectF dirty = event->rect();
    const int rows = m_emulator.screen().rows();
    const int first = std::max(int((dirty.top() - Theme::kStep) / height) - 1, 0);
    const int last = std::min(int((dirty.bottom() - Theme::kStep) / height) + 1, rows - 1);
    for (int row = first; row <= last; ++row)
        paintLine(painter, cells, row);
    paintCursor(painter, cells);
    cells.finish();
    if (m_link) {
        painter.setPen(m_theme.color(Token::Accent));
        for (qint64 line = m_link->span.begin.line; line <= m_link->span.end.line; ++line) {
            const bool isFirst = line == m_link->span.begin.line;
            const bool isLast = line == m_link->span.end.line;
            const QRect begin = cellRect({line, isFirst ? m_link->span.begin.column : 0});
            const QRect end =
                cellRect({line, isLast ? m_link->span.end.column : m_emulator.screen().columns()});
            painter.drawLine(begin.bottomLeft(), end.bottomLeft());
        }
    }
    paintPreedit(painter);
    if (m_bell.isActive()) {
        painter.setPen(QPen(m_theme.color(Token::Warning), Theme::kStep));
        painter.drawRect(viewport()->rect());
    }
    ++m_framesPainted;
}

void Canvas::paintLine(QPainter &painter, CellPainter &cells, int row)
{
    const Screen &screen = m_emulator.screen();
    const qint64 number = m_top + row;
    if (number >= screen.endLine())
        return;
    const auto add = [&](const std::vector<Cell> &line) {
        return cells.add(line, origin(row), 0, screen.columns());
    };
    // Without a copy where it can be: what is painted most.
    const bool blinks = number >= screen.topLine()
                            ? add(screen.row(int(number - screen.topLine())).cells)
                            : add(screen.line(number).cells);
    paintMarks(painter, number, row);
    const auto known = std::find(m_blinkingRows.begin(), m_blinkingRows.end(), row);
    if (blinks && known == m_blinkingRows.end())
        m_blinkingRows.push_back(row);
    else if (!blinks && known != m_blinkingRows.end())
        m_blinkingRows.erase(known);
}

void Canvas::updateBlinking()
{
    for (const int row : m_blinkingRows)
        updateRows(row, row + 1);
}

//! What is selected or found: over the grounds, under the letters.
void Canvas::paintMarks(QPainter &painter, qint64 line, int row)
{
    const QSizeF cell = m_glyphs->cellSize();
    const int width = m_emulator.screen().columns();
    const auto mark = [&](int from, int to, const QColor &color) {
        if (from < to)
            painter.fillRect(QRectF(origin(row).x() + from * cell.width(), origin(row).y(),
                                    (to - from) * cell.width(), cell.height()),
                             color);
    };
    const auto columns = [&](const Span &span) {
        return std::pair(line == span.begin.line ? span.begin.column : 0,
                         line == span.end.line ? span.end.column : width);
    };
    const auto [from, to] = m_selection.columns(line, width);
    mark(from, to, m_theme.color(Token::Selection));
    const std::vector<Span> &matches = m_search.matches();
    const auto endsBefore = [](const Span &span, qint64 number) { return span.end.line < number; };
    const std::optional<Span> current = m_search.currentMatch();
    for (auto match = std::lower_bound(matches.begin(), matches.end(), line, endsBefore);
         match != matches.end() && match->begin.line <= line; ++match) {
        const auto [left, right] = columns(*match);
        mark(left, right, m_theme.color(Token::Warning, current == *match ? 0.55 : 0.25));
    }
}

void Canvas::paintCursor(QPainter &painter, CellPainter &cells)
{
    const Screen &screen = m_emulator.screen();
    const Cursor &cursor = m_emulator.cursor();
    const qint64 line = screen.topLine() + cursor.place.row;
    const bool isOn = cursor.isVisible && (!hasFocus() || m_isCursorOn || !cursor.blinks);
    if (!isOn || line < m_top || line >= m_top + screen.rows() || !m_preedit.isEmpty()
        || cursor.place.row >= screen.rows() || cursor.place.column >= screen.columns())
        return;
    const int row = int(line - m_top);
    const std::vector<Cell> &row0 = screen.row(cursor.place.row).cells;
    const int column = cursor.place.column;
    const int width = row0[size_t(column)].style.attributes & Wide ? 2 : 1;
    const QSizeF cell = m_glyphs->cellSize();
    const QRectF rect(origin(row) + QPointF(column * cell.width(), 0),
                      QSizeF(cell.width() * width, cell.height()));
    const QColor color = m_theme.color(Token::Accent);
    if (!hasFocus()) {
        painter.setPen(color);
        painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5));
        return;
    }
    const double thick = 2 * m_glyphs->lineWidth();
    switch (cursor.shape) {
    case CursorShape::Block:
        cells.finish(); // the letter under the cursor is painted again, over it
        painter.fillRect(rect, color);
        cells.addPlain(row0, origin(row), column, column + 1, m_theme.color(Token::OnAccent).rgb());
        return;
    case CursorShape::Underline:
        painter.fillRect(QRectF(rect.left(), rect.bottom() - thick, rect.width(), thick), color);
        return;
    case CursorShape::Bar:
        painter.fillRect(QRectF(rect.topLeft(), QSizeF(thick, rect.height())), color);
        return;
    }
}

//! What an input method is still composing stands at the cursor, underlined.
void Canvas::paintPreedit(QPainter &painter)
{
    if (m_preedit.isEmpty())
        return;
    const QRect cursor = inputMethodQuery(Qt::ImCursorRectangle).toRect();
    QFont font = m_theme.fixedFont();
    font.setPointSizeF(std::max(font.pointSizeF() + m_zoom, 4.0));
    painter.setFont(font);
    const int width = painter.fontMetrics().horizontalAdvance(m_preedit);
    const QRect rect(cursor.topLeft(), QSize(std::max(width, cursor.width()), cursor.height()));
    painter.fillRect(rect, m_theme.color(Token::Surface2));
    painter.setPen(m_theme.color(Token::Text1));
    painter.drawText(QPointF(rect.left(), rect.top() + m_glyphs->ascent()), m_preedit);
    painter.drawLine(rect.bottomLeft(), rect.bottomRight());
}

} // namespace Atoll::Terminal
