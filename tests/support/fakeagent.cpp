// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fakeagent.h"

#include <QCryptographicHash>
#include <QUuid>
#include <QWebSocket>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

QList<Privilege> allPrivileges()
{
    QList<Privilege> all;
    for (const auto &entry : enumNames(Privilege{})) {
        if (entry.value > Privilege::LoggedIn)
            all.append(entry.value);
    }
    return all;
}

template <class P>
QByteArray encode(const Api::Notification<P> &row, const P &params)
{
    return Rpc::encodeNotification(QString::fromUtf8(row.name), toJsonObject(params));
}

QString named(const char *method) { return QString::fromUtf8(method); }

std::optional<Api::GuestState> stateAfter(const QString &method)
{
    using S = Api::GuestState;
    static const QHash<QString, S> states{
        {u"guest.start"_s, S::Running}, {u"guest.resume"_s, S::Running},
        {u"guest.stop"_s, S::Stopped},  {u"guest.shutdown"_s, S::Stopped},
        {u"guest.pause"_s, S::Paused},  {u"guest.reboot"_s, S::Running},
        {u"guest.reset"_s, S::Running}};
    const auto it = states.constFind(method);
    return it == states.constEnd() ? std::nullopt : std::optional(*it);
}

} // namespace

struct FakeAgent::Peer
{
    std::unique_ptr<Rpc::Link> link;
    std::vector<std::unique_ptr<Rpc::Channel>> channels;
    QString user;
    quint32 nextChannel = 1;
    bool followsInventory = false;
};

FakeAgent::FakeAgent(const Identity &identity, const Api::ClusterInfo &cluster, QObject *parent)
    : QObject(parent)
    , m_identity(identity)
    , m_cluster(cluster)
    , m_privileges(allPrivileges())
{
    adoptInventory();
}

FakeAgent::~FakeAgent() = default;

void FakeAgent::adoptInventory()
{
    m_inventory = std::make_unique<Inventory>(m_cluster);
    connect(m_inventory.get(), &Inventory::changed, this, [this](const Api::InventoryDelta &delta) {
        tell(encode(Api::inventoryChanged, delta));
    });
}

Result<void> FakeAgent::listen(quint16 port)
{
    m_server = std::make_unique<QWebSocketServer>(u"atoll"_s, QWebSocketServer::SecureMode);
    m_server->setSslConfiguration(serverConfiguration(m_identity));
    m_server->setSupportedSubprotocols({u"atoll.v1"_s});
    connect(m_server.get(), &QWebSocketServer::newConnection, this, &FakeAgent::accept);
    if (!m_server->listen(QHostAddress::LocalHost, port)) {
        return fail(ErrorCode::EngineFailed,
                    u"cannot listen on port %1: %2"_s.arg(port).arg(m_server->errorString()));
    }
    m_port = m_server->serverPort();
    return {};
}

QString FakeAgent::address() const { return u"127.0.0.1:%1"_s.arg(m_port); }

QString FakeAgent::fingerprint() const { return fingerprintOf(m_identity.certificate); }

QString FakeAgent::issueToken(const QString &user)
{
    const QString token = QUuid::createUuid().toString(QUuid::WithoutBraces);
    m_tokens.insert(token, user);
    return token;
}

void FakeAgent::dropConnections()
{
    for (const auto &peer : m_peers)
        peer->link->abort();
}

void FakeAgent::stopListening()
{
    m_server.reset();
    dropConnections();
}

Result<void> FakeAgent::restart(bool keepsState, const Identity *identity)
{
    stopListening();
    if (identity)
        m_identity = *identity;
    if (!keepsState) {
        const auto old = std::move(m_inventory);
        adoptInventory();
        for (const Api::NodeInfo &node : old->nodes())
            m_inventory->setNode(node);
        for (const Api::GuestInfo &guest : old->guests())
            m_inventory->setGuest(guest);
    }
    return listen(m_port);
}

void FakeAgent::accept()
{
    while (QWebSocket *socket = m_server->nextPendingConnection()) {
        socket->setParent(nullptr);
        auto peer = std::make_unique<Peer>();
        peer->link = std::make_unique<Rpc::Link>(std::unique_ptr<QWebSocket>(socket));
        Peer *raw = peer.get();
        connect(raw->link.get(), &Rpc::Link::received, this,
                [this, raw](const Rpc::Message &message) {
                    if (const auto *request = std::get_if<Rpc::Request>(&message))
                        take(*raw, *request);
                });
        connect(raw->link.get(), &Rpc::Link::misunderstood, this,
                [raw](const Rpc::BadMessage &bad) {
                    raw->link->sendText(Rpc::encodeError(bad.id, bad.error));
                });
        connect(raw->link.get(), &Rpc::Link::closed, this, [this, raw] {
            for (auto it = m_peers.begin(); it != m_peers.end(); ++it) {
                if (it->get() != raw)
                    continue;
                raw->channels.clear();
                (*it)->link.release()->deleteLater(); // we are inside its signal
                m_peers.erase(it);
                return;
            }
        });
        m_peers.push_back(std::move(peer));
        Q_EMIT connected();
    }
}

