// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domainwatch.h"
#include "kvm/hostcapabilities.h"
#include "kvm/livesteps.h"

#include <api/guest.h>
#include <api/network.h>
#include <api/node.h>

#include <QObject>

#include <chrono>
#include <stop_token>

namespace Atoll {

class SnapshotEngine;

//! What the hypervisor says of one domain.
struct DomainInfo
{
    QString uuid;
    QString name;
    Api::GuestState state = Api::GuestState::Unknown;
    QDateTime stateSince; //!< invalid: since before we looked
    bool isPersistent = true;
    bool hasPending = false; //!< runs otherwise than its definition says
    int cpus = 0;
    qint64 memoryBytes = 0;
    QString osName;
    QStringList addresses;
    QStringList macs;
    QString description;
    QString displayKind;
    bool hasSpice = false; //!< also when displayKind is "vnc"
    bool hasSerial = false;
    QStringList diskPaths; //!< files and devices that its definition names

    bool operator==(const DomainInfo &) const = default;
};

//! Counters since the domain started; rates are the reader's work.
struct DomainCounters
{
    QString uuid;
    int cpus = 0;
    qint64 cpuNanoseconds = 0;
    qint64 memoryTotalBytes = 0;
    qint64 memoryUsedBytes = -1; //!< as the guest sees it; negative when it does not tell
    qint64 diskReadBytes = 0;
    qint64 diskWriteBytes = 0;
    qint64 networkInBytes = 0;
    qint64 networkOutBytes = 0;
};

//! A copy of a running guest's disk under way.
struct DiskCopy
{
    qint64 doneBytes = 0;
    qint64 totalBytes = 0;
    bool isReady = false; //!< the copy has all, and gets what is written from now on
};

enum class XmlKind {
    Live,                  //!< of the running domain, else as Definition
    Definition,            //!< what the next start takes
    DefinitionWithSecrets, //!< to be changed and defined again; never shown or stored
};

//! How a guest is asked to shut down or to start again.
enum class GuestPath {
    Agent, //!< the program inside; Unsupported when it is not connected
    Acpi,  //!< the power button
};

//! The engine that runs virtual machines on this node. Signals come in the event-loop thread, where
//! the object lives. All functions but engine() block and are for workers, any number of them at
//! once; each has a deadline of its own, so that one hung guest or daemon holds up nobody else.
class Hypervisor : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual Api::EngineInfo engine() const = 0;   //!< event-loop thread
    DomainWatch &watch() { return m_watch; }      //!< any thread
    virtual SnapshotEngine &snapshotEngine() = 0; //!< any thread

    virtual Result<Kvm::HostCapabilities> capabilities() = 0;
    virtual Result<DomainInfo> domain(const QString &uuid) = 0;
    virtual Result<QString> xml(const QString &uuid, XmlKind kind) = 0;
    //! Of these, or of all that run when empty. Those that do not run may be left out.
    virtual Result<QList<DomainCounters>> counters(const QStringList &uuids) = 0;
    virtual Result<qint64> diskBytes(const QString &uuid, const QString &target) = 0;

    virtual Result<void> define(const QString &xml) = 0;
    //! With NVRAM, saved memory and the metadata of snapshots. Volumes stay. No error when there is
    //! no such domain.
    virtual Result<void> undefine(const QString &uuid, bool keepsTpm = false) = 0;
    virtual Result<void> rename(const QString &uuid, const QString &name) = 0;
    virtual Result<void> setAutostart(const QString &uuid, bool isOn) = 0;
    virtual Result<void> resizeDisk(const QString &uuid, const QString &target, qint64 bytes) = 0;
    //! Changes the running guest only, not its definition. Returns when it is done; a device that
    //! the guest does not release is Timeout. Unsupported where the engine cannot.
    virtual Result<void> applyLive(const QString &uuid, const Kvm::LiveStep &step) = 0;
    //! Learn anew what no event told of; any thread.
    virtual void refresh(const QString &uuid) = 0;

    //! Begins to copy a running guest's disk into a file that is there and large enough.
    virtual Result<void> startDiskCopy(const QString &uuid, const QString &target,
                                       const QString &path, Api::VolumeFormat format) = 0;
    //! None when no copy of this disk is under way.
    virtual Result<std::optional<DiskCopy>> diskCopy(const QString &uuid,
                                                     const QString &target) = 0;
    //! The guest goes on with the copy, which is ready, or with what it has.
    virtual Result<void> endDiskCopy(const QString &uuid, const QString &target, bool usesCopy) = 0;

    //! Goes on where hibernate() left it, if it did.
    virtual Result<void> start(const QString &uuid) = 0;
    //! Saves the memory on disk and switches off. `onProgress` gets bytes done and in all.
    virtual Result<void> hibernate(const QString &uuid, std::stop_token stop,
                                   const std::function<void(qint64, qint64)> &onProgress) = 0;
    //! No error when there is nothing saved.
    virtual Result<void> discardSaved(const QString &uuid) = 0;
    virtual Result<void> destroy(const QString &uuid) = 0; //!< pulls the plug
    virtual Result<void> reset(const QString &uuid) = 0;
    virtual Result<void> pause(const QString &uuid) = 0;
    virtual Result<void> resume(const QString &uuid) = 0;
    //! Return when the guest was asked; what it does about it shows in watch().
    virtual Result<void> askToShutDown(const QString &uuid, GuestPath path) = 0;
    virtual Result<void> askToReboot(const QString &uuid, GuestPath path) = 0;

    //! PNG, scaled down to the width when it is wider; 0: as it is.
    virtual Result<QByteArray> screenshot(const QString &uuid, int width) = 0;
    //! A connected socket, which the caller then owns.
    virtual Result<int> openConsole(const QString &uuid, Api::ConsoleKind kind) = 0;

    //! Sends a command ({"execute":…}) to the program inside of a guest and gives its answer, bytes
    //! of the guest. EngineFailed: it answered with an error. Unsupported: the guest has none.
    //! Timeout: it is not connected or does not answer. Busy: others' take too long.
    virtual Result<QByteArray> agentCommand(const QString &uuid, const QByteArray &command,
                                            std::chrono::seconds timeout)
    {
        (void)uuid, (void)command, (void)timeout;
        return fail(ErrorCode::Unsupported, QStringLiteral("this engine has no guest agents"));
    }

    //! Somebody looks at this guest: find out what no event tells (addresses). Event-loop thread.
    virtual void lookAt(const QString &uuid) = 0;

Q_SIGNALS:
    void engineChanged(const Atoll::Api::EngineInfo &engine);
    //! All that exists, after connecting. What is not in it is gone.
    void listed(const QList<Atoll::DomainInfo> &domains);
    void domainsChanged(const QList<Atoll::DomainInfo> &domains);
    void domainRemoved(const QString &uuid);
    //! All networks that it offers by name. While it is away they are not active.
    void networksChanged(const QList<Atoll::Api::NetworkInfo> &networks);
    //! The engine does not answer: nothing is known any more, until listed().
    void lost(const QDateTime &since);

private:
    DomainWatch m_watch;
};

} // namespace Atoll
