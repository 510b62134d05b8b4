// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <support/expect.h>
#include <tasks/rollback.h>
#include <tasks/taskrunner.h>

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QSemaphore>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>

using namespace Atoll;
using namespace Qt::StringLiterals;
using Api::TaskState;

namespace {

const SystemClock kClock;

Result<void> removeVolume(TaskContext &, const QJsonObject &what)
{
    const QString path = what.value(u"path"_s).toString();
    if (what.value(u"stuck"_s).toBool())
        return fail(ErrorCode::EngineFailed, u"%1 is in use"_s.arg(path));
    if (QFile::exists(path) && !QFile::remove(path))
        return fail(ErrorCode::EngineFailed, u"cannot remove %1"_s.arg(path));
    return {};
}

Result<void> makeVolume(Rollback &rollback, const QString &path, bool isStuck = false)
{
    if (auto noted = rollback.intend(u"volume"_s, {{u"path"_s, path}, {u"stuck"_s, isStuck}});
        !noted)
        return noted;
    QFile file(path);
    return file.open(QFile::WriteOnly) ? Result<void>()
                                       : fail(ErrorCode::EngineFailed, file.errorString());
}

std::unique_ptr<TaskRunner> openRunner(const QString &folder)
{
    auto runner = TaskRunner::open({folder + u"/tasks.db"_s, u"reef-1"_s}, kClock);
    if (!runner) {
        qWarning() << runner.error().sentence();
        return nullptr;
    }
    (*runner)->undo(u"volume"_s, removeVolume);
    return std::move(*runner);
}

TaskSpec spec(const QString &method, const QString &guest)
{
    TaskSpec spec;
    spec.method = method;
    spec.user = u"alice@pam"_s;
    spec.object = u"/guests/"_s + guest;
    spec.requestId = method + guest;
    spec.lanes = {spec.object};
    spec.whenBusy = TaskSpec::WhenBusy::Queue;
    spec.params = {{u"name"_s, guest}};
    return spec;
}

//! An agent that is killed while it works: tasks hang after their first steps, and it says so.
int beKilled(const QString &folder)
{
    const auto runner = openRunner(folder);
    QSemaphore begun;
    const auto hang = [&](TaskContext &context) -> Result<QJsonValue> {
        Rollback rollback(context);
        context.log(u"making disks"_s);
        for (int i = 0; i < 2; ++i)
            (void)makeVolume(rollback, folder + u"/%1-disk%2"_s.arg(context.id()).arg(i));
        begun.release();
        QThread::sleep(1000);
        return {};
    };
    const auto hangWithout = [&](TaskContext &) -> Result<QJsonValue> {
        begun.release();
        QThread::sleep(1000);
        return {};
    };
    const auto hangStuck = [&](TaskContext &context) -> Result<QJsonValue> {
        Rollback rollback(context);
        (void)makeVolume(rollback, folder + u"/stuck"_s, true);
        begun.release();
        QThread::sleep(1000);
        return {};
    };
    (void)runner->start(spec(u"create"_s, u"1"_s), hang);
    (void)runner->start(spec(u"queued"_s, u"1"_s), hang);
    (void)runner->start(spec(u"reboot"_s, u"2"_s), hangWithout);
    (void)runner->start(spec(u"clone"_s, u"3"_s), hang);
    (void)runner->start(spec(u"stuck"_s, u"4"_s), hangStuck);
    begun.acquire(4);
    // The queued one was handed to the journal before the others, so it is written by now, too.
    std::printf("ready\n");
    std::fflush(stdout);
    QThread::sleep(1000);
    return 0;
}

} // namespace

