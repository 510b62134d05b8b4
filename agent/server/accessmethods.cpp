// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "accessmethods.h"

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

constexpr int kDeadlineMs = 20000;

//! A change of a user is one task; its object is the user.
template <class P>
ChangeHandler<P, Api::Nothing>
userChange(std::function<Result<void>(const P &, const Accounts::Author &, QDeadlineTimer)> work)
{
    ChangeHandler<P, Api::Nothing> handler;
    handler.object = [](const P &params) -> Result<TaskObject> {
        return TaskObject{u"/access/users/"_s + params.user, params.user};
    };
    handler.run = [work](TaskContext &context, const P &params) -> Result<Api::Nothing> {
        return work(params, {context.user(), context.requestId()}, QDeadlineTimer(kDeadlineMs))
            .map([] { return Api::Nothing{}; });
    };
    return handler;
}

} // namespace

void registerAccessMethods(Registry &registry, Accounts &accounts, AuditLog &audit)
{
    registry.query<Api::Nothing, QList<Api::UserInfo>>(
        Api::userList,
        [&accounts](const Caller &, const Api::Nothing &) -> Result<QList<Api::UserInfo>> {
            return accounts.users();
        });
    registry.query<Api::Nothing, QList<Api::RoleInfo>>(
        Api::roleList,
        [&accounts](const Caller &, const Api::Nothing &) -> Result<QList<Api::RoleInfo>> {
            return accounts.roles();
        });
    registry.connection<Api::AuditFilter, QList<Api::AuditRecord>>(
        Api::auditList,
        [&registry, &audit](Session &, const Api::AuditFilter &filter, const auto &reply) {
            audit.query(filter).then(&registry, reply);
        });
    registry.change<Api::UserSet, Api::Nothing>(
        Api::userAdd,
        userChange<Api::UserSet>(
            [&accounts](const Api::UserSet &user, const Accounts::Author &author,
                        QDeadlineTimer deadline) { return accounts.add(user, author, deadline); }));
    registry.change<Api::UserSet, Api::Nothing>(
        Api::userSet,
        userChange<Api::UserSet>(
            [&accounts](const Api::UserSet &user, const Accounts::Author &author,
                        QDeadlineTimer deadline) { return accounts.set(user, author, deadline); }));
    registry.change<Api::UserRef, Api::Nothing>(
        Api::userRemove, userChange<Api::UserRef>([&accounts](const Api::UserRef &user,
                                                              const Accounts::Author &author,
                                                              QDeadlineTimer deadline) {
            return accounts.remove(user.user, author, deadline);
        }));
}

} // namespace Atoll
