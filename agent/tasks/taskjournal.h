// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "taskcontrol.h"

#include <store/sqlitefile.h>

#include <QFuture>
#include <QHash>

namespace Atoll {

//! A step that a task was about to do and that must be taken back when the task does not get to its
//! end.
struct TaskIntent
{
    qint64 id = 0;
    QString kind; //!< names the UndoFunction
    QJsonObject what;
};

//! What the journal knows of one task.
struct TaskRecord
{
    Api::TaskInfo info; //!< without progress, which is not kept
    QJsonObject params;
    QStringList lanes;
    QList<TaskIntent> intents; //!< in the order of the steps
};

//! Tasks, their logs and their intents, in a SQLite file. The functions that return a Result block
//! until the change is durable: for workers. The others return at once. Any thread.
class TaskJournal
{
public:
    static Result<std::unique_ptr<TaskJournal>> open(const QString &path);

    Result<QList<TaskRecord>> load(); //!< oldest first

    Result<void> write(const TaskRecord &record);
    Result<void> finish(const TaskRecord &record, const TaskControl::Lines &lines);
    Result<qint64> addIntent(const QString &task, const QString &kind, const QJsonObject &what);
    Result<void> removeIntents(const QList<qint64> &ids);

    void writeLater(const TaskRecord &record);
    void appendLogLater(const QHash<QString, TaskControl::Lines> &linesOfTasks);
    void removeLater(const QStringList &tasks);
    QFuture<Result<Api::TaskLog>> readLog(const QString &task, int offset, int limit);

private:
    explicit TaskJournal(std::unique_ptr<SqliteFile> file);

    std::unique_ptr<SqliteFile> m_file;
};

} // namespace Atoll
