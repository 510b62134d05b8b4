// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "libvirtaccess.h"

#include <guest/snapshotengine.h>

namespace Atoll::Kvm {

//! Snapshots and block jobs through libvirt. For workers.
class LibvirtSnapshots final : public SnapshotEngine
{
public:
    explicit LibvirtSnapshots(std::shared_ptr<LibvirtAccess> access)
        : m_access(std::move(access))
    {}

    Result<QList<EngineSnapshot>> snapshots(const QString &uuid) override;
    Result<QList<EngineSnapshotRecord>> snapshotRecords(const QString &uuid) override;
    Result<void> defineSnapshots(const QString &uuid, const QString &name,
                                 const QList<EngineSnapshotRecord> &records) override;
    Result<void> takeSnapshot(const QString &uuid, const SnapshotOrder &order, std::stop_token stop,
                              const std::function<void(qint64, qint64)> &onProgress) override;
    Result<void> revertToSnapshot(const QString &uuid, const QString &name, bool starts) override;
    Result<void> removeSnapshot(const QString &uuid, const QString &name) override;
    Result<QString> memoryDefinition(const QString &path) override;
    Result<void> restoreMemory(const QString &path, const QString &xml) override;
    Result<int> freezeFileSystems(const QString &uuid) override;
    Result<void> thawFileSystems(const QString &uuid) override;
    Result<void> beginMerge(const QString &uuid, const QString &target, const QString &base,
                            const QString &top, bool isActive) override;
    Result<BlockJob> mergeJob(const QString &uuid, const QString &target) override;
    Result<void> endMerge(const QString &uuid, const QString &target, bool switches) override;

private:
    std::shared_ptr<LibvirtAccess> m_access;
};

//! A snapshot's XML for a guest that has another name now; pure.
Result<QString> renamedSnapshotXml(const QString &xml, const QString &name);
//! The XML that asks libvirt for a snapshot; pure.
QString snapshotXml(const SnapshotOrder &order);

} // namespace Atoll::Kvm
