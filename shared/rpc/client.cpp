// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client.h"

#include "relaydevice.h"

#include <crypto/identity.h>

#include <QRegularExpression>
#include <QTcpSocket>
#include <QThread>
#include <QUuid>
#include <QWebSocket>
#include <QWebSocketHandshakeOptions>

using namespace Qt::StringLiterals;

namespace Atoll::Rpc {
namespace {

constexpr std::chrono::milliseconds kFirstRetry{250};
constexpr std::chrono::milliseconds kLongestRetry{10000};
constexpr std::chrono::seconds kConnectDeadline{8};

std::chrono::milliseconds retryDelay(int failures)
{
    return std::min(kLongestRetry, kFirstRetry * (1 << std::min(failures, 6)));
}

} // namespace

QString Endpoint::toString() const
{
    return (host.contains(u':') ? u'[' + host + u']' : host) + u':' + QString::number(port);
}

Result<Endpoint> Endpoint::parse(const QString &text)
{
    static const QRegularExpression pattern(
        uR"(^(?:\[([0-9A-Fa-f:.%a-z]+)\]|([^\s:/\[\]]+))(?::(\d{1,5}))?$)"_s);
    const auto match = pattern.match(text.trimmed());
    const int port = match.captured(3).isEmpty() ? 7443 : match.captured(3).toInt();
    if (!match.hasMatch() || port < 1 || port > 65535) {
        return fail(ErrorCode::InvalidParams, u"“%1” is not an address"_s.arg(text),
                    u"Write host, host:port or [IPv6]:port"_s, {{u"field"_s, u"address"_s}});
    }
    return Endpoint{match.captured(1).isEmpty() ? match.captured(2) : match.captured(1),
                    quint16(port)};
}

Client::Client(Options options, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
{
    m_retry.setSingleShot(true);
    m_retry.setParent(this); // moves with us to another thread
    connect(&m_retry, &QTimer::timeout, this, &Client::connectNext);
}

Client::~Client()
{
    m_retry.setParent(nullptr);
    m_link.reset();
    const Error ended{ErrorCode::ConnectionLost, u"the session was closed"_s};
    for (const Call &call : std::as_const(m_calls)) {
        call.promise->addResult(fail(ended));
        call.promise->finish();
    }
    for (const Call &call : std::as_const(m_again)) {
        call.promise->addResult(fail(ended));
        call.promise->finish();
    }
}

void Client::start()
{
    QMetaObject::invokeMethod(this, [this] {
        if (m_state == ClientState::Idle)
            connectNext();
    });
}

void Client::stop()
{
    QMetaObject::invokeMethod(this, [this] {
        m_retry.stop();
        m_link.reset();
        lost({ErrorCode::ConnectionLost, u"the session was closed"_s});
        m_retry.stop();
        setState(ClientState::Idle);
    });
}

void Client::trust(const QString &fingerprint)
{
    QMetaObject::invokeMethod(this, [this, fingerprint] {
        m_options.fingerprint = fingerprint;
        m_retry.stop();
        connectNext();
    });
}

void Client::setState(ClientState state, const std::optional<Error> &why)
{
    m_state = state;
    Q_EMIT stateChanged(state, why);
}

void Client::connectNext()
{
    if (m_options.endpoints.isEmpty())
        return;
    const Endpoint endpoint = m_options.endpoints.at(m_nextEndpoint % m_options.endpoints.size());
    setState(ClientState::Connecting);
    auto socket = std::make_unique<QWebSocket>();
    socket->setSslConfiguration(clientConfiguration());
    m_link = std::make_unique<Link>(std::move(socket));
    connect(m_link->socket(), &QWebSocket::connected, this, &Client::connected);
    connect(m_link.get(), &Link::received, this, &Client::take);
    connect(m_link.get(), &Link::misunderstood, this,
            [this](const BadMessage &bad) { m_link->close(bad.error); });
    connect(m_link.get(), &Link::closed, this, [this, endpoint](const Error &why) {
        if (m_state != ClientState::Connecting)
            return lost(why);
        // QWebSocket tells of the end before it knows why.
        const auto tell = [this, endpoint, why] {
            const QString said = m_link->socket()->errorString();
            lost(said.isEmpty() ? why
                                : Error{ErrorCode::ConnectionLost,
                                        u"%1 does not answer: %2"_s.arg(endpoint.toString(), said),
                                        u"Check the address, and that atolld runs there"_s});
        };
        QMetaObject::invokeMethod(m_link.get(), tell, Qt::QueuedConnection);
    });
    QTimer::singleShot(kConnectDeadline, m_link.get(), [this] {
        if (m_state == ClientState::Connecting)
            m_link->abort();
    });
    QUrl url;
    url.setScheme(u"wss"_s);
    url.setHost(endpoint.host);
    url.setPort(endpoint.port);
    url.setPath(u"/"_s);
    QWebSocketHandshakeOptions handshake;
    handshake.setSubprotocols({u"atoll.v1"_s});
    m_link->socket()->open(url, handshake);
    // As the agent's side: a key that is pressed does not wait for the one before.
    if (auto *tcp = m_link->socket()->findChild<QTcpSocket *>()) {
        connect(tcp, &QTcpSocket::connected, m_link.get(),
                [tcp] { tcp->setSocketOption(QAbstractSocket::LowDelayOption, 1); });
    }
}

void Client::connected()
{
    const QString seen = fingerprintOf(m_link->socket()->sslConfiguration().peerCertificate());
    if (!isSameFingerprint(seen, m_options.fingerprint)) {
        const bool isFirst = m_options.fingerprint.isEmpty();
        const Error why{
            isFirst ? ErrorCode::CertificateUnknown : ErrorCode::CertificateChanged,
            isFirst ? u"this agent is not known yet"_s
                    : u"the agent shows another certificate than before"_s,
            isFirst ? u"Compare the fingerprint with what `atolld fingerprint` says there"_s
                    : u"Somebody may be in between. Go on only if you know why it changed"_s,
            {{u"fingerprint"_s, seen}, {u"expected"_s, m_options.fingerprint}}};
        auto link = std::move(m_link);
        link->disconnect(this);
        link.release()->deleteLater(); // we are inside its socket's signal
        setState(ClientState::NeedsTrust, why);
        return;
    }
    m_link->setTrusted(true);
    greet();
}

void Client::greet()
{
    const Api::Hello hello{m_options.name + u" "_s + QStringLiteral(ATOLL_VERSION), 1, {}};
    callRaw(QString::fromUtf8(Api::sessionHello.name), toJson(hello).toObject())
        .then(this, [this](const Result<QJsonValue> &answer) {
            if (!answer)
                return;
            const auto greeting = fromJson<Api::ServerHello>(*answer, UnknownFields::Ignore);
            if (greeting)
                Q_EMIT greeted(*greeting);
            if (m_options.token.isEmpty())
                setState(ClientState::NeedsLogin);
            else
                resume(m_options.token);
        });
}

void Client::resume(const QString &token)
{
    typed<Api::SessionInfo>(callRaw(QString::fromUtf8(Api::sessionResume.name),
                                    toJson(Api::ResumeSession{token}).toObject()))
        .then(this, [this](const Result<Api::SessionInfo> &session) {
            if (session) {
                becomeReady(*session);
            } else if (session.error().code != ErrorCode::ConnectionLost) {
                m_options.token.clear();
                setState(ClientState::NeedsLogin, session.error());
            }
        });
}

QFuture<Result<Api::SessionInfo>> Client::login(const QString &user, const QString &password)
{
    return typed<Api::SessionInfo>(callRaw(QString::fromUtf8(Api::sessionLogin.name),
                                           toJson(Api::Login{user, password}).toObject()))
        .then(this, [this](const Result<Api::SessionInfo> &session) {
            if (session)
                becomeReady(*session);
            return session;
        });
}

void Client::becomeReady(const Api::SessionInfo &session)
{
    if (!session.token.isEmpty())
        m_options.token = session.token;
    m_failures = 0;
    Q_EMIT loggedIn(session);
    setState(ClientState::Ready);
    const auto again = std::exchange(m_again, {});
    for (const Call &call : again)
        send(call);
}

QFuture<Result<QJsonValue>> Client::callRaw(const QString &method, const QJsonObject &params)
{
    return enqueue(method, params, false);
}

QFuture<Result<QJsonValue>> Client::changeRaw(const QString &method, QJsonObject params)
{
    const QLatin1StringView member(Api::kRequestIdMember);
    if (!params.contains(member))
        params.insert(member, QUuid::createUuid().toString(QUuid::WithoutBraces));
    return enqueue(method, params, true);
}

QFuture<Result<QJsonValue>> Client::enqueue(const QString &method, const QJsonObject &params,
                                            bool isRepeatable)
{
    Call call{method, params, std::make_shared<QPromise<Result<QJsonValue>>>(), isRepeatable};
    call.promise->start();
    auto future = call.promise->future();
    QMetaObject::invokeMethod(this, [this, call] { send(call); });
    return future;
}

void Client::send(Call call)
{
    if (!m_link || m_link->socket()->state() != QAbstractSocket::ConnectedState) {
        call.promise->addResult(fail(ErrorCode::ConnectionLost, u"there is no connection"_s,
                                     u"It is tried again by itself"_s));
        call.promise->finish();
        return;
    }
    const qint64 id = m_nextId++;
    const QByteArray text = encodeRequest(id, call.method, call.params);
    m_calls.insert(id, std::move(call));
    m_link->sendText(text);
}

void Client::take(const Message &message)
{
    if (const auto *request = std::get_if<Request>(&message)) {
        Q_EMIT notified(request->method, request->params);
        return;
    }
    const auto &response = std::get<Response>(message);
    const auto it = m_calls.find(response.id);
    if (it == m_calls.end())
        return;
    const Call call = *it;
    m_calls.erase(it);
    call.promise->addResult(response.result);
    call.promise->finish();
}

void Client::lost(const Error &why)
{
    if (m_link)
        m_link.release()->deleteLater();
    const auto calls = std::exchange(m_calls, {});
    for (const Call &call : calls) {
        if (call.isRepeatable) {
            m_again.append(call);
            continue;
        }
        call.promise->addResult(fail(why));
        call.promise->finish();
    }
    ++m_nextEndpoint;
    setState(ClientState::Waiting, why);
    m_retry.start(retryDelay(m_failures++));
}

QFuture<Result<std::shared_ptr<QIODevice>>> Client::openChannel(const QString &ticket)
{
    auto promise = std::make_shared<QPromise<Result<std::shared_ptr<QIODevice>>>>();
    promise->start();
    QThread *thread = QThread::currentThread();
    QMetaObject::invokeMethod(
        this, [this, ticket, thread, promise] { openOnLink(ticket, thread, promise); });
    return promise->future();
}

void Client::openOnLink(
    const QString &ticket, QThread *thread,
    const std::shared_ptr<QPromise<Result<std::shared_ptr<QIODevice>>>> &promise)
{
    call(Api::channelOpen, Api::ConsoleTicket{ticket})
        .then(this, [this, thread, promise](const Result<Api::ChannelOpened> &opened) {
            if (opened && m_link)
                promise->addResult(
                    RelayDevice::create(m_link->addChannel(quint32(opened->channel)), thread));
            else
                promise->addResult(
                    opened ? fail(ErrorCode::ConnectionLost, u"the connection was lost"_s)
                           : fail(opened.error()));
            promise->finish();
        });
}

} // namespace Atoll::Rpc
