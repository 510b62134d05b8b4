// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "linecodec.h"
#include "reflow.h"
#include "screen.h"

#include <algorithm>

namespace Atoll::Terminal {
namespace {

//! Lines of a screen joined where they wrapped, and where in them the cursor stands.
struct Joined
{
    std::vector<Line> lines;
    size_t cursorLine = 0;
    size_t cursorCell = 0;
};

Joined join(std::vector<Line> rows, Place cursor)
{
    Joined joined;
    bool goesOn = false;
    for (size_t row = 0; row < rows.size(); ++row) {
        if (!goesOn)
            joined.lines.emplace_back();
        Line &line = joined.lines.back();
        if (int(row) == cursor.row) {
            joined.cursorLine = joined.lines.size() - 1;
            joined.cursorCell = line.cells.size() + size_t(cursor.column);
        }
        rows[row].cells.resize(usedCells(rows[row]));
        line.cells.insert(line.cells.end(), rows[row].cells.begin(), rows[row].cells.end());
        goesOn = rows[row].isWrapped;
    }
    return joined;
}

} // namespace

//! Puts the lines into the main screen so that the last are seen; those before go up, and what went
//! up comes back where there is room, but not into the `blankRows` of a cleared screen.
Place Screen::refill(std::vector<Line> lines, int rows, int blankRows, Place cursor)
{
    while (int(lines.size()) > rows && int(lines.size()) - 1 > cursor.row
           && usedCells(lines.back()) == 0)
        lines.pop_back();
    const auto above = size_t(std::clamp(int(lines.size()) - rows, 0, cursor.row));
    for (size_t i = 0; i < above; ++i)
        m_scrollback.push(lines[i]);
    lines.erase(lines.begin(), lines.begin() + qsizetype(above));
    cursor.row -= int(above);
    std::vector<Line> pulled;
    while (int(lines.size() + pulled.size()) < rows - blankRows && m_scrollback.size() > 0)
        pulled.push_back(m_scrollback.takeLast());
    cursor.row += int(pulled.size());
    lines.insert(lines.begin(), pulled.rbegin(), pulled.rend());
    lines.resize(size_t(rows));
    m_main.lines = std::move(lines);
    m_main.order.resize(size_t(rows));
    for (int row = 0; row < rows; ++row) {
        m_main.order[size_t(row)] = row;
        m_main.lines[size_t(row)].cells.resize(size_t(m_columns));
    }
    return cursor;
}

Place Screen::resize(int rows, int columns, Place cursor, qint64 &watched)
{
    if (rows == m_rows && columns == m_columns)
        return cursor;
    if (isBehindEdge(cursor))
        cursor.column = m_columns;
    // The alternate screen is drawn anew by its program; the main one waits behind it.
    const Place mainCursor = m_isAlternate ? Place{0, 0} : cursor;
    constexpr size_t kMostTaken = 4096;
    std::vector<Line> all;
    while (m_scrollback.size() > 0 && m_scrollback.isWrapped(m_scrollback.size() - 1)
           && all.size() < kMostTaken)
        all.push_back(m_scrollback.takeLast());
    std::reverse(all.begin(), all.end());
    Place place{mainCursor.row + int(all.size()), mainCursor.column};
    int last = m_isAlternate ? -1 : mainCursor.row;
    for (int row = 0; row < m_rows; ++row) {
        if (usedCells(m_main.lines[size_t(m_main.order[size_t(row)])]) > 0)
            last = std::max(last, row);
    }
    for (int row = 0; row <= last; ++row)
        all.push_back(std::move(m_main.lines[size_t(m_main.order[size_t(row)])]));

    const int blankRows = m_rows - 1 - last;
    const qint64 dropped = m_scrollback.dropped();
    if (columns != m_columns) {
        const qsizetype index = qsizetype(std::max<qint64>(watched - dropped, 0));
        const bool isInScreen = index >= m_scrollback.size();
        const qsizetype moved = m_scrollback.rewrap(columns, index);
        watched = isInScreen ? m_scrollback.dropped() + m_scrollback.size()
                             : m_scrollback.dropped() + moved;
    }
    m_columns = columns;
    Joined joined = join(std::move(all), place);
    std::vector<Line> lines;
    place = {0, cursor.column};
    for (size_t i = 0; i < joined.lines.size(); ++i) {
        const size_t cells = joined.lines[i].cells.size();
        std::vector<Line> pieces = wrapLine(std::move(joined.lines[i].cells), columns);
        // Behind a full row one goes on writing in the next.
        if (i == joined.cursorLine && cells > 0 && joined.cursorCell == cells
            && int(pieces.back().cells.size()) == columns) {
            pieces.back().isWrapped = true;
            pieces.emplace_back();
        }
        size_t before = 0;
        for (size_t piece = 0; i == joined.cursorLine && piece < pieces.size(); ++piece) {
            const size_t here = pieces[piece].cells.size();
            if (joined.cursorCell < before + here || piece + 1 == pieces.size()) {
                place = {int(lines.size() + piece), int(joined.cursorCell - before)};
                break;
            }
            before += here;
        }
        std::move(pieces.begin(), pieces.end(), std::back_inserter(lines));
    }
    place.column = std::min(place.column, columns - 1);
    place = refill(std::move(lines), rows, blankRows, place);
    m_alternate.setSize(rows, columns);
    m_rows = rows;
    m_dirty.assign(size_t(rows), 1);
    m_lastRow = -1;
    return m_isAlternate
               ? Place{std::min(cursor.row, rows - 1), std::min(cursor.column, columns - 1)}
               : place;
}

} // namespace Atoll::Terminal
