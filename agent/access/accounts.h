// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <api/access.h>
#include <store/clusterstore.h>

#include <QSet>

namespace Atoll {

//! A user as the store keeps it; the password's hash is another document, which is secret.
struct Account
{
    QString role;
    bool isEnabled = true;

    static constexpr auto fields()
    {
        return fieldsOf(field("role", &Account::role), field("isEnabled", &Account::isEnabled));
    }
};

//! Users and roles, as data in the cluster's store. The blocking functions are for workers (they
//! hash passwords, too), the others for the event-loop thread, in which the object lives.
class Accounts final : public QObject
{
    Q_OBJECT

public:
    //! Who changes something, for history and audit.
    struct Author
    {
        QString user;
        QString requestId = {};
    };

    explicit Accounts(ClusterStore &store);

    static QString userKey(const QString &user) { return QStringLiteral("/access/users/") + user; }
    static QString passwordKey(const QString &user)
    {
        return QStringLiteral("/access/passwords/") + user;
    }
    static QString loginKey(const QString &user)
    {
        return QStringLiteral("/access/logins/") + user;
    }

    // From memory.
    std::optional<Account> account(const QString &user) const;
    QSet<Privilege> privilegesOf(const QString &user) const; //!< none for who may not log in
    QList<Api::UserInfo> users() const;
    QList<Api::RoleInfo> roles() const;
    bool hasUsers() const;
    //! The gate before every row of the catalogue. NotAuthenticated or PermissionDenied.
    Result<void> check(const QString &user, Privilege privilege, const QString &path) const;

    // Blocking.
    //! At every start: the built-in roles as this version knows them.
    Result<void> writeBuiltInRoles(QDeadlineTimer deadline);
    //! On an empty store only, AlreadyExists otherwise. `password` is for built-in users.
    Result<void> addFirst(const QString &user, const QString &password, QDeadlineTimer deadline);
    Result<void> add(const Api::UserSet &user, const Author &author, QDeadlineTimer deadline);
    //! A new password, another role or no more right to log in end the user's sessions.
    Result<void> set(const Api::UserSet &user, const Author &author, QDeadlineTimer deadline);
    Result<void> remove(const QString &user, const Author &author, QDeadlineTimer deadline);
    //! After a successful login; not worth an error.
    void noteLogin(const QString &user, const QDateTime &at, QDeadlineTimer deadline);

private:
    Result<void> putPassword(const QString &user, const QString &password,
                             QList<StoreOperation> &operations, QDeadlineTimer deadline);
    Result<void> checkRole(const QString &role, QList<StoreOperation> &operations,
                           QDeadlineTimer deadline);
    Result<void> keepAnAdministrator(const QString &user, QList<StoreOperation> &operations,
                                     QDeadlineTimer deadline);
    Result<void> endSessions(const QString &user, QList<StoreOperation> &operations,
                             QDeadlineTimer deadline);
    Result<void> commit(QList<StoreOperation> operations, const Author &author,
                        QDeadlineTimer deadline);
    void readRole(const StoredDocument &document);

    ClusterStore &m_store;
    QHash<QString, QSet<Privilege>> m_roles; //!< what they may do, ready to ask
};

} // namespace Atoll
