// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "hypervisorstats.h"

using namespace Qt::StringLiterals;

namespace Atoll {

Result<QList<UsageCounters>> HypervisorStats::guestStats(const QStringList &uuids)
{
    const auto counters = m_hypervisor.counters(uuids);
    if (!counters)
        return fail(counters.error());
    const auto now = std::chrono::steady_clock::now();
    QList<UsageCounters> usage;
    usage.reserve(counters->size());
    for (const DomainCounters &domain : *counters) {
        usage.append({.object = u"/guests/"_s + domain.uuid,
                      .at = now,
                      .cpus = qMax(1, domain.cpus),
                      .cpuNanoseconds = quint64(domain.cpuNanoseconds),
                      .memoryUsedBytes = domain.memoryUsedBytes,
                      .memoryTotalBytes = domain.memoryTotalBytes,
                      .diskReadBytes = quint64(domain.diskReadBytes),
                      .diskWriteBytes = quint64(domain.diskWriteBytes),
                      .networkInBytes = quint64(domain.networkInBytes),
                      .networkOutBytes = quint64(domain.networkOutBytes)});
    }
    return usage;
}

} // namespace Atoll
