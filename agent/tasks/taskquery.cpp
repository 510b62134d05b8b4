// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "taskrunner.h"

#include <QPromise>

using namespace Qt::StringLiterals;

//! What a TaskRunner tells about its tasks, and for how long it remembers them.
namespace Atoll {
namespace {

template <class T>
QFuture<T> readyFuture(T value)
{
    QPromise<T> promise;
    promise.start();
    promise.addResult(std::move(value));
    promise.finish();
    return promise.future();
}

} // namespace

Result<Api::TaskInfo> TaskRunner::info(const QString &task) const
{
    const auto entry = m_entries.value(task);
    if (!entry)
        return fail(ErrorCode::NotFound, u"there is no task %1"_s.arg(task),
                    u"Old tasks are forgotten after some time"_s);
    return entry->record.info;
}

QList<Api::TaskInfo> TaskRunner::list(const Api::TaskFilter &filter,
                                      std::optional<Api::TaskState> state,
                                      const QDateTime &since) const
{
    QList<Api::TaskInfo> found;
    for (auto it = m_entries.end(); it != m_entries.begin() && found.size() < filter.limit;) {
        const Api::TaskInfo &info = (--it).value()->record.info;
        if (since.isValid() && info.created < since)
            break;
        const bool isObject = filter.object.isEmpty() || info.object == filter.object
                              || info.object.startsWith(filter.object + u'/');
        if (isObject && (filter.user.isEmpty() || info.user == filter.user)
            && (!filter.runningOnly || !info.isEnded()) && (!state || info.state == *state))
            found.append(info);
    }
    return found;
}

QFuture<Result<Api::TaskLog>> TaskRunner::log(const QString &task, int offset, int limit) const
{
    const auto entry = m_entries.value(task);
    if (!entry)
        return readyFuture<Result<Api::TaskLog>>(fail(info(task).error()));
    if (entry->control)
        return readyFuture<Result<Api::TaskLog>>(entry->control->lines(offset, limit));
    return m_journal->readLog(task, offset, limit);
}

void TaskRunner::publishNews()
{
    QHash<QString, TaskControl::Lines> lines;
    for (const QString &id : std::exchange(m_news, {})) {
        const auto entry = m_entries.value(id);
        if (!entry || !entry->control)
            continue;
        entry->record.info.progress = entry->control->takeNews();
        if (const auto unsaved = entry->control->takeUnsavedLines(); !unsaved.lines.isEmpty())
            lines.insert(id, unsaved);
        Q_EMIT changed(entry->record.info);
    }
    if (!lines.isEmpty())
        m_journal->appendLogLater(lines);
}

void TaskRunner::prune()
{
    const QDateTime oldest =
        m_clock.now().addSecs(-std::chrono::seconds(m_options.keepFor).count());
    QStringList removed;
    for (auto it = m_entries.begin(); it != m_entries.end();) {
        const TaskRecord &record = it.value()->record;
        if (m_entries.size() <= m_options.keepCount && record.info.created >= oldest)
            break;
        if (!record.info.isEnded() || m_interrupted.contains(record.info.id)) {
            ++it;
            continue;
        }
        m_requests.remove(requestKey(record.info.user, record.info.requestId));
        removed.append(record.info.id);
        it = m_entries.erase(it);
    }
    if (!removed.isEmpty())
        m_journal->removeLater(removed);
}

} // namespace Atoll
