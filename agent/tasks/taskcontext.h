// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "taskcontrol.h"

#include <QDeadlineTimer>
#include <QHash>

namespace Atoll {

class TaskContext;
class TaskJournal;

//! Takes back one kind of step, from its durable record. It runs when a task fails as well as after
//! a restart of the agent, so it must look first: what it takes back may never have been made.
using UndoFunction = std::function<Result<void>(TaskContext &, const QJsonObject &what)>;
using UndoFunctions = QHash<QString, UndoFunction>;

//! What a task's function has of the world: who asked, progress, log, cancel. Lives in the worker
//! that runs the function; made without arguments it is recorded nowhere.
class TaskContext
{
public:
    //! Ends the promise of onCancel() when it goes, after waiting for a call under way.
    class CancelHook
    {
    public:
        CancelHook(std::shared_ptr<TaskControl> control, std::shared_ptr<TaskControl::Hook> hook);
        ~CancelHook();
        CancelHook(CancelHook &&other) noexcept = default;
        CancelHook &operator=(CancelHook &&) = delete;

    private:
        std::shared_ptr<TaskControl> m_control;
        std::shared_ptr<TaskControl::Hook> m_hook;
    };

    TaskContext();
    TaskContext(Api::TaskInfo info, std::shared_ptr<TaskControl> control, TaskJournal *journal,
                std::shared_ptr<const UndoFunctions> undo, QDeadlineTimer deadline);

    const QString &id() const { return m_info.id; }
    const QString &user() const { return m_info.user; }
    //! Where the request came from; empty when nobody asked, and after a restart of the agent.
    const QString &address() const { return m_address; }
    void setAddress(const QString &address) { m_address = address; }
    const QString &object() const { return m_info.object; } //!< ACL path of what it works on
    const QString &requestId() const { return m_info.requestId; }
    QDeadlineTimer deadline() const { return m_deadline; }

    bool isCanceled() const { return m_control->cancelReason().has_value(); }
    //! Cancelled, or Timeout when the deadline passed: `if (auto go = context.mayGoOn(); !go) …`
    Result<void> mayGoOn() const;
    //! Calls `abort` from another thread when the task is to stop, at once when it already is.
    [[nodiscard]] CancelHook onCancel(std::function<void()> abort);

    void setStage(const QString &stage) { m_control->setStage(stage); }
    void setFraction(double fraction) { m_control->setFraction(fraction); }
    void setBytes(qint64 done, qint64 total) { m_control->setBytes(done, total); }
    void log(const QString &line) { m_control->log(line); }

private:
    friend class Rollback;

    Api::TaskInfo m_info;
    std::shared_ptr<TaskControl> m_control;
    TaskJournal *m_journal = nullptr;
    std::shared_ptr<const UndoFunctions> m_undo;
    QString m_address;
    QDeadlineTimer m_deadline{QDeadlineTimer::Forever};
};

} // namespace Atoll
