// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "rollback.h"
#include "taskrunner.h"

using namespace Qt::StringLiterals;

//! What a TaskRunner does with the tasks that a restart of the agent interrupted.
namespace Atoll {

void TaskRunner::recover(const QString &method, RecoverFunction function)
{
    m_recover.insert(method, std::move(function));
}

void TaskRunner::undo(const QString &kind, UndoFunction function)
{
    // Copied, because workers may hold the old table.
    auto table = std::make_shared<UndoFunctions>(*m_undo);
    table->insert(kind, std::move(function));
    m_undo = std::move(table);
}

void TaskRunner::resume()
{
    for (const QString &id : std::exchange(m_interrupted, {}))
        resumeOne(m_entries.value(id));
}

void TaskRunner::resumeOne(const std::shared_ptr<Entry> &entry)
{
    Api::TaskInfo &info = entry->record.info;
    ++m_running;
    entry->control = newControl(info.id);
    auto job = std::make_shared<Job>();
    job->control = entry->control;
    job->undo = m_undo;
    if (info.state == Api::TaskState::Queued) {
        job->run = [](TaskContext &) {
            return Outcome{Api::TaskState::Cancelled,
                           Error{ErrorCode::Cancelled,
                                 u"the agent was restarted before the task began"_s,
                                 u"Nothing was changed; start it again"_s}
                               .toJson()};
        };
    } else {
        entry->control->setStage(u"Finding out what became of it"_s);
        entry->control->log(u"The agent was restarted"_s);
        job->run = [record = entry->record, recover = m_recover.value(info.method)](
                       TaskContext &context) { return findOut(context, record, recover); };
    }
    info.state = Api::TaskState::Running;
    info.canCancel = false;
    info.ended = {};
    job->record = entry->record;
    m_workers.start([this, job] { work(*job); });
    Q_EMIT changed(info);
}

TaskRunner::Outcome TaskRunner::findOut(TaskContext &context, const TaskRecord &record,
                                        const RecoverFunction &recover)
{
    TaskRecovery recovery;
    if (recover) {
        const auto found = recover(context, record);
        recovery =
            found ? *found : TaskRecovery{TaskRecovery::Outcome::Unknown, found.error().sentence()};
    } else if (!record.intents.isEmpty()) {
        recovery.outcome = TaskRecovery::Outcome::Failed;
    }
    if (recovery.outcome == TaskRecovery::Outcome::Finished) {
        Rollback::keep(context, record.intents);
        return {Api::TaskState::Succeeded, {}, recovery.result};
    }
    const bool hadEnded = record.info.isEnded() && record.info.state != Api::TaskState::Unknown;
    if (hadEnded) { // its error is known, only its leftovers were not
        (void)Rollback::undo(context, record.intents);
        return {record.info.state, record.info.error};
    }
    const Error unknown{
        ErrorCode::Internal,
        u"the agent was restarted while this ran; whether it was done is not known"_s,
        recovery.text.isEmpty() ? u"Look at the object before you try again"_s : recovery.text};
    if (recovery.outcome == TaskRecovery::Outcome::Unknown)
        return {Api::TaskState::Unknown, unknown.toJson()};
    if (const auto undone = Rollback::undo(context, record.intents); !undone) {
        return {Api::TaskState::Unknown,
                undone.error()
                    .prefixed(u"the agent was restarted while this ran, and what it began could "
                              "not be undone"_s)
                    .toJson()};
    }
    return {
        Api::TaskState::Failed,
        Error{ErrorCode::Internal,
              recovery.text.isEmpty() ? u"the agent was restarted while this ran"_s : recovery.text,
              record.intents.isEmpty() ? u"Start it again"_s
                                       : u"What it had begun was undone; start it again"_s}
            .toJson()};
}

} // namespace Atoll
