// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "snapshotbench.h"

#include <api/guestsnapshot.h>

#include <QStandardPaths>
#include <QTemporaryDir>

using namespace Atoll;
using namespace Atoll::snapshotbench;
using namespace Qt::StringLiterals;
using Api::GuestState;

class TestGuestSnapshots : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void qcow2OfAStoppedGuestIsKeptInside();
    void rawDiskGetsAVolumeOnTop();
    void runningGuestGoesOnOnNewVolumes();
    void deletionMergesAlongTheChain();
    void branchesKeepWhatTheyNeed();
    void refusalsNameTheReason();
    void failureToFreezeIsSaidAndChangesNothing();
    void refusalOfTheEngineChangesNothing();
    void restoredGuestHasItsInternalSnapshots();
    void deletedGuestLeavesNoVolume();

private:
    QStringList images() const { return snapshotbench::images(m_folder->path()); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestGuestSnapshots::init()
{
    if (QStandardPaths::findExecutable(u"qemu-io"_s).isEmpty())
        QSKIP("qemu-io (package qemu-utils) is not installed");
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestGuestSnapshots::qcow2OfAStoppedGuestIsKeptInside()
{
    MortalAgent agent(m_folder->path());
    make(agent, u"qcow2"_s);
    const auto plan = agent.bench->plan(u"guest.snapshot.create"_s, wish(u"first"_s));
    ATOLL_VERIFY(plan);
    QVERIFY(plan->steps.first().contains(u"inside of"_s));
    ATOLL_VERIFY(agent.bench->change(u"guest.snapshot.create"_s,
                                     wish(u"first"_s, {{u"description"_s, u"fresh"_s}})));
    QCOMPARE(images().size(), 1);
    const auto list = agent.bench->call(u"guest.snapshot.list"_s, {{u"guest"_s, kGuest}});
    ATOLL_VERIFY(list);
    const auto info = fromJson<Api::SnapshotInfo>(list->toArray().first());
    ATOLL_VERIFY(info);
    QCOMPARE(info->kind, Api::SnapshotKind::Internal);
    QCOMPARE(info->description, u"fresh"_s);
    QCOMPARE(info->config->name, u"web-1"_s);
    QVERIFY(info->isCurrent);

    // hardware of then comes back, the name and notes of now stay
    const auto detail = agent.bench->call(u"guest.get"_s, {{u"guest"_s, kGuest}});
    ATOLL_VERIFY(agent.bench->change(
        u"guest.set"_s, {{u"guest"_s, kGuest},
                         {u"version"_s, (*detail)["version"_L1]},
                         {u"changes"_s, QJsonObject{{u"memoryBytes"_s, 128LL << 20},
                                                    {u"description"_s, u"later"_s}}}}));
    ATOLL_VERIFY(agent.bench->change(u"guest.snapshot.rollback"_s, wish(u"first"_s)));
    const auto after = agent.bench->call(u"guest.get"_s, {{u"guest"_s, kGuest}});
    QCOMPARE((*after)["config"_L1]["memoryBytes"_L1].toInteger(), 64LL << 20);
    QCOMPARE((*after)["config"_L1]["description"_L1].toString(), u"later"_s);

    ATOLL_VERIFY(agent.bench->change(u"guest.snapshot.set"_s,
                                     wish(u"first"_s, {{u"description"_s, u"known good"_s}})));
    ATOLL_VERIFY(agent.bench->change(u"guest.snapshot.delete"_s, wish(u"first"_s)));
    QCOMPARE(names(agent), QStringList());
    QVERIFY(agent.hypervisor.snapshots(agent.bench->info(kGuest).uuid)->isEmpty());
}

void TestGuestSnapshots::rawDiskGetsAVolumeOnTop()
{
    MortalAgent agent(m_folder->path());
    make(agent, u"raw"_s);
    mark(diskPath(agent), 'a');
    ATOLL_VERIFY(agent.bench->change(u"guest.snapshot.create"_s, wish(u"first"_s)));
    QVERIFY(diskPath(agent).endsWith(u"vm-100-disk-1.qcow2"_s));
    QCOMPARE(configPath(agent), u"vm-100-disk-1.qcow2"_s);
    QVERIFY(hasMark(diskPath(agent), 'a'));
    mark(diskPath(agent), 'b');

    const auto plan = agent.bench->plan(u"guest.snapshot.rollback"_s, wish(u"first"_s));
    ATOLL_VERIFY(plan);
    QVERIFY(plan->impact.contains(u"lost"_s));
    ATOLL_VERIFY(agent.bench->change(u"guest.snapshot.rollback"_s, wish(u"first"_s)));
    QVERIFY(hasMark(diskPath(agent), 'a'));
    QCOMPARE(images().size(), 2); // the former volume is gone
    mark(diskPath(agent), 'c');

    ATOLL_VERIFY(agent.bench->change(u"guest.snapshot.delete"_s, wish(u"first"_s)));
    QVERIFY(hasMark(diskPath(agent), 'c'));
    QCOMPARE(images(), QStringList{u"vm-100-disk-0.raw"_s});
    QCOMPARE(configPath(agent), u"vm-100-disk-0.raw"_s);
}

void TestGuestSnapshots::runningGuestGoesOnOnNewVolumes()
{
    MortalAgent agent(m_folder->path());
    make(agent, u"qcow2"_s, true);
    mark(diskPath(agent), 'a');
    ATOLL_VERIFY(agent.bench->change(u"guest.snapshot.create"_s, wish(u"first"_s)));
    mark(diskPath(agent), 'b');
    ATOLL_VERIFY(agent.bench->change(u"guest.snapshot.create"_s,
                                     wish(u"with memory"_s, {{u"withMemory"_s, true}})));
    QCOMPARE(agent.hypervisor.state(agent.bench->info(kGuest).uuid), GuestState::Running);
    mark(diskPath(agent), 'c');
    // a chain stays a chain, and memory is a file
    QCOMPARE(images().filter(u"memory"_s).size(), 1);
    ATOLL_VERIFY(agent.bench->change(u"guest.snapshot.rollback"_s, wish(u"with memory"_s)));
    QVERIFY(hasMark(diskPath(agent), 'b'));
    QCOMPARE(agent.hypervisor.state(agent.bench->info(kGuest).uuid), GuestState::Running);
    ATOLL_VERIFY(agent.bench->change(u"guest.snapshot.rollback"_s, wish(u"first"_s)));
    QVERIFY(hasMark(diskPath(agent), 'a'));
    QCOMPARE(agent.hypervisor.state(agent.bench->info(kGuest).uuid), GuestState::Stopped);
    ATOLL_VERIFY(agent.bench->change(u"guest.snapshot.delete"_s,
                                     wish(u"first"_s, {{u"withChildren"_s, true}})));
    QCOMPARE(names(agent), QStringList());
    QCOMPARE(images().size(), 1);
    QVERIFY(hasMark(diskPath(agent), 'a'));
}

void TestGuestSnapshots::deletionMergesAlongTheChain()
{
    MortalAgent agent(m_folder->path());
    make(agent, u"raw"_s);
    mark(diskPath(agent), 'a');
    ATOLL_VERIFY(agent.bench->change(u"guest.snapshot.create"_s, wish(u"first"_s)));
    mark(diskPath(agent), 'b');
    ATOLL_VERIFY(agent.bench->change(u"guest.snapshot.create"_s, wish(u"second"_s)));
    mark(diskPath(agent), 'c');
    // the first goes: what the second needs of it is merged, and the second can still come back
    ATOLL_VERIFY(agent.bench->change(u"guest.snapshot.delete"_s, wish(u"first"_s)));
    QCOMPARE(images().size(), 2);
    QVERIFY(hasMark(diskPath(agent), 'c'));
    ATOLL_VERIFY(agent.bench->change(u"guest.snapshot.rollback"_s, wish(u"second"_s)));
    QVERIFY(hasMark(diskPath(agent), 'b'));
    QCOMPARE(names(agent), QStringList{u"second"_s});
}

void TestGuestSnapshots::branchesKeepWhatTheyNeed()
{
    MortalAgent agent(m_folder->path());
    make(agent, u"raw"_s);
    mark(diskPath(agent), 'a');
    ATOLL_VERIFY(agent.bench->change(u"guest.snapshot.create"_s, wish(u"first"_s)));
    mark(diskPath(agent), 'b');
    ATOLL_VERIFY(agent.bench->change(u"guest.snapshot.create"_s, wish(u"second"_s)));
    ATOLL_VERIFY(agent.bench->change(u"guest.snapshot.rollback"_s, wish(u"first"_s)));
    mark(diskPath(agent), 'd');
    ATOLL_VERIFY(agent.bench->change(u"guest.snapshot.create"_s, wish(u"branch"_s)));
    // two stand on the first one's volume: it stays until one of them is gone
    ATOLL_VERIFY(agent.bench->change(u"guest.snapshot.delete"_s, wish(u"first"_s)));
    QVERIFY(hasMark(diskPath(agent), 'd'));
    ATOLL_VERIFY(agent.bench->change(u"guest.snapshot.rollback"_s, wish(u"second"_s)));
    QVERIFY(hasMark(diskPath(agent), 'b'));
    ATOLL_VERIFY(agent.bench->change(u"guest.snapshot.rollback"_s, wish(u"branch"_s)));
    QVERIFY(hasMark(diskPath(agent), 'd'));
    ATOLL_VERIFY(agent.bench->change(u"guest.snapshot.delete"_s, wish(u"second"_s)));
    ATOLL_VERIFY(agent.bench->change(u"guest.snapshot.delete"_s, wish(u"branch"_s)));
    QVERIFY(hasMark(diskPath(agent), 'd'));
    QCOMPARE(images().size(), 1);
}

void TestGuestSnapshots::refusalsNameTheReason()
{
    MortalAgent agent(m_folder->path());
    make(agent, u"qcow2"_s);
    for (const QString &name : {u" x"_s, u"a\nb"_s})
        QCOMPARE(agent.bench->change(u"guest.snapshot.create"_s, wish(name)).error().code,
                 ErrorCode::InvalidParams);
    ATOLL_VERIFY(agent.bench->change(u"guest.snapshot.create"_s, wish(u"日本 / 1"_s)));
    QCOMPARE(agent.bench->change(u"guest.snapshot.create"_s, wish(u"日本 / 1"_s)).error().code,
             ErrorCode::AlreadyExists);
    QCOMPARE(agent.bench->change(u"guest.snapshot.rollback"_s, wish(u"none"_s)).error().code,
             ErrorCode::NotFound);
    QCOMPARE(agent.bench->change(u"guest.snapshot.delete"_s, wish(u"none"_s)).error().code,
             ErrorCode::NotFound);
    QFile::remove(diskPath(agent));
    const auto gone = agent.bench->change(u"guest.snapshot.create"_s, wish(u"second"_s));
    QVERIFY(!gone);
    QVERIFY2(gone.error().text.contains(u"disk sda"_s), qPrintable(gone.error().text));
    QCOMPARE(names(agent).size(), 1);
}

void TestGuestSnapshots::failureToFreezeIsSaidAndChangesNothing()
{
    MortalAgent agent(m_folder->path());
    make(agent, u"qcow2"_s, true);
    agent.hypervisor.failNext(u"freezeFileSystems"_s, {ErrorCode::Unsupported, u"no agent"_s});
    const auto failed =
        agent.bench->change(u"guest.snapshot.create"_s, wish(u"first"_s, {{u"quiesces"_s, true}}));
    QVERIFY(!failed);
    QVERIFY(failed.error().text.contains(u"no agent"_s));
    QCOMPARE(images().size(), 1);
    ATOLL_VERIFY(
        agent.bench->change(u"guest.snapshot.create"_s, wish(u"first"_s, {{u"quiesces"_s, true}})));
    QCOMPARE(agent.hypervisor.calls().filter(u"thaw"_s).size(), 2);
}

void TestGuestSnapshots::refusalOfTheEngineChangesNothing()
{
    MortalAgent agent(m_folder->path());
    make(agent, u"qcow2"_s, true);
    mark(diskPath(agent), 'a');
    agent.hypervisor.failNext(u"takeSnapshot"_s, {ErrorCode::EngineFailed, u"no"_s});
    QVERIFY(!agent.bench->change(u"guest.snapshot.create"_s, wish(u"first"_s)));
    QCOMPARE(images().size(), 1);
    QCOMPARE(names(agent), QStringList());
    QVERIFY(hasMark(diskPath(agent), 'a'));
}

void TestGuestSnapshots::restoredGuestHasItsInternalSnapshots()
{
    MortalAgent agent(m_folder->path());
    make(agent, u"qcow2"_s);
    ATOLL_VERIFY(agent.bench->change(u"guest.snapshot.create"_s, wish(u"first"_s)));
    ATOLL_VERIFY(agent.bench->change(u"guest.delete"_s,
                                     {{u"guest"_s, kGuest}, {u"confirmName"_s, u"web-1"_s}}));
    const QJsonObject restore{{u"guest"_s, kGuest}};
    agent.hypervisor.failNext(u"defineSnapshots"_s, {ErrorCode::EngineFailed, u"no"_s});
    QVERIFY(!agent.bench->change(u"guest.deleted.restore"_s, restore));
    const auto deleted = agent.bench->call(u"guest.deleted.list"_s, {});
    QVERIFY(deleted && deleted->toArray().size() == 1); // as before, for another try
    ATOLL_VERIFY(agent.bench->change(u"guest.deleted.restore"_s, restore));
    QTRY_COMPARE(agent.bench->info(kGuest).name, u"web-1"_s);
    ATOLL_VERIFY(agent.bench->change(u"guest.snapshot.rollback"_s, wish(u"first"_s)));
    ATOLL_VERIFY(agent.bench->change(u"guest.snapshot.delete"_s, wish(u"first"_s)));
}

void TestGuestSnapshots::deletedGuestLeavesNoVolume()
{
    MortalAgent agent(m_folder->path());
    make(agent, u"raw"_s);
    ATOLL_VERIFY(agent.bench->change(u"guest.snapshot.create"_s, wish(u"first"_s)));
    ATOLL_VERIFY(agent.bench->change(u"guest.snapshot.create"_s, wish(u"second"_s)));
    ATOLL_VERIFY(agent.bench->change(u"guest.snapshot.rollback"_s, wish(u"first"_s)));
    ATOLL_VERIFY(agent.bench->change(u"guest.delete"_s,
                                     {{u"guest"_s, kGuest}, {u"confirmName"_s, u"web-1"_s}}));
    QCOMPARE(images().size(), 3); // all can come back, with its snapshots
    ATOLL_VERIFY(agent.bench->change(u"guest.deleted.restore"_s, {{u"guest"_s, kGuest}}));
    QTRY_COMPARE(agent.bench->info(kGuest).name, u"web-1"_s);
    QCOMPARE(names(agent), (QStringList{u"first"_s, u"second"_s}));
    ATOLL_VERIFY(agent.bench->change(u"guest.snapshot.rollback"_s, wish(u"second"_s)));
    ATOLL_VERIFY(agent.bench->change(
        u"guest.delete"_s,
        {{u"guest"_s, kGuest}, {u"confirmName"_s, u"web-1"_s}, {u"purges"_s, true}}));
    QCOMPARE(images(), QStringList());
    QVERIFY(agent.bench->store().readAll(u"/"_s, QDeadlineTimer(5000))->isEmpty());
}

QTEST_GUILESS_MAIN(TestGuestSnapshots)
#include "tst_guestsnapshots.moc"
