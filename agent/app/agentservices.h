// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "config.h"
#include "engineprobe.h"

#include <access/authenticator.h>
#include <access/ticketoffice.h>
#include <crypto/identity.h>
#include <guest/guestparts.h>
#include <guest/hypervisorstats.h>
#include <inventory/inventory.h>
#include <metrics/metricsservice.h>
#include <metrics/rrdstore.h>
#include <network/networkservice.h>
#include <server/listener.h>
#include <server/sessionservice.h>
#include <storage/storageservice.h>
#include <store/sqlitestore.h>
#include <system/localprocessrunner.h>

QT_FORWARD_DECLARE_CLASS(QLockFile)

namespace Atoll {

class GuestBoot;

//! What the agent knows and who may change it, without the engines: enough to add a user while the
//! agent does not run. Members are destroyed in the reverse order.
struct AgentState
{
    SystemClock clock;
    std::unique_ptr<SqliteStore> store;
    std::unique_ptr<Accounts> accounts;

    //! Takes the lock of the state directory: one agent at a time.
    static Result<std::unique_ptr<AgentState>> open(const Config &config);

private:
    std::unique_ptr<QLockFile> m_lock;

public:
    AgentState();
    ~AgentState();
};

//! The composition root: makes every part of the agent and joins them. The only place that names
//! concrete classes. Event-loop thread.
class AgentServices : public QObject
{
    Q_OBJECT

public:
    //! Blocks on the disk: for the start, before the event loop runs.
    static Result<std::unique_ptr<AgentServices>> create(const Config &config);
    ~AgentServices() override;

    //! Opens the port; from here on clients are served.
    Result<void> listen();
    //! "0.0.0.0:7443"
    QString address() const;
    //! When the machine is shutting down, its guests do first, in their order; then calls `done`.
    void shutDownGuestsWithHost(const std::function<void()> &done);
    QString fingerprint() const { return fingerprintOf(m_identity.certificate); }

private:
    explicit AgentServices(const Config &config);
    Result<void> openState();
    Result<void> openTasks();
    void openServer();
    void openEngines();
    void openGuests();
    GuestParts guestParts();
    void shutDownGuests(const std::function<void()> &done);
    void openMetrics();
    void openNode();
    void reportNode();

    const Config m_config;
    Identity m_identity;
    std::unique_ptr<AgentState> m_state;
    std::unique_ptr<AuditLog> m_audit;
    std::unique_ptr<Sessions> m_sessions;
    std::unique_ptr<Authenticator> m_authenticator;
    std::unique_ptr<TicketOffice> m_tickets;
    std::unique_ptr<Inventory> m_inventory;
    LocalProcessRunner m_processes;
    std::unique_ptr<StorageService> m_storages;
    std::unique_ptr<NetworkService> m_networks;
    std::unique_ptr<EngineProbe> m_probe;
    std::unique_ptr<Hypervisor> m_hypervisor;
    std::unique_ptr<GuestRoster> m_guests;
    std::unique_ptr<HypervisorStats> m_guestStats;
    std::unique_ptr<RrdStore> m_history;
    std::unique_ptr<MetricsService> m_metrics;
    std::unique_ptr<TaskRunner> m_tasks;
    std::unique_ptr<GuestBoot> m_guestBoot;
    std::unique_ptr<SessionService> m_sessionService;
    std::unique_ptr<Registry> m_registry;
    std::unique_ptr<Listener> m_listener;
};

} // namespace Atoll
