// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <chrono>

namespace Atoll {

//! What a guest or node has used since it began, as its engine counts it. Rates come from two of
//! these (RateMeter).
struct UsageCounters
{
    QString object;                           //!< "/guests/<uuid>" or "/nodes/<name>"
    std::chrono::steady_clock::time_point at; //!< when the engine was read
    int cpus = 1;
    quint64 cpuNanoseconds = 0;  //!< of all CPUs together
    qint64 memoryUsedBytes = -1; //!< negative: not known
    qint64 memoryTotalBytes = 0;
    quint64 diskReadBytes = 0;
    quint64 diskWriteBytes = 0;
    quint64 networkInBytes = 0;
    quint64 networkOutBytes = 0;
};

} // namespace Atoll
