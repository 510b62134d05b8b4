// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "caller.h"
#include "registry.h"

#include <rpc/link.h>

#include <QSet>

#include <memory>

namespace Atoll {

//! One connection to a client: its login, its subscriptions, its channels. Event-loop thread.
class Session : public QObject
{
    Q_OBJECT

public:
    Session(std::unique_ptr<Rpc::Link> link, Registry *registry, QObject *parent);
    ~Session() override;

    const Caller &caller() const { return m_caller; }
    QString address() const { return m_caller.address; }
    bool isLoggedIn() const { return !m_caller.user.isEmpty(); }

    //! After a login was granted.
    void setLogin(const Api::SessionInfo &info, const QString &token);
    void clearLogin();
    const Api::SessionInfo &info() const { return m_info; }
    //! The token's hash, by which the login can be ended.
    const QString &loginId() const { return m_loginId; }

    void followTask(const QString &task) { m_tasks.insert(task); }
    bool followsTask(const QString &task) const { return m_tasks.contains(task); }
    void forgetTask(const QString &task) { m_tasks.remove(task); }

    bool followsInventory() const { return m_followsInventory; }
    void setFollowsInventory(bool follows) { m_followsInventory = follows; }
    //! Objects watched, empty set for "all, slowly"; none: does not watch.
    const std::optional<QSet<QString>> &watchedObjects() const { return m_watched; }
    void setWatchedObjects(std::optional<QSet<QString>> objects);

    //! Sends an encoded notification. A listener that does not keep up is dropped: it comes back
    //! and gets what it missed by revision.
    void notify(const QByteArray &encoded);

    //! Joins a new channel with the socket; the answer is the channel's number. The channel keeps
    //! the lease, and ends when it is revoked.
    Result<int> openChannel(int descriptor, ConsoleHolds::Lease lease);
    Result<void> mayOpenChannel() const;
    void close(const Error &why);

Q_SIGNALS:
    void closed();
    void loginChanged();
    void watchChanged();

private:
    void take(const Rpc::Message &message);
    void answer(qint64 id, const Result<QJsonValue> &result);

    std::unique_ptr<Rpc::Link> m_link;
    Registry *m_registry;
    Caller m_caller;
    Api::SessionInfo m_info;
    QString m_loginId;
    QSet<QString> m_tasks;
    std::optional<QSet<QString>> m_watched;
    quint32 m_nextChannel = 1;
    int m_outstanding = 0;
    bool m_followsInventory = false;
};

} // namespace Atoll
