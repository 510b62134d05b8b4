// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "guestsnapshotdocuments.h"
#include "guestvolumes.h"

namespace Atoll {

class SnapshotEngine;

//! Volumes of one guest that stand on each other. For workers.
class GuestLayers
{
public:
    explicit GuestLayers(const GuestParts &parts)
        : m_parts(parts)
    {}

    //! A name that no volume of the storage has: the stem with the lowest number.
    static Result<QString> freeName(StorageDriver &storage, const QString &stem);

    //! A volume for each disk of `below` that stands on it. Undone by the rollback.
    Result<QList<SnapshotVolume>> makeOverlays(const QList<SnapshotVolume> &below,
                                               const Api::GuestConfig &config, TaskContext &context,
                                               Rollback &rollback) const;
    //! Where the engine reads each disk, by target.
    Result<QMap<QString, QString>> enginePaths(const QString &uuid) const;
    //! With disks on these volumes.
    static Api::GuestConfig withVolumes(Api::GuestConfig config,
                                        const QList<SnapshotVolume> &volumes);
    static QList<SnapshotVolume> volumesOf(const Api::GuestConfig &config);

    //! Merges and removes what the tree needs no more. All the while the guest reads the same, and
    //! each step leaves documents that fit; so it can be cut short and repeated. What others stand
    //! on stays for later, and the log says so.
    Result<void> tidy(SnapshotDocument &snapshots, GuestDocument &guest,
                      TaskContext &context) const;
    //! Lets the engine give up merges that a killed agent left.
    Result<void> stopMerges(const Api::GuestConfig &config) const;
    //! All that snapshots of a deleted guest left.
    Result<void> removeAll(const Api::GuestConfig &config, TaskContext &context) const;
    //! Only the document of a deleted guest's snapshots; their volumes are nobody's then.
    Result<void> forgetAll(const Api::GuestConfig &config, const TaskContext &context) const;
    //! Volumes of other guests that stand on volumes of this one, as "vm-105-disk-0.qcow2 (web-2)".
    Result<QStringList> clonesOn(const Api::GuestConfig &config) const;
    //! Words for the guest that has the volume, also of a deleted one; empty when none has.
    Result<QString> ownerOf(const SnapshotVolume &volume) const;

private:
    struct Merge
    {
        SnapshotVolume base;
        SnapshotVolume top;
    };
    Result<bool> tidyOne(const SnapshotVolume &layer, SnapshotDocument &snapshots,
                         GuestDocument &guest, TaskContext &context) const;
    Result<void> merge(const Merge &merge, SnapshotDocument &snapshots, GuestDocument &guest,
                       TaskContext &context) const;
    Result<void> mergeLive(const Merge &merge, const QString &uuid, const QString &target,
                           bool isActive, TaskContext &context) const;
    Result<void> waitForMerge(const QString &uuid, const QString &target, bool isActive,
                              TaskContext &context) const;
    //! What a killed agent had the engine do, but not yet written down.
    Result<void> reconcile(SnapshotDocument &snapshots, GuestDocument &guest,
                           TaskContext &context) const;
    Result<void> record(const Merge &merge, SnapshotDocument &snapshots, GuestDocument &guest,
                        TaskContext &context) const;

    GuestParts m_parts;
};

} // namespace Atoll
