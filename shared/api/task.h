// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "method.h"

#include <core/diff.h>

//! Long-running work. Every `change` of the catalogue is one task.
namespace Atoll::Api {

enum class TaskState {
    Queued,
    Running,
    Succeeded,
    Failed,
    Cancelled,
    Unknown, //!< the agent was restarted meanwhile and could not yet find out
};
constexpr auto enumNames(TaskState)
{
    using S = TaskState;
    return std::array{EnumName{S::Queued, "queued"},       EnumName{S::Running, "running"},
                      EnumName{S::Succeeded, "succeeded"}, EnumName{S::Failed, "failed"},
                      EnumName{S::Cancelled, "cancelled"}, EnumName{S::Unknown, "unknown"}};
}

//! Answer of every change.
struct TaskRef
{
    QString task;
    static constexpr auto fields()
    {
        return fieldsOf(field("task", &TaskRef::task, "Id of the task").required());
    }
};

struct TaskProgress
{
    double fraction = -1; //!< 0…1, negative when it cannot be known
    qint64 doneBytes = 0;
    qint64 totalBytes = 0;
    qint64 bytesPerSecond = 0;
    qint64 secondsLeft = -1;
    QString stage;
    static constexpr auto fields()
    {
        return fieldsOf(
            field("fraction", &TaskProgress::fraction, "0 to 1; negative when unknown"),
            field("doneBytes", &TaskProgress::doneBytes),
            field("totalBytes", &TaskProgress::totalBytes),
            field("bytesPerSecond", &TaskProgress::bytesPerSecond),
            field("secondsLeft", &TaskProgress::secondsLeft, "Estimate; negative when unknown"),
            field("stage", &TaskProgress::stage, "What is being done now"));
    }
    bool operator==(const TaskProgress &) const = default;
};

struct TaskInfo
{
    QString id;
    QString method;
    QString node;
    QString user;
    QString object;     //!< ACL path of what it works on: "/guests/<uuid>", "/storages/local"
    QString objectName; //!< for people
    QString requestId;
    TaskState state = TaskState::Queued;
    QDateTime created;
    QDateTime started;
    QDateTime ended;
    TaskProgress progress;
    bool canCancel = false;
    QJsonObject error; //!< {code, message, data} when failed
    QJsonValue result;
    static constexpr auto fields()
    {
        return fieldsOf(field("id", &TaskInfo::id), field("method", &TaskInfo::method),
                        field("node", &TaskInfo::node), field("user", &TaskInfo::user),
                        field("object", &TaskInfo::object, "ACL path of what it works on"),
                        field("objectName", &TaskInfo::objectName),
                        field("requestId", &TaskInfo::requestId), field("state", &TaskInfo::state),
                        field("created", &TaskInfo::created), field("started", &TaskInfo::started),
                        field("ended", &TaskInfo::ended), field("progress", &TaskInfo::progress),
                        field("canCancel", &TaskInfo::canCancel),
                        field("error", &TaskInfo::error, "Code, message and data when it failed"),
                        field("result", &TaskInfo::result));
    }
    bool isEnded() const { return state != TaskState::Queued && state != TaskState::Running; }
};

struct TaskFilter
{
    QString object;
    QString user;
    bool runningOnly = false;
    int limit = 100;
    static constexpr auto fields()
    {
        return fieldsOf(
            field("object", &TaskFilter::object, "Only tasks on this object, as /guests/<uuid>"),
            field("user", &TaskFilter::user, "Only tasks of this user"),
            field("runningOnly", &TaskFilter::runningOnly, "Only tasks that have not ended"),
            field("limit", &TaskFilter::limit, "At most so many, newest first").range(1, 1000));
    }
};

struct TaskLogRequest
{
    QString task;
    int offset = 0;
    int limit = 500;
    static constexpr auto fields()
    {
        return fieldsOf(field("task", &TaskLogRequest::task, "Id of the task").required(),
                        field("offset", &TaskLogRequest::offset, "First line").range(0, 1 << 30),
                        field("limit", &TaskLogRequest::limit, "Lines at most").range(1, 2000));
    }
};

struct TaskLogLine
{
    QDateTime at;
    QString text;
    static constexpr auto fields()
    {
        return fieldsOf(field("at", &TaskLogLine::at), field("text", &TaskLogLine::text));
    }
};

struct TaskLog
{
    QList<TaskLogLine> lines;
    int offset = 0;
    int total = 0;
    static constexpr auto fields()
    {
        return fieldsOf(
            field("lines", &TaskLog::lines),
            field("offset", &TaskLog::offset,
                  "Number of the first line here; more than asked when older ones are gone"),
            field("total", &TaskLog::total, "Lines that the task wrote so far"));
    }
};

//! Answer to a change that was asked with `dryRun`: nothing was touched.
//! When one key of a change takes effect.
struct PlanEffect
{
    QString path;
    bool isNow = true;
    QString reason;
    static constexpr auto fields()
    {
        return fieldsOf(
            field("path", &PlanEffect::path, "Key, as disks[sda].cache"),
            field("isNow", &PlanEffect::isNow, "True: at once; false: at the next start"),
            field("reason", &PlanEffect::reason, "Why it waits"));
    }
    bool operator==(const PlanEffect &) const = default;
};

struct Plan
{
    QStringList steps;     //!< sentences in the order of work
    QList<Change> changes; //!< keys of the configuration
    QString xmlBefore;     //!< rendered definitions, where the change has one
    QString xmlAfter;
    QString impact;            //!< what happens to the running guest
    QList<PlanEffect> effects; //!< of a guest that runs: when each key takes effect
    static constexpr auto fields()
    {
        return fieldsOf(
            field("steps", &Plan::steps, "What would be done, in order"),
            field("changes", &Plan::changes, "Keys that would change"),
            field("xmlBefore", &Plan::xmlBefore), field("xmlAfter", &Plan::xmlAfter),
            field("impact", &Plan::impact, "What happens to the running guest"),
            field("effects", &Plan::effects, "Of a guest that runs: when each key takes effect"));
    }
};

inline constexpr Method<TaskFilter, QList<TaskInfo>> taskList{
    "task.list", "List tasks, newest first", Kind::Query, Privilege::TaskView, "/tasks"};
inline constexpr Method<TaskRef, TaskInfo> taskGet{"task.get", "Show one task", Kind::Query,
                                                   Privilege::TaskView, "/tasks"};
inline constexpr Method<TaskLogRequest, TaskLog> taskLog{
    "task.log", "Read the log of a task", Kind::Query, Privilege::TaskView, "/tasks"};
inline constexpr Method<TaskRef, Nothing> taskCancel{
    "task.cancel", "Ask a running task to stop and undo what it began", Kind::Query,
    Privilege::TaskCancel, "/tasks"};

inline constexpr Notification<TaskInfo> taskChanged{"task.changed", "A task began, moved or ended"};

inline constexpr std::tuple kTaskMethods{taskList, taskGet, taskLog, taskCancel};

} // namespace Atoll::Api
