// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sessionservice.h"
#include "taskview.h"

#include <QPointer>
#include <QTimer>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

const QString kConsole = u"console"_s;

//! A ticket is good only on the connection that asked for it.
QString kindFor(const Session &session)
{
    return kConsole + u'@' + QString::number(quintptr(&session), 16);
}

} // namespace

SessionService::SessionService(const Parts &parts, QObject *parent)
    : QObject(parent)
    , m_parts(parts)
{
    m_openers.setMaxThreadCount(8);
}

SessionService::~SessionService() { m_openers.waitForDone(); }

void SessionService::attach(Listener &listener)
{
    m_listener = &listener;
    connect(&listener, &Listener::sessionOpened, this, [this](Session *session) {
        connect(session, &Session::watchChanged, this, &SessionService::collectWatched);
    });
    connect(&listener, &Listener::sessionClosed, this, &SessionService::collectWatched);
    connect(&m_parts.inventory, &Inventory::changed, this,
            [this](const Api::InventoryDelta &delta) {
                m_listener->broadcast(Api::inventoryChanged, delta, Privilege::ClusterView);
            });
    connect(&m_parts.tasks, &TaskRunner::changed, this, &SessionService::tellTask);
    connect(&m_parts.sessions, &Sessions::revoked, this, [this](const QString &id) {
        const QList<Session *> sessions = m_listener->sessions();
        for (Session *session : sessions) {
            if (session->loginId() != id)
                continue;
            session->clearLogin();
            session->close({ErrorCode::NotAuthenticated, u"the session was ended"_s});
        }
    });
}

void SessionService::registerMethods(Registry &registry)
{
    registerSession(registry);
    registerSubscriptions(registry);
    registerTasks(registry);
}

void SessionService::registerSession(Registry &registry)
{
    registry.query<Api::Hello, Api::ServerHello>(
        Api::sessionHello, [this](const Caller &, const Api::Hello &) -> Result<Api::ServerHello> {
            const Api::ClusterInfo &cluster = m_parts.inventory.cluster();
            return Api::ServerHello{1,
                                    QStringLiteral(ATOLL_VERSION),
                                    cluster.id,
                                    cluster.name,
                                    m_parts.nodeName,
                                    {u"zstd"_s, u"channels"_s},
                                    m_parts.authenticator.realms(),
                                    QDateTime::currentDateTimeUtc()};
        });
    registry.connection<Api::Login, Api::SessionInfo>(
        Api::sessionLogin, [this](Session &session, const Api::Login &login, const auto &reply) {
            const QPointer<Session> guard(&session);
            m_parts.authenticator.login(login, session.address())
                .then(this, [guard, reply](const Result<Api::SessionInfo> &info) {
                    if (guard && info)
                        guard->setLogin(*info, info->token);
                    reply(info);
                });
        });
    registry.connection<Api::ResumeSession, Api::SessionInfo>(
        Api::sessionResume,
        [this](Session &session, const Api::ResumeSession &params, const auto &reply) {
            const auto info = m_parts.authenticator.resume(params.token);
            if (info)
                session.setLogin(*info, params.token);
            reply(info);
        });
    registry.connection<Api::Nothing, Api::SessionInfo>(
        Api::sessionInfo,
        [](Session &session, const Api::Nothing &, const auto &reply) { reply(session.info()); });
    registry.connection<Api::Nothing, Api::Nothing>(
        Api::sessionLogout, [this](Session &session, const Api::Nothing &, const auto &reply) {
            const QString id = session.loginId();
            const QString user = session.caller().user;
            session.clearLogin(); // first, so that the end of the token does not end the connection
            m_openers.start([this, reply, id, user] {
                const auto revoked = m_parts.sessions.revoke(id, user, QDeadlineTimer(10000));
                QMetaObject::invokeMethod(
                    this, [reply, revoked] { reply(revoked.map([] { return Api::Nothing{}; })); });
            });
        });
}

