// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <core/result.h>

#include <QFuture>
#include <QHash>
#include <QObject>

#include <memory>

namespace Atoll {

//! Passwords and tokens, in the keychain of the operating system; never in settings. Answers come
//! in the GUI thread.
class SecretStore
{
public:
    virtual ~SecretStore() = default;

    //! NotFound when there is none.
    virtual QFuture<Result<QString>> read(const QString &key) = 0;
    virtual QFuture<Result<void>> write(const QString &key, const QString &secret) = 0;
    virtual QFuture<Result<void>> remove(const QString &key) = 0;
};

//! Secret Service, KWallet, Windows Credential Store or macOS Keychain.
std::unique_ptr<SecretStore> makeKeychainStore();

//! Forgets everything at the end of the program: tests, and systems without a keychain.
class MemorySecretStore final : public SecretStore
{
public:
    QFuture<Result<QString>> read(const QString &key) override;
    QFuture<Result<void>> write(const QString &key, const QString &secret) override;
    QFuture<Result<void>> remove(const QString &key) override;

private:
    QHash<QString, QString> m_secrets;
};

} // namespace Atoll
