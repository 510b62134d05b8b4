// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "transfer.h"

#include <QCryptographicHash>
#include <QFileInfo>
#include <QFutureWatcher>
#include <QJsonArray>
#include <QPointer>

using namespace Qt::StringLiterals;

namespace Atoll::Rpc {
namespace {

constexpr qint64 kPiece = 256 * 1024;
constexpr qint64 kAhead = 1024 * 1024; //!< written to the channel and not sent yet
constexpr int kHashSteps = 1000;
constexpr qint64 kHashPiece = 4 * 1024 * 1024;

Error fileError(const QString &what, const QFile &file)
{
    return {ErrorCode::Internal,
            u"cannot %1 %2: %3"_s.arg(what, file.fileName(), file.errorString()),
            u"Check the file and its permissions"_s};
}

//! In a worker. Empty when it was cancelled.
Result<QString> sha256Of(const QString &path, const std::atomic_bool &isCancelled,
                         const std::function<void(qint64)> &progress)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(fileError(u"read"_s, file));
    QCryptographicHash hash(QCryptographicHash::Sha256);
    while (!isCancelled) {
        const QByteArray bytes = file.read(kHashPiece);
        if (bytes.isEmpty())
            break;
        hash.addData(bytes);
        progress(file.pos());
    }
    if (file.error() != QFileDevice::NoError)
        return fail(fileError(u"read"_s, file));
    if (isCancelled)
        return fail(ErrorCode::Cancelled, u"it was cancelled"_s);
    return QString::fromLatin1(hash.result().toHex());
}

//! A continuation that is skipped when the object died meanwhile. QFuture::then(object, …) asserts
//! in Qt 6.4 that it lives. Client answers in its thread, which is the object's.
template <class F>
auto whileAlive(QObject *object, F function)
{
    return [object = QPointer(object),
            function = std::move(function)]<class T>(const Result<T> &result) {
        if (object)
            function(result);
    };
}

} // namespace

Transfer::Transfer(Client *client, Way way, const QString &file, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_way(way)
    , m_path(file)
{
    connect(m_client, &Client::notified, this,
            [this](const QString &method, const QJsonObject &params) {
                if (m_task.isEmpty() || method != QLatin1StringView(Api::taskChanged.name))
                    return;
                const auto task = fromJson<Api::TaskInfo>(params, UnknownFields::Ignore);
                if (task && task->id == m_task)
                    taskMoved(*task);
            });
    connect(m_client, &Client::stateChanged, this, [this](ClientState state) {
        if (state == ClientState::Ready && !m_task.isEmpty())
            followTask(); // the connection was cut; the task knows what became of it
    });
}

Transfer::~Transfer()
{
    *m_isCancelled = true;
    if (m_way == Way::FromAgent && m_file.isOpen())
        m_file.remove();
}

void Transfer::upload(const QString &storage, const QString &name)
{
    m_total = QFileInfo(m_path).size();
    if (m_total == 0)
        return end(fail(ErrorCode::InvalidParams, u"%1 is empty or not there"_s.arg(m_path)));
    // The promise carries what a worker says into this thread, and not into a dead object.
    auto promise = std::make_shared<QPromise<Result<QString>>>();
    promise->start();
    promise->setProgressRange(0, kHashSteps);
    auto *watcher = new QFutureWatcher<Result<QString>>(this);
    connect(watcher, &QFutureWatcherBase::progressValueChanged, this, [this](int step) {
        Q_EMIT hashed(step < kHashSteps ? m_total / kHashSteps * step : m_total, m_total);
    });
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, storage, name] {
        watcher->deleteLater();
        const Result<QString> hash = watcher->result();
        if (!hash)
            return end(fail(hash.error()));
        start(QString::fromUtf8(Api::storageUpload.name),
              toJsonObject(Api::StorageUpload{storage, name, m_total, *hash}));
    });
    watcher->setFuture(promise->future());
    QThreadPool::globalInstance()->start(
        [promise, path = m_path, total = m_total, cancelled = m_isCancelled] {
            promise->addResult(sha256Of(path, *cancelled, [&promise, total](qint64 done) {
                promise->setProgressValue(int(double(done) / double(total) * kHashSteps));
            }));
            promise->finish();
        });
}

Result<void> Transfer::openFile()
{
    if (m_way == Way::ToAgent) {
        m_total = QFileInfo(m_path).size();
        for (const QString &path : std::as_const(m_more))
            m_total += QFileInfo(path).size();
        return openNext(m_path);
    }
    const QFileInfo info(m_path);
    m_file.setFileName(info.path() + u"/."_s + info.fileName() + u".part"_s);
    if (!m_file.open(QIODevice::WriteOnly | QIODevice::Truncate))
        return fail(fileError(u"write"_s, m_file));
    return {};
}

Result<void> Transfer::openNext(const QString &path)
{
    m_file.close();
    m_file.setFileName(path);
    if (!m_file.open(QIODevice::ReadOnly))
        return fail(fileError(u"read"_s, m_file));
    m_left = m_file.size();
    if (!m_promised.isEmpty() && m_promised.takeFirst() != m_left)
        return fail(ErrorCode::Conflict, u"%1 changed while it was sent"_s.arg(path),
                    u"Send it again."_s);
    return {};
}

