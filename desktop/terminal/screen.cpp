// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "screen.h"

#include "linecodec.h"

#include <algorithm>

namespace Atoll::Terminal {

void Screen::Grid::setSize(int rows, int columns)
{
    std::vector<Line> sorted;
    for (int row = 0; row < rows; ++row) {
        sorted.push_back(row < int(order.size()) ? std::move(lines[size_t(order[size_t(row)])])
                                                 : Line());
        sorted.back().cells.resize(size_t(columns));
    }
    lines = std::move(sorted);
    order.resize(size_t(rows));
    for (int row = 0; row < rows; ++row)
        order[size_t(row)] = row;
}

Screen::Screen(int rows, int columns)
    : m_rows(rows)
    , m_columns(columns)
    , m_dirty(size_t(rows), 1)
{
    m_main.setSize(rows, columns);
    m_alternate.setSize(rows, columns);
}

Line Screen::line(qint64 number) const
{
    if (number >= topLine())
        return row(int(std::min<qint64>(number - topLine(), m_rows - 1)));
    return m_scrollback.line(std::max<qint64>(number - m_scrollback.dropped(), 0));
}

bool Screen::isWrapped(qint64 number) const
{
    if (number >= topLine())
        return row(int(std::min<qint64>(number - topLine(), m_rows - 1))).isWrapped;
    return m_scrollback.isWrapped(std::max<qint64>(number - m_scrollback.dropped(), 0));
}

std::vector<quint8> Screen::takeDirty()
{
    return std::exchange(m_dirty, std::vector<quint8>(size_t(m_rows), 0));
}

Place Screen::nearest(Place place) const
{
    return {std::clamp(place.row, 0, m_rows - 1), std::clamp(place.column, 0, m_columns - 1)};
}

Area Screen::clipped(const Area &area) const
{
    const int top = std::clamp(area.top, 0, m_rows);
    const int left = std::clamp(area.left, 0, m_columns);
    return {top, std::clamp(area.bottom, top, m_rows), left,
            std::clamp(area.right, left, m_columns)};
}

void Screen::touch(int from, int to)
{
    if (from < to)
        std::fill(m_dirty.begin() + from, m_dirty.begin() + to, quint8(1));
}

void Screen::blank(Line &line, int from, int to, const Style &style) const
{
    // What erases leaves the background of its time, and nothing else.
    const Cell empty{0, {{}, style.background, 0}};
    std::fill(line.cells.begin() + from, line.cells.begin() + to, empty);
    if (to == m_columns)
        line.isWrapped = false;
}

//! Half of a wide character is none.
void Screen::splitTail(Line &line, int column)
{
    Cell &cell = line.cells[size_t(column)];
    cell.style.attributes &= quint16(~WideTail);
    cell.code = 0;
    if (column > 0) {
        Cell &lead = line.cells[size_t(column) - 1];
        lead.style.attributes &= quint16(~Wide);
        lead.code = 0;
    }
}

//! Text at the left edge after text that reached the right one goes on there.
void Screen::noteWrap(Place place, int width)
{
    if (place.column == 0 && m_lastRow >= 0 && m_lastRow == place.row - 1
        && (m_lastEnd == m_columns || (m_lastEnd == m_columns - 1 && width > 1)))
        at(m_lastRow).isWrapped = true;
}

void Screen::put(Place place, QByteArrayView text, const Style &style)
{
    const int end = place.column + int(text.size());
    if (place.row < 0 || place.row >= m_rows || place.column < 0 || end >= m_columns)
        return;
    noteWrap(place, 1);
    Line &line = at(place.row);
    splitWide(line, place.column);
    splitWide(line, end);
    std::transform(text.begin(), text.end(), line.cells.begin() + place.column,
                   [&style](char letter) {
                       return Cell{char32_t(letter), style};
                   });
    m_dirty[size_t(place.row)] = 1;
    m_lastRow = end >= m_columns - 1 ? place.row : -1;
    m_lastStart = end - 1;
    m_lastEnd = end;
}

void Screen::put(Place place, std::u32string_view text, int width, Style style)
{
    if (text.empty() || place.row < 0 || place.row >= m_rows || place.column < 0
        || place.column >= m_columns)
        return;
    const int end = std::min(place.column + std::clamp(width, 1, 2), m_columns);
    noteWrap(place, width);
    Line &line = at(place.row);
    splitWide(line, place.column);
    splitWide(line, end);
    Cell &cell = line.cells[size_t(place.column)];
    cell.code = text.size() == 1 ? text.front() : m_clusters.code(text);
    cell.style = style;
    if (end - place.column == 2) {
        cell.style.attributes |= Wide;
        Cell &tail = line.cells[size_t(end) - 1];
        tail.code = 0;
        tail.style = style;
        tail.style.attributes |= WideTail;
    }
    m_dirty[size_t(place.row)] = 1;
    m_lastRow = end >= m_columns - 1 ? place.row : -1;
    m_lastStart = place.column;
    m_lastEnd = end;
}

void Screen::cursorMoved(Place place)
{
    // A wide letter at the edge has the cursor on its first half.
    if (place.column < m_columns - 1 && place != Place{m_lastRow, m_lastStart})
        m_lastRow = -1;
}

void Screen::erase(const Area &wanted, const Style &style)
{
    const Area area = clipped(wanted);
    for (int row = area.top; row < area.bottom; ++row) {
        Line &line = at(row);
        splitWide(line, area.left);
        splitWide(line, area.right);
        blank(line, area.left, area.right, style);
    }
    touch(area.top, area.bottom);
}

void Screen::scroll(const Area &wanted, int downward, int rightward, const Style &style)
{
    const Area area = clipped(wanted);
    const int height = area.bottom - area.top;
    const bool isWhole = area.left == 0 && area.right == m_columns && rightward == 0;
    if (!isWhole) {
        for (int i = 0; i < height; ++i) {
            // In the order in which nothing is overwritten before it was read.
            const int row = downward >= 0 ? area.top + i : area.bottom - 1 - i;
            const int from = row + downward;
            const std::vector<Cell> old = at(std::clamp(from, 0, m_rows - 1)).cells;
            Line &line = at(row);
            for (int column = area.left; column < area.right; ++column) {
                const int source = column + rightward;
                const bool isIn = from >= area.top && from < area.bottom && source >= area.left
                                  && source < area.right;
                line.cells[size_t(column)] =
                    isIn ? old[size_t(source)] : Cell{0, {{}, style.background, 0}};
            }
            if (area.right == m_columns)
                line.isWrapped = false;
        }
        touch(area.top, area.bottom);
        return;
    }
    const int count = std::clamp(downward, -height, height);
    const auto begin = grid().order.begin() + area.top;
    const auto end = grid().order.begin() + area.bottom;
    if (count > 0) {
        if (area.top == 0 && !m_isAlternate) {
            for (int row = 0; row < count; ++row)
                m_scrollback.push(at(row));
        }
        std::rotate(begin, begin + count, end);
        for (int row = area.bottom - count; row < area.bottom; ++row)
            blank(at(row), 0, m_columns, style);
    } else if (count < 0) {
        std::rotate(begin, end + count, end);
        for (int row = area.top; row < area.top - count; ++row)
            blank(at(row), 0, m_columns, style);
    }
    m_lastRow = m_lastRow >= area.top && m_lastRow < area.bottom ? m_lastRow - count : m_lastRow;
    touch(area.top, area.bottom);
}

void Screen::move(const Area &wanted, const Area &origin)
{
    const Area to = clipped(wanted);
    const Area from = clipped(origin);
    const int height = std::min(to.bottom - to.top, from.bottom - from.top);
    const int width = std::min(to.right - to.left, from.right - from.left);
    for (int i = 0; i < height; ++i) {
        const int step = to.top <= from.top ? i : height - 1 - i;
        const std::vector<Cell> old = at(from.top + step).cells;
        Line &line = at(to.top + step);
        std::copy_n(old.begin() + from.left, width, line.cells.begin() + to.left);
        if (to.right == m_columns)
            line.isWrapped = false;
    }
    touch(to.top, to.bottom);
}

void Screen::setAlternate(bool isAlternate)
{
    m_isAlternate = isAlternate;
    m_lastRow = -1;
    touch(0, m_rows);
}

} // namespace Atoll::Terminal
