// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nodestats.h"

#include <QFile>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

constexpr quint64 kSectorBytes = 512; // of /proc/diskstats, whatever the device has

QByteArray contentsOf(const char *path)
{
    QFile file(QString::fromLatin1(path));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool isThere(const char *format, const QByteArray &name)
{
    const QByteArray path = QByteArray(format).replace("%1", name);
    return ::access(path.constData(), F_OK) == 0;
}

QList<QByteArray> words(const QByteArray &line) { return line.simplified().split(' '); }

void readProcessors(const QByteArray &stat, UsageCounters &counters)
{
    static const quint64 nanosecondsPerTick =
        1'000'000'000ULL / quint64(qMax(1L, ::sysconf(_SC_CLK_TCK)));
    counters.cpus = 0;
    for (const QByteArray &line : stat.split('\n')) {
        if (!line.startsWith("cpu"))
            break;
        if (!line.startsWith("cpu ")) {
            ++counters.cpus;
            continue;
        }
        // user nice system idle iowait irq softirq steal; guest time is part of user.
        const QList<QByteArray> fields = words(line);
        quint64 busy = 0;
        for (const int field : {1, 2, 3, 6, 7, 8})
            busy += fields.value(field).toULongLong();
        counters.cpuNanoseconds = busy * nanosecondsPerTick;
    }
    counters.cpus = qMax(1, counters.cpus);
}

void readMemory(const QByteArray &memInfo, UsageCounters &counters)
{
    qint64 available = -1;
    for (const QByteArray &line : memInfo.split('\n')) {
        const bool isTotal = line.startsWith("MemTotal:");
        if (!isTotal && !line.startsWith("MemAvailable:"))
            continue;
        const qint64 bytes = words(line).value(1).toLongLong() * 1024;
        (isTotal ? counters.memoryTotalBytes : available) = bytes;
    }
    if (available >= 0)
        counters.memoryUsedBytes = qMax<qint64>(0, counters.memoryTotalBytes - available);
}

} // namespace

UsageCounters parseNodeStats(const NodeStatsText &text)
{
    UsageCounters counters;
    readProcessors(text.stat, counters);
    readMemory(text.memInfo, counters);
    for (const QByteArray &line : text.diskStats.split('\n')) {
        const QList<QByteArray> fields = words(line);
        if (fields.size() < 10 || !text.isPhysicalDisk(fields[2]))
            continue;
        counters.diskReadBytes += fields[5].toULongLong() * kSectorBytes;
        counters.diskWriteBytes += fields[9].toULongLong() * kSectorBytes;
    }
    for (const QByteArray &line : text.netDev.split('\n')) {
        const qsizetype colon = line.indexOf(':');
        const QList<QByteArray> fields = words(line.mid(colon + 1));
        if (colon < 0 || fields.size() < 9 || !text.isPhysicalCard(line.first(colon).trimmed()))
            continue;
        counters.networkInBytes += fields[0].toULongLong();
        counters.networkOutBytes += fields[8].toULongLong();
    }
    return counters;
}

UsageCounters readNodeStats(const QString &nodeName)
{
    UsageCounters counters = parseNodeStats(
        {contentsOf("/proc/stat"), contentsOf("/proc/meminfo"), contentsOf("/proc/diskstats"),
         contentsOf("/proc/net/dev"),
         [](const QByteArray &name) { return isThere("/sys/block/%1/device", name); },
         [](const QByteArray &name) { return isThere("/sys/class/net/%1/device", name); }});
    counters.at = std::chrono::steady_clock::now();
    counters.object = u"/nodes/"_s + nodeName;
    return counters;
}

} // namespace Atoll
