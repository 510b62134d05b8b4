// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QString>

namespace Atoll {

//! What the machine is, as the kernel tells. Does not change while the agent runs.
struct NodeFacts
{
    QString hostName;
    QString osName;   //!< "Debian GNU/Linux 12 (bookworm)"
    QString cpuModel; //!< "AMD EPYC 7302 16-Core Processor"
    int cpus = 0;     //!< logical ones that are online
    qint64 memoryBytes = 0;
    QDateTime bootTime;
    bool hasKvm = false; //!< /dev/kvm can be used by this process
    QString kvmProblem;  //!< why not, for people
};

//! Reads /proc, /etc/os-release and /dev/kvm; takes well under a millisecond.
NodeFacts readNodeFacts();

//! The pure part, from the contents of /proc/cpuinfo, /proc/meminfo and /proc/stat.
NodeFacts parseNodeFacts(const QByteArray &cpuInfo, const QByteArray &memInfo,
                         const QByteArray &stat);

} // namespace Atoll
