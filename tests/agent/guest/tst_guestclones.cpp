// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "snapshotbench.h"

#include <QStandardPaths>
#include <QTemporaryDir>

using namespace Atoll;
using namespace Atoll::snapshotbench;
using namespace Qt::StringLiterals;
using Api::GuestState;

class TestGuestClones : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void templateDoesNotStartAndComesBack();
    void linkedCloneStandsOnTheTemplate();
    void fullCloneIsAnotherGuest();
    void snapshotOfARunningGuestIsCloned();
    void refusalsNameTheReason();
    void failureLeavesNothing();

private:
    QStringList images() const { return snapshotbench::images(m_folder->path()); }
    static Result<QJsonValue> clone(MortalAgent &agent, QJsonObject wish)
    {
        wish.insert("guest"_L1, kGuest);
        return agent.bench->change(u"guest.clone"_s, wish);
    }
    static QJsonValue configOf(MortalAgent &agent, const QString &guest)
    {
        const auto detail = agent.bench->call(u"guest.get"_s, {{u"guest"_s, guest}});
        return detail ? (*detail)["config"_L1] : QJsonValue();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestGuestClones::init()
{
    if (QStandardPaths::findExecutable(u"qemu-io"_s).isEmpty())
        QSKIP("qemu-io (package qemu-utils) is not installed");
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestGuestClones::templateDoesNotStartAndComesBack()
{
    MortalAgent agent(m_folder->path());
    make(agent, u"qcow2"_s);
    const QJsonObject guest{{u"guest"_s, kGuest}};
    ATOLL_VERIFY(agent.bench->change(u"guest.template.make"_s, guest));
    QTRY_VERIFY(agent.bench->info(kGuest).isTemplate);
    QVERIFY(!QFileInfo(diskPath(agent)).permissions().testFlag(QFile::WriteOwner));
    const auto started = agent.bench->change(u"guest.start"_s, guest);
    QVERIFY(!started && started.error().text.contains(u"template"_s));
    QVERIFY(!agent.bench->change(u"guest.snapshot.create"_s, wish(u"s"_s)));
    QVERIFY(!agent.bench->change(u"guest.set"_s,
                                 {{u"guest"_s, kGuest},
                                  {u"version"_s, agent.bench->info(kGuest).version},
                                  {u"changes"_s, QJsonObject{{u"isTemplate"_s, false}}}}));
    ATOLL_VERIFY(agent.bench->change(u"guest.template.unmake"_s, guest));
    QTRY_VERIFY(!agent.bench->info(kGuest).isTemplate);
    ATOLL_VERIFY(agent.bench->change(u"guest.start"_s, guest));
}

void TestGuestClones::linkedCloneStandsOnTheTemplate()
{
    MortalAgent agent(m_folder->path());
    make(agent, u"raw"_s);
    mark(diskPath(agent), 'a');
    const QJsonObject guest{{u"guest"_s, kGuest}};
    QVERIFY(!clone(agent, {{u"name"_s, u"web-2"_s}, {u"isLinked"_s, true}}));
    ATOLL_VERIFY(agent.bench->change(u"guest.template.make"_s, guest));
    ATOLL_VERIFY(clone(agent, {{u"name"_s, u"web-2"_s}, {u"isLinked"_s, true}}));
    QCOMPARE(images().size(), 2);
    const QString path = m_folder->filePath(u"images/vm-101-disk-0.qcow2"_s);
    QVERIFY(hasMark(path, 'a'));
    mark(path, 'b');
    QVERIFY(hasMark(diskPath(agent), 'a'));
    QVERIFY(!configOf(agent, u"101"_s)["isTemplate"_L1].toBool());
    // what others stand on stays
    for (const auto &[method, params] :
         {std::pair{u"guest.template.unmake"_s, guest},
          {u"guest.delete"_s, QJsonObject{{u"guest"_s, kGuest}, {u"confirmName"_s, u"web-1"_s}}}}) {
        const auto refused = agent.bench->change(method, params);
        QVERIFY(!refused);
        QVERIFY2(refused.error().text.contains(u"web-2"_s), qPrintable(refused.error().text));
    }
    ATOLL_VERIFY(agent.bench->change(u"guest.delete"_s,
                                     {{u"guest"_s, u"101"_s}, {u"confirmName"_s, u"web-2"_s}}));
    // a deleted clone that can be restored needs its base as much
    const auto refused = agent.bench->change(u"guest.template.unmake"_s, guest);
    QVERIFY(!refused);
    QVERIFY2(refused.error().text.contains(u"web-2, among the deleted guests"_s),
             qPrintable(refused.error().text));
    QVERIFY(QFileInfo::exists(path));
    ATOLL_VERIFY(agent.bench->change(u"guest.deleted.purge"_s,
                                     {{u"guest"_s, u"101"_s}, {u"confirmName"_s, u"web-2"_s}}));
    QVERIFY(!QFileInfo::exists(path));
    ATOLL_VERIFY(agent.bench->change(u"guest.template.unmake"_s, guest));
}

void TestGuestClones::fullCloneIsAnotherGuest()
{
    MortalAgent agent(m_folder->path());
    make(agent, u"qcow2"_s);
    mark(diskPath(agent), 'a');
    const auto plan = agent.bench->plan(
        u"guest.clone"_s, {{u"guest"_s, kGuest}, {u"name"_s, u"web-2"_s}, {u"format"_s, u"raw"_s}});
    ATOLL_VERIFY(plan);
    QVERIFY(plan->steps.first().contains(u"raw"_s));
    ATOLL_VERIFY(clone(agent, {{u"name"_s, u"web-2"_s},
                               {u"id"_s, 200},
                               {u"format"_s, u"raw"_s},
                               {u"description"_s, u"a copy"_s},
                               {u"startsAfterwards"_s, true}}));
    QVERIFY(hasMark(m_folder->filePath(u"images/vm-200-disk-0.raw"_s), 'a'));
    QVERIFY(agent.bench->shows(u"200"_s, GuestState::Running));
    QVERIFY(agent.bench->info(u"200"_s).uuid != agent.bench->info(kGuest).uuid);
    QCOMPARE(configOf(agent, u"200"_s)["description"_L1].toString(), u"a copy"_s);
}

void TestGuestClones::snapshotOfARunningGuestIsCloned()
{
    MortalAgent agent(m_folder->path());
    make(agent, u"qcow2"_s, true);
    mark(diskPath(agent), 'a');
    const auto refused = clone(agent, {{u"name"_s, u"web-2"_s}});
    QVERIFY(!refused && refused.error().hint.contains(u"snapshot"_s));
    ATOLL_VERIFY(agent.bench->change(u"guest.snapshot.create"_s, wish(u"first"_s)));
    mark(diskPath(agent), 'b');
    ATOLL_VERIFY(clone(agent, {{u"name"_s, u"web-2"_s}, {u"snapshot"_s, u"first"_s}}));
    ATOLL_VERIFY(clone(
        agent, {{u"name"_s, u"web-3"_s}, {u"snapshot"_s, u"first"_s}, {u"isLinked"_s, true}}));
    for (const QString &id : {u"101"_s, u"102"_s})
        QVERIFY(hasMark(m_folder->filePath(u"images/vm-%1-disk-0.qcow2"_s.arg(id)), 'a'));
    const auto gone = agent.bench->change(u"guest.snapshot.delete"_s, wish(u"first"_s));
    QVERIFY(!gone && gone.error().text.contains(u"web-3"_s));
}

void TestGuestClones::refusalsNameTheReason()
{
    MortalAgent agent(m_folder->path());
    make(agent, u"qcow2"_s);
    const auto code = [&](const QJsonObject &wish) { return clone(agent, wish).error().code; };
    QCOMPARE(code({{u"name"_s, u"web-1"_s}}), ErrorCode::AlreadyExists);
    QCOMPARE(code({{u"name"_s, u"x"_s}, {u"id"_s, 5}}), ErrorCode::InvalidParams);
    QCOMPARE(code({{u"name"_s, u"x"_s}, {u"storage"_s, u"none"_s}}), ErrorCode::InvalidParams);
    QCOMPARE(code({{u"name"_s, u"x"_s}, {u"snapshot"_s, u"none"_s}}), ErrorCode::NotFound);
    QCOMPARE(code({{u"name"_s, u" x"_s}}), ErrorCode::InvalidParams);
    ATOLL_VERIFY(agent.bench->change(u"guest.snapshot.create"_s, wish(u"inside"_s)));
    QCOMPARE(code({{u"name"_s, u"x"_s}, {u"snapshot"_s, u"inside"_s}, {u"isLinked"_s, true}}),
             ErrorCode::InvalidState);
    QCOMPARE(images().size(), 1);
}

void TestGuestClones::failureLeavesNothing()
{
    MortalAgent agent(m_folder->path());
    make(agent, u"qcow2"_s);
    agent.hypervisor.failNext(u"define"_s, {ErrorCode::EngineFailed, u"no"_s});
    QVERIFY(!clone(agent, {{u"name"_s, u"web-2"_s}}));
    QCOMPARE(images().size(), 1);
    QCOMPARE(agent.bench->store().readAll(u"/guests/"_s, QDeadlineTimer(5000))->size(), 1);
    ATOLL_VERIFY(clone(agent, {{u"name"_s, u"web-2"_s}}));
}

QTEST_GUILESS_MAIN(TestGuestClones)
#include "tst_guestclones.moc"
