// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "session.h"

#include <crypto/identity.h>

#include <QHash>
#include <QHostAddress>
#include <QWebSocketServer>

namespace Atoll {

//! Listens for clients on TLS 1.3, keeps the limits on connections, and tells sessions what
//! happens. Event-loop thread.
class Listener : public QObject
{
    Q_OBJECT

public:
    Listener(const Identity &identity, Registry *registry, QObject *parent = nullptr);
    ~Listener() override;

    Result<void> listen(const QHostAddress &address, quint16 port);
    quint16 port() const { return m_server.serverPort(); }

    //! To all sessions that follow the inventory and may see it.
    template <class P>
    void broadcast(const Api::Notification<P> &row, const P &params, Privilege needed)
    {
        QByteArray encoded;
        for (Session *session : std::as_const(m_sessions)) {
            if (!session->followsInventory() || !session->info().may(needed))
                continue;
            if (encoded.isEmpty())
                encoded = encode(row, params);
            session->notify(encoded);
        }
    }
    template <class P>
    static QByteArray encode(const Api::Notification<P> &row, const P &params)
    {
        return Rpc::encodeNotification(QString::fromUtf8(row.name), toJsonObject(params));
    }

    const QList<Session *> &sessions() const { return m_sessions; }
    //! Ends the logins of a user whose rights changed or ended; they have to log in again.
    void endSessionsOf(const QString &user, const QString &why);

Q_SIGNALS:
    void sessionOpened(Atoll::Session *session);
    void sessionClosed(Atoll::Session *session);

private:
    void accept();
    std::optional<Error> refusal(const QString &address) const;

    QWebSocketServer m_server;
    Registry *m_registry;
    QList<Session *> m_sessions;
};

} // namespace Atoll
