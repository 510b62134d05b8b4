// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sessionworker.h"

#include "whendone.h"

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

constexpr qsizetype kSharedTexts = 8192;
constexpr int kRecentTasks = 200;

} // namespace

SessionWorker::SessionWorker(Rpc::Client::Options options, QString epoch, qint64 revision)
    : m_client(new Rpc::Client(std::move(options), this))
    , m_inbox(std::make_shared<Inbox>([this] { Q_EMIT hasUpdates(); }))
    , m_epoch(std::move(epoch))
    , m_revision(revision)
{
    connect(m_client, &Rpc::Client::notified, this, &SessionWorker::take);
    connect(m_client, &Rpc::Client::stateChanged, this, [this](Rpc::ClientState state) {
        if (state == Rpc::ClientState::Ready)
            ready();
        else
            m_isCaughtUp = false;
    });
}

void SessionWorker::ready()
{
    whenDone(m_client->call(Api::inventorySubscribe, {m_epoch, m_revision}), this,
             [this](const Result<Api::InventoryRevision> &answer) {
                 if (!answer) {
                     if (answer.error().code != ErrorCode::ConnectionLost)
                         Q_EMIT misread(answer.error());
                     return;
                 }
                 if (!m_isCaughtUp && answer->epoch == m_epoch) {
                     m_isCaughtUp = true;
                     Q_EMIT caughtUp();
                 }
             });
    whenDone(m_client->call(Api::taskList, {.limit = kRecentTasks}), this,
             [this](const Result<QList<Api::TaskInfo>> &tasks) {
                 if (tasks && !tasks->isEmpty())
                     m_inbox->put(*tasks);
             });
}

void SessionWorker::take(const QString &method, const QJsonObject &params)
{
    const auto read = [this, &params]<class P>(const Api::Notification<P> &, auto use) {
        auto value = fromJson<P>(params, UnknownFields::Ignore);
        if (value)
            use(std::move(*value));
        else
            Q_EMIT misread(value.error());
    };
    if (method == QLatin1StringView(Api::inventoryChanged.name))
        read(Api::inventoryChanged,
             [this](Api::InventoryDelta delta) { takeDelta(std::move(delta)); });
    else if (method == QLatin1StringView(Api::taskChanged.name))
        read(Api::taskChanged,
             [this](Api::TaskInfo task) { m_inbox->put(QList{std::move(task)}); });
    else if (method == QLatin1StringView(Api::metricsSampled.name))
        read(Api::metricsSampled,
             [this](Api::UsageSamples samples) { m_inbox->put(std::move(samples)); });
}

void SessionWorker::takeDelta(Api::InventoryDelta delta)
{
    share(delta);
    const bool isWhole = !delta.isSnapshot || delta.isComplete;
    m_epoch = isWhole ? delta.epoch : QString();
    m_revision = isWhole ? delta.revision : 0;
    m_inbox->put(std::move(delta));
    if (isWhole && !m_isCaughtUp) {
        m_isCaughtUp = true;
        Q_EMIT caughtUp();
    }
}

void SessionWorker::share(Api::InventoryDelta &delta)
{
    for (Api::GuestInfo &guest : delta.guests) {
        share(guest.node);
        share(guest.osName);
        share(guest.displayKind);
        for (QString &tag : guest.tags)
            share(tag);
    }
    for (Api::StorageInfo &storage : delta.storages) {
        share(storage.name);
        share(storage.node);
        share(storage.type);
        share(storage.path);
    }
    for (Api::NetworkInfo &network : delta.networks) {
        share(network.name);
        share(network.node);
    }
}

void SessionWorker::share(QString &text)
{
    const auto it = m_shared.constFind(text);
    if (it != m_shared.constEnd())
        text = *it;
    else if (m_shared.size() < kSharedTexts)
        m_shared.insert(text);
}

} // namespace Atoll
