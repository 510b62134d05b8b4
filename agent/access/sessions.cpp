// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sessions.h"

#include "accounts.h"
#include "randomtoken.h"

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

const QString kSessions = u"/access/sessions/"_s;

Sessions::Session toSession(const StoredDocument &document)
{
    return {
        document.key.mid(kSessions.size()), document.value.value(u"user"_s).toString(),
        document.value.value(u"address"_s).toString(),
        QDateTime::fromString(document.value.value(u"expires"_s).toString(), Qt::ISODateWithMs)};
}

StoreOperation removal(const StoredDocument &document)
{
    return StoreOperation::remove(document.key, document.version).secret();
}

} // namespace

Sessions::Sessions(ClusterStore &store, const Accounts &accounts, const Clock &clock)
    : m_store(store)
    , m_accounts(accounts)
    , m_clock(clock)
{
    store.watch(kSessions, this, [this](const StoreEvent &event) {
        for (const auto &change : event.changes) {
            if (!change.document)
                Q_EMIT revoked(change.key.mid(kSessions.size()));
        }
    });
}

Result<Sessions::Session> Sessions::find(const QString &token) const
{
    const auto document = m_store.document(kSessions + RandomToken::hashOf(token));
    if (document) {
        const Session session = toSession(*document);
        const auto account = m_accounts.account(session.user);
        if (session.expires > m_clock.now() && account && account->isEnabled)
            return session;
    }
    return fail(ErrorCode::NotAuthenticated, u"the session has ended"_s, u"Log in again"_s);
}

Result<Sessions::NewSession> Sessions::create(const QString &user, const QString &address,
                                              QDeadlineTimer deadline)
{
    NewSession made;
    made.token = RandomToken::create();
    made.session = {RandomToken::hashOf(made.token), user, address,
                    m_clock.now().addSecs(std::chrono::seconds(kLife).count())};
    QList<StoreOperation> operations{
        StoreOperation::put(kSessions + made.session.id, 0,
                            {{u"user"_s, user},
                             {u"address"_s, address},
                             {u"expires"_s, made.session.expires.toString(Qt::ISODateWithMs)}})
            .secret()};
    const auto all = m_store.readAll(kSessions, deadline);
    if (!all)
        return fail(all.error());
    QList<StoredDocument> own;
    for (const StoredDocument &document : *all) {
        if (toSession(document).user == user)
            own.append(document);
    }
    std::sort(own.begin(), own.end(),
              [](const auto &a, const auto &b) { return a.version > b.version; });
    const qsizetype most = qMin(own.size(), qsizetype(kPerUser + storelimits::kOperations - 2));
    for (qsizetype i = kPerUser - 1; i < most; ++i)
        operations += removal(own.at(i));
    if (const auto done = m_store.commit({operations, user}, deadline); !done)
        return fail(done.error());
    return made;
}

Result<void> Sessions::revoke(const QString &id, const QString &author, QDeadlineTimer deadline)
{
    const auto document = m_store.read(kSessions + id, deadline);
    if (!document && document.error().code == ErrorCode::NotFound)
        return {};
    if (!document)
        return fail(document.error());
    const auto done = m_store.commit({{removal(*document)}, author}, deadline);
    if (!done && done.error().code != ErrorCode::Conflict) // somebody else ended it just now
        return fail(done.error());
    return {};
}

Result<int> Sessions::removeExpired(QDeadlineTimer deadline)
{
    const auto all = m_store.readAll(kSessions, deadline);
    if (!all)
        return fail(all.error());
    int removed = 0;
    for (const StoredDocument &document : *all) {
        if (toSession(document).expires > m_clock.now())
            continue;
        const auto done = m_store.commit({{removal(document)}, u"agent"_s}, deadline);
        if (!done && done.error().code != ErrorCode::Conflict)
            return fail(done.error());
        ++removed;
    }
    return removed;
}

Result<QList<StoreOperation>> Sessions::removalOf(ClusterStore &store, const QString &user,
                                                  QDeadlineTimer deadline)
{
    const auto all = store.readAll(kSessions, deadline);
    if (!all)
        return fail(all.error());
    QList<StoreOperation> operations;
    for (const StoredDocument &document : *all) {
        if (toSession(document).user == user)
            operations += removal(document);
    }
    return operations;
}

} // namespace Atoll
