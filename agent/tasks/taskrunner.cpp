// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "taskrunner.h"

#include <QLoggingCategory>
#include <QRandomGenerator>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

Q_LOGGING_CATEGORY(lcTasks, "atoll.agent.tasks")

constexpr std::chrono::milliseconds kNewsEvery{100};
constexpr int kCancellers = 4;
constexpr int kRecoverers = 4;

} // namespace

Result<std::unique_ptr<TaskRunner>> TaskRunner::open(const Options &options, const Clock &clock)
{
    auto journal = TaskJournal::open(options.journal);
    if (!journal)
        return fail(journal.error());
    const auto records = (*journal)->load();
    if (!records)
        return fail(records.error());
    std::unique_ptr<TaskRunner> runner(new TaskRunner(options, clock, std::move(*journal)));
    for (const TaskRecord &record : *records) {
        auto entry = std::make_shared<Entry>();
        entry->record = record;
        runner->insert(entry);
        if (record.info.isEnded() && record.intents.isEmpty())
            continue;
        runner->m_interrupted.append(record.info.id);
        runner->m_lanes.take(record.info.id, record.info.method, record.lanes);
    }
    runner->prune();
    return runner;
}

TaskRunner::TaskRunner(Options options, const Clock &clock, std::unique_ptr<TaskJournal> journal)
    : m_options(std::move(options))
    , m_clock(clock)
    , m_journal(std::move(journal))
    , m_lanes(m_options.maximumOfMethod)
{
    m_workers.setMaxThreadCount(m_options.workers + kRecoverers);
    m_cancellers.setMaxThreadCount(kCancellers);
    m_newsTimer.setSingleShot(true);
    m_newsTimer.setInterval(kNewsEvery);
    connect(&m_newsTimer, &QTimer::timeout, this, &TaskRunner::publishNews);
}

TaskRunner::~TaskRunner()
{
    stop();
    m_cancellers.waitForDone();
    m_workers.waitForDone();
}

Result<QString> TaskRunner::start(const TaskSpec &spec, TaskFunction function)
{
    Q_ASSERT(function && !spec.method.isEmpty() && !spec.user.isEmpty());
    const auto known = findRequest(spec);
    if (!known)
        return fail(known.error());
    if (*known)
        return **known;
    if (const auto may = mayQueue(spec); !may)
        return fail(may.error());

    auto entry = std::make_shared<Entry>();
    Api::TaskInfo &info = entry->record.info;
    info.id = newId();
    info.method = spec.method;
    info.node = m_options.node;
    info.user = spec.user;
    info.object = spec.object;
    info.objectName = spec.objectName;
    info.requestId = spec.requestId;
    info.created = m_clock.now();
    info.canCancel = spec.canCancel;
    entry->record.params = spec.params;
    entry->record.lanes = spec.lanes;
    entry->control = newControl(info.id);
    entry->waiting = std::make_unique<Job>();
    entry->waiting->timeout = spec.timeout;
    entry->waiting->run = [function = std::move(function),
                           control = entry->control](TaskContext &context) {
        return outcomeOf(function(context), *control);
    };
    const QString id = info.id;
    insert(entry);
    m_queue.append(id);
    schedule();
    if (entry->waiting) {
        m_journal->writeLater(entry->record);
        Q_EMIT changed(entry->record.info);
    }
    return id;
}

Result<std::optional<QString>> TaskRunner::findRequest(const TaskSpec &spec) const
{
    if (spec.requestId.isEmpty())
        return std::nullopt;
    const QString id = m_requests.value(requestKey(spec.user, spec.requestId));
    if (id.isEmpty())
        return std::nullopt;
    const Api::TaskInfo &info = m_entries.value(id)->record.info;
    if (info.method != spec.method || info.object != spec.object) {
        return fail(ErrorCode::InvalidRequest,
                    u"the request id was used before, for %1 on %2"_s.arg(info.method, info.object),
                    u"Use a new request id for every change"_s, {{u"task"_s, id}});
    }
    return id;
}

