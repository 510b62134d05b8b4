// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "task.h"

//! Who may do what: sessions, users, roles, the audit trail.
namespace Atoll::Api {

struct Hello
{
    QString client; //!< "atoll 0.1"
    int protocol = 1;
    QString language;
    static constexpr auto fields()
    {
        return fieldsOf(field("client", &Hello::client, "Program and version").length(0, 128),
                        field("protocol", &Hello::protocol, "Newest protocol it speaks"),
                        field("language", &Hello::language, "BCP 47 tag, for messages"));
    }
};

struct ServerHello
{
    int protocol = 1;
    QString version;
    QString clusterId;
    QString clusterName;
    QString node;
    QStringList capabilities;
    QStringList realms;
    QDateTime now;
    static constexpr auto fields()
    {
        return fieldsOf(
            field("protocol", &ServerHello::protocol), field("version", &ServerHello::version),
            field("clusterId", &ServerHello::clusterId),
            field("clusterName", &ServerHello::clusterName), field("node", &ServerHello::node),
            field("capabilities", &ServerHello::capabilities),
            field("realms", &ServerHello::realms, "Where users can come from"),
            field("now", &ServerHello::now));
    }
};

struct Login
{
    QString user; //!< "admin@builtin", "root@pam"
    QString password;
    static constexpr auto fields()
    {
        return fieldsOf(
            field("user", &Login::user, "name@realm, as admin@builtin").required().length(1, 128),
            field("password", &Login::password, "Password").required().secret().length(0, 1024));
    }
};

struct ResumeSession
{
    QString token;
    static constexpr auto fields()
    {
        return fieldsOf(field("token", &ResumeSession::token, "Token of an earlier login")
                            .required()
                            .secret()
                            .length(1, 256));
    }
};

struct SessionInfo
{
    QString user;
    QString role;
    QList<Privilege> privileges;
    QString token; //!< only in the answer to a login
    QDateTime expires;
    static constexpr auto fields()
    {
        return fieldsOf(field("user", &SessionInfo::user), field("role", &SessionInfo::role),
                        field("privileges", &SessionInfo::privileges),
                        field("token", &SessionInfo::token, "Keep it secret").secret(),
                        field("expires", &SessionInfo::expires));
    }
    bool may(Privilege privilege) const { return privileges.contains(privilege); }
};

struct UserInfo
{
    QString user;
    QString role;
    bool isEnabled = true;
    QDateTime lastLogin;
    static constexpr auto fields()
    {
        return fieldsOf(field("user", &UserInfo::user), field("role", &UserInfo::role),
                        field("isEnabled", &UserInfo::isEnabled),
                        field("lastLogin", &UserInfo::lastLogin));
    }
};

struct UserSet
{
    QString user;
    std::optional<QString> role;
    std::optional<QString> password;
    std::optional<bool> isEnabled;
    static constexpr auto fields()
    {
        return fieldsOf(field("user", &UserSet::user, "name@realm").required().length(3, 128),
                        field("role", &UserSet::role, "Administrator, Operator or Viewer"),
                        field("password", &UserSet::password, "New password, at least 8 characters")
                            .secret()
                            .length(8, 1024),
                        field("isEnabled", &UserSet::isEnabled, "May log in"));
    }
};

struct UserRef
{
    QString user;
    static constexpr auto fields()
    {
        return fieldsOf(field("user", &UserRef::user, "name@realm").required().length(3, 128));
    }
};

struct RoleInfo
{
    QString role;
    QList<Privilege> privileges;
    bool isBuiltIn = true;
    static constexpr auto fields()
    {
        return fieldsOf(field("role", &RoleInfo::role), field("privileges", &RoleInfo::privileges),
                        field("isBuiltIn", &RoleInfo::isBuiltIn));
    }
};

struct AuditFilter
{
    QString user;
    QString object;
    int limit = 200;
    static constexpr auto fields()
    {
        return fieldsOf(
            field("user", &AuditFilter::user, "Only of this user"),
            field("object", &AuditFilter::object, "Only about this object"),
            field("limit", &AuditFilter::limit, "At most so many, newest first").range(1, 5000));
    }
};

struct AuditRecord
{
    QDateTime at;
    QString user;
    QString address;
    QString method;
    QString object;
    QString result; //!< "ok" or the error's words
    QString task;
    static constexpr auto fields()
    {
        return fieldsOf(field("at", &AuditRecord::at), field("user", &AuditRecord::user),
                        field("address", &AuditRecord::address, "Where the call came from"),
                        field("method", &AuditRecord::method),
                        field("object", &AuditRecord::object),
                        field("result", &AuditRecord::result, "ok, or what was said instead"),
                        field("task", &AuditRecord::task));
    }
};

inline constexpr Method<Hello, ServerHello> sessionHello{
    "session.hello", "Open the conversation; tells who is there", Kind::Query, Privilege::Anyone,
    "/"};
inline constexpr Method<Login, SessionInfo> sessionLogin{
    "session.login", "Log in with a name and a password", Kind::Query, Privilege::Anyone, "/"};
inline constexpr Method<ResumeSession, SessionInfo> sessionResume{
    "session.resume", "Log in with the token of an earlier login", Kind::Query, Privilege::Anyone,
    "/"};
inline constexpr Method<Nothing, SessionInfo> sessionInfo{
    "session.info", "Show who is logged in and what they may do", Kind::Query, Privilege::LoggedIn,
    "/"};
inline constexpr Method<Nothing, Nothing> sessionLogout{
    "session.logout", "End the session and its token", Kind::Query, Privilege::LoggedIn, "/"};
inline constexpr Method<Nothing, QList<UserInfo>> userList{
    "access.user.list", "List users", Kind::Query, Privilege::AccessView, "/access"};
inline constexpr Method<UserSet, Nothing> userAdd{"access.user.add", "Add a user", Kind::Change,
                                                  Privilege::AccessEdit, "/access"};
inline constexpr Method<UserSet, Nothing> userSet{
    "access.user.set", "Change a user's role, password or right to log in", Kind::Change,
    Privilege::AccessEdit, "/access"};
inline constexpr Method<UserRef, Nothing> userRemove{
    "access.user.remove", "Remove a user", Kind::Change, Privilege::AccessEdit, "/access"};
inline constexpr Method<Nothing, QList<RoleInfo>> roleList{
    "access.role.list", "List roles and what they may do", Kind::Query, Privilege::AccessView,
    "/access"};
inline constexpr Method<AuditFilter, QList<AuditRecord>> auditList{
    "access.audit.list", "Read the audit trail, newest first", Kind::Query, Privilege::AuditView,
    "/access"};

inline constexpr std::tuple kAccessMethods{sessionHello,  sessionLogin, sessionResume, sessionInfo,
                                           sessionLogout, userList,     userAdd,       userSet,
                                           userRemove,    roleList,     auditList};

} // namespace Atoll::Api
