// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "libvirteventloop.h"
#include "libvirthandles.h"

#include <guest/hypervisor.h>

#include <functional>

namespace Atoll::Kvm {

//! What an event of libvirt means for us.
struct DomainEvent
{
    enum class Kind {
        State,   //!< entered `state`
        Removed, //!< its definition is gone; it may still run
        Changed, //!< something else: describe it anew
        Reboot,
        AgentConnected,
        AgentGone,
    };
    Kind kind = Kind::Changed;
    QString uuid;
    QString name;
    Api::GuestState state = Api::GuestState::Unknown;
};

//! A domain with what only its XML tells.
struct DescribedDomain
{
    DomainInfo info;
    bool isAgentConnected = false;
};

//! One open connection to libvirt. Its functions block and may be called by any thread; the
//! callbacks come in libvirt's event thread and must not block.
class LibvirtConnection
{
public:
    struct Callbacks
    {
        std::function<void(const DomainEvent &)> onEvent;
        std::function<void()> onNetworks; //!< one came, went, started or stopped
        std::function<void()> onClosed;
    };

    static Result<std::shared_ptr<LibvirtConnection>> open(const QString &uri, Callbacks callbacks);
    //! Without events.
    static Result<std::shared_ptr<LibvirtConnection>> openQuiet(const QString &uri);
    ~LibvirtConnection();
    LibvirtConnection(const LibvirtConnection &) = delete;
    LibvirtConnection &operator=(const LibvirtConnection &) = delete;

    virConnect *get() const { return m_handle.get(); }
    QString version() const { return m_version; }

    //! Every domain with what is cheap to know: no XML.
    Result<QList<DomainInfo>> list() const;
    Result<DomainHandle> find(const QString &uuid) const;
    static QString uuidOf(virDomain *domain);
    static DomainInfo basicInfo(virDomain *domain);
    static DescribedDomain describe(virDomain *domain);
    Result<HostCapabilities> capabilities(bool isEmulationForced) const;
    //! Those that guests can name; none where this libvirt has no network driver.
    Result<QList<Api::NetworkInfo>> networks() const;

private:
    LibvirtConnection(ConnectionHandle handle, std::shared_ptr<Callbacks> callbacks);
    void registerEvents();
    void registerEvent(int id, virConnectDomainEventGenericCallback function);
    void registerNetworkEvents();
    static const Callbacks &callbacksOf(void *opaque);
    //! For callbacks: libvirt keeps a reference of its own.
    static void freeOpaque(void *opaque);
    static void closed(virConnect *, int reason, void *opaque);
    static void emitEvent(void *opaque, virDomain *domain, DomainEvent::Kind kind,
                          Api::GuestState state = Api::GuestState::Unknown);

    // declared first, so that it ends last: closing still needs the loop
    std::shared_ptr<LibvirtEventLoop> m_loop;
    std::shared_ptr<Callbacks> m_callbacks;
    std::unique_ptr<std::shared_ptr<void>> m_closedOpaque; //!< outlives the handle
    ConnectionHandle m_handle;
    QString m_version;
    QList<int> m_registrations;
    int m_networkRegistration = -1;
};

} // namespace Atoll::Kvm
