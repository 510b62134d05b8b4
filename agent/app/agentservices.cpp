// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "agentservices.h"

#include <access/builtinrealm.h>
#include <access/pamrealm.h>
#include <guest/guestservice.h>
#include <guest/gueststartorder.h>
#include <guest/kvm/libvirthypervisor.h>
#include <metrics/metricsmethods.h>
#include <network/networkmethods.h>
#include <server/accessmethods.h>
#include <storage/storagedisc.h>
#include <storage/storagemethods.h>
#include <system/nodefacts.h>

#include <QDir>
#include <QLockFile>
#include <QLoggingCategory>
#include <QThreadPool>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

Q_LOGGING_CATEGORY(logApp, "atoll.agent.app")

constexpr int kStartDeadlineMs = 30000;
const QString kClusterKey = u"/cluster"_s;

//! The cluster's id is made once and then stays.
Result<Api::ClusterInfo> clusterInfo(ClusterStore &store, const Config &config)
{
    const auto written = store.update(
        kClusterKey, u"agent"_s, {},
        [&config](QJsonObject cluster) -> Result<QJsonObject> {
            if (!cluster.contains("id"_L1))
                cluster.insert(u"id"_s, QUuid::createUuid().toString(QUuid::WithoutBraces));
            cluster.insert(u"name"_s, config.clusterName);
            cluster.insert(u"site"_s, config.site);
            return cluster;
        },
        QDeadlineTimer(kStartDeadlineMs));
    if (!written)
        return fail(written.error());
    const auto document = store.read(kClusterKey, QDeadlineTimer(kStartDeadlineMs));
    if (!document)
        return fail(document.error());
    return fromJson<Api::ClusterInfo>(document->value, UnknownFields::Ignore);
}

} // namespace

AgentState::AgentState() = default;
AgentState::~AgentState() = default;

