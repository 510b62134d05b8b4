// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "localimport.h"

#include <api/guesttransfer.h>
#include <api/storage.h>
#include <rpc/packagefiles.h>

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace Atoll::Cli {

bool LocalImport::isMeant(const QStringList &words)
{
    return words.size() > 2 && words.mid(0, 2) == QStringList{u"guest"_s, u"import"_s}
           && words.at(2) != u"inspect" && !words.at(2).startsWith(u"--");
}

Result<LocalImport::Wish> LocalImport::parse(QStringList words)
{
    const auto files = Rpc::packageFiles(words.takeAt(2));
    if (!files)
        return fail(files.error());
    auto command = parseCommand(words);
    if (!command)
        return fail(command.error());
    if (command->params.contains("sources"_L1))
        return fail(ErrorCode::InvalidParams, u"a file and --sources do not go together"_s);
    if (!command->params.contains("storage"_L1))
        command->params.insert(u"storage"_s, u"local"_s);
    return Wish{*files, *command};
}

LocalImport::LocalImport(Rpc::Client *client, Wish wish, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_wish(std::move(wish))
    , m_storage(m_wish.command.params.value("storage"_L1).toString())
{}

void LocalImport::begin()
{
    connect(m_client, &Rpc::Client::notified, this,
            [this](const QString &method, const QJsonObject &params) {
                if (method != QLatin1StringView(Api::taskChanged.name))
                    return;
                if (const auto task = fromJson<Api::TaskInfo>(params, UnknownFields::Ignore))
                    taskMoved(*task);
            });
    sendNext();
}

void LocalImport::cancel()
{
    m_isCancelled = true;
    if (m_transfer)
        m_transfer->cancel();
    else if (!m_task.isEmpty())
        m_client->call(Api::taskCancel, Api::TaskRef{m_task});
}

void LocalImport::sendNext()
{
    if (m_isCancelled)
        return tidy(fail(ErrorCode::Cancelled, u"the import was cancelled"_s));
    if (m_sent.size() == m_wish.files.size())
        return import();
    const QString file = m_wish.files.at(m_sent.size());
    const Api::VolumeRef volume{m_storage, QFileInfo(file).fileName()};
    m_transfer = new Rpc::Transfer(m_client, Rpc::Transfer::Way::ToAgent, file, this);
    const auto show = [this](const QString &words) {
        return [this, words](qint64 done, qint64 total) {
            Q_EMIT progressed({.fraction = total > 0 ? double(done) / double(total) : -1,
                               .doneBytes = done,
                               .totalBytes = total,
                               .stage = words});
        };
    };
    connect(m_transfer, &Rpc::Transfer::hashed, this, show(u"Checking %1"_s.arg(volume.volume)));
    connect(m_transfer, &Rpc::Transfer::moved, this, show(u"Sending %1"_s.arg(volume.volume)));
    connect(m_transfer, &Rpc::Transfer::ended, this,
            [this, volume](const Result<QJsonValue> &result) {
                std::exchange(m_transfer, nullptr)->deleteLater();
                if (!result)
                    return tidy(fail(result.error()));
                m_sent += volume;
                sendNext();
            });
    m_transfer->upload(volume.storage, volume.volume);
}

void LocalImport::import()
{
    // The disks of an .ovf are found beside it, under its own names.
    QJsonArray sources;
    const bool isOvf = m_sent.first().volume.endsWith(u".ovf", Qt::CaseInsensitive);
    for (const Api::VolumeRef &volume : m_sent) {
        if (!isOvf || sources.isEmpty())
            sources.append(toJson(volume));
    }
    m_wish.command.params.insert(u"sources"_s, sources);
    m_client->changeRaw(m_wish.command.method->name, m_wish.command.params)
        .then(this, [this](const Result<QJsonValue> &answer) {
            if (!answer)
                return tidy(fail(answer.error()));
            m_task = answer->toObject().value("task"_L1).toString();
            if (m_isCancelled)
                cancel();
            // Who asks for a running task is told how it goes on.
            m_client->call(Api::taskGet, Api::TaskRef{m_task})
                .then(this, [this](const Result<Api::TaskInfo> &task) {
                    if (task)
                        taskMoved(*task);
                    else
                        tidy(fail(task.error()));
                });
        });
}

void LocalImport::taskMoved(const Api::TaskInfo &task)
{
    if (task.id != m_task || m_isTidying)
        return;
    if (!task.isEnded())
        Q_EMIT progressed(task.progress);
    else if (task.state == Api::TaskState::Succeeded)
        tidy(task.result);
    else
        tidy(fail(Error::fromJson(task.error)));
}

void LocalImport::tidy(const Result<QJsonValue> &result)
{
    m_isTidying = true;
    if (m_sent.isEmpty()) {
        Q_EMIT ended(result);
        return;
    }
    m_client->change(Api::volumeDelete, m_sent.takeLast())
        .then(this, [this, result](const Result<Api::TaskRef> &removed) {
            if (!removed && result)
                return tidy(fail(removed.error().prefixed(
                    u"it is imported, but what was sent for it stays: "_s)));
            tidy(result);
        });
}

} // namespace Atoll::Cli
