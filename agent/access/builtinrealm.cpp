// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "builtinrealm.h"

#include "accounts.h"
#include "passwordhash.h"

#include <store/clusterstore.h>

using namespace Qt::StringLiterals;

namespace Atoll {

Error Realm::loginFailed()
{
    return {ErrorCode::LoginFailed, u"the user name or the password is wrong"_s,
            u"Write the user as name@realm, for example admin@builtin"_s};
}

BuiltinRealm::BuiltinRealm(ClusterStore &store)
    : m_store(store)
{}

QString BuiltinRealm::name() const { return u"builtin"_s; }

Result<void> BuiltinRealm::authenticate(const QString &user, const QString &password,
                                        const QString &, QDeadlineTimer deadline)
{
    const auto document = m_store.read(Accounts::passwordKey(user + u"@builtin"_s), deadline);
    if (document) {
        if (PasswordHash::matches(document->value.value(u"hash"_s).toString(), password))
            return {};
        return fail(loginFailed());
    }
    PasswordHash::waste(password);
    if (document.error().code == ErrorCode::NotFound)
        return fail(loginFailed());
    return fail(document.error());
}

} // namespace Atoll
