// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <app/secretstore.h>

namespace Atoll {

//! Secrets in one file that only the user can read: for profiles of demonstrations, tests and
//! machines without a keychain, where the user asked for it by giving a profile with secrets.json.
class FileSecretStore final : public SecretStore
{
public:
    explicit FileSecretStore(QString path);

    QFuture<Result<QString>> read(const QString &key) override;
    QFuture<Result<void>> write(const QString &key, const QString &secret) override;
    QFuture<Result<void>> remove(const QString &key) override;

private:
    Result<void> save() const;

    QString m_path;
    QJsonObject m_secrets;
};

} // namespace Atoll
