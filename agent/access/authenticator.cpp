// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "authenticator.h"

#include "passwordhash.h"

#include <QTimer>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

constexpr int kWorkers = 4; // an Argon2id needs 64 MiB
constexpr int kPending = 64;
constexpr std::chrono::milliseconds kDeadline = 20s;
//! Longer than any realm takes to say no, so that the time says nothing about the user.
constexpr std::chrono::milliseconds kFailureTime = 700ms;

} // namespace

Authenticator::Authenticator(const Parts &parts, std::vector<std::unique_ptr<Realm>> realms)
    : m_parts(parts)
    , m_realms(std::move(realms))
    , m_throttle(parts.clock)
{
    m_workers.setMaxThreadCount(kWorkers);
}

Authenticator::~Authenticator() { m_workers.waitForDone(); }

QStringList Authenticator::realms() const
{
    QStringList names;
    for (const auto &realm : m_realms)
        names += realm->name();
    return names;
}

QFuture<Result<Api::SessionInfo>> Authenticator::login(const Api::Login &login,
                                                       const QString &address)
{
    const Attempt attempt{login, address, m_parts.clock.uptime(),
                          std::make_shared<QPromise<Result<Api::SessionInfo>>>()};
    attempt.promise->start();
    const QFuture<Result<Api::SessionInfo>> future = attempt.promise->future();
    if (m_pending >= kPending) {
        answer(attempt, fail(ErrorCode::LimitExceeded, u"too many logins at the same time"_s,
                             u"Try again in a moment"_s,
                             {{u"limit"_s, u"logins"_s}, {u"maximum"_s, kPending}}));
        return future;
    }
    if (const auto may = m_throttle.begin(address, login.user); !may) {
        audit(attempt, may.error().text);
        answer(attempt, fail(may.error()));
        return future;
    }
    const auto account = m_parts.accounts.account(login.user);
    Realm *realm = nullptr;
    for (const auto &candidate : m_realms) {
        if (login.user.endsWith(u'@' + candidate->name()))
            realm = candidate.get();
    }
    ++m_pending;
    const bool mayLogin = account && account->isEnabled;
    m_workers.start([this, attempt, realm, mayLogin] {
        const Verdict verdict = verify(attempt, realm, mayLogin);
        QMetaObject::invokeMethod(
            this, [this, attempt, verdict] { decide(attempt, verdict); }, Qt::QueuedConnection);
    });
    return future;
}

Authenticator::Verdict Authenticator::verify(const Attempt &attempt, Realm *realm, bool mayLogin)
{
    const QDeadlineTimer deadline(kDeadline);
    const QString &user = attempt.login.user;
    if (!realm || !mayLogin) {
        // Whom the cluster does not know is not asked for elsewhere, PAM would even log the name.
        PasswordHash::waste(attempt.login.password);
        return fail(Realm::loginFailed());
    }
    const auto known = realm->authenticate(user.left(user.lastIndexOf(u'@')),
                                           attempt.login.password, attempt.address, deadline);
    if (!known)
        return fail(known.error());
    auto session = m_parts.sessions.create(user, attempt.address, deadline);
    if (session)
        m_parts.accounts.noteLogin(user, m_parts.clock.now(), deadline);
    return session;
}

void Authenticator::decide(const Attempt &attempt, const Verdict &verdict)
{
    --m_pending;
    const QString &user = attempt.login.user;
    if (verdict) {
        m_throttle.succeeded(attempt.address, user);
        audit(attempt, u"ok"_s);
        Api::SessionInfo session = describe(verdict->session);
        session.token = verdict->token;
        answer(attempt, session);
        return;
    }
    audit(attempt, verdict.error().text);
    if (verdict.error().code != ErrorCode::LoginFailed) {
        m_throttle.forget(attempt.address, user);
        answer(attempt, fail(verdict.error()));
        return;
    }
    const auto left = attempt.begun + kFailureTime - m_parts.clock.uptime();
    QTimer::singleShot(qBound(0ms, left, kFailureTime), this,
                       [this, attempt, verdict] { answer(attempt, fail(verdict.error())); });
}

void Authenticator::answer(const Attempt &attempt, const Result<Api::SessionInfo> &result)
{
    attempt.promise->addResult(result);
    attempt.promise->finish();
}

void Authenticator::audit(const Attempt &attempt, const QString &result)
{
    m_parts.audit.append({m_parts.clock.now(),
                          attempt.login.user,
                          attempt.address,
                          u"session.login"_s,
                          u"/access"_s,
                          result,
                          {}});
}

Api::SessionInfo Authenticator::describe(const Sessions::Session &session) const
{
    const auto account = m_parts.accounts.account(session.user);
    QList<Privilege> privileges = m_parts.accounts.privilegesOf(session.user).values();
    std::sort(privileges.begin(), privileges.end());
    return {session.user, account ? account->role : QString(), privileges, {}, session.expires};
}

Result<Api::SessionInfo> Authenticator::resume(const QString &token) const
{
    const auto session = m_parts.sessions.find(token);
    if (!session)
        return fail(session.error());
    return describe(*session);
}

} // namespace Atoll
