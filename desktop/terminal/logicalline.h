// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "screen.h"

#include <QString>

#include <optional>

namespace Atoll::Terminal {

//! A cell of the whole history, by its line's number.
struct Spot
{
    qint64 line = 0;
    int column = 0;
    auto operator<=>(const Spot &) const = default;
};

//! From `begin` up to before `end`.
struct Span
{
    Spot begin;
    Spot end;
    bool operator==(const Span &) const = default;
};

//! A line as its program wrote it, joined where the screen was too narrow, with the way back from
//! text to cells.
class LogicalLine
{
public:
    LogicalLine(const Screen &screen, qint64 line);

    const QString &text() const { return m_text; }
    qint64 first() const { return m_first; }
    qint64 end() const { return m_end; }
    //! Where in the text the cell begins.
    qsizetype offset(const Spot &spot) const;
    Span span(qsizetype offset, qsizetype size) const;

private:
    QString m_text;
    std::vector<Spot> m_spots; //!< of each character of the text
    qint64 m_first;
    qint64 m_end;
};

QString textOf(const Screen &screen, const Line &line, int from, int to);
//! The word, or path, or address, around the cell.
Span wordAt(const Screen &screen, const Spot &spot);

struct Link
{
    Span span;
    QString address;
};
std::optional<Link> linkAt(const Screen &screen, const Spot &spot);

} // namespace Atoll::Terminal
