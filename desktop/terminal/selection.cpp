// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "selection.h"

#include <algorithm>

namespace Atoll::Terminal {
namespace {

Span unitAt(const Screen &screen, Selection::Mode mode, const Spot &spot)
{
    if (mode == Selection::Words)
        return wordAt(screen, spot);
    if (mode == Selection::Lines) {
        const LogicalLine line(screen, spot.line);
        return {{line.first(), 0}, {line.end() - 1, screen.columns()}};
    }
    return {spot, spot};
}

} // namespace

void Selection::begin(const Screen &screen, Mode mode, const Spot &spot)
{
    m_mode = mode;
    m_anchor = m_span = unitAt(screen, mode, spot);
    m_head = spot;
    m_isEmpty = m_span.begin == m_span.end;
}

void Selection::extend(const Screen &screen, const Spot &spot)
{
    const Span unit = unitAt(screen, m_mode, spot);
    m_head = spot;
    m_span = {std::min(m_anchor.begin, unit.begin), std::max(m_anchor.end, unit.end)};
    m_isEmpty = m_span.begin == m_span.end;
}

void Selection::selectAll(const Screen &screen)
{
    m_mode = Cells;
    m_span = m_anchor = {{screen.firstLine(), 0}, {screen.endLine() - 1, screen.columns()}};
    m_isEmpty = false;
}

std::pair<int, int> Selection::columns(qint64 line, int width) const
{
    if (m_isEmpty || line < m_span.begin.line || line > m_span.end.line)
        return {0, 0};
    if (m_mode == Block)
        return std::minmax(m_anchor.begin.column, m_head.column);
    return {line == m_span.begin.line ? m_span.begin.column : 0,
            line == m_span.end.line ? m_span.end.column : width};
}

QString Selection::text(const Screen &screen) const
{
    QString text;
    if (m_isEmpty)
        return text;
    const qint64 first = std::max(m_span.begin.line, screen.firstLine());
    const qint64 last = std::min(m_span.end.line, screen.endLine() - 1);
    for (qint64 number = first; number <= last; ++number) {
        const Line line = screen.line(number);
        const auto [from, to] = columns(number, screen.columns());
        text += textOf(screen, line, from, to);
        const bool goesOn = line.isWrapped && m_mode != Block;
        if (number < last && !goesOn)
            text += u'\n';
    }
    // Of the empty rest of a screen nothing is copied.
    while (m_mode == Cells && text.endsWith(u"\n\n"))
        text.chop(1);
    return text;
}

} // namespace Atoll::Terminal