Result<void> TaskRunner::mayQueue(const TaskSpec &spec) const
{
    if (m_isStopping)
        return fail(ErrorCode::InvalidState, u"the agent is stopping"_s,
                    u"Try again when it has started"_s);
    if (m_queue.size() >= m_options.queueLength) {
        return fail(ErrorCode::LimitExceeded, u"%1 tasks are waiting already"_s.arg(m_queue.size()),
                    u"Try again when some of them have ended"_s,
                    {{u"limit"_s, u"queue"_s}, {u"maximum"_s, m_options.queueLength}});
    }
    if (spec.whenBusy == TaskSpec::WhenBusy::Queue)
        return {};
    if (const auto holder = m_lanes.holder(spec.lanes))
        return fail(busy(*holder));
    for (const QString &id : m_queue) {
        for (const QString &lane : m_entries.value(id)->record.lanes) {
            if (spec.lanes.contains(lane))
                return fail(busy(id));
        }
    }
    return {};
}

Error TaskRunner::busy(const QString &task) const
{
    const Api::TaskInfo &info = m_entries.value(task)->record.info;
    return {ErrorCode::Busy,
            u"%1 is busy with %2 for %3"_s.arg(
                info.objectName.isEmpty() ? info.object : info.objectName, info.method, info.user),
            u"Wait until that task has ended, or cancel it"_s,
            {{u"task"_s, task}}};
}

QString TaskRunner::newId() const
{
    // Never smaller than the newest: order of ids is order of creation, also when the clock jumps.
    qint64 time = m_clock.now().toMSecsSinceEpoch();
    if (!m_entries.isEmpty())
        time = qMax(time, m_entries.lastKey().left(12).toLongLong(nullptr, 16) + 1);
    return u"%1-%2"_s.arg(time, 12, 16, QChar(u'0'))
        .arg(QRandomGenerator::system()->generate64(), 16, 16, QChar(u'0'));
}

std::shared_ptr<TaskControl> TaskRunner::newControl(const QString &id)
{
    return std::make_shared<TaskControl>(m_clock, [this, id] {
        QMetaObject::invokeMethod(
            this,
            [this, id] {
                m_news.insert(id);
                if (!m_newsTimer.isActive())
                    m_newsTimer.start();
            },
            Qt::QueuedConnection);
    });
}

void TaskRunner::insert(const std::shared_ptr<Entry> &entry)
{
    const Api::TaskInfo &info = entry->record.info;
    m_entries.insert(info.id, entry);
    if (!info.requestId.isEmpty())
        m_requests.insert(requestKey(info.user, info.requestId), info.id);
}

void TaskRunner::schedule()
{
    QSet<QString> wanted; // by those who wait longer: nobody overtakes in a lane
    QList<Api::TaskInfo> launched;
    for (const QString &id : QStringList(m_queue)) {
        const auto entry = m_entries.value(id);
        const TaskRecord &record = entry->record;
        const bool isNext =
            std::none_of(record.lanes.begin(), record.lanes.end(),
                         [&](const QString &lane) { return wanted.contains(lane); });
        if (isNext && m_running < m_options.workers
            && m_lanes.isFree(record.info.method, record.lanes)) {
            m_queue.removeOne(id);
            launch(entry);
            launched.append(record.info);
        } else {
            wanted.unite(QSet<QString>(record.lanes.begin(), record.lanes.end()));
        }
    }
    for (const Api::TaskInfo &info : std::as_const(launched))
        Q_EMIT changed(info); // last, because a listener may start more
}

void TaskRunner::launch(const std::shared_ptr<Entry> &entry)
{
    Api::TaskInfo &info = entry->record.info;
    m_lanes.take(info.id, info.method, entry->record.lanes);
    ++m_running;
    info.state = Api::TaskState::Running;
    info.started = m_clock.now();
    const std::unique_ptr<Job> job = std::move(entry->waiting);
    job->record = entry->record;
    job->control = entry->control;
    job->undo = m_undo;
    if (job->timeout.count() > 0) {
        entry->deadline = std::make_unique<QTimer>();
        entry->deadline->setSingleShot(true);
        const QString words =
            u"%1 did not end within %2 s"_s.arg(info.method)
                .arg(std::chrono::duration_cast<std::chrono::seconds>(job->timeout).count());
        connect(entry->deadline.get(), &QTimer::timeout, this,
                [this, words, control = job->control] {
                    cancelLater(control, {ErrorCode::Timeout, words});
                });
        entry->deadline->start(job->timeout);
    }
    qCInfo(lcTasks).noquote() << info.id << info.method << info.object << "for" << info.user;
    m_workers.start([this, job = *job] { work(job); });
}

