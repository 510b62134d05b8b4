// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "libvirthypervisor.h"

#include "guestagent.h"
#include "libvirtmailbox.h"

#include <QLoggingCategory>

using namespace Qt::StringLiterals;

namespace Atoll::Kvm {
namespace {

Q_LOGGING_CATEGORY(lcLibvirt, "atoll.agent.libvirt")

constexpr qsizetype kDescribeAtOnce = 64;
constexpr std::chrono::seconds kAgentFreshness{10};
//! A DHCP client often gets its address only after the agent is up.
constexpr std::array<std::chrono::seconds, 3> kAskAgentAfter{
    std::chrono::seconds(0), std::chrono::seconds(5), std::chrono::seconds(30)};

} // namespace

LibvirtHypervisor::LibvirtHypervisor(const Options &options, QObject *parent)
    : Hypervisor(parent)
    , m_options(options)
    , m_loop(LibvirtEventLoop::acquire())
    , m_mailbox(std::make_shared<Mailbox>())
    , m_access(std::make_shared<LibvirtAccess>())
    , m_nextRetry(options.firstRetry)
{
    m_mailbox->owner = this;
    m_engine.name = u"libvirt"_s;
    m_engine.since = QDateTime::currentDateTimeUtc();
    m_engine.problem = u"not connected yet"_s;
    m_describers.setMaxThreadCount(1);
    m_agentAskers.setMaxThreadCount(4);
    m_connectors.setMaxThreadCount(1);
    m_retry.setSingleShot(true);
    m_flush.setSingleShot(true);
    m_flush.setInterval(0);
    connect(&m_retry, &QTimer::timeout, this, &LibvirtHypervisor::connectToLibvirt);
    connect(&m_flush, &QTimer::timeout, this, &LibvirtHypervisor::flush);
    m_retry.start(0);
}

LibvirtHypervisor::~LibvirtHypervisor()
{
    {
        const std::lock_guard lock(m_mailbox->mutex);
        m_mailbox->owner = nullptr;
    }
    m_connectors.waitForDone();
    m_describers.waitForDone();
    m_agentAskers.waitForDone();
}

void LibvirtHypervisor::connectToLibvirt()
{
    struct Opened
    {
        std::shared_ptr<LibvirtConnection> connection;
        std::shared_ptr<LibvirtConnection> forAgents;
        QList<DomainInfo> domains;
    };
    const int generation = ++m_generation;
    m_connectors.start([mailbox = m_mailbox, options = m_options, generation] {
        Lane lane(u"libvirt"_s, 1);
        const auto open = [mailbox, uri = options.uri,
                           generation](std::stop_token) -> Result<Opened> {
            const auto tell = [mailbox, generation](auto act) {
                mailbox->post([act, generation](LibvirtHypervisor &self) {
                    if (self.m_generation == generation)
                        act(self);
                });
            };
            auto connection = LibvirtConnection::open(
                uri,
                {.onEvent =
                     [tell](const DomainEvent &event) {
                         tell([event](LibvirtHypervisor &self) { self.handle(event); });
                     },
                 .onNetworks =
                     [tell] { tell([](LibvirtHypervisor &self) { self.listNetworks(); }); },
                 .onClosed = [tell] { tell([](LibvirtHypervisor &self) { self.closed(); }); }});
            if (!connection)
                return fail(connection.error());
            auto domains = (*connection)->list();
            if (!domains)
                return fail(domains.error());
            const auto forAgents = LibvirtConnection::openQuiet(uri);
            if (!forAgents)
                return fail(forAgents.error());
            return Opened{*connection, *forAgents, *domains};
        };
        const Result<Opened> opened = lane.call<Opened>(options.connectDeadline, {}, open);
        mailbox->post([opened, generation](LibvirtHypervisor &self) {
            if (self.m_generation != generation)
                return;
            if (opened)
                self.connected(opened->connection, opened->forAgents, opened->domains);
            else
                self.connectFailed(opened.error());
        });
    });
}

void LibvirtHypervisor::connectFailed(const Error &error)
{
    ++m_generation; // what the failed attempt still says is not for us
    loseAll(error);
    m_retry.start(m_nextRetry);
    m_nextRetry = std::min(m_nextRetry * 2, m_options.lastRetry);
}

void LibvirtHypervisor::connected(const std::shared_ptr<LibvirtConnection> &connection,
                                  const std::shared_ptr<LibvirtConnection> &forAgents,
                                  const QList<DomainInfo> &domains)
{
    qCInfo(lcLibvirt).noquote() << "connected to" << m_options.uri << "with" << domains.size()
                                << "domains";
    m_isConnected = true;
    m_nextRetry = m_options.firstRetry;
    m_access->connected(connection, forAgents);
    m_engine.version = connection->version();
    m_engine.isAvailable = true;
    m_engine.since = QDateTime::currentDateTimeUtc();
    m_engine.problem.clear();
    m_engine.advice.clear();

    QHash<QString, Entry> former;
    former.swap(m_domains);
    QList<DomainInfo> all;
    for (const DomainInfo &domain : domains) {
        Entry entry = former.value(domain.uuid);
        const bool hadEvent = entry.sequence > 0 && !entry.isListed;
        const DomainInfo known = entry.info;
        entry.info = domain;
        entry.info.osName = known.osName;
        entry.info.displayKind = known.displayKind;
        entry.info.hasSpice = known.hasSpice;
        entry.info.hasSerial = known.hasSerial;
        entry.info.diskPaths = known.diskPaths;
        entry.info.macs = known.macs;
        entry.info.description = known.description;
        if (hadEvent) // it came after the list was read
            entry.info.state = known.state;
        entry.isListed = true;
        m_domains.insert(domain.uuid, entry);
        watch().note(domain.uuid, entry.info.state);
        all.append(entry.info);
        m_toDescribe.insert(domain.uuid);
    }
    for (auto it = former.begin(); it != former.end(); ++it) {
        if (m_domains.contains(it.key()))
            continue;
        if (it->sequence > 0 && !it->isListed)
            m_toDescribe.insert(it.key()); // born while the list was read, perhaps
        watch().noteRemoved(it.key());
    }
    Q_EMIT engineChanged(m_engine);
    Q_EMIT listed(all);
    listNetworks();
    describeNow();
}

void LibvirtHypervisor::closed()
{
    if (!m_isConnected)
        return;
    ++m_generation;
    loseAll({ErrorCode::EngineUnavailable, u"libvirt closed the connection"_s, {}, {}});
    m_retry.start(m_nextRetry);
}

void LibvirtHypervisor::loseAll(const Error &problem)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const bool isNew = m_engine.isAvailable || m_engine.problem != problem.text;
    if (m_engine.isAvailable)
        m_engine.since = now;
    m_engine.isAvailable = false;
    m_engine.problem = problem.text;
    m_engine.advice = problem.hint.isEmpty()
                          ? u"See whether libvirtd runs: systemctl status libvirtd"_s
                          : problem.hint;
    Error error{ErrorCode::EngineUnavailable,
                u"libvirt does not answer: "_s + problem.text,
                m_engine.advice,
                {{u"since"_s, m_engine.since.toString(Qt::ISODateWithMs)}}};
    m_access->away(error);
    m_toDescribe.clear();
    m_toPublish.clear();
    m_agents.clear();
    if (isNew)
        qCWarning(lcLibvirt).noquote() << problem.text;
    for (auto it = m_domains.begin(); it != m_domains.end(); ++it) {
        it->sequence = 0;
        it->isListed = false;
        watch().note(it.key(), Api::GuestState::Unknown);
    }
    if (std::exchange(m_isConnected, false)) {
        Q_EMIT lost(now);
        loseNetworks();
    }
    if (isNew)
        Q_EMIT engineChanged(m_engine);
}