Result<std::unique_ptr<AgentState>> AgentState::open(const Config &config)
{
    const QDir directory(config.stateDirectory);
    if (!directory.mkpath(u"."_s))
        return fail(ErrorCode::Internal,
                    u"cannot make the state directory %1"_s.arg(config.stateDirectory),
                    u"Set state_dir in [agent] to a directory that this user may write"_s);
    QFile::setPermissions(config.stateDirectory,
                          QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
    auto state = std::make_unique<AgentState>();
    state->m_lock = std::make_unique<QLockFile>(directory.filePath(u"agent.lock"_s));
    state->m_lock->setStaleLockTime(0);
    if (!state->m_lock->tryLock()) {
        qint64 pid = 0;
        QString host;
        QString program;
        state->m_lock->getLockInfo(&pid, &host, &program);
        return fail(ErrorCode::Busy,
                    u"another agent (process %1) uses %2"_s.arg(pid).arg(config.stateDirectory),
                    u"Stop it first, or change users with atollctl while it runs"_s);
    }
    auto store = SqliteStore::open({.path = directory.filePath(u"cluster.db"_s)}, state->clock);
    if (!store)
        return fail(store.error());
    state->store = std::move(*store);
    state->accounts = std::make_unique<Accounts>(*state->store);
    if (const auto roles = state->accounts->writeBuiltInRoles(QDeadlineTimer(kStartDeadlineMs));
        !roles)
        return fail(roles.error());
    return state;
}

AgentServices::AgentServices(const Config &config)
    : m_config(config)
{}

AgentServices::~AgentServices()
{
    // Nobody is served while the parts go.
    m_listener.reset();
    if (m_tasks)
        m_tasks->stop();
}

Result<std::unique_ptr<AgentServices>> AgentServices::create(const Config &config)
{
    std::unique_ptr<AgentServices> services(new AgentServices(config));
    if (const auto opened = services->openState(); !opened)
        return fail(opened.error());
    if (const auto opened = services->openTasks(); !opened)
        return fail(opened.error());
    services->openServer();
    services->openEngines();
    services->m_tasks->resume();
    const QStringList missing = services->m_registry->missing();
    if (!missing.isEmpty())
        qCWarning(logApp) << "nobody answers" << missing;
    return services;
}

Result<void> AgentServices::openState()
{
    auto state = AgentState::open(m_config);
    if (!state)
        return fail(state.error());
    m_state = std::move(*state);
    auto identity = loadOrCreateIdentity(m_config.stateDirectory + u"/tls"_s, m_config.nodeName);
    if (!identity)
        return fail(identity.error());
    m_identity = *identity;
    auto audit = AuditLog::open({.path = m_config.stateDirectory + u"/audit.jsonl"_s});
    if (!audit)
        return fail(audit.error());
    m_audit = std::move(*audit);
    const auto cluster = clusterInfo(*m_state->store, m_config);
    if (!cluster)
        return fail(cluster.error());
    m_inventory = std::make_unique<Inventory>(*cluster);
    return {};
}

Result<void> AgentServices::openTasks()
{
    TaskRunner::Options options;
    options.journal = m_config.stateDirectory + u"/tasks.db"_s;
    options.node = m_config.nodeName;
    options.workers = m_config.taskWorkers;
    // They wait for networks: they must not keep all workers from other work.
    const int transfers = std::max(1, m_config.taskWorkers / 4);
    for (const char *method :
         {Api::storageUpload.name, Api::storageDownload.name, Api::storageDisc.name,
          Api::storageFetch.name, Api::guestExport.name, Api::guestPush.name})
        options.maximumOfMethod.insert(QString::fromUtf8(method), transfers);
    auto tasks = TaskRunner::open(options, m_state->clock);
    if (!tasks)
        return fail(tasks.error());
    m_tasks = std::move(*tasks);
    return {};
}

void AgentServices::openServer()
{
    Accounts &accounts = *m_state->accounts;
    m_sessions = std::make_unique<Sessions>(*m_state->store, accounts, m_state->clock);
    std::vector<std::unique_ptr<Realm>> realms;
    realms.push_back(std::make_unique<BuiltinRealm>(*m_state->store));
    realms.push_back(std::make_unique<PamRealm>());
    m_authenticator = std::make_unique<Authenticator>(
        Authenticator::Parts{accounts, *m_sessions, *m_audit, m_state->clock}, std::move(realms));
    m_tickets = std::make_unique<TicketOffice>(m_state->clock);
    m_sessionService = std::make_unique<SessionService>(
        SessionService::Parts{*m_authenticator, *m_sessions, *m_tickets, *m_inventory, *m_tasks,
                              *m_audit, m_config.nodeName});
    m_registry = std::make_unique<Registry>(
        m_tasks.get(),
        [&accounts](const QString &user, Privilege privilege, const QString &path) {
            return accounts.check(user, privilege, path);
        },
        [this](const Api::AuditRecord &record) { m_audit->append(record); },
        [this](const Caller &caller, const ChannelGrant &grant) {
            return m_sessionService->makeTicket(caller, grant);
        });
    m_sessionService->registerMethods(*m_registry);
    registerAccessMethods(*m_registry, accounts, *m_audit);
    m_listener = std::make_unique<Listener>(m_identity, m_registry.get());
    m_sessionService->attach(*m_listener);
}

void AgentServices::openEngines()
{
    m_storages = std::make_unique<StorageService>(
        StorageService::Options{.nodeName = m_config.nodeName, .localPath = m_config.storagePath},
        m_state->store.get(), &m_processes, m_inventory.get());
    registerStorageMethods(*m_registry, *m_storages);
    // Not in /tmp, which may be memory.
    registerStorageDiscs(*m_registry, *m_storages, m_processes,
                         m_config.stateDirectory + u"/discs"_s);
    m_networks = std::make_unique<NetworkService>(m_config.nodeName, m_inventory.get());
    registerNetworkMethods(*m_registry, *m_networks);
    openGuests();
    openMetrics();
    openNode();
}

void AgentServices::openGuests()
{
    m_hypervisor = std::make_unique<Kvm::LibvirtHypervisor>(Kvm::LibvirtHypervisor::Options{
        .uri = m_config.libvirtUri, .isEmulationForced = m_config.emulation == Emulation::Always});
    connect(m_hypervisor.get(), &Hypervisor::engineChanged, this, &AgentServices::reportNode);
    connect(m_hypervisor.get(), &Hypervisor::networksChanged, m_networks.get(),
            &NetworkService::setEngineNetworks);
    m_guests = std::make_unique<GuestRoster>(m_config.nodeName, *m_hypervisor, *m_state->store,
                                             *m_inventory);
    connect(m_guests.get(), &GuestRoster::volumeUseChanged, m_storages.get(),
            [this] { m_storages->setVolumeUse(m_guests->volumeUse()); });
    m_storages->setVolumeUse(m_guests->volumeUse());
    registerGuestMethods(*m_registry, *m_tasks, guestParts());
    m_guestBoot = std::make_unique<GuestBoot>(GuestBoot::currentBootId(), *m_tasks, guestParts());
}

GuestParts AgentServices::guestParts()
{
    return {.hypervisor = *m_hypervisor,
            .store = *m_state->store,
            .storages = *m_storages,
            .roster = *m_guests,
            .allowsEmulation = m_config.emulation != Emulation::Never,
            .gate =
                [this](const QString &user, Privilege privilege, const QString &path) {
                    return m_state->accounts->check(user, privilege, path);
                },
            .stateDirectory = m_config.stateDirectory,
            .processes = &m_processes};
}

void AgentServices::openMetrics()
{
    m_history = std::make_unique<RrdStore>(m_config.stateDirectory + u"/metrics"_s);
    m_guestStats = std::make_unique<HypervisorStats>(*m_hypervisor);
    m_metrics =
        std::make_unique<MetricsService>(m_config.nodeName, m_guestStats.get(), m_history.get());
    connect(m_sessionService.get(), &SessionService::watchedObjectsChanged, this,
            [this](const QSet<QString> &objects) {
                m_metrics->setWatched(objects);
                for (const QString &object : objects) {
                    if (object.startsWith("/guests/"_L1))
                        m_hypervisor->lookAt(uuidOfObject(object));
                }
            });
    connect(m_sessionService.get(), &SessionService::watchBegan, this, [this](Session *session) {
        session->notify(
            Listener::encode(Api::metricsSampled, Api::UsageSamples{QDateTime::currentDateTimeUtc(),
                                                                    m_metrics->latest().values()}));
    });
    connect(m_metrics.get(), &MetricsService::sampled, m_sessionService.get(),
            [this](const Api::UsageSamples &samples) {
                m_sessionService->tellSamples(samples, false);
            });
    connect(
        m_metrics.get(), &MetricsService::watchedSampled, m_sessionService.get(),
        [this](const Api::UsageSamples &samples) { m_sessionService->tellSamples(samples, true); });
    connect(m_inventory.get(), &Inventory::changed, m_metrics.get(),
            [this](const Api::InventoryDelta &delta) {
                for (const QString &uuid : delta.removedGuests)
                    m_metrics->removeObject(u"/guests/"_s + uuid);
            });
    registerMetricsMethods(*m_registry, *m_history);
}

void AgentServices::openNode()
{
    m_probe = std::make_unique<EngineProbe>(m_processes);
    connect(m_probe.get(), &EngineProbe::changed, this, &AgentServices::reportNode);
    m_registry->query<Api::Nothing, QList<Api::NodeInfo>>(
        Api::nodeList,
        [this](const Caller &, const Api::Nothing &) -> Result<QList<Api::NodeInfo>> {
            return m_inventory->nodes();
        });
    m_registry->queryInWorker<Api::NodeRef, QList<Api::EngineInfo>>(
        Api::nodeProbe,
        [this](const Caller &, const Api::NodeRef &ref) -> Result<QList<Api::EngineInfo>> {
            if (ref.node != m_config.nodeName)
                return fail(ErrorCode::NotFound, u"there is no node “%1”"_s.arg(ref.node));
            return m_probe->probe();
        });
    reportNode();
    m_probe->start();
}

void AgentServices::reportNode()
{
    static const NodeFacts facts = readNodeFacts();
    static const QDateTime since = QDateTime::currentDateTimeUtc();
    m_inventory->setNode(
        {.name = m_config.nodeName,
         .state = Api::NodeState::Online,
         .since = since,
         .version = QStringLiteral(ATOLL_VERSION),
         .osName = facts.osName,
         .cpuModel = facts.cpuModel,
         .cpus = facts.cpus,
         .memoryBytes = facts.memoryBytes,
         .hasKvm = facts.hasKvm,
         .bootTime = facts.bootTime,
         .engines = QList<Api::EngineInfo>{m_hypervisor->engine()} + m_probe->engines()});
}

Result<void> AgentServices::listen()
{
    return m_listener->listen(m_config.listenAddress, m_config.port);
}

void AgentServices::shutDownGuestsWithHost(const std::function<void()> &done)
{
    QThreadPool::globalInstance()->start([this, done] {
        const auto state = m_processes.run({.program = u"systemctl"_s,
                                            .arguments = {u"is-system-running"_s},
                                            .timeout = std::chrono::seconds(10)});
        const bool isStopping = state && state->output.trimmed() == "stopping";
        QMetaObject::invokeMethod(
            this,
            [this, done, isStopping] {
                if (isStopping)
                    shutDownGuests(done);
                else
                    done();
            },
            Qt::QueuedConnection);
    });
}

void AgentServices::shutDownGuests(const std::function<void()> &done)
{
    m_listener.reset(); // nobody starts what is to end
    qCInfo(logApp) << "the machine shuts down: so do its guests";
    const auto task = startShutdownOfGuests(*m_tasks, guestParts());
    if (!task) {
        qCWarning(logApp).noquote() << task.error().sentence();
        return done();
    }
    connect(m_tasks.get(), &TaskRunner::changed, this,
            [id = *task, done](const Api::TaskInfo &info) {
                if (info.id == id && info.isEnded())
                    done();
            });
}

QString AgentServices::address() const
{
    const QString host = m_config.listenAddress.toString();
    return (host.contains(u':') ? u'[' + host + u']' : host) + u':'
           + QString::number(m_listener->port());
}

} // namespace Atoll
