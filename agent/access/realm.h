// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <core/result.h>

#include <QDeadlineTimer>
#include <QString>

namespace Atoll {

//! Where users come from and who knows their passwords. The functions block: for workers, and from
//! several at a time.
class Realm
{
public:
    virtual ~Realm() = default;

    virtual QString name() const = 0; //!< "builtin", "pam"
    //! `user` without the realm. LoginFailed when the password is wrong or there is no such user;
    //! other errors when the realm itself does not work.
    virtual Result<void> authenticate(const QString &user, const QString &password,
                                      const QString &address, QDeadlineTimer deadline) = 0;
    //! LoginFailed; the same words whatever the reason was.
    static Error loginFailed();
};

} // namespace Atoll
