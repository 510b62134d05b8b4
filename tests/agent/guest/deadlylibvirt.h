// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <guest/kvm/libvirthypervisor.h>

#include <signal.h>
#include <unistd.h>

namespace Atoll {

//! Where the process ends: the name of a step, with a plus when it is to have been done.
class DeathPoint
{
public:
    explicit DeathPoint(QString point)
        : m_point(std::move(point))
    {}
    template <class F>
    auto around(const char *step, F work) const
    {
        const QString name = QString::fromLatin1(step);
        if (m_point == name)
            ::kill(::getpid(), SIGKILL);
        auto done = work();
        if (m_point == name + u'+')
            ::kill(::getpid(), SIGKILL);
        return done;
    }

private:
    QString m_point;
};

//! Passes everything on to libvirt, but may be the end of the process.
class DeadlySnapshots final : public SnapshotEngine
{
public:
    DeadlySnapshots(SnapshotEngine &engine, const DeathPoint &point)
        : m_engine(engine)
        , m_point(point)
    {}

    Result<QList<EngineSnapshot>> snapshots(const QString &uuid) override
    {
        return m_engine.snapshots(uuid);
    }
    Result<QList<EngineSnapshotRecord>> snapshotRecords(const QString &uuid) override
    {
        return m_engine.snapshotRecords(uuid);
    }
    Result<void> defineSnapshots(const QString &uuid, const QString &name,
                                 const QList<EngineSnapshotRecord> &records) override
    {
        return m_engine.defineSnapshots(uuid, name, records);
    }
    Result<void> takeSnapshot(const QString &uuid, const SnapshotOrder &order, std::stop_token stop,
                              const std::function<void(qint64, qint64)> &onProgress) override
    {
        return m_point.around("takeSnapshot",
                              [&] { return m_engine.takeSnapshot(uuid, order, stop, onProgress); });
    }
    Result<void> revertToSnapshot(const QString &uuid, const QString &name, bool starts) override
    {
        return m_point.around("revertToSnapshot",
                              [&] { return m_engine.revertToSnapshot(uuid, name, starts); });
    }
    Result<void> removeSnapshot(const QString &uuid, const QString &name) override
    {
        return m_engine.removeSnapshot(uuid, name);
    }
    Result<QString> memoryDefinition(const QString &path) override
    {
        return m_engine.memoryDefinition(path);
    }
    Result<void> restoreMemory(const QString &path, const QString &xml) override
    {
        return m_point.around("restoreMemory", [&] { return m_engine.restoreMemory(path, xml); });
    }
    Result<int> freezeFileSystems(const QString &uuid) override
    {
        return m_engine.freezeFileSystems(uuid);
    }
    Result<void> thawFileSystems(const QString &uuid) override
    {
        return m_engine.thawFileSystems(uuid);
    }
    Result<void> beginMerge(const QString &uuid, const QString &target, const QString &base,
                            const QString &top, bool isActive) override
    {
        return m_engine.beginMerge(uuid, target, base, top, isActive);
    }
    Result<BlockJob> mergeJob(const QString &uuid, const QString &target) override
    {
        return m_engine.mergeJob(uuid, target);
    }
    Result<void> endMerge(const QString &uuid, const QString &target, bool switches) override
    {
        return m_engine.endMerge(uuid, target, switches);
    }

private:
    SnapshotEngine &m_engine;
    DeathPoint m_point;
};

class DeadlyLibvirt final : public Kvm::LibvirtHypervisor
{
public:
    DeadlyLibvirt(const Options &options, const QString &point)
        : LibvirtHypervisor(options)
        , m_point(point)
    {}

    SnapshotEngine &snapshotEngine() override { return m_deadly; }
    Result<void> define(const QString &xml) override
    {
        return m_point.around("define", [&] { return LibvirtHypervisor::define(xml); });
    }
    Result<void> destroy(const QString &uuid) override
    {
        return m_point.around("destroy", [&] { return LibvirtHypervisor::destroy(uuid); });
    }

private:
    DeathPoint m_point;
    DeadlySnapshots m_deadly{LibvirtHypervisor::snapshotEngine(), m_point};
};

} // namespace Atoll
