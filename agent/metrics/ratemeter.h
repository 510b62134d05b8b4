// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "usagecounters.h"

#include <api/metrics.h>

#include <QHash>
#include <QSet>

namespace Atoll {

//! Makes rates of counters: what was used between this reading and the one before. A value; no
//! thread of its own.
class RateMeter
{
public:
    //! None for the first reading of an object. A counter that went back (the guest was restarted,
    //! a disk was unplugged) counts as nothing used.
    std::optional<Api::UsageSample> measure(const UsageCounters &counters);
    QList<Api::UsageSample> measure(const QList<UsageCounters> &counters);

    //! Starts objects that are new here from what another meter has read of them.
    void seed(const RateMeter &other, const QSet<QString> &objects);
    //! Forgets all others.
    void keepOnly(const QSet<QString> &objects);

private:
    QHash<QString, UsageCounters> m_before;
};

} // namespace Atoll
