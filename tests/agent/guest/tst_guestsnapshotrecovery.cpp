// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "snapshotbench.h"

#include <QStandardPaths>
#include <QTemporaryDir>

using namespace Atoll;
using namespace Atoll::snapshotbench;
using namespace Qt::StringLiterals;
using Api::GuestState;

namespace {

int beKilled(const QString &folder, const QString &method, const QString &point)
{
    MortalAgent agent(folder, point);
    (void)agent.bench->change(method, wish(u"first"_s));
    return 0; // not reached
}

} // namespace

class TestGuestSnapshotRecovery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void killedCreationLeavesAllOrNothing_data();
    void killedCreationLeavesAllOrNothing();
    void killedRollbackLeavesOldOrNew_data();
    void killedRollbackLeavesOldOrNew();
    void killedDeletionLosesNothing_data();
    void killedDeletionLosesNothing();

private:
    void killAnAgent(const QString &method, const QString &point);
    QStringList images() const { return snapshotbench::images(m_folder->path()); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestGuestSnapshotRecovery::init()
{
    if (QStandardPaths::findExecutable(u"qemu-io"_s).isEmpty())
        QSKIP("qemu-io (package qemu-utils) is not installed");
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestGuestSnapshotRecovery::killAnAgent(const QString &method, const QString &point)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(QCoreApplication::applicationFilePath(),
                  {u"--agent"_s, m_folder->path(), method, point});
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitStatus(), QProcess::CrashExit);
}

void TestGuestSnapshotRecovery::killedCreationLeavesAllOrNothing_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<bool>("isRunning");
    QTest::addColumn<QString>("point");
    QTest::addColumn<bool>("isThere");
    QTest::newRow("inside, before") << u"qcow2"_s << false << u"takeSnapshot"_s << false;
    QTest::newRow("inside, taken") << u"qcow2"_s << false << u"takeSnapshot+"_s << false;
    QTest::newRow("off, before the volume") << u"raw"_s << false << u"overlay"_s << false;
    QTest::newRow("off, volume made") << u"raw"_s << false << u"overlay+"_s << false;
    QTest::newRow("off, before the switch") << u"raw"_s << false << u"define"_s << false;
    QTest::newRow("off, switched") << u"raw"_s << false << u"define+"_s << true;
    QTest::newRow("running, volume made") << u"qcow2"_s << true << u"overlay+"_s << false;
    QTest::newRow("running, before the switch") << u"qcow2"_s << true << u"takeSnapshot"_s << false;
    QTest::newRow("running, switched") << u"qcow2"_s << true << u"takeSnapshot+"_s << true;
}

void TestGuestSnapshotRecovery::killedCreationLeavesAllOrNothing()
{
    QFETCH(QString, format);
    QFETCH(bool, isRunning);
    QFETCH(QString, point);
    QFETCH(bool, isThere);
    {
        MortalAgent agent(m_folder->path());
        make(agent, format, isRunning);
        mark(diskPath(agent), 'a');
    }
    killAnAgent(u"guest.snapshot.create"_s, point);
    if (QTest::currentTestFailed())
        return;
    MortalAgent agent(m_folder->path());
    const Api::TaskInfo task = agent.bench->finish(agent.bench->tasks().list({}).first().id);
    QCOMPARE(task.state, isThere ? Api::TaskState::Succeeded : Api::TaskState::Failed);
    QCOMPARE(names(agent), isThere ? QStringList{u"first"_s} : QStringList());
    QCOMPARE(images().size(), isThere ? 2 : 1);
    QCOMPARE(QFileInfo(diskPath(agent)).fileName(), configPath(agent));
    QVERIFY(hasMark(diskPath(agent), 'a'));
    const QString uuid = agent.bench->info(kGuest).uuid;
    QCOMPARE(agent.hypervisor.state(uuid), isRunning ? GuestState::Running : GuestState::Stopped);
    QVERIFY(agent.hypervisor.snapshots(uuid)->isEmpty());
    // and it works now
    ATOLL_VERIFY(agent.bench->change(u"guest.snapshot.create"_s, wish(u"again"_s)));
}

void TestGuestSnapshotRecovery::killedRollbackLeavesOldOrNew_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<QString>("point");
    QTest::addColumn<bool>("isNew");
    QTest::newRow("inside, before") << u"qcow2"_s << u"revertToSnapshot"_s << true;
    QTest::newRow("inside, done") << u"qcow2"_s << u"revertToSnapshot+"_s << true;
    QTest::newRow("before the volume") << u"raw"_s << u"overlay"_s << false;
    QTest::newRow("volume made") << u"raw"_s << u"overlay+"_s << false;
    QTest::newRow("before the switch") << u"raw"_s << u"define"_s << false;
    QTest::newRow("switched") << u"raw"_s << u"define+"_s << true;
    QTest::newRow("before the former goes") << u"raw"_s << u"remove"_s << true;
    QTest::newRow("the former is gone") << u"raw"_s << u"remove+"_s << true;
}

