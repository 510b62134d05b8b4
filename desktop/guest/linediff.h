// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QString>

namespace Atoll {

struct DiffLine
{
    enum class Kind : quint8 { Same, Removed, Added, Skipped };
    Kind kind = Kind::Same;
    QString text; //!< empty of Skipped: lines that are the same and far from a change
    bool operator==(const DiffLine &) const = default;
};

//! Differences of two texts by line, with `context` lines around each. Any thread.
QList<DiffLine> diffLines(const QString &before, const QString &after, int context = 3);

} // namespace Atoll
