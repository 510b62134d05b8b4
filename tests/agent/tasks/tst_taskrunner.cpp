// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <support/expect.h>
#include <support/manualclock.h>
#include <tasks/taskrunner.h>

#include <QSemaphore>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <stdexcept>

using namespace Atoll;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using Api::TaskState;

namespace {

TaskSpec spec(const QString &guest = u"100"_s, const QString &requestId = {})
{
    TaskSpec spec;
    spec.method = u"guest.start"_s;
    spec.user = u"alice@pam"_s;
    spec.object = u"/guests/"_s + guest;
    spec.objectName = u"web-"_s + guest;
    spec.requestId = requestId;
    spec.lanes = {spec.object};
    return spec;
}

Result<QJsonValue> nothing(TaskContext &) { return QJsonValue(); }

} // namespace

class TaskRunnerTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<TaskRunner> open(int workers = 4)
    {
        TaskRunner::Options options;
        options.journal = m_dir->filePath(u"tasks.db"_s);
        options.node = u"reef-1"_s;
        options.workers = workers;
        options.keepCount = m_keepCount;
        options.maximumOfMethod = {{u"backup"_s, 2}};
        auto runner = TaskRunner::open(options, m_clock);
        if (!runner)
            qWarning() << runner.error().sentence();
        return runner ? std::move(*runner) : nullptr;
    }
    static TaskState stateOf(const TaskRunner &runner, const QString &id)
    {
        const auto info = runner.info(id);
        return info ? info->state : TaskState::Unknown;
    }
    static QStringList logOf(TaskRunner &runner, const QString &id)
    {
        auto future = runner.log(id, 0, 1000);
        future.waitForFinished();
        const auto log = future.result();
        QStringList lines;
        for (const auto &line : log ? log->lines : QList<Api::TaskLogLine>())
            lines += line.text;
        return lines;
    }

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_keepCount = 1000;
    }

    void aTaskRunsInAWorkerAndKeepsItsResult()
    {
        auto runner = open();
        QList<TaskState> states;
        connect(runner.get(), &TaskRunner::changed, this,
                [&](const Api::TaskInfo &info) { states += info.state; });
        const auto id = runner->start(spec(), [](TaskContext &context) -> Result<QJsonValue> {
            context.log(u"hello "_s + context.user());
            if (QThread::currentThread() == qApp->thread())
                return fail(ErrorCode::Internal, u"wrong thread"_s);
            return QJsonObject{{u"answer"_s, 42}};
        });
        ATOLL_VERIFY(id);
        QTRY_COMPARE(stateOf(*runner, *id), TaskState::Succeeded);
        const Api::TaskInfo info = runner->info(*id).value();
        QCOMPARE(info.result, (QJsonObject{{u"answer"_s, 42}}));
        QCOMPARE(info.node, u"reef-1"_s);
        QCOMPARE(info.created, m_clock.now());
        QVERIFY(info.started.isValid() && info.ended.isValid() && !info.canCancel);
        QCOMPARE(states.first(), TaskState::Running);
        QCOMPARE(states.last(), TaskState::Succeeded);
        QCOMPARE(logOf(*runner, *id), QStringList{u"hello alice@pam"_s});
        runner.reset();
        runner = open();
        QCOMPARE(toJson(runner->info(*id).value()).toObject().value(u"result"_s),
                 (QJsonObject{{u"answer"_s, 42}}));
        QCOMPARE(logOf(*runner, *id), QStringList{u"hello alice@pam"_s});
    }

    void aFailureKeepsTheWholeError()
    {
        auto runner = open();
        const Error error{
            ErrorCode::NoSpace, u"the disk is full"_s, u"Free some"_s, {{u"freeBytes"_s, 1}}};
        const auto id =
            runner->start(spec(), [&](TaskContext &) -> Result<QJsonValue> { return fail(error); });
        QTRY_COMPARE(stateOf(*runner, *id), TaskState::Failed);
        QCOMPARE(Error::fromJson(runner->info(*id)->error), error);
    }

    void aFunctionThatThrowsFailsAlone()
    {
        auto runner = open();
        const auto id = runner->start(spec(), [](TaskContext &) -> Result<QJsonValue> {
            throw std::runtime_error("library");
        });
        QTRY_COMPARE(stateOf(*runner, *id), TaskState::Failed);
        QCOMPARE(Error::fromJson(runner->info(*id)->error).text, u"library"_s);
    }

    void theSameRequestIsDoneOnceAlsoAfterARestart()
    {
        auto runner = open();
        std::atomic<int> runs = 0;
        const auto count = [&](TaskContext &) -> Result<QJsonValue> { return ++runs; };
        const auto first = runner->start(spec(u"100"_s, u"r1"_s), count);
        QCOMPARE(runner->start(spec(u"100"_s, u"r1"_s), count).value(), *first);
        QTRY_COMPARE(stateOf(*runner, *first), TaskState::Succeeded);
        QCOMPARE(runner->start(spec(u"100"_s, u"r1"_s), count).value(), *first);
        runner.reset();
        runner = open();
        QCOMPARE(runner->start(spec(u"100"_s, u"r1"_s), count).value(), *first);
        QCOMPARE(runs, 1);
        TaskSpec other = spec(u"100"_s, u"r1"_s);
        other.user = u"bob@pam"_s; // his request ids are his own
        QVERIFY(runner->start(other, count).value() != *first);
        QCOMPARE(runner->start(spec(u"200"_s, u"r1"_s), count).error().code,
                 ErrorCode::InvalidRequest);
        QTRY_COMPARE(runs, 2);
    }

    void aBusyObjectSaysWithWhat()
    {
        auto runner = open();
        QSemaphore release;
        const auto first = runner->start(spec(), [&](TaskContext &) -> Result<QJsonValue> {
            release.acquire();
            return {};
        });
        const auto second = runner->start(spec(), nothing);
        QCOMPARE(second.error().code, ErrorCode::Busy);
        QCOMPARE(second.error().details.value(u"task"_s).toString(), *first);
        QVERIFY(second.error().text.contains(u"web-100"_s));
        QVERIFY(second.error().text.contains(u"guest.start"_s));
        QVERIFY(second.error().text.contains(u"alice@pam"_s));
        QVERIFY(runner->start(spec(u"101"_s), nothing)); // others go on
        release.release();
        QTRY_COMPARE(stateOf(*runner, *first), TaskState::Succeeded);
        QVERIFY(runner->start(spec(), nothing));
    }

    void whoQueuesRunsInOrderOneAtATime()
    {
        auto runner = open();
        TaskSpec queued = spec();
        queued.whenBusy = TaskSpec::WhenBusy::Queue;
        std::atomic<int> inside = 0;
        std::atomic<int> worst = 0;
        QList<int> order; // guarded by the lane itself
        QStringList ids;
        for (int i = 0; i < 20; ++i) {
            ids += runner
                       ->start(queued,
                               [&, i](TaskContext &) -> Result<QJsonValue> {
                                   worst = qMax(int(worst), ++inside);
                                   order.append(i);
                                   --inside;
                                   return {};
                               })
                       .value();
        }
        QCOMPARE(stateOf(*runner, ids.last()), TaskState::Queued);
        QTRY_COMPARE(stateOf(*runner, ids.last()), TaskState::Succeeded);
        QCOMPARE(worst, 1);
        QVERIFY(std::is_sorted(order.begin(), order.end()));
        QCOMPARE(order.size(), 20);
    }

    void nobodyOvertakesWhoWaitsForTwoLanes()
    {
        auto runner = open();
        QSemaphore release;
        const auto hold = [&](TaskContext &) -> Result<QJsonValue> {
            release.acquire();
            return {};
        };
        TaskSpec both = spec(u"1"_s);
        both.lanes = {u"a"_s, u"b"_s};
        TaskSpec onlyA = spec(u"2"_s);
        onlyA.lanes = {u"a"_s};
        TaskSpec onlyB = spec(u"3"_s);
        onlyB.lanes = {u"b"_s};
        onlyB.whenBusy = both.whenBusy = TaskSpec::WhenBusy::Queue;
        const auto first = runner->start(onlyA, hold);
        const auto second = runner->start(both, hold);
        const auto third = runner->start(onlyB, hold);
        QCOMPARE(stateOf(*runner, *third), TaskState::Queued);
        QVERIFY(runner->cancel(*second, u"bob@pam"_s));
        QCOMPARE(stateOf(*runner, *second), TaskState::Cancelled);
        QCOMPARE(stateOf(*runner, *third), TaskState::Running);
        release.release(2);
        QTRY_COMPARE(stateOf(*runner, *third), TaskState::Succeeded);
    }

    void workersAndMethodsAreBounded()
    {
        auto runner = open(3);
        QSemaphore release;
        const auto hold = [&](TaskContext &) -> Result<QJsonValue> {
            release.acquire();
            return {};
        };
        QStringList ids;
        const auto add = [&](const QString &method) {
            TaskSpec one = spec(QString::number(ids.size()));
            one.method = method;
            ids += runner->start(one, hold).value();
        };
        for (const QString &method :
             {u"backup"_s, u"backup"_s, u"backup"_s, u"other"_s, u"other"_s})
            add(method);
        QList<TaskState> states;
        for (const QString &id : ids)
            states += stateOf(*runner, id);
        using S = TaskState;
        QCOMPARE(states, (QList<S>{S::Running, S::Running, S::Queued, S::Running, S::Queued}));
        release.release(5);
        for (const QString &id : ids)
            QTRY_COMPARE(stateOf(*runner, id), TaskState::Succeeded);
    }

    void cancelAbortsTheWorkAndNamesWhoDidIt()
    {
        auto runner = open();
        const auto id = runner->start(spec(), [](TaskContext &context) -> Result<QJsonValue> {
            QSemaphore aborted;
            const auto hook = context.onCancel([&] { aborted.release(); });
            aborted.acquire();
            return fail(ErrorCode::EngineFailed, u"the tool was killed"_s);
        });
        QVERIFY(runner->info(*id)->canCancel);
        ATOLL_VERIFY(runner->cancel(*id, u"bob@pam"_s));
        QTRY_COMPARE(stateOf(*runner, *id), TaskState::Cancelled);
        const Error error = Error::fromJson(runner->info(*id)->error);
        QCOMPARE(error.code, ErrorCode::Cancelled);
        QVERIFY(error.text.contains(u"bob@pam"_s));
        QVERIFY(logOf(*runner, *id).join(u' ').contains(u"The tool was killed"_s));
        QCOMPARE(runner->cancel(*id, u"bob@pam"_s).error().code, ErrorCode::InvalidState);
        QCOMPARE(runner->cancel(u"none"_s, u"bob@pam"_s).error().code, ErrorCode::NotFound);
    }

    void aCancelThatComesTooLateDoesNotLie()
    {
        auto runner = open();
        QSemaphore release;
        const auto id = runner->start(spec(), [&](TaskContext &) -> Result<QJsonValue> {
            release.acquire();
            return QJsonValue(1);
        });
        QVERIFY(runner->cancel(*id, u"bob@pam"_s));
        release.release();
        QTRY_COMPARE(stateOf(*runner, *id), TaskState::Succeeded);
    }

    void aDeadlineEndsTheWork()
    {
        auto runner = open();
        TaskSpec slow = spec();
        slow.timeout = 30ms;
        const auto id = runner->start(slow, [](TaskContext &context) -> Result<QJsonValue> {
            QSemaphore aborted;
            const auto hook = context.onCancel([&] { aborted.release(); });
            aborted.acquire();
            return fail(context.mayGoOn().error());
        });
        QTRY_COMPARE(stateOf(*runner, *id), TaskState::Failed);
        QCOMPARE(Error::fromJson(runner->info(*id)->error).code, ErrorCode::Timeout);
    }

    void progressComesAtMostTenTimesASecond()
    {
        auto runner = open();
        QSignalSpy spy(runner.get(), &TaskRunner::changed);
        QElapsedTimer timer;
        timer.start();
        const auto id = runner->start(spec(), [](TaskContext &context) -> Result<QJsonValue> {
            for (int i = 0; i < 350; ++i) {
                context.setFraction(i / 350.0);
                context.setStage(u"step %1"_s.arg(i));
                QThread::msleep(1);
            }
            return {};
        });
        QTRY_COMPARE(stateOf(*runner, *id), TaskState::Succeeded);
        QVERIFY(spy.size() >= 3);
        QVERIFY2(spy.size() <= 3 + timer.elapsed() / 100, qPrintable(QString::number(spy.size())));
        const auto middle = spy.at(1).first().value<Api::TaskInfo>();
        QVERIFY(middle.progress.fraction >= 0 && middle.progress.stage.startsWith(u"step"_s));
    }

    void tasksAreFoundByWhatPeopleAskFor()
    {
        auto runner = open();
        QSemaphore release;
        const auto running = runner->start(spec(u"1"_s), [&](TaskContext &) -> Result<QJsonValue> {
            release.acquire();
            return {};
        });
        m_clock.advance(1min);
        const QDateTime later = m_clock.now();
        TaskSpec bobs = spec(u"12"_s);
        bobs.user = u"bob@pam"_s;
        const auto failed = runner->start(bobs, [](TaskContext &) -> Result<QJsonValue> {
            return fail(ErrorCode::Internal, u"no"_s);
        });
        QTRY_COMPARE(stateOf(*runner, *failed), TaskState::Failed);
        const auto ids = [&](const Api::TaskFilter &filter, std::optional<TaskState> state = {},
                             const QDateTime &since = {}) {
            QStringList found;
            for (const auto &info : runner->list(filter, state, since))
                found += info.id;
            return found;
        };
        QCOMPARE(ids({}), (QStringList{*failed, *running})); // newest first
        QCOMPARE(ids({u"/guests/1"_s, {}, false, 10}), QStringList{*running});
        QCOMPARE(ids({u"/guests"_s, {}, false, 10}).size(), 2);
        QCOMPARE(ids({{}, u"bob@pam"_s, false, 10}), QStringList{*failed});
        QCOMPARE(ids({{}, {}, true, 10}), QStringList{*running});
        QCOMPARE(ids({{}, {}, false, 1}), QStringList{*failed});
        QCOMPARE(ids({}, TaskState::Failed), QStringList{*failed});
        QCOMPARE(ids({}, {}, later), QStringList{*failed});
        release.release();
        QTRY_COMPARE(stateOf(*runner, *running), TaskState::Succeeded);
    }

    void oldTasksAreForgotten()
    {
        m_keepCount = 3;
        auto runner = open();
        QStringList ids;
        for (int i = 0; i < 5; ++i) {
            ids += runner->start(spec(), nothing).value();
            QTRY_COMPARE(stateOf(*runner, ids.last()), TaskState::Succeeded);
        }
        QCOMPARE(runner->list({}).size(), 3);
        QCOMPARE(runner->info(ids.first()).error().code, ErrorCode::NotFound);
        runner.reset();
        runner = open();
        QCOMPARE(runner->list({}).size(), 3);
        m_clock.advance(std::chrono::hours(24 * 31));
        runner.reset();
        QCOMPARE(open()->list({}).size(), 0);
        QCOMPARE(open()->list({}).size(), 0);
    }

    void stoppingCancelsAndWaits()
    {
        auto runner = open();
        QSemaphore begun;
        const auto id = runner->start(spec(), [&](TaskContext &context) -> Result<QJsonValue> {
            QSemaphore aborted;
            const auto hook = context.onCancel([&] { aborted.release(); });
            begun.release();
            aborted.acquire();
            return fail(context.mayGoOn().error());
        });
        begun.acquire();
        runner->stop();
        QCOMPARE(runner->start(spec(u"2"_s), nothing).error().code, ErrorCode::InvalidState);
        runner.reset();
        runner = open();
        QCOMPARE(stateOf(*runner, *id), TaskState::Cancelled);
        QVERIFY(Error::fromJson(runner->info(*id)->error).text.contains(u"agent was stopped"_s));
    }

    void aListenerMayStartMore()
    {
        auto runner = open();
        bool isFirst = true;
        connect(runner.get(), &TaskRunner::changed, this, [&](const Api::TaskInfo &) {
            if (std::exchange(isFirst, false)) {
                QVERIFY(runner->start(spec(u"2"_s), nothing));
            }
        });
        QVERIFY(runner->start(spec(u"1"_s), nothing));
        QTRY_COMPARE(runner->list({}, TaskState::Succeeded).size(), 2);
    }

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    ManualClock m_clock;
    int m_keepCount = 1000;
};

QTEST_GUILESS_MAIN(TaskRunnerTest)
#include "tst_taskrunner.moc"