void Transfer::start(const QString &method, const QJsonObject &params)
{
    if (m_isEnded)
        return;
    // The other side tells the files of one stream apart by the sizes that it was promised.
    const QJsonArray files = params.value("files"_L1).toArray();
    for (const QJsonValue &file : files)
        m_promised.append(file.toObject().value("sizeBytes"_L1).toInteger());
    if (const auto opened = openFile(); !opened)
        return end(fail(opened.error()));
    const auto answered = [this](const Result<QJsonValue> &answer) {
        const auto ticket = answer ? fromJson<Api::TransferTicket>(*answer, UnknownFields::Ignore)
                                   : fail(answer.error());
        if (!ticket)
            return end(fail(ticket.error()));
        m_task = ticket->task;
        Q_EMIT taskBegan(m_task);
        if (m_isEnded) {
            m_client->call(Api::taskCancel, Api::TaskRef{m_task});
            return;
        }
        openChannel(*ticket);
    };
    m_client->callRaw(method, params).then(whileAlive(this, answered));
}

void Transfer::openChannel(const Api::TransferTicket &ticket)
{
    m_client->openChannel(ticket.ticket)
        .then(whileAlive(this, [this](const Result<std::shared_ptr<QIODevice>> &opened) {
            followTask();
            if (!opened) {
                m_isChannelOver = true; // the task says why
                return;
            }
            m_channel = *opened;
            connect(m_channel.get(), &QIODevice::readyRead, this, &Transfer::pump);
            connect(m_channel.get(), &QIODevice::bytesWritten, this, &Transfer::pump);
            connect(m_channel.get(), &QIODevice::readChannelFinished, this, [this] {
                pump();
                m_isChannelOver = true;
                if (m_result)
                    keepFile(*m_result);
            });
            pump();
        }));
}

void Transfer::pump()
{
    if (m_isEnded || !m_channel)
        return;
    if (m_way == Way::ToAgent)
        send();
    else
        receive();
}

void Transfer::send()
{
    while (m_done < m_total && !m_isChannelOver && m_channel->bytesToWrite() < kAhead) {
        if (m_left == 0 && !m_more.isEmpty()) {
            if (const auto opened = openNext(m_more.takeFirst()); !opened) {
                cancel();
                return end(fail(opened.error()));
            }
            continue;
        }
        const QByteArray bytes = m_file.read(std::min(kPiece, m_left));
        if (bytes.isEmpty()) {
            const Error error = fileError(u"read"_s, m_file);
            cancel();
            return end(fail(error));
        }
        m_left -= bytes.size();
        if (m_channel->write(bytes) != bytes.size())
            return;
        m_done += bytes.size();
        Q_EMIT moved(m_done, m_total);
    }
}

void Transfer::receive()
{
    while (m_channel->bytesAvailable() > 0) {
        const QByteArray bytes = m_channel->read(kPiece);
        if (bytes.isEmpty())
            return;
        if (m_file.write(bytes) != bytes.size()) {
            const Error error = fileError(u"write"_s, m_file);
            cancel();
            return end(fail(error));
        }
        m_hash.addData(bytes);
        m_done += bytes.size();
        Q_EMIT moved(m_done, m_total);
    }
}

void Transfer::followTask()
{
    m_client->call(Api::taskGet, Api::TaskRef{m_task})
        .then(whileAlive(this, [this](const Result<Api::TaskInfo> &task) {
            if (task)
                taskMoved(*task);
            else if (task.error().code != ErrorCode::ConnectionLost)
                end(fail(task.error()));
        }));
}

void Transfer::taskMoved(const Api::TaskInfo &task)
{
    if (m_isEnded)
        return;
    if (m_way == Way::FromAgent && task.progress.totalBytes > 0)
        m_total = task.progress.totalBytes;
    if (!task.isEnded())
        return;
    if (task.state != Api::TaskState::Succeeded) {
        Error error = Error::fromJson(task.error);
        if (error.text.isEmpty())
            error.text = u"%1 %2: %3"_s.arg(task.method, task.objectName, nameOf(task.state));
        return end(fail(error));
    }
    if (m_way == Way::ToAgent)
        return end(task.result);
    m_result = task.result;
    if (m_isChannelOver)
        keepFile(task.result);
}

void Transfer::keepFile(const QJsonValue &result)
{
    const QString wanted = result.toObject().value("sha256"_L1).toString();
    if (wanted != QString::fromLatin1(m_hash.result().toHex())) {
        return end(fail(ErrorCode::ConnectionLost, u"not all bytes of %1 arrived"_s.arg(m_path),
                        u"Nothing was kept; start it again"_s));
    }
    QFile::remove(m_path);
    if (!m_file.flush() || !m_file.rename(m_path))
        return end(fail(fileError(u"write"_s, m_file)));
    m_file.close();
    end(result);
}

void Transfer::cancel()
{
    *m_isCancelled = true;
    if (m_isEnded)
        return;
    if (!m_task.isEmpty())
        m_client->call(Api::taskCancel, Api::TaskRef{m_task});
    else
        end(fail(ErrorCode::Cancelled, u"it was cancelled"_s));
}

void Transfer::end(const Result<QJsonValue> &result)
{
    if (std::exchange(m_isEnded, true))
        return;
    if (m_channel)
        m_channel->disconnect(this);
    if (m_way == Way::FromAgent && !result && m_file.isOpen())
        m_file.remove();
    Q_EMIT ended(result);
}

} // namespace Atoll::Rpc