void LibvirtHypervisor::handle(const DomainEvent &event)
{
    using Kind = DomainEvent::Kind;
    switch (event.kind) {
    case Kind::State:
        handleState(event);
        break;
    case Kind::Reboot:
        watch().noteReboot(event.uuid);
        applyAddresses(event.uuid, {}, {});
        return;
    case Kind::AgentConnected:
        for (const std::chrono::seconds delay : kAskAgentAfter) {
            QTimer::singleShot(delay, this, [this, uuid = event.uuid] { askForAddresses(uuid); });
        }
        m_agents.insert(event.uuid, {});
        return;
    case Kind::AgentGone:
        m_agents.remove(event.uuid);
        applyAddresses(event.uuid, {}, {});
        return;
    case Kind::Removed:
    case Kind::Changed:
        break;
    }
    const auto it = m_domains.find(event.uuid);
    if (it != m_domains.end())
        it->sequence = ++m_sequence;
    describeLater(event.uuid);
}

void LibvirtHypervisor::handleState(const DomainEvent &event)
{
    Entry &entry = m_domains[event.uuid];
    entry.sequence = ++m_sequence;
    entry.info.uuid = event.uuid;
    entry.info.name = event.name;
    if (entry.info.state != event.state) {
        entry.info.state = event.state;
        entry.info.stateSince = QDateTime::currentDateTimeUtc();
    }
    if (event.state == Api::GuestState::Stopped || event.state == Api::GuestState::Crashed) {
        entry.info.addresses.clear();
        m_agents.remove(event.uuid);
    }
    if (m_isConnected)
        publish(event.uuid);
    else
        watch().note(event.uuid, event.state);
}

void LibvirtHypervisor::describeLater(const QString &uuid)
{
    m_toDescribe.insert(uuid);
    m_flush.start();
}

void LibvirtHypervisor::publish(const QString &uuid)
{
    m_toPublish.insert(uuid);
    m_flush.start();
}

