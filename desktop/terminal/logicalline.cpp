// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "logicalline.h"

#include "linecodec.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Atoll::Terminal {
namespace {

//! A program that never breaks a line must not make every look at one dear.
constexpr qint64 kMostJoined = 256;

bool isWordPart(QChar character)
{
    static constexpr QStringView kAlso = u"-_./~:@%+#?&=,$";
    return character.isLetterOrNumber() || character.isMark() || character.isSurrogate()
           || kAlso.contains(character);
}

} // namespace

LogicalLine::LogicalLine(const Screen &screen, qint64 line)
    : m_first(line)
    , m_end(line + 1)
{
    while (m_first > screen.firstLine() && line - m_first < kMostJoined
           && screen.isWrapped(m_first - 1))
        --m_first;
    while (m_end < screen.endLine() && m_end - line < kMostJoined && screen.isWrapped(m_end - 1))
        ++m_end;
    for (qint64 number = m_first; number < m_end; ++number) {
        const Line row = screen.line(number);
        const size_t used = usedCells(row);
        for (size_t column = 0; column < used; ++column) {
            const Cell &cell = row.cells[column];
            if (cell.style.attributes & WideTail)
                continue;
            const char32_t code = cell.code ? cell.code : U' ';
            const std::u32string_view text = screen.clusters().text(code);
            m_text += QString::fromUcs4(text.data(), qsizetype(text.size()));
            m_spots.resize(size_t(m_text.size()), Spot{number, int(column)});
        }
    }
}

qsizetype LogicalLine::offset(const Spot &spot) const
{
    return std::upper_bound(m_spots.begin(), m_spots.end(), spot) - m_spots.begin() - 1;
}

Span LogicalLine::span(qsizetype offset, qsizetype size) const
{
    if (size <= 0 || offset < 0 || offset + size > qsizetype(m_spots.size()))
        return {{m_first, 0}, {m_first, 0}};
    Spot last = m_spots[size_t(offset + size) - 1];
    const bool isLast = offset + size == qsizetype(m_spots.size());
    const Spot next = isLast ? Spot{} : m_spots[size_t(offset + size)];
    // A wide character takes two cells.
    last.column = !isLast && next.line == last.line ? next.column : last.column + 1;
    return {m_spots[size_t(offset)], last};
}

QString textOf(const Screen &screen, const Line &line, int from, int to)
{
    QString text;
    const int used = std::min(to, int(usedCells(line)));
    for (int column = std::max(from, 0); column < used; ++column) {
        const Cell &cell = line.cells[size_t(column)];
        if (cell.style.attributes & WideTail)
            continue;
        const char32_t code = cell.code ? cell.code : U' ';
        const std::u32string_view cluster = screen.clusters().text(code);
        text += QString::fromUcs4(cluster.data(), qsizetype(cluster.size()));
    }
    return text;
}

Span wordAt(const Screen &screen, const Spot &spot)
{
    const LogicalLine line(screen, spot.line);
    const qsizetype at = line.offset(spot);
    const QString &text = line.text();
    if (at < 0 || at >= text.size() || (at + 1 == text.size() && !isWordPart(text[at])))
        return {spot, {spot.line, spot.column + 1}};
    const bool isWord = isWordPart(text[at]);
    const auto belongs = [&](QChar character) {
        return isWord ? isWordPart(character) : character == text[at];
    };
    qsizetype begin = at;
    qsizetype end = at + 1;
    while (begin > 0 && belongs(text[begin - 1]))
        --begin;
    while (end < text.size() && belongs(text[end]))
        ++end;
    return line.span(begin, end - begin);
}

std::optional<Link> linkAt(const Screen &screen, const Spot &spot)
{
    static const QRegularExpression pattern(uR"(\bhttps?://[^\s<>"'`|\^{}]+)"_s);
    const LogicalLine line(screen, spot.line);
    const qsizetype at = line.offset(spot);
    if (at < 0)
        return {};
    auto matches = pattern.globalMatch(line.text());
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        QString address = match.captured();
        // What ends a sentence, or closes a bracket that stands before the address, is not of it.
        while (address.endsWith(u'.') || address.endsWith(u',') || address.endsWith(u':')
               || address.endsWith(u';') || address.endsWith(u'!') || address.endsWith(u'?')
               || (address.endsWith(u')') && !address.contains(u'('))
               || (address.endsWith(u']') && !address.contains(u'[')))
            address.chop(1);
        if (at >= match.capturedStart() && at < match.capturedStart() + address.size())
            return Link{line.span(match.capturedStart(), address.size()), address};
    }
    return {};
}

} // namespace Atoll::Terminal
