// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "secretstore.h"

#include <qt6keychain/keychain.h>

#include <QPromise>

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

Error errorOf(const QKeychain::Job &job)
{
    if (job.error() == QKeychain::EntryNotFound)
        return {ErrorCode::NotFound, QObject::tr("The keychain holds no secret for this cluster")};
    return {ErrorCode::EngineUnavailable,
            QObject::tr("The system's keychain does not answer: %1").arg(job.errorString()),
            QObject::tr("Unlock the keychain, or type the password each time")};
}

template <class T, class Take>
QFuture<Result<T>> run(QKeychain::Job *job, Take take)
{
    auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    job->setAutoDelete(true);
    job->setInsecureFallback(false);
    QObject::connect(job, &QKeychain::Job::finished, job, [promise, take](QKeychain::Job *done) {
        promise->addResult(done->error() == QKeychain::NoError ? take(done)
                                                               : Result<T>(fail(errorOf(*done))));
        promise->finish();
    });
    job->start();
    return promise->future();
}

class KeychainStore final : public SecretStore
{
public:
    QFuture<Result<QString>> read(const QString &key) override
    {
        auto *job = new QKeychain::ReadPasswordJob(u"atoll"_s);
        job->setKey(key);
        return run<QString>(job, [](QKeychain::Job *done) {
            return Result<QString>(static_cast<QKeychain::ReadPasswordJob *>(done)->textData());
        });
    }
    QFuture<Result<void>> write(const QString &key, const QString &secret) override
    {
        auto *job = new QKeychain::WritePasswordJob(u"atoll"_s);
        job->setKey(key);
        job->setTextData(secret);
        return run<void>(job, [](QKeychain::Job *) { return Result<void>(); });
    }
    QFuture<Result<void>> remove(const QString &key) override
    {
        auto *job = new QKeychain::DeletePasswordJob(u"atoll"_s);
        job->setKey(key);
        return run<void>(job, [](QKeychain::Job *) { return Result<void>(); });
    }
};

} // namespace

std::unique_ptr<SecretStore> makeKeychainStore() { return std::make_unique<KeychainStore>(); }

QFuture<Result<QString>> MemorySecretStore::read(const QString &key)
{
    const auto it = m_secrets.constFind(key);
    if (it == m_secrets.constEnd())
        return ready<QString>(fail(ErrorCode::NotFound, u"no secret is kept for %1"_s.arg(key)));
    return ready<QString>(*it);
}

QFuture<Result<void>> MemorySecretStore::write(const QString &key, const QString &secret)
{
    m_secrets.insert(key, secret);
    return ready<void>({});
}

QFuture<Result<void>> MemorySecretStore::remove(const QString &key)
{
    m_secrets.remove(key);
    return ready<void>({});
}

} // namespace Atoll
