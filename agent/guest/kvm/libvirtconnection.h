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

//! One open connection to libvirt. Its functions block and may be called by any thread; the two
//! callbacks come in libvirt's event thread and must not block.
class LibvirtConnection
{
public:
    using OnEvent = std::function<void(const DomainEvent &)>;
    using OnClosed = std::function<void()>;

    static Result<std::shared_ptr<LibvirtConnection>> open(const QString &uri, OnEvent onEvent,
                                                           OnClosed onClosed);
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

private:
    struct Callbacks
    {
        OnEvent onEvent;
        OnClosed onClosed;
    };

    LibvirtConnection(ConnectionHandle handle, std::shared_ptr<Callbacks> callbacks);
    void registerEvents();
    void registerEvent(int id, virConnectDomainEventGenericCallback function);
    static const Callbacks &callbacksOf(void *opaque);
    static void emitEvent(void *opaque, virDomain *domain, DomainEvent::Kind kind,
                          Api::GuestState state = Api::GuestState::Unknown);

    // declared first, so that it ends last: closing still needs the loop
    std::shared_ptr<LibvirtEventLoop> m_loop;
    std::shared_ptr<Callbacks> m_callbacks;
    ConnectionHandle m_handle;
    QString m_version;
    QList<int> m_registrations;
};

} // namespace Atoll::Kvm
