// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "accounts.h"

#include "passwordhash.h"
#include "roles.h"
#include "sessions.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

const QString kUsers = u"/access/users/"_s;
const QString kRoles = u"/access/roles/"_s;

Result<void> checkName(const QString &user)
{
    static const QRegularExpression pattern(QRegularExpression::anchoredPattern(
        u"[A-Za-z0-9._-]{1,64}@[a-z][a-z0-9-]{0,31}"_s)); // $ would let a line break pass
    if (pattern.match(user).hasMatch())
        return {};
    return fail(
        invalidField(u"user"_s, u"must be name@realm, of letters, digits, '.', '_', '-'"_s));
}

Error noSuchUser(const QString &user)
{
    return {ErrorCode::NotFound, u"there is no user %1"_s.arg(user)};
}

bool isBuiltIn(const QString &user) { return user.endsWith("@builtin"_L1); }

Account toAccount(const StoredDocument &document)
{
    return fromJson<Account>(document.value, UnknownFields::Ignore)
        .value_or(Account{{}, false}); // what cannot be read grants nothing
}

} // namespace

Accounts::Accounts(ClusterStore &store)
    : m_store(store)
{
    for (const StoredDocument &document : store.list(kRoles))
        readRole(document);
    store.watch(kRoles, this, [this](const StoreEvent &event) {
        for (const auto &change : event.changes) {
            if (change.document)
                readRole(*change.document);
            else
                m_roles.remove(change.key.mid(kRoles.size()));
        }
    });
}

void Accounts::readRole(const StoredDocument &document)
{
    // Names of a newer version are left out, they cannot be asked for here.
    QSet<Privilege> privileges;
    for (const QJsonValue &name : document.value.value(u"privileges"_s).toArray()) {
        if (const auto privilege = fromJson<Privilege>(name))
            privileges.insert(*privilege);
    }
    m_roles.insert(document.key.mid(kRoles.size()), privileges);
}

std::optional<Account> Accounts::account(const QString &user) const
{
    const auto document = m_store.document(userKey(user));
    return document ? std::optional(toAccount(*document)) : std::nullopt;
}

QSet<Privilege> Accounts::privilegesOf(const QString &user) const
{
    const auto found = account(user);
    return found && found->isEnabled ? m_roles.value(found->role) : QSet<Privilege>();
}

QList<Api::UserInfo> Accounts::users() const
{
    QList<Api::UserInfo> users;
    for (const StoredDocument &document : m_store.list(kUsers)) {
        const Account found = toAccount(document);
        const QString user = document.key.mid(kUsers.size());
        const auto login = m_store.document(loginKey(user));
        users.append({user, found.role, found.isEnabled,
                      login ? QDateTime::fromString(login->value.value(u"at"_s).toString(),
                                                    Qt::ISODateWithMs)
                            : QDateTime()});
    }
    return users;
}

QList<Api::RoleInfo> Accounts::roles() const
{
    QList<Api::RoleInfo> roles;
    for (const StoredDocument &document : m_store.list(kRoles)) {
        const QString role = document.key.mid(kRoles.size());
        QList<Privilege> privileges = m_roles.value(role).values();
        std::sort(privileges.begin(), privileges.end());
        roles.append({role, privileges, document.value.value(u"isBuiltIn"_s).toBool()});
    }
    return roles;
}

bool Accounts::hasUsers() const { return !m_store.list(kUsers).isEmpty(); }

Result<void> Accounts::check(const QString &user, Privilege privilege, const QString &path) const
{
    if (privilege == Privilege::Anyone)
        return {};
    const auto found = user.isEmpty() ? std::nullopt : account(user);
    if (!found || !found->isEnabled)
        return fail(ErrorCode::NotAuthenticated, u"nobody is logged in here"_s, u"Log in first"_s);
    if (privilege == Privilege::LoggedIn)
        return {};
    if (privilege != Privilege::Nobody && m_roles.value(found->role).contains(privilege))
        return {};
    return fail(ErrorCode::PermissionDenied,
                u"%1 (%2) may not do that: it takes %3 on %4"_s.arg(user, found->role,
                                                                    nameOf(privilege), path),
                u"Ask an administrator for another role"_s,
                {{u"privilege"_s, nameOf(privilege)}, {u"path"_s, path}});
}

Result<void> Accounts::writeBuiltInRoles(QDeadlineTimer deadline)
{
    for (const Api::RoleInfo &role : builtInRoles()) {
        QJsonObject value = toJsonObject(role);
        value.remove(u"role"_s);
        const auto current = m_store.read(kRoles + role.role, deadline);
        if (current && current->value == value)
            continue;
        if (!current && current.error().code != ErrorCode::NotFound)
            return fail(current.error());
        const auto written =
            commit({StoreOperation::put(kRoles + role.role, current ? current->version : 0, value)},
                   {u"agent"_s}, deadline);
        if (!written)
            return written;
    }
    return {};
}

Result<void> Accounts::addFirst(const QString &user, const QString &password,
                                QDeadlineTimer deadline)
{
    const auto existing = m_store.readAll(kUsers, deadline);
    if (!existing)
        return fail(existing.error());
    if (!existing->isEmpty()) {
        return fail(ErrorCode::AlreadyExists, u"there are users already"_s,
                    u"Log in as an administrator and add more there"_s);
    }
    Api::UserSet first{user, kAdministrator, {}, true};
    if (isBuiltIn(user))
        first.password = password;
    return add(first, {u"agent"_s}, deadline);
}

