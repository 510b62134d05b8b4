// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Of ClusterSession: what it asks the agent to do, and what becomes of it.
#include "clustersession.h"
#include "whendone.h"

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

constexpr qsizetype kWatchesAtMost = 64;

} // namespace

QFuture<Result<Api::TaskRef>> ClusterSession::watched(QFuture<Result<Api::TaskRef>> answer,
                                                      const QString &method, const QString &guest)
{
    const bool isPending = !guest.isEmpty() && m_store.guest(guest) && m_client;
    if (isPending)
        m_store.setPending(guest, {method, {}});
    whenDone(answer, this, [this, method, guest, isPending](const Result<Api::TaskRef> &task) {
        if (task) {
            m_ownTasks.insert(task->task, guest);
            if (isPending)
                m_store.setPending(guest, {method, task->task});
            // The end may have been told before the answer.
            if (const Api::TaskInfo *info = m_store.task(task->task); info && info->isEnded())
                settle(*info);
            return;
        }
        if (isPending)
            m_store.clearPending(guest);
        Q_EMIT changeFailed(guest, method, task.error());
    });
    return answer;
}

QFuture<Result<Api::TaskRef>> ClusterSession::changeMany(const Api::GuestBulk &wish)
{
    const QString method = QString::fromLatin1(Api::methodOf(wish.verb));
    const auto answer = change(Api::guestBulk, wish);
    QStringList guests;
    for (const QString &guest : wish.guests) {
        if (m_client && m_store.guest(guest))
            guests += guest;
    }
    for (const QString &guest : std::as_const(guests))
        m_store.setPending(guest, {method, {}});
    whenDone(answer, this, [this, method, guests](const Result<Api::TaskRef> &task) {
        for (const QString &guest : guests) {
            if (task)
                m_store.setPending(guest, {method, task->task});
            else
                m_store.clearPending(guest);
        }
        if (!task)
            return;
        m_bulkTasks.insert(task->task, guests);
        // The end may have been told before the answer.
        if (const Api::TaskInfo *info = m_store.task(task->task); info && info->isEnded())
            settleBulk(*info);
    });
    return answer;
}

void ClusterSession::clearPendingOf(const QString &guest, const QString &task)
{
    const PendingAction *pending = m_store.pending(guest);
    if (pending && pending->task == task)
        m_store.clearPending(guest);
}

void ClusterSession::settleBulk(const Api::TaskInfo &task)
{
    for (const QString &guest : m_bulkTasks.take(task.id))
        clearPendingOf(guest, task.id);
    // The task of one guest among them: it is done before the others.
    const QString guest = task.object.section(u'/', 2, 2);
    const PendingAction *pending = m_bulkTasks.isEmpty() ? nullptr : m_store.pending(guest);
    if (pending && pending->method == task.method && m_bulkTasks.contains(pending->task))
        m_store.clearPending(guest);
}

void ClusterSession::takeTasks(const QList<Api::TaskInfo> &tasks)
{
    m_store.applyTasks(tasks);
    for (const Api::TaskInfo &task : tasks) {
        if (!task.isEnded())
            continue;
        settleBulk(task);
        settle(task);
    }
}

void ClusterSession::settle(const Api::TaskInfo &task)
{
    const auto waiters = m_taskWaiters.take(task.id);
    for (const auto &waiter : waiters) {
        waiter->addResult(task);
        waiter->finish();
    }
    const auto own = m_ownTasks.constFind(task.id);
    if (own == m_ownTasks.constEnd())
        return;
    const QString guest = *own;
    m_ownTasks.erase(own);
    const PendingAction *pending = m_store.pending(guest);
    if (pending && pending->task == task.id)
        m_store.clearPending(guest);
    if (task.state == Api::TaskState::Failed)
        Q_EMIT changeFailed(guest, task.method, Error::fromJson(task.error));
    Q_EMIT taskEnded(task);
}

QFuture<Result<Api::TaskInfo>> ClusterSession::taskEnd(const QString &task)
{
    const Api::TaskInfo *known = m_store.task(task);
    if (known && known->isEnded())
        return ready<Api::TaskInfo>(*known);
    auto promise = std::make_shared<QPromise<Result<Api::TaskInfo>>>();
    promise->start();
    m_taskWaiters[task].append(promise);
    return promise->future();
}

QFuture<Result<Api::Nothing>> ClusterSession::cancelTask(const QString &task)
{
    return call(Api::taskCancel, {task});
}

QFuture<Result<std::shared_ptr<QIODevice>>>
ClusterSession::openConsole(const Api::GuestConsole &wish)
{
    using Device = std::shared_ptr<QIODevice>;
    auto promise = std::make_shared<QPromise<Result<Device>>>();
    promise->start();
    const auto finish = [promise](Result<Device> result) {
        promise->addResult(std::move(result));
        promise->finish();
    };
    whenDone(call(Api::guestConsole, wish), this,
             [this, finish](const Result<Api::ConsoleTicket> &ticket) {
                 if (!ticket || !m_client) {
                     finish(fail(ticket ? notConnectedError() : ticket.error()));
                     return;
                 }
                 // Called here so that the device belongs to this thread.
                 whenDone(m_client->openChannel(ticket->ticket), this, finish);
             });
    return promise->future();
}

void ClusterSession::addWatch(const QString &object)
{
    if (m_watches[object]++ == 0)
        m_sendWatches.start();
}

void ClusterSession::removeWatch(const QString &object)
{
    const auto it = m_watches.find(object);
    if (it == m_watches.end() || --*it > 0)
        return;
    m_watches.erase(it);
    m_sendWatches.start();
}

void ClusterSession::sendWatches()
{
    m_sendWatches.stop();
    if (isReady()) // with nothing to watch it still brings the slow round over all
        call(Api::metricsWatch, {m_watches.keys().mid(0, kWatchesAtMost)});
}

} // namespace Atoll
