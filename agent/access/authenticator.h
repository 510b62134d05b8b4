// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "accounts.h"
#include "auditlog.h"
#include "loginthrottle.h"
#include "realm.h"
#include "sessions.h"

#include <QFuture>
#include <QPromise>
#include <QThreadPool>

#include <memory>
#include <vector>

namespace Atoll {

//! Logs people in: throttle, realm, account, session, audit. A failed login takes the same time and
//! gets the same words whether or not there is such a user. Event-loop thread; passwords are
//! checked in a few workers of its own.
class Authenticator final : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        Accounts &accounts;
        Sessions &sessions;
        AuditLog &audit;
        const Clock &clock;
    };

    Authenticator(const Parts &parts, std::vector<std::unique_ptr<Realm>> realms);
    ~Authenticator() override;

    QStringList realms() const;
    //! `address` of the client, without a port.
    QFuture<Result<Api::SessionInfo>> login(const Api::Login &login, const QString &address);
    //! By the token of an earlier login, from memory.
    Result<Api::SessionInfo> resume(const QString &token) const;

private:
    struct Attempt
    {
        Api::Login login;
        QString address;
        std::chrono::milliseconds begun{0};
        std::shared_ptr<QPromise<Result<Api::SessionInfo>>> promise;
    };
    using Verdict = Result<Sessions::NewSession>;

    Verdict verify(const Attempt &attempt, Realm *realm, bool mayLogin);
    void decide(const Attempt &attempt, const Verdict &verdict);
    void answer(const Attempt &attempt, const Result<Api::SessionInfo> &result);
    void audit(const Attempt &attempt, const QString &result);
    Api::SessionInfo describe(const Sessions::Session &session) const;

    const Parts m_parts;
    const std::vector<std::unique_ptr<Realm>> m_realms;
    LoginThrottle m_throttle;
    int m_pending = 0;
    QThreadPool m_workers;
};

} // namespace Atoll
