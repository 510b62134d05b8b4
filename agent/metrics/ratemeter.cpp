// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ratemeter.h"

namespace Atoll {
namespace {

double grown(quint64 before, quint64 now) { return now > before ? double(now - before) : 0; }

} // namespace

std::optional<Api::UsageSample> RateMeter::measure(const UsageCounters &counters)
{
    const auto known = m_before.constFind(counters.object);
    const bool isFirst = known == m_before.constEnd();
    const UsageCounters before = isFirst ? UsageCounters{} : *known;
    m_before.insert(counters.object, counters);
    const double seconds = std::chrono::duration<double>(counters.at - before.at).count();
    if (isFirst || seconds <= 0)
        return std::nullopt;
    const auto rate = [seconds](quint64 from, quint64 to) {
        return qint64(grown(from, to) / seconds);
    };
    Api::UsageSample sample;
    sample.object = counters.object;
    const double available = seconds * 1e9 * qMax(1, counters.cpus);
    sample.cpu = qMin(1.0, grown(before.cpuNanoseconds, counters.cpuNanoseconds) / available);
    sample.memoryUsedBytes = counters.memoryUsedBytes;
    sample.memoryTotalBytes = counters.memoryTotalBytes;
    sample.diskReadBytesPerSecond = rate(before.diskReadBytes, counters.diskReadBytes);
    sample.diskWriteBytesPerSecond = rate(before.diskWriteBytes, counters.diskWriteBytes);
    sample.networkInBytesPerSecond = rate(before.networkInBytes, counters.networkInBytes);
    sample.networkOutBytesPerSecond = rate(before.networkOutBytes, counters.networkOutBytes);
    return sample;
}

QList<Api::UsageSample> RateMeter::measure(const QList<UsageCounters> &counters)
{
    QList<Api::UsageSample> samples;
    samples.reserve(counters.size());
    for (const UsageCounters &one : counters) {
        if (const auto sample = measure(one))
            samples += *sample;
    }
    return samples;
}

void RateMeter::seed(const RateMeter &other, const QSet<QString> &objects)
{
    for (const QString &object : objects) {
        const auto known = other.m_before.constFind(object);
        if (known != other.m_before.constEnd() && !m_before.contains(object))
            m_before.insert(object, *known);
    }
}

void RateMeter::keepOnly(const QSet<QString> &objects)
{
    m_before.removeIf([&](const auto &entry) { return !objects.contains(entry.key()); });
}

} // namespace Atoll