void FakeAgent::take(Peer &peer, const Rpc::Request &request)
{
    const Reply reply = answer(peer, request);
    if (m_lost.remove(request.method)) {
        peer.link->abort();
        return;
    }
    send(peer, reply ? Rpc::encodeResult(request.id, *reply)
                     : Rpc::encodeError(request.id, reply.error()));
}

void FakeAgent::send(Peer &peer, const QByteArray &text)
{
    if (peer.link->backlogBytes() > m_backlogLimit) {
        ++m_droppedListeners;
        peer.followsInventory = false;
        QMetaObject::invokeMethod(
            peer.link.get(), [link = peer.link.get()] { link->abort(); }, Qt::QueuedConnection);
        return;
    }
    peer.link->sendText(text);
}

void FakeAgent::tell(const QByteArray &text)
{
    for (const auto &peer : m_peers) {
        if (peer->followsInventory)
            send(*peer, text);
    }
}

FakeAgent::Reply FakeAgent::answer(Peer &peer, const Rpc::Request &request)
{
    const QString &method = request.method;
    if (m_failures.contains(method))
        return fail(m_failures.take(method));
    const Api::MethodInfo *row = Api::findMethod(method);
    if (!row) {
        return fail(ErrorCode::MethodNotFound, u"there is no method “%1”"_s.arg(method));
    }
    if (row->privilege == Privilege::Anyone)
        return login(peer, method, request.params);
    if (peer.user.isEmpty())
        return fail(ErrorCode::NotAuthenticated, u"log in first"_s);
    if (row->privilege != Privilege::LoggedIn && !m_privileges.contains(row->privilege))
        return fail(ErrorCode::PermissionDenied,
                    u"%1 is not allowed to %2"_s.arg(peer.user, method));
    m_lastParams.insert(method, request.params);
    if (row->kind == Api::Kind::Change)
        return change(method, request.params, peer.user);
    if (m_answers.contains(method))
        return m_answers.value(method);
    if (m_answerers.contains(method))
        return m_answerers.value(method)(request.params);
    return query(peer, method, request.params);
}

Api::SessionInfo FakeAgent::session(const QString &user, const QString &token) const
{
    return {.user = user,
            .role = u"Administrator"_s,
            .privileges = m_privileges,
            .token = token,
            .expires = QDateTime::currentDateTimeUtc().addDays(1)};
}

FakeAgent::Reply FakeAgent::login(Peer &peer, const QString &method, const QJsonObject &params)
{
    if (method == named(Api::sessionHello.name)) {
        return toJson(Api::ServerHello{.version = u"fake"_s,
                                       .clusterId = m_cluster.id,
                                       .clusterName = m_cluster.name,
                                       .node = u"node-1"_s,
                                       .realms = {u"builtin"_s},
                                       .now = QDateTime::currentDateTimeUtc()});
    }
    if (method == named(Api::sessionResume.name)) {
        const QString user = m_tokens.value(params.value(u"token"_s).toString());
        if (user.isEmpty())
            return fail(ErrorCode::NotAuthenticated, u"the session has ended"_s, u"Log in again"_s);
        peer.user = user;
        peer.link->setTrusted(true);
        return toJson(session(user, {}));
    }
    if (params.value(u"password"_s).toString() == QLatin1StringView(kWrongPassword))
        return fail(ErrorCode::LoginFailed, u"user name or password is wrong"_s);
    peer.user = params.value(u"user"_s).toString();
    peer.link->setTrusted(true);
    return toJson(session(peer.user, issueToken(peer.user)));
}

