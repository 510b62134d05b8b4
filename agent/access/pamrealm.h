// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "realm.h"

#include <atomic>
#include <memory>

namespace Atoll {

//! The users of the machine, asked through PAM. Opens no session: it only checks the password and
//! that the account is valid.
class PamRealm final : public Realm
{
public:
    //! `folder` holds the files of PAM's services.
    explicit PamRealm(QString folder = QStringLiteral("/etc/pam.d"));

    QString name() const override;
    //! "atoll", or what stands in for it when the administrator made no such file.
    const QString &service() const { return m_service; }
    Result<void> authenticate(const QString &user, const QString &password, const QString &address,
                              QDeadlineTimer deadline) override;

private:
    const QString m_folder;
    QString m_service;
    //! Of calls that did not come back; a module that hangs must not take all threads.
    std::shared_ptr<std::atomic<int>> m_inside = std::make_shared<std::atomic<int>>(0);
};

} // namespace Atoll
