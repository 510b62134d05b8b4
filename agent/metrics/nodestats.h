// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "usagecounters.h"

#include <QByteArray>

#include <functional>

namespace Atoll {

//! What the kernel counts of this node. Reads files of /proc: well under a millisecond, never waits
//! for a device.
UsageCounters readNodeStats(const QString &nodeName);

//! The pure part. `isPhysical` tells disks and network cards from what is stacked on them, whose
//! bytes would count twice.
struct NodeStatsText
{
    QByteArray stat;      //!< /proc/stat
    QByteArray memInfo;   //!< /proc/meminfo
    QByteArray diskStats; //!< /proc/diskstats
    QByteArray netDev;    //!< /proc/net/dev
    std::function<bool(const QByteArray &)> isPhysicalDisk;
    std::function<bool(const QByteArray &)> isPhysicalCard;
};
UsageCounters parseNodeStats(const NodeStatsText &text);

} // namespace Atoll