void SessionService::registerSubscriptions(Registry &registry)
{
    registry.connection<Api::InventorySubscribe, Api::InventoryRevision>(
        Api::inventorySubscribe,
        [this](Session &session, const Api::InventorySubscribe &params, const auto &reply) {
            const auto deltas = m_parts.inventory.since(params.epoch, params.revision);
            session.setFollowsInventory(true);
            reply(Api::InventoryRevision{m_parts.inventory.epoch(), m_parts.inventory.revision()});
            for (const Api::InventoryDelta &delta : deltas)
                session.notify(Listener::encode(Api::inventoryChanged, delta));
        });
    registry.connection<Api::Nothing, Api::Nothing>(
        Api::inventoryUnsubscribe, [](Session &session, const Api::Nothing &, const auto &reply) {
            session.setFollowsInventory(false);
            reply(Api::Nothing{});
        });
    registry.connection<Api::MetricsWatch, Api::Nothing>(
        Api::metricsWatch,
        [this](Session &session, const Api::MetricsWatch &params, const auto &reply) {
            session.setWatchedObjects(QSet<QString>(params.objects.begin(), params.objects.end()));
            reply(Api::Nothing{});
            Q_EMIT watchBegan(&session);
        });
    registry.connection<Api::Nothing, Api::Nothing>(
        Api::metricsUnwatch, [](Session &session, const Api::Nothing &, const auto &reply) {
            session.setWatchedObjects({});
            reply(Api::Nothing{});
        });
    registry.connection<Api::ConsoleTicket, Api::ChannelOpened>(
        Api::channelOpen,
        [this](Session &session, const Api::ConsoleTicket &params, const auto &reply) {
            openChannel(session, params.ticket, reply);
        });
}

void SessionService::registerTasks(Registry &registry)
{
    registry.query<Api::TaskFilter, QList<Api::TaskInfo>>(
        Api::taskList,
        [this](const Caller &caller,
               const Api::TaskFilter &filter) -> Result<QList<Api::TaskInfo>> {
            QList<Api::TaskInfo> tasks = m_parts.tasks.list(filter);
            for (Api::TaskInfo &task : tasks)
                task = shownTo(caller.session->info(), task);
            return tasks;
        });
    registry.query<Api::TaskRef, Api::TaskInfo>(
        Api::taskGet, [this](const Caller &caller, const Api::TaskRef &ref) {
            const auto info = m_parts.tasks.info(ref.task);
            if (info && !info->isEnded())
                caller.session->followTask(ref.task);
            return info.map(
                [&](const Api::TaskInfo &task) { return shownTo(caller.session->info(), task); });
        });
    registry.connection<Api::TaskLogRequest, Api::TaskLog>(
        Api::taskLog, [this](Session &, const Api::TaskLogRequest &request, const auto &reply) {
            m_parts.tasks.log(request.task, request.offset, request.limit).then(this, reply);
        });
    registry.query<Api::TaskRef, Api::Nothing>(
        Api::taskCancel,
        [this](const Caller &caller, const Api::TaskRef &ref) -> Result<Api::Nothing> {
            const auto cancelled = m_parts.tasks.cancel(ref.task, caller.user);
            m_parts.audit.append({QDateTime::currentDateTimeUtc(), caller.user, caller.address,
                                  QString::fromUtf8(Api::taskCancel.name), u"/tasks"_s,
                                  cancelled ? u"ok"_s : cancelled.error().text, ref.task});
            return cancelled.map([] { return Api::Nothing{}; });
        });
}

Result<Api::ConsoleTicket> SessionService::makeTicket(const Caller &caller,
                                                      const ChannelGrant &grant)
{
    if (grant.hold) {
        if (const auto free = m_holds.check(caller, *grant.hold); !free)
            return fail(free.error());
    }
    const auto ticket =
        m_parts.tickets.issue({caller.user, grant.object, kindFor(*caller.session)});
    if (!ticket)
        return fail(ticket.error());
    m_channels.insert(*ticket, {grant, caller.session});
    QTimer::singleShot(limits::kTicketLife, this,
                       [this, key = *ticket] { m_channels.remove(key); });
    return Api::ConsoleTicket{*ticket};
}