Result<void> Accounts::add(const Api::UserSet &user, const Author &author, QDeadlineTimer deadline)
{
    if (const auto valid = checkName(user.user); !valid)
        return valid;
    if (isBuiltIn(user.user) && !user.password)
        return fail(invalidField(u"password"_s, u"is missing"_s));
    const Account account{user.role.value_or(kViewer), user.isEnabled.value_or(true)};
    QList<StoreOperation> operations{
        StoreOperation::put(userKey(user.user), 0, toJsonObject(account))};
    if (const auto known = checkRole(account.role, operations, deadline); !known)
        return known;
    if (user.password) {
        if (const auto put = putPassword(user.user, *user.password, operations, deadline); !put)
            return put;
    }
    const auto added = commit(operations, author, deadline);
    if (!added && added.error().code == ErrorCode::AlreadyExists)
        return fail(ErrorCode::AlreadyExists, u"the user %1 exists already"_s.arg(user.user));
    return added;
}

Result<void> Accounts::set(const Api::UserSet &user, const Author &author, QDeadlineTimer deadline)
{
    const auto document = m_store.read(userKey(user.user), deadline);
    if (!document)
        return fail(document.error().code == ErrorCode::NotFound ? noSuchUser(user.user)
                                                                 : document.error());
    const Account before = toAccount(*document);
    const Account after{user.role.value_or(before.role), user.isEnabled.value_or(before.isEnabled)};
    QList<StoreOperation> operations{
        StoreOperation::put(document->key, document->version, toJsonObject(after))};
    if (const auto known = checkRole(after.role, operations, deadline); !known)
        return known;
    const bool isAdministrator = after.isEnabled && after.role == kAdministrator;
    if (before.role == kAdministrator && before.isEnabled && !isAdministrator) {
        if (const auto kept = keepAnAdministrator(user.user, operations, deadline); !kept)
            return kept;
    }
    if (user.password) {
        if (const auto put = putPassword(user.user, *user.password, operations, deadline); !put)
            return put;
    }
    if (user.password || after.role != before.role || !after.isEnabled) {
        if (const auto ended = endSessions(user.user, operations, deadline); !ended)
            return ended;
    }
    return commit(operations, author, deadline);
}

Result<void> Accounts::remove(const QString &user, const Author &author, QDeadlineTimer deadline)
{
    const auto document = m_store.read(userKey(user), deadline);
    if (!document)
        return fail(document.error().code == ErrorCode::NotFound ? noSuchUser(user)
                                                                 : document.error());
    QList<StoreOperation> operations{StoreOperation::remove(document->key, document->version)};
    for (const QString &key : {passwordKey(user), loginKey(user)}) {
        if (const auto other = m_store.read(key, deadline))
            operations += StoreOperation::remove(key, other->version).secret();
    }
    const Account account = toAccount(*document);
    if (account.isEnabled && account.role == kAdministrator) {
        if (const auto kept = keepAnAdministrator(user, operations, deadline); !kept)
            return kept;
    }
    if (const auto ended = endSessions(user, operations, deadline); !ended)
        return ended;
    return commit(operations, author, deadline);
}

void Accounts::noteLogin(const QString &user, const QDateTime &at, QDeadlineTimer deadline)
{
    const auto before = m_store.read(loginKey(user), deadline);
    (void)m_store.commit({{StoreOperation::put(loginKey(user), before ? before->version : 0,
                                               {{u"at"_s, at.toString(Qt::ISODateWithMs)}})
                               .secret()},
                          user},
                         deadline);
}

Result<void> Accounts::putPassword(const QString &user, const QString &password,
                                   QList<StoreOperation> &operations, QDeadlineTimer deadline)
{
    if (!isBuiltIn(user)) {
        return fail(invalidField(u"password"_s,
                                 u"belongs to the realm of %1, change it there"_s.arg(user)));
    }
    if (password.size() < 8)
        return fail(invalidField(u"password"_s, u"must have at least 8 characters"_s));
    const auto hash = PasswordHash::create(password);
    if (!hash)
        return fail(hash.error());
    const auto before = m_store.read(passwordKey(user), deadline);
    operations +=
        StoreOperation::put(passwordKey(user), before ? before->version : 0, {{u"hash"_s, *hash}})
            .secret();
    return {};
}

Result<void> Accounts::checkRole(const QString &role, QList<StoreOperation> &operations,
                                 QDeadlineTimer deadline)
{
    const auto document = m_store.read(kRoles + role, deadline);
    if (!document)
        return fail(invalidField(u"role"_s, u"must be a role that exists, not \"%1\""_s.arg(role)));
    operations += StoreOperation::check(document->key, document->version);
    return {};
}

Result<void> Accounts::keepAnAdministrator(const QString &user, QList<StoreOperation> &operations,
                                           QDeadlineTimer deadline)
{
    const auto users = m_store.readAll(kUsers, deadline);
    if (!users)
        return fail(users.error());
    for (const StoredDocument &document : *users) {
        const Account account = toAccount(document);
        if (document.key == userKey(user) || !account.isEnabled || account.role != kAdministrator)
            continue;
        // Else two of the last two administrators could remove each other at the same time.
        operations += StoreOperation::check(document.key, document.version);
        return {};
    }
    return fail(ErrorCode::InvalidState, u"%1 is the last administrator"_s.arg(user),
                u"Make another user an administrator first"_s);
}

Result<void> Accounts::endSessions(const QString &user, QList<StoreOperation> &operations,
                                   QDeadlineTimer deadline)
{
    const auto sessions = Sessions::removalOf(m_store, user, deadline);
    if (!sessions)
        return fail(sessions.error());
    operations += *sessions;
    return {};
}

Result<void> Accounts::commit(QList<StoreOperation> operations, const Author &author,
                              QDeadlineTimer deadline)
{
    const auto done =
        m_store.commit({std::move(operations), author.user, author.requestId}, deadline);
    if (!done)
        return fail(done.error());
    return {};
}

} // namespace Atoll
