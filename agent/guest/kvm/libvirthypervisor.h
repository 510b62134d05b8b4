// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "libvirtaccess.h"
#include "libvirtsnapshots.h"

#include <guest/hypervisor.h>

#include <QSet>
#include <QThreadPool>
#include <QTimer>

namespace Atoll::Kvm {

//! QEMU through libvirt, and libvirt's test driver. Connects by itself, again and again; what it
//! knows comes from libvirt's events, which reach the event-loop thread within a millisecond.
class LibvirtHypervisor : public Hypervisor
{
    Q_OBJECT

public:
    struct Options
    {
        QString uri; //!< "qemu:///system", "qemu:///session", "test:///path.xml"
        //! Define new guests for emulation (TCG) even where KVM claims to be usable.
        bool isEmulationForced = false;
        std::chrono::milliseconds connectDeadline{30'000};
        std::chrono::milliseconds firstRetry{250};
        std::chrono::milliseconds lastRetry{4'000};
    };

    explicit LibvirtHypervisor(const Options &options, QObject *parent = nullptr);
    ~LibvirtHypervisor() override;

    Api::EngineInfo engine() const override { return m_engine; }
    void lookAt(const QString &uuid) override;
    SnapshotEngine &snapshotEngine() override { return m_snapshots; }

    Result<HostCapabilities> capabilities() override;
    Result<DomainInfo> domain(const QString &uuid) override;
    Result<QString> xml(const QString &uuid, XmlKind kind) override;
    Result<QList<DomainCounters>> counters(const QStringList &uuids) override;
    Result<qint64> diskBytes(const QString &uuid, const QString &target) override;

    Result<void> define(const QString &xml) override;
    Result<void> undefine(const QString &uuid, bool keepsTpm = false) override;
    Result<void> rename(const QString &uuid, const QString &name) override;
    Result<void> setAutostart(const QString &uuid, bool isOn) override;
    Result<void> resizeDisk(const QString &uuid, const QString &target, qint64 bytes) override;
    Result<void> applyLive(const QString &uuid, const LiveStep &step) override;
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

private:
    //! What is known of a domain. `sequence` tells a description that was read before a later
    //! event.
    struct Entry
    {
        DomainInfo info;
        quint64 sequence = 0;
        bool isListed = false; //!< false: only an event told of it so far
    };
    struct Described
    {
        quint64 sequence = 0;
        std::optional<DescribedDomain> domain; //!< none: it is gone
    };
    //! Where other threads leave messages for this object, which may be gone by then.
    struct Mailbox;

    void connectToLibvirt();
    void connectFailed(const Error &error);
    void connected(const std::shared_ptr<LibvirtConnection> &connection,
                   const std::shared_ptr<LibvirtConnection> &forAgents,
                   const QList<DomainInfo> &domains);
    void closed();
    void loseAll(const Error &problem);

    void handle(const DomainEvent &event);
    void handleState(const DomainEvent &event);
    void describeLater(const QString &uuid);
    void describeNow();
    void applyDescriptions(const QHash<QString, Described> &descriptions);
    void removeDomain(const QString &uuid);
    void publish(const QString &uuid);
    void flush();
    void askForAddresses(const QString &uuid);
    void listNetworks();
    void takeNetworks(const QList<Api::NetworkInfo> &networks);
    void loseNetworks();
    void applyAddresses(const QString &uuid, const QStringList &addresses, const QString &osName);
    Result<void> detachLive(const QString &uuid, const LiveStep &step);
    Result<void> orderSimple(const QString &uuid, const QString &what,
                             std::chrono::milliseconds deadline, int (*function)(virDomain *));

    const Options m_options;
    std::shared_ptr<LibvirtEventLoop> m_loop;
    std::shared_ptr<Mailbox> m_mailbox;
    std::shared_ptr<LibvirtAccess> m_access;
    LibvirtSnapshots m_snapshots{m_access};
    Api::EngineInfo m_engine;
    int m_generation = 0; //!< counts connections, so that a late message of a former one is known
    bool m_isConnected = false;
    std::chrono::milliseconds m_nextRetry;
    QTimer m_retry;
    QHash<QString, Entry> m_domains;
    quint64 m_sequence = 0;
    QSet<QString> m_toDescribe;
    QSet<QString> m_toPublish;
    QHash<QString, QDateTime> m_agents; //!< connected ones, with the time they were last asked
    bool m_isDescribing = false;
    QList<Api::NetworkInfo> m_networks;
    bool m_isListingNetworks = false;
    bool m_areNetworksStale = false; //!< an event came while they were listed
    QTimer m_flush;
    QThreadPool m_describers;  //!< one thread: describing in order
    QThreadPool m_agentAskers; //!< guest agents may be slow
    QThreadPool m_connectors;
};

} // namespace Atoll::Kvm