void LibvirtHypervisor::flush()
{
    QList<DomainInfo> changed;
    for (const QString &uuid : std::as_const(m_toPublish)) {
        if (const auto it = m_domains.constFind(uuid); it != m_domains.constEnd())
            changed.append(it->info);
    }
    m_toPublish.clear();
    if (!changed.isEmpty())
        Q_EMIT domainsChanged(changed);
    for (const DomainInfo &domain : std::as_const(changed))
        watch().note(domain.uuid, domain.state); // last: who waits finds the inventory true
    describeNow();
}

void LibvirtHypervisor::describeNow()
{
    if (m_isDescribing || m_toDescribe.isEmpty() || !m_isConnected)
        return;
    QHash<QString, Described> wanted;
    while (!m_toDescribe.isEmpty() && wanted.size() < kDescribeAtOnce) {
        const QString uuid = *m_toDescribe.constBegin();
        m_toDescribe.erase(m_toDescribe.constBegin());
        const auto known = m_domains.constFind(uuid);
        wanted.insert(uuid, {known == m_domains.constEnd() ? 0 : known->sequence, {}});
    }
    m_isDescribing = true;
    const int generation = m_generation;
    m_describers.start([mailbox = m_mailbox, access = m_access, wanted, generation] {
        using All = QHash<QString, Described>;
        const auto describe = [wanted](const LibvirtConnection &connection) -> Result<All> {
            All all = wanted;
            for (auto it = all.begin(); it != all.end(); ++it) {
                if (const auto domain = connection.find(it.key()))
                    it->domain = LibvirtConnection::describe(domain->get());
                else if (domain.error().code != ErrorCode::NotFound)
                    return fail(domain.error());
            }
            return all;
        };
        const auto described = access->call<All>(std::chrono::seconds(30), describe);
        mailbox->post([described, wanted, generation](LibvirtHypervisor &self) {
            self.m_isDescribing = false;
            if (self.m_generation != generation)
                return self.describeNow();
            if (described)
                self.applyDescriptions(*described);
            else
                qCWarning(lcLibvirt).noquote() << described.error().text;
            self.describeNow();
        });
    });
}

void LibvirtHypervisor::applyDescriptions(const QHash<QString, Described> &descriptions)
{
    for (auto it = descriptions.begin(); it != descriptions.end(); ++it) {
        const auto known = m_domains.constFind(it.key());
        const bool isKnown = known != m_domains.constEnd();
        if ((isKnown ? known->sequence : 0) != it->sequence)
            continue; // something happened meanwhile: it is on the list again
        if (!it->domain) {
            if (isKnown)
                removeDomain(it.key());
            continue;
        }
        Entry entry = isKnown ? *known : Entry{};
        DomainInfo info = it->domain->info;
        info.addresses = entry.info.addresses;
        if (info.osName.isEmpty())
            info.osName = entry.info.osName;
        info.stateSince = info.state == entry.info.state ? entry.info.stateSince
                                                         : QDateTime::currentDateTimeUtc();
        entry.isListed = true;
        if (it->domain->isAgentConnected && !m_agents.contains(it.key())) {
            m_agents.insert(it.key(), {});
            askForAddresses(it.key());
        }
        if (isKnown && entry.info == info)
            continue;
        entry.info = info;
        m_domains.insert(it.key(), entry);
        publish(it.key());
    }
}

void LibvirtHypervisor::removeDomain(const QString &uuid)
{
    m_domains.remove(uuid);
    m_toPublish.remove(uuid);
    m_agents.remove(uuid);
    m_access->forget(uuid);
    watch().noteRemoved(uuid);
    Q_EMIT domainRemoved(uuid);
}

void LibvirtHypervisor::lookAt(const QString &uuid)
{
    const auto asked = m_agents.constFind(uuid);
    if (asked == m_agents.constEnd())
        return;
    const QDateTime now = QDateTime::currentDateTimeUtc();
    if (!asked->isValid() || asked->secsTo(now) >= kAgentFreshness.count())
        askForAddresses(uuid);
}

void LibvirtHypervisor::askForAddresses(const QString &uuid)
{
    if (!m_isConnected || !m_agents.contains(uuid))
        return;
    m_agents.insert(uuid, QDateTime::currentDateTimeUtc());
    m_agentAskers.start([mailbox = m_mailbox, access = m_access, uuid] {
        const auto answer =
            access->askAgent<GuestAgentAnswer>(uuid, std::chrono::seconds(8), askGuestAgent);
        if (!answer)
            return;
        mailbox->post([uuid, answer = *answer](LibvirtHypervisor &self) {
            self.applyAddresses(uuid, answer.addresses, answer.osName);
        });
    });
}

void LibvirtHypervisor::applyAddresses(const QString &uuid, const QStringList &addresses,
                                       const QString &osName)
{
    const auto it = m_domains.find(uuid);
    if (it == m_domains.end() || !m_isConnected)
        return;
    DomainInfo info = it->info;
    info.addresses = addresses;
    if (!osName.isEmpty())
        info.osName = osName;
    if (info == it->info)
        return;
    it->info = info;
    publish(uuid);
}

} // namespace Atoll::Kvm