void TestGuestSnapshotRecovery::killedRollbackLeavesOldOrNew()
{
    QFETCH(QString, format);
    QFETCH(QString, point);
    QFETCH(bool, isNew);
    const bool isInside = format == u"qcow2";
    {
        MortalAgent agent(m_folder->path());
        make(agent, format);
        mark(diskPath(agent), 'a');
        ATOLL_VERIFY(agent.bench->change(u"guest.snapshot.create"_s, wish(u"first"_s)));
        mark(diskPath(agent), 'b');
        const auto detail = agent.bench->call(u"guest.get"_s, {{u"guest"_s, kGuest}});
        ATOLL_VERIFY(agent.bench->change(
            u"guest.set"_s, {{u"guest"_s, kGuest},
                             {u"version"_s, (*detail)["version"_L1]},
                             {u"changes"_s, QJsonObject{{u"memoryBytes"_s, 128LL << 20}}}}));
    }
    killAnAgent(u"guest.snapshot.rollback"_s, point);
    if (QTest::currentTestFailed())
        return;
    MortalAgent agent(m_folder->path());
    const Api::TaskInfo task = agent.bench->finish(agent.bench->tasks().list({}).first().id);
    QCOMPARE(task.state, isNew ? Api::TaskState::Succeeded : Api::TaskState::Failed);
    if (!isInside) // what is inside the fake engine does not know
        QVERIFY(hasMark(diskPath(agent), isNew ? 'a' : 'b'));
    QCOMPARE(images().size(), isInside ? 1 : 2);
    QCOMPARE(QFileInfo(diskPath(agent)).fileName(), configPath(agent));
    const auto detail = agent.bench->call(u"guest.get"_s, {{u"guest"_s, kGuest}});
    QCOMPARE((*detail)["config"_L1]["memoryBytes"_L1].toInteger(), (isNew ? 64LL : 128LL) << 20);
    const auto read = Kvm::readDomain(agent.hypervisor.definition(agent.bench->info(kGuest).uuid));
    QCOMPARE(read->config.memoryBytes, (isNew ? 64LL : 128LL) << 20);
    QCOMPARE(names(agent), QStringList{u"first"_s});
    ATOLL_VERIFY(agent.bench->change(u"guest.snapshot.rollback"_s, wish(u"first"_s)));
    if (!isInside)
        QVERIFY(hasMark(diskPath(agent), 'a'));
}

void TestGuestSnapshotRecovery::killedDeletionLosesNothing_data()
{
    QTest::addColumn<bool>("isRunning");
    QTest::addColumn<QString>("point");
    QTest::newRow("before the merge") << false << u"mergeDown"_s;
    QTest::newRow("merged") << false << u"mergeDown+"_s;
    QTest::newRow("switched") << false << u"define+"_s;
    QTest::newRow("before the volume goes") << false << u"remove"_s;
    QTest::newRow("the volume is gone") << false << u"remove+"_s;
    QTest::newRow("running, before the merge") << true << u"beginMerge"_s;
    QTest::newRow("running, merging") << true << u"beginMerge+"_s;
    QTest::newRow("running, before the switch") << true << u"endMerge"_s;
    QTest::newRow("running, switched") << true << u"endMerge+"_s;
    QTest::newRow("running, before the volume goes") << true << u"remove"_s;
}

void TestGuestSnapshotRecovery::killedDeletionLosesNothing()
{
    QFETCH(bool, isRunning);
    QFETCH(QString, point);
    {
        MortalAgent agent(m_folder->path());
        make(agent, u"raw"_s, isRunning);
        mark(diskPath(agent), 'a');
        ATOLL_VERIFY(agent.bench->change(u"guest.snapshot.create"_s, wish(u"first"_s)));
        mark(diskPath(agent), 'b');
    }
    killAnAgent(u"guest.snapshot.delete"_s, point);
    if (QTest::currentTestFailed())
        return;
    MortalAgent agent(m_folder->path());
    const Api::TaskInfo task = agent.bench->finish(agent.bench->tasks().list({}).first().id);
    QCOMPARE(task.state, Api::TaskState::Succeeded);
    QCOMPARE(names(agent), QStringList());
    QVERIFY(hasMark(diskPath(agent), 'b'));
    QCOMPARE(images(), QStringList{u"vm-100-disk-0.raw"_s});
    QCOMPARE(configPath(agent), u"vm-100-disk-0.raw"_s);
    QCOMPARE(QFileInfo(diskPath(agent)).fileName(), configPath(agent));
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = application.arguments();
    if (arguments.size() == 5 && arguments.at(1) == u"--agent")
        return beKilled(arguments.at(2), arguments.at(3), arguments.at(4));
    TestGuestSnapshotRecovery test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_guestsnapshotrecovery.moc"
