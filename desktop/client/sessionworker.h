// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "inbox.h"

#include <rpc/client.h>

#include <QObject>
#include <QSet>

#include <memory>

namespace Atoll {

//! The half of a session that lives in the I/O thread: owns the connection, reads JSON there, and
//! puts values into the inbox. Its public functions are called in the I/O thread, or before start.
class SessionWorker : public QObject
{
    Q_OBJECT

public:
    //! `epoch` and `revision`: of the state held, from the offline cache.
    SessionWorker(Rpc::Client::Options options, QString epoch, qint64 revision);

    Rpc::Client *client() const { return m_client; }
    const std::shared_ptr<Inbox> &inbox() const { return m_inbox; }

Q_SIGNALS:
    void hasUpdates();
    //! The inbox has been given all there is up to now.
    void caughtUp();
    void misread(const Atoll::Error &error);

private:
    void ready();
    void take(const QString &method, const QJsonObject &params);
    void takeDelta(Api::InventoryDelta delta);
    void share(Api::InventoryDelta &delta);
    void share(QString &text);

    Rpc::Client *m_client;
    std::shared_ptr<Inbox> m_inbox;
    QString m_epoch; //!< of what the inbox has been given
    qint64 m_revision = 0;
    bool m_isCaughtUp = false;
    QSet<QString> m_shared; //!< texts that many objects have in common
};

} // namespace Atoll
