// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "libvirthypervisor.h"

#include <core/units.h>

#include <vector>

using namespace Qt::StringLiterals;

namespace Atoll::Kvm {
namespace {

qint64 number(const virDomainStatsRecord &record, const char *name, qint64 otherwise = 0)
{
    unsigned long long value = 0;
    if (virTypedParamsGetULLong(record.params, record.nparams, name, &value) == 1)
        return qint64(value);
    unsigned int small = 0;
    if (virTypedParamsGetUInt(record.params, record.nparams, name, &small) == 1)
        return small;
    return otherwise;
}

//! Sum of "block.0.rd.bytes", "block.1.rd.bytes", …
qint64 sum(const virDomainStatsRecord &record, const QByteArray &group, const QByteArray &name)
{
    const qint64 count =
        qBound(qint64(0), number(record, (group + ".count").constData()), qint64(256));
    qint64 total = 0;
    for (qint64 i = 0; i < count; ++i)
        total += number(record, (group + '.' + QByteArray::number(i) + '.' + name).constData());
    return total;
}

DomainCounters countersOf(const virDomainStatsRecord &record)
{
    DomainCounters counters;
    counters.uuid = LibvirtConnection::uuidOf(record.dom);
    counters.cpus = int(number(record, "vcpu.current"));
    counters.cpuNanoseconds = number(record, "cpu.time");
    counters.memoryTotalBytes = number(record, "balloon.current") * units::KiB;
    const qint64 available = number(record, "balloon.available", -1);
    const qint64 usable = number(record, "balloon.usable", -1);
    if (available >= 0 && usable >= 0)
        counters.memoryUsedBytes = (available - usable) * units::KiB;
    counters.diskReadBytes = sum(record, "block", "rd.bytes");
    counters.diskWriteBytes = sum(record, "block", "wr.bytes");
    counters.networkOutBytes = sum(record, "net", "tx.bytes");
    counters.networkInBytes = sum(record, "net", "rx.bytes");
    return counters;
}

QStringList runningDomains(const LibvirtConnection &connection)
{
    QStringList uuids;
    for (const DomainInfo &domain : connection.list().value_or(QList<DomainInfo>())) {
        if (domain.state == Api::GuestState::Running)
            uuids += domain.uuid;
    }
    return uuids;
}

//! The test driver has no statistics but these.
Result<QList<DomainCounters>> simpleCounters(const LibvirtConnection &connection,
                                             const QStringList &uuids)
{
    QList<DomainCounters> all;
    for (const QString &uuid : uuids.isEmpty() ? runningDomains(connection) : uuids) {
        const auto domain = connection.find(uuid);
        virDomainInfo info{};
        if (!domain || virDomainGetInfo(domain->get(), &info) < 0)
            continue;
        DomainCounters counters;
        counters.uuid = uuid;
        counters.cpus = info.nrVirtCpu;
        counters.cpuNanoseconds = qint64(info.cpuTime);
        counters.memoryTotalBytes = qint64(info.memory) * units::KiB;
        all.append(counters);
    }
    return all;
}

Result<QList<DomainCounters>> readCounters(const LibvirtConnection &connection,
                                           const QStringList &uuids)
{
    std::vector<DomainHandle> owned;
    QList<virDomainPtr> domains;
    for (const QString &uuid : uuids) {
        auto domain = connection.find(uuid);
        if (!domain)
            continue; // gone meanwhile
        domains.append(domain->get());
        owned.push_back(std::move(*domain));
    }
    if (domains.isEmpty() && !uuids.isEmpty())
        return QList<DomainCounters>{};
    domains.append(nullptr);
    constexpr unsigned groups = VIR_DOMAIN_STATS_CPU_TOTAL | VIR_DOMAIN_STATS_BALLOON
                                | VIR_DOMAIN_STATS_VCPU | VIR_DOMAIN_STATS_INTERFACE
                                | VIR_DOMAIN_STATS_BLOCK;
    virDomainStatsRecordPtr *records = nullptr;
    // NOWAIT: a guest whose QEMU is busy gives what is known without asking it.
    constexpr unsigned noWait = VIR_CONNECT_GET_ALL_DOMAINS_STATS_NOWAIT;
    const int count =
        uuids.isEmpty() ? virConnectGetAllDomainStats(
            connection.get(), groups, &records, noWait | VIR_CONNECT_GET_ALL_DOMAINS_STATS_RUNNING)
                        : virDomainListGetStats(domains.data(), groups, &records, noWait);
    if (count < 0)
        return simpleCounters(connection, uuids);
    QList<DomainCounters> all;
    for (int i = 0; i < count; ++i)
        all.append(countersOf(*records[i]));
    virDomainStatsRecordListFree(records);
    return all;
}

} // namespace

Result<QList<DomainCounters>> LibvirtHypervisor::counters(const QStringList &uuids)
{
    return m_access->call<QList<DomainCounters>>(
        std::chrono::seconds(20),
        [uuids](const LibvirtConnection &connection) { return readCounters(connection, uuids); });
}

} // namespace Atoll::Kvm
