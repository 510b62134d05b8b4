// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "hypervisor.h"

#include <metrics/gueststatssource.h>

namespace Atoll {

//! The hypervisor's counters in the form that the metrics sampler reads.
class HypervisorStats final : public GuestStatsSource
{
public:
    explicit HypervisorStats(Hypervisor &hypervisor)
        : m_hypervisor(hypervisor)
    {}

    Result<QList<UsageCounters>> guestStats(const QStringList &uuids) override;

private:
    Hypervisor &m_hypervisor;
};

} // namespace Atoll