void SessionService::openChannel(Session &session, const QString &ticket,
                                 const std::function<void(Result<Api::ChannelOpened>)> &reply)
{
    if (const auto allowed = session.mayOpenChannel(); !allowed)
        return reply(fail(allowed.error()));
    const auto claim = m_parts.tickets.redeem(ticket, session.caller().user, kindFor(session));
    const PendingChannel pending = m_channels.take(ticket);
    if (!claim)
        return reply(fail(claim.error()));
    if (!pending.grant.open || pending.session != &session)
        return reply(fail(ErrorCode::TicketInvalid, u"the ticket is not good any more"_s,
                          u"Ask for another one"_s));
    const auto lease = leaseFor(session, pending.grant);
    if (!lease)
        return reply(fail(lease.error()));
    // The worker has no part in the lease, which is of this thread.
    const auto taken = [reply, guard = QPointer<Session>(&session),
                        lease = *lease](const Result<int> &descriptor) {
        if (!descriptor)
            return reply(fail(descriptor.error()));
        if (!guard) {
            ::close(*descriptor);
            return;
        }
        reply(guard->openChannel(*descriptor, lease).map([](int id) {
            return Api::ChannelOpened{id};
        }));
    };
    const quint64 opening = ++m_lastOpening;
    m_opening.insert(opening, taken);
    m_openers.start([this, open = pending.grant.open, opening] {
        const Result<int> descriptor = open();
        QMetaObject::invokeMethod(
            this, [this, opening, descriptor] { m_opening.take(opening)(descriptor); });
    });
}

Result<ConsoleHolds::Lease> SessionService::leaseFor(const Session &session,
                                                     const ChannelGrant &grant)
{
    if (!grant.hold)
        return ConsoleHolds::Lease();
    const auto loser = m_holds.otherHolder(session.caller(), *grant.hold);
    const auto lease = m_holds.claim(session.caller(), *grant.hold);
    if (lease && loser) {
        m_parts.audit.append({QDateTime::currentDateTimeUtc(),
                              session.caller().user,
                              session.caller().address,
                              QString::fromUtf8(Api::guestConsole.name),
                              grant.object,
                              u"took over from %1"_s.arg(loser->user),
                              {}});
    }
    return lease;
}

void SessionService::tellTask(const Api::TaskInfo &task)
{
    QHash<bool, QByteArray> encoded; // with what it brought, without
    for (Session *session : m_listener->sessions()) {
        const bool follows = session->followsInventory() || session->followsTask(task.id);
        if (follows && session->info().may(Privilege::TaskView)) {
            const Api::TaskInfo shown = shownTo(session->info(), task);
            QByteArray &bytes = encoded[shown.result.isNull()];
            if (bytes.isEmpty())
                bytes = Listener::encode(Api::taskChanged, shown);
            session->notify(bytes);
        }
        if (task.isEnded())
            session->forgetTask(task.id);
    }
}

void SessionService::tellSamples(const Api::UsageSamples &samples, bool isFastRound)
{
    if (!m_listener)
        return;
    for (Session *session : m_listener->sessions()) {
        if (!session->watchedObjects())
            continue;
        if (!isFastRound) {
            session->notify(Listener::encode(Api::metricsSampled, samples));
            continue;
        }
        Api::UsageSamples own{samples.at, {}};
        for (const Api::UsageSample &sample : samples.samples) {
            if (session->watchedObjects()->contains(sample.object))
                own.samples.append(sample);
        }
        if (!own.samples.isEmpty())
            session->notify(Listener::encode(Api::metricsSampled, own));
    }
}

void SessionService::collectWatched()
{
    QSet<QString> objects;
    for (const Session *session : m_listener->sessions()) {
        if (session->watchedObjects())
            objects.unite(*session->watchedObjects());
    }
    Q_EMIT watchedObjectsChanged(objects);
}

} // namespace Atoll
