// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringView>

namespace Atoll {

//! Orders names as people do: without regard to case, numbers by value ("web-9" before "web-10").
inline int naturalCompare(QStringView a, QStringView b)
{
    const auto isDigit = [](QChar c) { return c >= u'0' && c <= u'9'; };
    qsizetype i = 0;
    qsizetype k = 0;
    while (i < a.size() && k < b.size()) {
        if (isDigit(a[i]) && isDigit(b[k])) {
            while (i < a.size() && a[i] == u'0')
                ++i;
            while (k < b.size() && b[k] == u'0')
                ++k;
            const qsizetype fromA = i;
            const qsizetype fromB = k;
            while (i < a.size() && isDigit(a[i]))
                ++i;
            while (k < b.size() && isDigit(b[k]))
                ++k;
            if (i - fromA != k - fromB)
                return i - fromA < k - fromB ? -1 : 1;
            if (const int order = a.sliced(fromA, i - fromA).compare(b.sliced(fromB, k - fromB)))
                return order;
            continue;
        }
        const QChar x = a[i].toCaseFolded();
        const QChar y = b[k].toCaseFolded();
        if (x != y)
            return x < y ? -1 : 1;
        ++i;
        ++k;
    }
    return int(a.size() - i) - int(b.size() - k);
}

} // namespace Atoll