FakeAgent::Reply FakeAgent::query(Peer &peer, const QString &method, const QJsonObject &params)
{
    if (method == named(Api::inventorySubscribe.name)) {
        const auto from = fromJson<Api::InventorySubscribe>(params);
        if (!from)
            return fail(from.error());
        m_subscriptions.append(*from);
        for (const auto &delta : m_inventory->since(from->epoch, from->revision))
            send(peer, encode(Api::inventoryChanged, delta));
        peer.followsInventory = true;
        return toJson(Api::InventoryRevision{m_inventory->epoch(), m_inventory->revision()});
    }
    if (method == named(Api::metricsWatch.name)) {
        m_watched = fromJson<Api::MetricsWatch>(params).value_or(Api::MetricsWatch{}).objects;
        return QJsonObject();
    }
    if (method == named(Api::nodeProbe.name)) {
        for (const Api::NodeInfo &node : m_inventory->nodes()) {
            if (node.name == params.value(u"node"_s).toString())
                return toJson(node.engines);
        }
        return fail(ErrorCode::NotFound, u"there is no such node"_s);
    }
    if (method == named(Api::taskList.name)) {
        QList<Api::TaskInfo> tasks;
        for (auto it = m_taskOrder.rbegin(); it != m_taskOrder.rend(); ++it)
            tasks.append(m_tasks.value(*it));
        return toJson(tasks);
    }
    if (method == named(Api::taskGet.name)) {
        const auto it = m_tasks.constFind(params.value(u"task"_s).toString());
        if (it == m_tasks.constEnd())
            return fail(ErrorCode::NotFound, u"there is no such task"_s);
        return toJson(*it);
    }
    if (method == named(Api::taskCancel.name)) {
        endTask(params.value(u"task"_s).toString(), Error{ErrorCode::Cancelled, u"cancelled"_s});
        return QJsonObject();
    }
    if (method == named(Api::guestGet.name)) {
        const auto guest = m_inventory->find(params.value(u"guest"_s).toString());
        if (!guest)
            return fail(guest.error());
        Api::GuestConfig config{.id = guest->id, .uuid = guest->uuid, .name = guest->name};
        config.memoryBytes = guest->memoryBytes;
        return toJson(Api::GuestDetail{*guest, config, guest->version});
    }
    if (method == named(Api::guestConsole.name)) {
        const QString ticket = QUuid::createUuid().toString(QUuid::WithoutBraces);
        m_tickets.insert(ticket);
        return toJson(Api::ConsoleTicket{ticket});
    }
    if (method == named(Api::volumeList.name)) {
        QList<Api::VolumeInfo> volumes;
        for (auto it = files.begin(); it != files.end(); ++it)
            volumes.append({u"local"_s, it.key(), Api::VolumeFormat::Raw, it->size(), 0, {}});
        return toJson(volumes);
    }
    if (method == named(Api::guestVolumes.name)) {
        return toJson(QList<Api::GuestVolume>{
            {{u"local"_s, u"vm-100-disk-0.qcow2"_s, Api::VolumeFormat::Qcow2, 1LL << 30, 0, {}},
             u"sda"_s},
            {{u"local"_s, u"vm-100-disk-1.qcow2"_s, Api::VolumeFormat::Qcow2, 1LL << 30, 0, {}},
             {}}});
    }
    if (method == named(Api::guestImportInspect.name)) {
        Api::ImportProposal proposal;
        proposal.config.name = u"found"_s;
        proposal.config.memoryBytes = 1LL << 30;
        proposal.config.disks = {{}};
        proposal.networks = {u"LAN"_s};
        return toJson(proposal);
    }
    if (method == named(Api::storageUpload.name) || method == named(Api::storageDownload.name)
        || method == named(Api::guestExport.name))
        return beginTransfer(method, params, peer.user);
    if (method == named(Api::channelOpen.name)) {
        if (!m_tickets.remove(params.value(u"ticket"_s).toString()))
            return fail(ErrorCode::TicketInvalid, u"the ticket was used or has expired"_s);
        const quint32 id = peer.nextChannel++;
        peer.channels.push_back(peer.link->addChannel(id));
        Rpc::Channel *channel = peer.channels.back().get();
        if (const QString ticket = params.value(u"ticket"_s).toString();
            m_transfers.contains(ticket))
            serveTransfer(channel, ticket);
        else
            connect(channel, &QIODevice::readyRead, channel,
                    [channel] { channel->write(channel->readAll()); }); // says back what it hears
        return toJson(Api::ChannelOpened{int(id)});
    }
    return m_answers.value(method, QJsonObject());
}

FakeAgent::Reply FakeAgent::beginTransfer(const QString &method, const QJsonObject &params,
                                          const QString &user)
{
    const QString ticket = QUuid::createUuid().toString(QUuid::WithoutBraces);
    Transfer transfer{u"task-%1"_s.arg(m_nextTask++), {}, -1};
    for (const QString &key : {u"name"_s, u"volume"_s, u"guest"_s}) {
        if (params.contains(key))
            transfer.file = params.value(key).toString();
    }
    if (method == named(Api::storageUpload.name))
        transfer.uploadBytes = params.value(u"sizeBytes"_s).toInteger();
    const Api::TaskInfo task{.id = transfer.task,
                             .method = method,
                             .node = u"node-1"_s,
                             .user = user,
                             .object = u"/storages/local"_s,
                             .objectName = transfer.file,
                             .state = Api::TaskState::Running,
                             .created = QDateTime::currentDateTimeUtc(),
                             .started = QDateTime::currentDateTimeUtc(),
                             .canCancel = true};
    m_tasks.insert(task.id, task);
    m_taskOrder.append(task.id);
    m_tickets.insert(ticket);
    m_transfers.insert(ticket, transfer);
    tell(encode(Api::taskChanged, task));
    return toJson(Api::TransferTicket{ticket, task.id});
}

