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

namespace {

//! In the transfer's thread; what is told goes to the context's.
void watchTransfer(Rpc::Transfer &transfer, QObject *context,
                   const ClusterSession::UploadWatch &watch)
{
    using OnStop = std::stop_callback<std::function<void()>>;
    if (watch.hashed)
        QObject::connect(&transfer, &Rpc::Transfer::hashed, context, watch.hashed);
    if (watch.began)
        QObject::connect(&transfer, &Rpc::Transfer::taskBegan, context, watch.began);
    auto onStop = std::make_shared<OnStop>(watch.stop, [&transfer] {
        QMetaObject::invokeMethod(&transfer, &Rpc::Transfer::cancel, Qt::QueuedConnection);
    });
    QObject::connect(&transfer, &Rpc::Transfer::ended, &transfer,
                     [onStop]() mutable { onStop.reset(); });
}

} // namespace

QFuture<Result<QJsonValue>> ClusterSession::upload(const QString &file, const QString &storage,
                                                   const QString &name, const UploadWatch &watch)
{
    return transfer(Rpc::Transfer::Way::ToAgent, file,
                    [this, storage, name, watch](Rpc::Transfer &transfer) {
                        watchTransfer(transfer, this, watch);
                        transfer.upload(storage, name);
                    });
}

QFuture<Result<QJsonValue>> ClusterSession::sendFiles(const QString &method,
                                                      const QJsonObject &params,
                                                      const QStringList &files,
                                                      const UploadWatch &watch)
{
    return transfer(Rpc::Transfer::Way::ToAgent, files.value(0),
                    [this, method, params, files, watch](Rpc::Transfer &transfer) {
                        watchTransfer(transfer, this, watch);
                        transfer.sendMore(files.mid(1));
                        transfer.start(method, params);
                    });
}

QFuture<Result<QJsonValue>> ClusterSession::download(const QString &method,
                                                     const QJsonObject &params, const QString &file)
{
    return transfer(Rpc::Transfer::Way::FromAgent, file,
                    [method, params](Rpc::Transfer &transfer) { transfer.start(method, params); });
}

} // namespace Atoll
