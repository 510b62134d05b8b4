// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <guest/hypervisor.h>
#include <guest/snapshotengine.h>

#include <QMap>

#include <functional>
#include <mutex>

namespace Atoll {

//! A hypervisor in memory, with guests that do what they are told, and errors on request. Signals
//! come in its own thread, queued, as those of the real one.
class FakeHypervisor final : public Hypervisor, public SnapshotEngine
{
    Q_OBJECT

public:
    explicit FakeHypervisor(QObject *parent = nullptr);

    // What a test does to it; any thread.
    void connectNow();    //!< tells what there is
    void disconnectNow(); //!< from now on every function answers EngineUnavailable
    //! The next call of this function ("define", "start") fails with it, after `skipped` that do
    //! not.
    void failNext(const QString &function, const Error &error, int skipped = 0);
    //! Guests do nothing when they are asked to shut down or reboot.
    void setDeaf(bool isDeaf);
    void setEmulated(bool isEmulated);
    void addByOtherTool(const QString &xml);
    //! Guests survive the process in this file, as they do in a real hypervisor.
    void keepIn(const QString &path);
    //! The process dies by SIGKILL in this function, before or after it does its work.
    void dieIn(const QString &function, bool isAfter);
    //! What guests' agents answer; may block, as one that hangs. Without it no guest has an agent.
    using Agent = std::function<Result<QByteArray>(const QString &uuid, const QByteArray &command)>;
    void setAgent(const Agent &agent);
    //! All calls so far, as "start <uuid>".
    QStringList calls() const;
    QString definition(const QString &uuid) const;
    QString running(const QString &uuid) const; //!< XML of the running guest
    Api::GuestState state(const QString &uuid) const;

    Api::EngineInfo engine() const override { return m_engine; }
    void lookAt(const QString &) override {}
    SnapshotEngine &snapshotEngine() override { return *this; }

    Result<Kvm::HostCapabilities> capabilities() override;
    Result<DomainInfo> domain(const QString &uuid) override;
    Result<QString> xml(const QString &uuid, XmlKind kind) override;
    Result<QList<DomainCounters>> counters(const QStringList &uuids) override;
    Result<qint64> diskBytes(const QString &uuid, const QString &target) override;
    Result<void> define(const QString &xml) override;
    Result<void> undefine(const QString &uuid, bool keepsTpm = false) override;
    Result<void> rename(const QString &uuid, const QString &name) override;
    Result<void> setAutostart(const QString &uuid, bool isOn) override;
    Result<void> resizeDisk(const QString &uuid, const QString &target, qint64 bytes) override;
    Result<void> applyLive(const QString &uuid, const Kvm::LiveStep &step) override;
    void refresh(const QString &uuid) override;
    Result<void> startDiskCopy(const QString &uuid, const QString &target, const QString &path,
                               Api::VolumeFormat format) override;
    Result<std::optional<DiskCopy>> diskCopy(const QString &uuid, const QString &target) override;
    Result<void> endDiskCopy(const QString &uuid, const QString &target, bool usesCopy) override;
    Result<void> start(const QString &uuid) override;
    Result<void> hibernate(const QString &uuid, std::stop_token stop,
                           const std::function<void(qint64, qint64)> &onProgress) override;
    Result<void> discardSaved(const QString &uuid) override;
    Result<void> destroy(const QString &uuid) override;
    Result<void> reset(const QString &uuid) override;
    Result<void> pause(const QString &uuid) override;
    Result<void> resume(const QString &uuid) override;
    Result<void> askToShutDown(const QString &uuid, GuestPath path) override;
    Result<void> askToReboot(const QString &uuid, GuestPath path) override;
    Result<QByteArray> agentCommand(const QString &uuid, const QByteArray &command,
                                    std::chrono::seconds timeout) override;
    Result<QByteArray> screenshot(const QString &uuid, int width) override;
    Result<int> openConsole(const QString &uuid, Api::ConsoleKind kind) override;

    // Snapshots (fakesnapshots.cpp). Merges work on real files where there are any.
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
    struct Snapshot
    {
        EngineSnapshot info;
        QString xml;
        Api::GuestState state = Api::GuestState::Stopped;
    };
    struct Merge
    {
        QString base;
        QString top;
        bool isActive = false;
    };
    struct Domain
    {
        DomainInfo info;
        QString xml;
        QString live = {}; //!< while it runs
        QList<Snapshot> snapshots = {};
        QMap<QString, Merge> merges = {};
    };

    static QString withDisk(const QString &xml, const QString &target, const QString &path);
    //! In the definition and in what runs.
    static void putDisk(Domain &domain, const QString &target, const QString &path);
    //! Notes the call; the error that it is to give.
    Result<void> enter(const QString &function, const QString &uuid);
    Result<void> move(const QString &function, const QString &uuid,
                      const QList<Api::GuestState> &from, Api::GuestState to);
    void tell(const DomainInfo &info);
    static bool isPending(const Domain &domain);
    void done(const QString &function); //!< the work of a function is done
    DomainInfo infoFrom(const QString &xml) const;

    mutable std::mutex m_mutex;
    Api::EngineInfo m_engine;
    bool m_isConnected = false;
    bool m_isDeaf = false;
    bool m_isEmulated = false;
    QMap<QString, Domain> m_domains;
    struct Failure
    {
        Error error;
        int skipped = 0;
    };
    QMap<QString, Failure> m_failures;
    QMap<QString, QString> m_copies; //!< of disks, by UUID and target; lost with the process
    QStringList m_calls;
    Agent m_agent;
    QString m_path;
    QString m_deadly;
    bool m_isDeadlyAfter = false;
};

} // namespace Atoll
