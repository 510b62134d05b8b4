// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "filesecretstore.h"

#include <core/json.h>

#include <QFile>
#include <QPromise>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

template <class T>
QFuture<Result<T>> ready(Result<T> result)
{
    QPromise<Result<T>> promise;
    promise.start();
    promise.addResult(std::move(result));
    promise.finish();
    return promise.future();
}

} // namespace

FileSecretStore::FileSecretStore(QString path)
    : m_path(std::move(path))
{
    QFile file(m_path);
    if (file.open(QIODevice::ReadOnly))
        m_secrets = QJsonDocument::fromJson(file.readAll()).object();
}

QFuture<Result<QString>> FileSecretStore::read(const QString &key)
{
    const QJsonValue secret = m_secrets.value(key);
    if (!secret.isString())
        return ready<QString>(fail(ErrorCode::NotFound, u"no secret is kept for %1"_s.arg(key)));
    return ready<QString>(secret.toString());
}

QFuture<Result<void>> FileSecretStore::write(const QString &key, const QString &secret)
{
    m_secrets.insert(key, secret);
    return ready<void>(save());
}

QFuture<Result<void>> FileSecretStore::remove(const QString &key)
{
    m_secrets.remove(key);
    return ready<void>(save());
}

Result<void> FileSecretStore::save() const
{
    QSaveFile file(m_path);
    if (!file.open(QIODevice::WriteOnly)
        || !file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner)
        || file.write(QJsonDocument(m_secrets).toJson()) < 0 || !file.commit()) {
        return fail(ErrorCode::EngineFailed,
                    u"cannot write %1: %2"_s.arg(m_path, file.errorString()));
    }
    return {};
}

} // namespace Atoll
