// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "listener.h"

#include <QLoggingCategory>
#include <QTimer>
#include <QWebSocket>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

Q_LOGGING_CATEGORY(logServer, "atoll.agent.server")

constexpr std::chrono::seconds kHandshakeDeadline{10};

} // namespace

Listener::Listener(const Identity &identity, Registry *registry, QObject *parent)
    : QObject(parent)
    , m_server(u"atolld " ATOLL_VERSION ""_s, QWebSocketServer::SecureMode)
    , m_registry(registry)
{
    m_server.setSslConfiguration(serverConfiguration(identity));
    m_server.setHandshakeTimeout(kHandshakeDeadline);
    m_server.setSupportedSubprotocols({u"atoll.v1"_s});
    connect(&m_server, &QWebSocketServer::newConnection, this, &Listener::accept);
}

Listener::~Listener()
{
    // Before the server, which owns the sockets beneath them.
    const QList<Session *> sessions = std::exchange(m_sessions, {});
    for (Session *session : sessions) {
        session->disconnect(this);
        delete session;
    }
}

Result<void> Listener::listen(const QHostAddress &address, quint16 port)
{
    if (m_server.listen(address, port)) {
        // What is small goes out at once instead of waiting up to 40 ms for the other side to
        // acknowledge what went before. Connections have this from the socket that listens.
        const int on = 1;
        ::setsockopt(int(m_server.socketDescriptor()), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        return {};
    }
    return fail(ErrorCode::EngineUnavailable,
                u"cannot listen on %1 port %2: %3"_s.arg(address.toString())
                    .arg(port)
                    .arg(m_server.errorString()),
                u"Another program may use the port; set listen in [agent] to another one"_s);
}

std::optional<Error> Listener::refusal(const QString &address) const
{
    qsizetype waiting = 0;
    qsizetype waitingFromThere = 0;
    for (const Session *session : m_sessions) {
        if (session->isLoggedIn())
            continue;
        ++waiting;
        waitingFromThere += session->address() == address;
    }
    const auto tooMany = [](const QString &limit, int maximum) {
        return Error{ErrorCode::LimitExceeded,
                     u"too many connections (%1, %2)"_s.arg(limit).arg(maximum),
                     {},
                     {{u"limit"_s, limit}, {u"maximum"_s, maximum}}};
    };
    if (m_sessions.size() >= limits::kConnections)
        return tooMany(u"connections"_s, limits::kConnections);
    if (waiting >= limits::kConnectionsBeforeLogin)
        return tooMany(u"connectionsBeforeLogin"_s, limits::kConnectionsBeforeLogin);
    if (waitingFromThere >= limits::kConnectionsPerAddressBeforeLogin)
        return tooMany(u"connectionsPerAddress"_s, limits::kConnectionsPerAddressBeforeLogin);
    return {};
}

void Listener::accept()
{
    while (std::unique_ptr<QWebSocket> socket{m_server.nextPendingConnection()}) {
        socket->setParent(nullptr);
        const QString address = socket->peerAddress().toString();
        auto link = std::make_unique<Rpc::Link>(std::move(socket));
        if (const auto refused = refusal(address)) {
            qCWarning(logServer) << "refused" << address << refused->text;
            link->close(*refused);
            link.release()->deleteLater();
            continue;
        }
        auto *session = new Session(std::move(link), m_registry, this);
        m_sessions.append(session);
        connect(session, &Session::closed, this, [this, session] {
            m_sessions.removeOne(session);
            Q_EMIT sessionClosed(session);
            session->deleteLater();
        });
        QTimer::singleShot(limits::kLoginDeadline, session, [session] {
            if (!session->isLoggedIn())
                session->close({ErrorCode::Timeout, u"nobody logged in in time"_s});
        });
        Q_EMIT sessionOpened(session);
    }
}

void Listener::endSessionsOf(const QString &user, const QString &why)
{
    const QList<Session *> sessions = m_sessions;
    for (Session *session : sessions) {
        if (session->caller().user != user)
            continue;
        session->clearLogin();
        session->close({ErrorCode::NotAuthenticated, why});
    }
}

} // namespace Atoll
