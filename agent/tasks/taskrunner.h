// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "taskcontext.h"
#include "taskjournal.h"
#include "tasklanes.h"

#include <QObject>
#include <QThreadPool>
#include <QTimer>

namespace Atoll {

//! What to run, for whom, and what it must not run beside of.
struct TaskSpec
{
    enum class WhenBusy {
        Refuse, //!< ErrorCode::Busy that names the task in the way
        Queue,  //!< wait for it
    };

    QString method;     //!< "guest.start"
    QString user;       //!< "alice@pam"
    QString object;     //!< ACL path
    QString objectName; //!< for people
    QString requestId = {};
    QStringList lanes = {}; //!< only one task at a time in each; by custom the object's path
    WhenBusy whenBusy = WhenBusy::Refuse;
    std::chrono::milliseconds timeout{0}; //!< none when 0
    bool canCancel = true;
    QJsonObject params = {}; //!< for the recovery after a restart; without secrets
};

using TaskFunction = std::function<Result<QJsonValue>(TaskContext &)>;

//! What became of a task that a restart of the agent interrupted.
struct TaskRecovery
{
    enum class Outcome {
        Finished, //!< it was done; what it made is kept
        Failed,   //!< it was not; what it made is taken back
        Unknown,  //!< cannot be told; nothing is touched
    };
    Outcome outcome = Outcome::Unknown;
    QString text = {}; //!< a sentence for people
    QJsonValue result = {};
};

//! Finds out, in a worker, what became of an interrupted task.
using RecoverFunction = std::function<Result<TaskRecovery>(TaskContext &, const TaskRecord &)>;

//! Runs long work in a bounded pool of workers and keeps the record of it. The object lives in the
//! event-loop thread, and so do its functions and signals; the TaskFunctions run in workers.
class TaskRunner final : public QObject
{
    Q_OBJECT

public:
    struct Options
    {
        QString journal; //!< path of tasks.db
        QString node;
        int workers = 16;
        int queueLength = 512;
        QHash<QString, int> maximumOfMethod = {}; //!< running at the same time
        int keepCount = 2000;
        std::chrono::hours keepFor = std::chrono::days(30);
    };

    //! Blocks while the journal is checked: for the start of the agent.
    static Result<std::unique_ptr<TaskRunner>> open(const Options &options, const Clock &clock);
    //! Cancels what runs and waits for it.
    ~TaskRunner() override;

    // At the start: first register, then resume.
    void recover(const QString &method, RecoverFunction function);
    void undo(const QString &kind, UndoFunction function);
    //! Takes up what the last run of the agent left behind. Its lanes are held until it is clear.
    void resume();

    //! The id of the new task, or of the one that the same user made with the same request id.
    Result<QString> start(const TaskSpec &spec, TaskFunction function);
    Result<void> cancel(const QString &task, const QString &user);
    //! From now on nothing starts; what runs is cancelled.
    void stop();

    Result<Api::TaskInfo> info(const QString &task) const;
    //! Newest first. `object` also finds what is below it.
    QList<Api::TaskInfo> list(const Api::TaskFilter &filter,
                              std::optional<Api::TaskState> state = {},
                              const QDateTime &since = {}) const;
    QFuture<Result<Api::TaskLog>> log(const QString &task, int offset, int limit) const;

Q_SIGNALS:
    //! Began, moved (at most ten times a second) or ended. Ended means durably so.
    void changed(const Atoll::Api::TaskInfo &info);

private:
    struct Outcome
    {
        Api::TaskState state = Api::TaskState::Unknown;
        QJsonObject error = {};
        QJsonValue result = {};
    };
    //! All that a worker needs, by value.
    struct Job
    {
        TaskRecord record;
        std::shared_ptr<TaskControl> control;
        std::function<Outcome(TaskContext &)> run;
        std::shared_ptr<const UndoFunctions> undo;
        std::chrono::milliseconds timeout{0};
    };
    struct Entry
    {
        TaskRecord record;
        std::shared_ptr<TaskControl> control; //!< only while it has not ended
        std::unique_ptr<Job> waiting;         //!< only while it is queued
        std::unique_ptr<QTimer> deadline;
    };

    TaskRunner(Options options, const Clock &clock, std::unique_ptr<TaskJournal> journal);

    Result<std::optional<QString>> findRequest(const TaskSpec &spec) const;
    Result<void> mayQueue(const TaskSpec &spec) const;
    Error busy(const QString &task) const;
    QString newId() const;
    void schedule();
    void launch(const std::shared_ptr<Entry> &entry);
    void work(Job job);
    void ended(const TaskRecord &record);
    void endQueued(const std::shared_ptr<Entry> &entry, const Error &reason);
    void cancelLater(const std::shared_ptr<TaskControl> &control, const Error &reason);
    std::shared_ptr<TaskControl> newControl(const QString &id);
    void insert(const std::shared_ptr<Entry> &entry);
    void publishNews();
    void prune();
    void resumeOne(const std::shared_ptr<Entry> &entry);

    static QString requestKey(const QString &user, const QString &requestId)
    {
        return user + u'\n' + requestId;
    }
    static Outcome outcomeOf(const Result<QJsonValue> &result, TaskControl &control);
    static Outcome findOut(TaskContext &context, const TaskRecord &record,
                           const RecoverFunction &recover);

    const Options m_options;
    const Clock &m_clock;
    std::unique_ptr<TaskJournal> m_journal;
    std::shared_ptr<const UndoFunctions> m_undo = std::make_shared<UndoFunctions>();
    QHash<QString, RecoverFunction> m_recover;
    QMap<QString, std::shared_ptr<Entry>> m_entries; //!< by id, so by age
    QHash<QString, QString> m_requests;              //!< user and request id to task
    QStringList m_queue;
    QStringList m_interrupted;
    TaskLanes m_lanes;
    int m_running = 0;
    bool m_isStopping = false;
    QSet<QString> m_news;
    QTimer m_newsTimer;
    QThreadPool m_workers;
    QThreadPool m_cancellers;
};

} // namespace Atoll