class TaskRecoveryTest : public QObject
{
    Q_OBJECT

private:
    QString folder() const { return m_dir->path(); }
    QStringList disks() const
    {
        return QDir(folder()).entryList({u"*-disk*"_s, u"stuck"_s}, QDir::Files);
    }
    void killAnAgent()
    {
        QProcess process;
        process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process.start(QCoreApplication::applicationFilePath(), {u"--agent"_s, folder()});
        QVERIFY(process.waitForReadyRead());
        process.kill();
        QVERIFY(process.waitForFinished());
    }
    static Api::TaskInfo find(const TaskRunner &runner, const QString &method)
    {
        for (const auto &info : runner.list({})) {
            if (info.method == method)
                return info;
        }
        return {};
    }
    static Error errorOf(const TaskRunner &runner, const QString &method)
    {
        return Error::fromJson(find(runner, method).error);
    }
    static bool isClear(const TaskRunner &runner)
    {
        Api::TaskFilter running;
        running.runningOnly = true;
        return runner.list(running).isEmpty();
    }

private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }

    void aKilledAgentLeavesNothingHalfMadeAndTellsTheTruth()
    {
        killAnAgent();
        if (QTest::currentTestFailed())
            return;
        QCOMPARE(disks().size(), 5);

        auto runner = openRunner(folder());
        runner->recover(u"clone"_s, [](TaskContext &context, const TaskRecord &record) {
            context.log(u"the clone is there"_s);
            return Result<TaskRecovery>(
                {TaskRecovery::Outcome::Finished, {}, record.params.value(u"name"_s)});
        });
        // Until that is clear, nobody may work on the same guest.
        TaskSpec refused = spec(u"start"_s, u"3"_s);
        refused.whenBusy = TaskSpec::WhenBusy::Refuse;
        QCOMPARE(runner->start(refused, {[](TaskContext &) { return Result<QJsonValue>(); }})
                     .error()
                     .code,
                 ErrorCode::Busy);
        runner->resume();
        QTRY_VERIFY(isClear(*runner));

        QCOMPARE(find(*runner, u"create"_s).state, TaskState::Failed);
        QVERIFY(errorOf(*runner, u"create"_s).hint.contains(u"undone"_s));
        QCOMPARE(find(*runner, u"queued"_s).state, TaskState::Cancelled);
        QVERIFY(errorOf(*runner, u"queued"_s).text.contains(u"before the task began"_s));
        QCOMPARE(find(*runner, u"reboot"_s).state, TaskState::Unknown);
        QVERIFY(errorOf(*runner, u"reboot"_s).text.contains(u"not known"_s));
        QCOMPARE(find(*runner, u"clone"_s).state, TaskState::Succeeded);
        QCOMPARE(find(*runner, u"clone"_s).result, QJsonValue(u"3"_s));
        QCOMPARE(find(*runner, u"stuck"_s).state, TaskState::Unknown);
        QVERIFY(errorOf(*runner, u"stuck"_s).text.contains(u"is in use"_s));
        const QString clone = find(*runner, u"clone"_s).id;
        QCOMPARE(disks(), (QStringList{clone + u"-disk0"_s, clone + u"-disk1"_s, u"stuck"_s}));

        // The client that comes back with its request id finds its task.
        QCOMPARE(runner
                     ->start(spec(u"create"_s, u"1"_s),
                             {[](TaskContext &) { return Result<QJsonValue>(); }})
                     .value(),
                 find(*runner, u"create"_s).id);
        QVERIFY(runner->start(refused, {[](TaskContext &) { return Result<QJsonValue>(); }}));
    }

    void whatCouldNotBeUndoneIsTriedAgainAtTheNextStart()
    {
        killAnAgent();
        if (QTest::currentTestFailed())
            return;
        {
            auto runner = openRunner(folder());
            runner->resume();
            QTRY_VERIFY(isClear(*runner));
            QCOMPARE(find(*runner, u"stuck"_s).state, TaskState::Unknown);
        }
        auto runner = openRunner(folder());
        runner->undo(u"volume"_s, [](TaskContext &context, const QJsonObject &what) {
            return removeVolume(context, {{u"path"_s, what.value(u"path"_s)}});
        });
        runner->resume();
        QTRY_VERIFY(isClear(*runner));
        QCOMPARE(find(*runner, u"stuck"_s).state, TaskState::Failed);
        QCOMPARE(find(*runner, u"reboot"_s).state, TaskState::Unknown); // decided before, stays
        QCOMPARE(disks(), QStringList());
    }

    void aFailingTaskTakesItsStepsBackLastFirst()
    {
        auto runner = openRunner(folder());
        QStringList order; // the worker's until the task has ended
        const auto id = runner->start(
            spec(u"create"_s, u"1"_s), [&](TaskContext &context) -> Result<QJsonValue> {
                Rollback rollback(context);
                rollback.add(u"first"_s, [&]() -> Result<void> {
                    order += u"first"_s;
                    return {};
                });
                if (auto made = makeVolume(rollback, folder() + u"/a-disk"_s); !made)
                    return fail(made.error());
                rollback.add(u"second"_s, [&]() -> Result<void> {
                    order += QFile::exists(folder() + u"/a-disk"_s) ? u"second"_s : u"wrong"_s;
                    return fail(ErrorCode::Internal, u"stubborn"_s);
                });
                return fail(ErrorCode::EngineFailed, u"the last step failed"_s);
            });
        QTRY_COMPARE(runner->info(*id)->state, TaskState::Failed);
        QCOMPARE(order, (QStringList{u"second"_s, u"first"_s}));
        QCOMPARE(disks(), QStringList());
        auto future = runner->log(*id, 0, 100);
        future.waitForFinished();
        const auto log = future.result().value();
        QCOMPARE(log.lines.size(), 3);
        QVERIFY(log.lines.at(0).text.contains(u"Stubborn"_s));
        QCOMPARE(log.lines.at(2).text, u"Undone: first"_s);
        runner.reset();
        QVERIFY(openRunner(folder())->start(spec(u"x"_s, u"1"_s), {[](TaskContext &) {
                                                return Result<QJsonValue>();
                                            }})); // nothing was left to clear
    }

    void whatWasCommittedStays()
    {
        auto runner = openRunner(folder());
        const auto id = runner->start(
            spec(u"create"_s, u"1"_s), [&](TaskContext &context) -> Result<QJsonValue> {
                Rollback rollback(context);
                if (auto made = makeVolume(rollback, folder() + u"/a-disk"_s); !made)
                    return fail(made.error());
                rollback.commit();
                return QJsonValue(true);
            });
        QTRY_COMPARE(runner->info(*id)->state, TaskState::Succeeded);
        runner.reset();
        runner = openRunner(folder());
        runner->resume();
        QVERIFY(isClear(*runner));
        QCOMPARE(disks(), QStringList{u"a-disk"_s});
    }

    void rollbackAlsoServesWorkThatIsNotRecorded()
    {
        TaskContext context;
        int undone = 0;
        {
            Rollback rollback(context);
            rollback.add(u"x"_s, [&]() -> Result<void> {
                ++undone;
                return {};
            });
        }
        QCOMPARE(undone, 1);
    }

private:
    std::unique_ptr<QTemporaryDir> m_dir;
};

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    if (argc > 2 && qstrcmp(argv[1], "--agent") == 0)
        return beKilled(QString::fromUtf8(argv[2]));
    TaskRecoveryTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_taskrecovery.moc"
