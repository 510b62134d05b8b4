// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cell.h"
#include "scrollback.h"

#include <QByteArrayView>

namespace Atoll::Terminal {

//! Rows and columns of cells; `bottom` and `right` are one past the last.
struct Area
{
    int top = 0;
    int bottom = 0;
    int left = 0;
    int right = 0;
};

struct Place
{
    int row = 0;
    int column = 0;
    bool operator==(const Place &) const = default;
};

//! The cells of a terminal: what the program draws on, its alternate screen, and the lines that
//! left at the top. Rows are moved by number, so scrolling costs nothing per cell. Lines have
//! numbers that stay theirs while output arrives: the scrollback's first, the screen's last.
class Screen
{
public:
    Screen(int rows, int columns);

    int rows() const { return m_rows; }
    int columns() const { return m_columns; }
    bool isAlternate() const { return m_isAlternate; }

    //! Of the oldest line there is; in the alternate screen that is its first row.
    qint64 firstLine() const { return m_isAlternate ? topLine() : m_scrollback.dropped(); }
    //! Of the screen's first row.
    qint64 topLine() const { return m_scrollback.dropped() + m_scrollback.size(); }
    qint64 endLine() const { return topLine() + m_rows; }
    Line line(qint64 number) const;
    bool isWrapped(qint64 number) const;
    const Line &row(int row) const { return grid().lines[size_t(grid().order[size_t(row)])]; }

    const Clusters &clusters() const { return m_clusters; }
    Scrollback &scrollback() { return m_scrollback; }
    const Scrollback &scrollback() const { return m_scrollback; }

    //! Places and areas may be partly outside: what is there is left out.
    Place nearest(Place place) const;
    void put(Place place, std::u32string_view text, int width, Style style);
    //! Printable ASCII that ends before the last column.
    void put(Place place, QByteArrayView text, const Style &style);
    void erase(const Area &area, const Style &style);
    void scroll(const Area &area, int downward, int rightward, const Style &style);
    void move(const Area &to, const Area &from);
    void cursorMoved(Place place);
    //! The last column was written: the cursor stands on its letter, but the next one wraps.
    bool isBehindEdge(Place cursor) const
    {
        return m_lastRow == cursor.row && m_lastEnd == m_columns && cursor.column == m_lastStart;
    }
    void setAlternate(bool isAlternate);
    //! Wraps the lines again for the new width. Answers where the cursor went. `watched` is a line
    //! that shall stay in sight; it becomes the number that it has then.
    Place resize(int rows, int columns, Place cursor, qint64 &watched);

    //! Which rows have changed since the last time.
    std::vector<quint8> takeDirty();

private:
    struct Grid
    {
        std::vector<Line> lines;
        std::vector<int> order; //!< row → index in lines
        void setSize(int rows, int columns);
    };
    Grid &grid() { return m_isAlternate ? m_alternate : m_main; }
    const Grid &grid() const { return m_isAlternate ? m_alternate : m_main; }
    Line &at(int row) { return grid().lines[size_t(grid().order[size_t(row)])]; }
    void noteWrap(Place place, int width);
    void blank(Line &line, int from, int to, const Style &style) const;
    Area clipped(const Area &area) const;
    void touch(int from, int to);
    void splitWide(Line &line, int column) const
    {
        if (column < m_columns && line.cells[size_t(column)].style.attributes & WideTail)
            splitTail(line, column);
    }
    static void splitTail(Line &line, int column);
    Place refill(std::vector<Line> lines, int rows, int blankRows, Place cursor);

    Clusters m_clusters;
    Scrollback m_scrollback{m_clusters};
    Grid m_main;
    Grid m_alternate;
    int m_rows;
    int m_columns;
    bool m_isAlternate = false;
    std::vector<quint8> m_dirty;
    int m_lastRow = -1;  //!< where text reached the right edge and may go on in the next row
    int m_lastStart = 0; //!< of the last letter there
    int m_lastEnd = 0;
};

} // namespace Atoll::Terminal