void FakeAgent::serveTransfer(Rpc::Channel *channel, const QString &ticket)
{
    const Transfer transfer = m_transfers.take(ticket);
    const auto end = [this, transfer, channel] {
        const QByteArray bytes = files.value(transfer.file);
        const QByteArray hash = QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
        m_tasks[transfer.task].result = toJson(Api::TransferResult{
            u"local"_s, transfer.file, bytes.size(), QString::fromLatin1(hash.toHex())});
        channel->finish();
        endTask(transfer.task);
    };
    if (transfer.uploadBytes < 0) {
        // Never more ahead than the window: what waits at the end is sent at once.
        const auto send = [channel, bytes = files.value(transfer.file), end,
                           sent = std::make_shared<qsizetype>(0)] {
            while (*sent < bytes.size() && channel->bytesToWrite() < limits::kChannelWindow) {
                const QByteArray piece = bytes.mid(*sent, limits::kChannelWindow / 4);
                *sent += piece.size();
                channel->write(piece);
            }
            if (*sent == bytes.size())
                end();
        };
        connect(channel, &QIODevice::bytesWritten, channel, send);
        // Nobody knows the channel before the answer.
        QMetaObject::invokeMethod(channel, send, Qt::QueuedConnection);
        return;
    }
    const auto received = std::make_shared<QByteArray>();
    connect(channel, &QIODevice::readyRead, channel, [this, channel, transfer, received, end] {
        received->append(channel->readAll());
        if (received->size() < transfer.uploadBytes)
            return;
        files.insert(transfer.file, *received);
        end();
    });
}

FakeAgent::Reply FakeAgent::change(const QString &method, QJsonObject params, const QString &user)
{
    if (params.take(QLatin1StringView(Api::kDryRunMember)).toBool())
        return m_answers.value(method, toJson(Api::Plan{.steps = {method}}));
    const QString request = params.take(QLatin1StringView(Api::kRequestIdMember)).toString();
    if (m_taskOfRequest.contains(request))
        return toJson(Api::TaskRef{m_taskOfRequest.value(request)});
    const QString reference = params.value(u"guest"_s).toString();
    const auto guest = m_inventory->find(reference);
    if (!reference.isEmpty() && !guest && !method.startsWith(u"guest.deleted."))
        return fail(guest.error());
    Api::TaskInfo task{.id = u"task-%1"_s.arg(m_nextTask++),
                       .method = method,
                       .node = u"node-1"_s,
                       .user = user,
                       .requestId = request,
                       .state = Api::TaskState::Running,
                       .created = QDateTime::currentDateTimeUtc(),
                       .started = QDateTime::currentDateTimeUtc(),
                       .canCancel = true};
    if (guest) {
        task.object = u"/guests/"_s + guest->uuid;
        task.objectName = guest->name;
    }
    m_taskOfRequest.insert(request, task.id);
    m_tasks.insert(task.id, task);
    m_taskOrder.append(task.id);
    ++m_done[method];
    tell(encode(Api::taskChanged, task));
    if (!m_holdsTasks) {
        QMetaObject::invokeMethod(
            this, [this, id = task.id] { endTask(id); }, Qt::QueuedConnection);
    }
    return toJson(Api::TaskRef{task.id});
}

void FakeAgent::endTask(const QString &id, const std::optional<Error> &error)
{
    const auto it = m_tasks.find(id);
    if (it == m_tasks.end() || it->isEnded())
        return;
    it->ended = QDateTime::currentDateTimeUtc();
    it->canCancel = false;
    it->state = !error                                ? Api::TaskState::Succeeded
                : error->code == ErrorCode::Cancelled ? Api::TaskState::Cancelled
                                                      : Api::TaskState::Failed;
    if (error)
        it->error = error->toJson();
    else
        perform(*it);
    if (!error && m_answers.contains(it->method)) // a transfer has its own
        it->result = m_answers.value(it->method);
    tell(encode(Api::taskChanged, *it));
}

void FakeAgent::perform(const Api::TaskInfo &task)
{
    const auto found = m_inventory->find(task.object.section(u'/', -1));
    if (!found)
        return;
    if (task.method == named(Api::guestDelete.name)) {
        m_inventory->removeGuest(found->uuid);
    } else if (const auto state = stateAfter(task.method)) {
        Api::GuestInfo guest = *found;
        guest.state = *state;
        guest.stateSince = task.ended;
        m_inventory->setGuest(guest);
    }
}

void FakeAgent::sendUsage(const Api::UsageSamples &samples)
{
    tell(encode(Api::metricsSampled, samples));
}

} // namespace Atoll
