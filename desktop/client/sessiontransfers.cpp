// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Of ClusterSession: files on their way to and from the agent.
#include "clustersession.h"
#include "whendone.h"

#include <rpc/transfer.h>

namespace Atoll {

QFuture<Result<QJsonValue>>
ClusterSession::transfer(Rpc::Transfer::Way way, const QString &file,
                         const std::function<void(Rpc::Transfer &)> &begin)
{
    if (!m_client)
        return notConnected<QJsonValue>();
    auto promise = std::make_shared<QPromise<Result<QJsonValue>>>();
    promise->start();
    QFuture<Result<QJsonValue>> future = promise->future();
    // Bytes and files stay in the I/O thread; if the connection goes for good, so does the
    // transfer.
    QMetaObject::invokeMethod(m_client, [client = m_client, way, file, begin, promise] {
        auto *transfer = new Rpc::Transfer(client, way, file, client);
        QObject::connect(transfer, &Rpc::Transfer::ended, transfer,
                         [promise, transfer](const Result<QJsonValue> &result) {
                             promise->addResult(result);
                             promise->finish();
                             transfer->deleteLater();
                         });
        begin(*transfer);
    });
    return here(future);
}

QFuture<Result<QJsonValue>> ClusterSession::upload(const QString &file, const QString &storage,
                                                   const QString &name, const UploadWatch &watch)
{
    using OnStop = std::stop_callback<std::function<void()>>;
    return transfer(
        Rpc::Transfer::Way::ToAgent, file, [this, storage, name, watch](Rpc::Transfer &transfer) {
            if (watch.hashed)
                QObject::connect(&transfer, &Rpc::Transfer::hashed, this, watch.hashed);
            auto onStop = std::make_shared<OnStop>(watch.stop, [&transfer] {
                QMetaObject::invokeMethod(&transfer, &Rpc::Transfer::cancel, Qt::QueuedConnection);
            });
            QObject::connect(&transfer, &Rpc::Transfer::ended, &transfer,
                             [onStop]() mutable { onStop.reset(); });
            transfer.upload(storage, name);
        });
}

QFuture<Result<QJsonValue>> ClusterSession::download(const QString &method,
                                                     const QJsonObject &params, const QString &file)
{
    return transfer(Rpc::Transfer::Way::FromAgent, file,
                    [method, params](Rpc::Transfer &transfer) { transfer.start(method, params); });
}

} // namespace Atoll
