// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <core/clock.h>
#include <store/clusterstore.h>

namespace Atoll {

class Accounts;

//! Who is logged in, by token. Only hashes of tokens are kept, in the store, so that a session
//! survives a restart of the agent and is known to every agent of a cluster. Lives in the
//! event-loop thread; the functions with a deadline block and are for workers.
class Sessions final : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::hours kLife{7 * 24};
    static constexpr int kPerUser = 50; //!< the oldest goes when there are more

    struct Session
    {
        QString id; //!< the token's hash: fit for logs
        QString user;
        QString address; //!< of the login
        QDateTime expires;
    };
    //! What its owner is given, once.
    struct NewSession
    {
        QString token;
        Session session;
    };

    Sessions(ClusterStore &store, const Accounts &accounts, const Clock &clock);

    //! NotAuthenticated when the token is unknown or expired, or its user may not log in any more.
    Result<Session> find(const QString &token) const;

    Result<NewSession> create(const QString &user, const QString &address, QDeadlineTimer deadline);
    Result<void> revoke(const QString &id, const QString &author, QDeadlineTimer deadline);
    //! For a maintenance task, from time to time.
    Result<int> removeExpired(QDeadlineTimer deadline);
    //! For a transaction that also changes the user.
    static Result<QList<StoreOperation>> removalOf(ClusterStore &store, const QString &user,
                                                   QDeadlineTimer deadline);

Q_SIGNALS:
    //! Whoever speaks under this session must be logged out.
    void revoked(const QString &id);

private:
    ClusterStore &m_store;
    const Accounts &m_accounts;
    const Clock &m_clock;
};

} // namespace Atoll
