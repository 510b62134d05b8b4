// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <core/result.h>

#include <QList>
#include <QMap>
#include <QSet>
#include <QString>

//! What must be done to a running guest so that it becomes what a definition says, as far as QEMU
//! can do it while the guest runs. Pure functions on domain XML.
namespace Atoll::Kvm {

struct LiveStep
{
    enum class Kind {
        IoThread,   //!< a thread for disks is added, `count` is its number
        Attach,     //!< `xml` is the device
        Detach,     //!< `xml` is the device as the running guest has it
        Update,     //!< a network card: connection, link, rate
        Medium,     //!< of a CD drive
        DiskLimits, //!< `numbers`, by libvirt's names
        Cpus,       //!< `count` are plugged in
        Memory,     //!< the balloon's target, `count` bytes
        Scheduler,  //!< `numbers`, by libvirt's names
        Affinity,   //!< `texts`: a set of host CPUs by the guest's CPU
    };
    Kind kind = Kind::Attach;
    QString words;  //!< "Attach disk vdb"
    QString target; //!< of a disk, or a card's MAC
    QString xml = {};
    qint64 count = 0;
    QMap<QString, qint64> numbers = {};
    QMap<QString, QString> texts = {};

    bool operator==(const LiveStep &) const = default;
};

//! What of a guest a change is about; nothing else of the running guest is touched.
struct LiveScope
{
    bool isWhole = false;     //!< everything, also what only exists while it runs (added memory)
    QSet<QString> disks = {}; //!< targets
    QSet<QString> nics = {};  //!< MACs, lower case
    bool hasCpu = false;
    bool hasMemory = false;
};

Result<QList<LiveStep>> liveSteps(const QString &live, const QString &wanted,
                                  const LiveScope &scope);
//! The running guest's XML when the step is done.
Result<QString> afterStep(const QString &live, const LiveStep &step);
//! The running guest's XML in the form that definitions have, to be compared with one: CPUs that
//! are all pinned alike have a common set of host CPUs.
QString asDefinition(const QString &live);
//! Whether the device that a Detach step takes away is gone.
bool isDetached(const QString &live, const LiveStep &step);

} // namespace Atoll::Kvm