void TaskRunner::work(Job job)
{
    Api::TaskInfo &info = job.record.info;
    TaskContext context(info, job.control, m_journal.get(), job.undo,
                        job.timeout.count() > 0 ? QDeadlineTimer(job.timeout)
                                                : QDeadlineTimer(QDeadlineTimer::Forever));
    Outcome outcome;
    if (const auto recorded = m_journal->write(job.record); !recorded) {
        outcome = {Api::TaskState::Failed,
                   recorded.error().prefixed(u"the task did not begin"_s).toJson()};
    } else {
        // The only place that catches: a library that throws must not end the agent.
        try {
            outcome = job.run(context);
        } catch (const std::exception &exception) {
            outcome = {
                Api::TaskState::Failed,
                Error{ErrorCode::Internal, QString::fromLocal8Bit(exception.what())}.toJson()};
        }
    }
    job.run = {}; // what it holds goes in this thread, before the task counts as ended
    info.state = outcome.state;
    info.error = outcome.error;
    info.result = outcome.result;
    info.progress = job.control->takeNews();
    info.canCancel = false;
    info.ended = m_clock.now();
    if (const auto kept = m_journal->finish(job.record, job.control->takeUnsavedLines()); !kept)
        qCWarning(lcTasks).noquote() << info.id << kept.error().sentence();
    QMetaObject::invokeMethod(
        this, [this, record = job.record] { ended(record); }, Qt::QueuedConnection);
}

TaskRunner::Outcome TaskRunner::outcomeOf(const Result<QJsonValue> &result, TaskControl &control)
{
    if (result)
        return {Api::TaskState::Succeeded, {}, *result};
    const auto reason = control.cancelReason();
    if (!reason)
        return {result.error().code == ErrorCode::Cancelled ? Api::TaskState::Cancelled
                                                            : Api::TaskState::Failed,
                result.error().toJson()};
    // The function often sees only that its tool was ended; the reason is what people need.
    Error told = *reason;
    if (result.error().text == told.text)
        told.details = result.error().details; // what it had done by then
    else
        control.log(result.error().sentence());
    return {told.code == ErrorCode::Timeout ? Api::TaskState::Failed : Api::TaskState::Cancelled,
            told.toJson()};
}

void TaskRunner::ended(const TaskRecord &record)
{
    const auto entry = m_entries.value(record.info.id);
    entry->record = record;
    entry->control.reset();
    entry->deadline.reset();
    m_news.remove(record.info.id);
    m_lanes.release(record.info.method, record.lanes);
    --m_running;
    qCInfo(lcTasks).noquote() << record.info.id << record.info.method << nameOf(record.info.state)
                              << record.info.error.value(u"message"_s).toString();
    Q_EMIT changed(record.info);
    prune();
    schedule();
}

Result<void> TaskRunner::cancel(const QString &task, const QString &user)
{
    const auto entry = m_entries.value(task);
    if (!entry)
        return fail(info(task).error());
    const Api::TaskInfo &info = entry->record.info;
    if (info.isEnded())
        return fail(ErrorCode::InvalidState, u"%1 has ended already"_s.arg(info.method));
    if (!info.canCancel) {
        return fail(ErrorCode::Unsupported, u"%1 cannot be cancelled"_s.arg(info.method),
                    u"Wait for its end"_s);
    }
    const Error reason{ErrorCode::Cancelled, u"%1 was cancelled by %2"_s.arg(info.method, user)};
    if (entry->waiting)
        endQueued(entry, reason);
    else
        cancelLater(entry->control, reason);
    return {};
}

void TaskRunner::endQueued(const std::shared_ptr<Entry> &entry, const Error &reason)
{
    Api::TaskInfo &info = entry->record.info;
    m_queue.removeOne(info.id);
    info.state = Api::TaskState::Cancelled;
    info.error = reason.toJson();
    info.canCancel = false;
    info.ended = m_clock.now();
    entry->waiting.reset();
    entry->control.reset();
    m_journal->writeLater(entry->record);
    Q_EMIT changed(info);
    schedule(); // others may have waited behind it
}

void TaskRunner::cancelLater(const std::shared_ptr<TaskControl> &control, const Error &reason)
{
    m_cancellers.start([control, reason] { control->cancel(reason); });
}

void TaskRunner::stop()
{
    m_isStopping = true;
    const Error reason{ErrorCode::Cancelled, u"the agent was stopped"_s};
    const QStringList queued = std::exchange(m_queue, {});
    for (const QString &id : queued)
        endQueued(m_entries.value(id), reason);
    for (const auto &entry : std::as_const(m_entries)) {
        if (entry->control)
            cancelLater(entry->control, reason);
    }
}

} // namespace Atoll
