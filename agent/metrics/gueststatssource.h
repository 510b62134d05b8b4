// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "usagecounters.h"

#include <core/result.h>

#include <QStringList>

namespace Atoll {

//! Where the counters of guests come from. Blocks: called by one worker at a time.
class GuestStatsSource
{
public:
    GuestStatsSource() = default;
    GuestStatsSource(const GuestStatsSource &) = delete;
    GuestStatsSource &operator=(const GuestStatsSource &) = delete;
    virtual ~GuestStatsSource() = default;

    //! Of these running guests (UUIDs); of all that run when the list is empty. Those that do not
    //! run or do not exist are left out. `object` is "/guests/<uuid>".
    virtual Result<QList<UsageCounters>> guestStats(const QStringList &uuids) = 0;
};

} // namespace Atoll
