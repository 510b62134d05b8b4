// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "linediff.h"

#include <QStringList>

#include <vector>

namespace Atoll {
namespace {

using Kind = DiffLine::Kind;

//! Above this the table would be too large; then everything counts as replaced.
constexpr qsizetype kMostCells = 4'000'000;

//! Longest common subsequence of the middle parts, which differ at both ends.
QList<DiffLine> compare(const QStringList &a, const QStringList &b)
{
    QList<DiffLine> lines;
    const size_t rows = size_t(a.size()) + 1;
    const size_t columns = size_t(b.size()) + 1;
    const bool isTooLarge = qsizetype(rows * columns) > kMostCells;
    std::vector<int> length(isTooLarge ? 0 : rows * columns, 0);
    const auto at = [&](qsizetype i, qsizetype j) -> int & {
        return length[size_t(i) * columns + size_t(j)];
    };
    if (!isTooLarge) {
        for (qsizetype i = a.size() - 1; i >= 0; --i) {
            for (qsizetype j = b.size() - 1; j >= 0; --j)
                at(i, j) = a.at(i) == b.at(j) ? at(i + 1, j + 1) + 1
                                              : std::max(at(i + 1, j), at(i, j + 1));
        }
    }
    qsizetype i = 0;
    qsizetype j = 0;
    while (i < a.size() || j < b.size()) {
        if (!isTooLarge && i < a.size() && j < b.size() && a.at(i) == b.at(j)) {
            lines.append({Kind::Same, a.at(i)});
            ++i;
            ++j;
        } else if (i < a.size() && (isTooLarge || j >= b.size() || at(i + 1, j) >= at(i, j + 1))) {
            lines.append({Kind::Removed, a.at(i++)});
        } else {
            lines.append({Kind::Added, b.at(j++)});
        }
    }
    return lines;
}

QList<DiffLine> shortened(const QList<DiffLine> &all, int context)
{
    QList<bool> isNear(all.size(), false);
    for (qsizetype i = 0; i < all.size(); ++i) {
        if (all.at(i).kind == Kind::Same)
            continue;
        for (qsizetype j = std::max(qsizetype(0), i - context);
             j <= std::min(all.size() - 1, i + context); ++j)
            isNear[j] = true;
    }
    QList<DiffLine> lines;
    for (qsizetype i = 0; i < all.size(); ++i) {
        if (isNear.at(i))
            lines.append(all.at(i));
        else if (lines.isEmpty() || lines.last().kind != Kind::Skipped)
            lines.append({Kind::Skipped, {}});
    }
    return lines;
}

} // namespace

QList<DiffLine> diffLines(const QString &before, const QString &after, int context)
{
    if (before == after)
        return {};
    const QStringList a = before.isEmpty() ? QStringList() : before.split(u'\n');
    const QStringList b = after.isEmpty() ? QStringList() : after.split(u'\n');
    qsizetype head = 0;
    while (head < a.size() && head < b.size() && a.at(head) == b.at(head))
        ++head;
    qsizetype tail = 0;
    while (tail < a.size() - head && tail < b.size() - head
           && a.at(a.size() - 1 - tail) == b.at(b.size() - 1 - tail))
        ++tail;
    QList<DiffLine> all;
    for (qsizetype i = 0; i < head; ++i)
        all.append({Kind::Same, a.at(i)});
    all += compare(a.mid(head, a.size() - head - tail), b.mid(head, b.size() - head - tail));
    for (qsizetype i = a.size() - tail; i < a.size(); ++i)
        all.append({Kind::Same, a.at(i)});
    return shortened(all, context);
}

} // namespace Atoll
