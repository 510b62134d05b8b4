// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fakebench.h"

#include <support/expect.h>

#include <QTest>

using namespace Atoll;
using namespace Qt::StringLiterals;
using Api::GuestState;

namespace {

QJsonObject newGuest(const QString &name)
{
    return {{u"config"_s,
             QJsonObject{{u"name"_s, name},
                         {u"memoryBytes"_s, 1LL << 30},
                         {u"disks"_s, QJsonArray{QJsonObject{{u"storage"_s, u"local"_s},
                                                             {u"sizeBytes"_s, 8LL << 30}}}},
                         {u"nics"_s, QJsonArray{QJsonObject{}}}}}};
}

QJsonObject with(QJsonObject create, const QString &key, const QJsonValue &value)
{
    QJsonObject config = create.value("config"_L1).toObject();
    config.insert(key, value);
    create.insert(u"config"_s, config);
    return create;
}

QString fieldOf(const Error &error) { return error.details.value("field"_L1).toString(); }

} // namespace

class TestGuestService : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void guestIsMadeWithItsVolume();
    void wrongConfigurationsNameTheField_data();
    void wrongConfigurationsNameTheField();
    void planTellsAllAndTouchesNothing();
    void failureAtAnyStepLeavesNothing_data();
    void failureAtAnyStepLeavesNothing();
    void listIsInTheOrderOfIds();
    void cancelledCreationLeavesNothing();
    void fullStorageLeavesNothing();
    void idsAreUnique();
    void strangeNamesWorkToTheEnd_data();
    void strangeNamesWorkToTheEnd();
    void kernelFilesNeedMoreThanCreating();
    void emulationIsRefusedWhereItIsNotAllowed();

    void changeIsWrittenDefinedAndRemembered();
    void secondOfTwoChangesIsToldWhatTheFirstChanged();
    void refusedChangeLeavesDocumentAndDefinition();
    void disksGrowAndNeverShrink();
    void runningGuestIsNotRenamed();

    void deletionWantsTheNameAndTakesOwnVolumesOnly();
    void protectedAndRunningGuestsAreNotDeleted();
    void guestOfAnotherToolIsAdoptedWhole();
    void lostStoreIsRebuiltByAdoption();

    void powerFollowsTheState();
    void shutdownWaitsThenPullsThePlugIfWished();
    void stopWorksBesideAHangingShutdown();
    void everythingIsUnknownWhileTheEngineIsAway();
    void consoleIsGrantedOnlyWhileItRuns();

private:
    QStringList volumes() { return namesOf(m_fake->local->volumes().value()); }
    static QStringList namesOf(const QList<Api::VolumeInfo> &infos)
    {
        QStringList names;
        for (const Api::VolumeInfo &info : infos)
            names += info.name;
        return names;
    }
    //! Nothing of a creation is there.
    void verifyNothing();
    QString create(const QString &name);

    std::unique_ptr<FakeBench> m_fake;
    GuestBench *m_bench = nullptr;
};

void TestGuestService::init()
{
    m_fake = std::make_unique<FakeBench>();
    m_bench = m_fake->guests.get();
}

void TestGuestService::cleanup() { m_fake.reset(); }

QString TestGuestService::create(const QString &name)
{
    const auto made = m_bench->change(u"guest.create"_s, newGuest(name));
    if (!made) {
        qWarning() << made.error().sentence();
        return {};
    }
    (void)m_bench->shows(name, GuestState::Stopped);
    return m_bench->info(name).uuid;
}

void TestGuestService::verifyNothing()
{
    QVERIFY(volumes().isEmpty());
    QVERIFY(m_bench->store().readAll(u"/guest"_s, QDeadlineTimer(5000))->isEmpty());
    QTRY_VERIFY(m_bench->inventory().guests().isEmpty());
}

void TestGuestService::guestIsMadeWithItsVolume()
{
    const auto made = m_bench->change(u"guest.create"_s, newGuest(u"web-1"_s));
    ATOLL_VERIFY(made);
    QCOMPARE(made->toObject().value("guest"_L1).toString(), u"100"_s);
    QVERIFY(m_bench->shows(u"web-1"_s, GuestState::Stopped));
    const Api::GuestInfo info = m_bench->info(u"100"_s);
    QVERIFY(info.isManaged);
    QVERIFY(info.version > 0);
    QCOMPARE(volumes(), QStringList{u"vm-100-disk-0"_s});
    QVERIFY(m_fake->hypervisor.definition(info.uuid).contains(u"/fake/local/vm-100-disk-0"_s));

    const auto answer = m_bench->call(u"guest.get"_s, {{u"guest"_s, u"web-1"_s}});
    ATOLL_VERIFY(answer);
    const auto detail = fromJson<Api::GuestDetail>(*answer);
    ATOLL_VERIFY(detail);
    QCOMPARE(detail->config.disks.at(0).target, u"sda"_s);
    QVERIFY(detail->config.nics.at(0).mac.startsWith(u"52:54:00:"_s));
}

void TestGuestService::wrongConfigurationsNameTheField_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<QString>("field");
    QTest::newRow("newline") << u"name"_s << QJsonValue(u"a\nb"_s) << u"name"_s;
    QTest::newRow("escape") << u"name"_s << QJsonValue(u"a\x1b[2Jb"_s) << u"name"_s;
    QTest::newRow("space") << u"name"_s << QJsonValue(u" a"_s) << u"name"_s;
    QTest::newRow("dots") << u"name"_s << QJsonValue(u".."_s) << u"name"_s;
    QTest::newRow("half of a pair") << u"name"_s << QJsonValue(QString(QChar(0xd800))) << u"name"_s;
    QTest::newRow("low id") << u"id"_s << QJsonValue(7) << u"id"_s;
    QTest::newRow("foreign XML") << u"foreignXml"_s << QJsonValue(u"<domain/>"_s)
                                 << u"foreignXml"_s;
    const QJsonObject path{{u"path"_s, u"/etc/shadow"_s}};
    QTest::newRow("path of the node")
        << u"disks"_s << QJsonValue(QJsonArray{path}) << u"disks[0].path"_s;
    QTest::newRow("no storage") << u"disks"_s << QJsonValue(QJsonArray{QJsonObject{}})
                                << u"disks[0].storage"_s;
    const QJsonObject empty{{u"storage"_s, u"local"_s}};
    QTest::newRow("no size") << u"disks"_s << QJsonValue(QJsonArray{empty})
                             << u"disks[0].sizeBytes"_s;
    const QJsonObject elsewhere{{u"storage"_s, u"moon"_s}, {u"sizeBytes"_s, 1 << 30}};
    QTest::newRow("unknown storage")
        << u"disks"_s << QJsonValue(QJsonArray{elsewhere}) << u"disks[0].storage"_s;
    const QJsonObject group{{u"mac"_s, u"01:00:5e:00:00:01"_s}};
    QTest::newRow("multicast") << u"nics"_s << QJsonValue(QJsonArray{group}) << u"nics[0].mac"_s;
    const QJsonObject bridge{{u"kind"_s, u"bridge"_s}};
    QTest::newRow("no bridge") << u"nics"_s << QJsonValue(QJsonArray{bridge})
                               << u"nics[0].source"_s;
}

void TestGuestService::wrongConfigurationsNameTheField()
{
    QFETCH(QString, key);
    QFETCH(QJsonValue, value);
    QFETCH(QString, field);
    const auto made = m_bench->change(u"guest.create"_s, with(newGuest(u"x"_s), key, value));
    QVERIFY(!made);
    QCOMPARE(made.error().code, ErrorCode::InvalidParams);
    QVERIFY2(fieldOf(made.error()).endsWith(field), qPrintable(fieldOf(made.error())));
    verifyNothing();
}

void TestGuestService::planTellsAllAndTouchesNothing()
{
    const auto plan = m_bench->plan(u"guest.create"_s, newGuest(u"web-1"_s));
    ATOLL_VERIFY(plan);
    QVERIFY(plan->steps.size() >= 2);
    QVERIFY(plan->xmlAfter.contains(u"<name>web-1</name>"_s));
    verifyNothing();
    QVERIFY(m_fake->hypervisor.calls().filter(u"define"_s).isEmpty());
}

void TestGuestService::failureAtAnyStepLeavesNothing_data()
{
    QTest::addColumn<QString>("function");
    QTest::newRow("capabilities") << u"capabilities"_s;
    QTest::newRow("define") << u"define"_s;
    QTest::newRow("start") << u"start"_s;
}

void TestGuestService::failureAtAnyStepLeavesNothing()
{
    QFETCH(QString, function);
    m_fake->hypervisor.failNext(function, {ErrorCode::EngineFailed, u"broken"_s, u"repair it"_s});
    QJsonObject wish = with(newGuest(u"web-1"_s), u"startsAtBoot"_s, true);
    wish.insert(u"startsAfterwards"_s, true);
    const auto made = m_bench->change(u"guest.create"_s, wish);
    QVERIFY(!made);
    QVERIFY(made.error().text.contains(u"broken"_s));
    QCOMPARE(made.error().hint, u"repair it"_s);
    verifyNothing();
    ATOLL_VERIFY(m_bench->change(u"guest.create"_s, wish)); // nothing is in its way
    QVERIFY(m_bench->shows(u"100"_s, GuestState::Running));
}

void TestGuestService::listIsInTheOrderOfIds()
{
    for (const char *name : {"c", "a", "b", "e", "d"})
        ATOLL_VERIFY(m_bench->change(u"guest.create"_s, newGuest(QString::fromLatin1(name))));
    QVERIFY(m_bench->shows(u"104"_s, GuestState::Stopped));
    const auto list = m_bench->call(u"guest.list"_s, {});
    ATOLL_VERIFY(list);
    QStringList names;
    for (const QJsonValue &guest : list->toArray())
        names += guest["name"_L1].toString();
    QCOMPARE(names, (QStringList{u"c"_s, u"a"_s, u"b"_s, u"e"_s, u"d"_s}));
}

void TestGuestService::cancelledCreationLeavesNothing()
{
    m_fake->local->setHanging(true);
    const auto task = m_bench->begin(u"guest.create"_s, newGuest(u"web-1"_s));
    ATOLL_VERIFY(task);
    QTest::qWait(50);
    ATOLL_VERIFY(m_bench->tasks().cancel(*task, u"admin@builtin"_s));
    m_fake->local->setHanging(false);
    QCOMPARE(m_bench->finish(*task).state, Api::TaskState::Cancelled);
    verifyNothing();
}

void TestGuestService::fullStorageLeavesNothing()
{
    m_fake->local->setTotalBytes(10LL << 30);
    QJsonObject wish = newGuest(u"web-1"_s);
    const QJsonObject disk{{u"storage"_s, u"local"_s}, {u"sizeBytes"_s, 8LL << 30}};
    wish = with(wish, u"disks"_s, QJsonArray{disk, disk});
    const auto made = m_bench->change(u"guest.create"_s, wish);
    QVERIFY(!made);
    QCOMPARE(made.error().code, ErrorCode::NoSpace);
    verifyNothing();
}

void TestGuestService::idsAreUnique()
{
    QVERIFY(!create(u"a"_s).isEmpty());
    QList<QString> tasks;
    for (int i = 0; i < 8; ++i)
        tasks += m_bench->begin(u"guest.create"_s, newGuest(u"b%1"_s.arg(i))).value();
    QSet<QString> ids;
    for (const QString &task : tasks)
        ids.insert(m_bench->finish(task).result.toObject().value("guest"_L1).toString());
    QCOMPARE(ids.size(), 8);
    const auto again = m_bench->change(u"guest.create"_s, with(newGuest(u"c"_s), u"id"_s, 100));
    QCOMPARE(again.error().code, ErrorCode::AlreadyExists);
    const auto named = m_bench->change(u"guest.create"_s, newGuest(u"a"_s));
    QCOMPARE(named.error().code, ErrorCode::AlreadyExists);
    QCOMPARE(fieldOf(named.error()), u"name"_s);
}

void TestGuestService::strangeNamesWorkToTheEnd_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("markup") << u"<b>&amp;\"'</b>"_s;
    QTest::newRow("slash") << u"../../etc/passwd"_s;
    QTest::newRow("backslash") << u"C:\\guest"_s;
    QTest::newRow("unicode") << u"日本語 ünï 🏝"_s;
    QTest::newRow("options") << u"--help,x=y"_s;
    QTest::newRow("percent") << u"100%s%n"_s;
    QTest::newRow("number") << u"007"_s;
}

void TestGuestService::strangeNamesWorkToTheEnd()
{
    QFETCH(QString, name);
    const QString uuid = create(name);
    QVERIFY(!uuid.isEmpty());
    QCOMPARE(m_bench->info(uuid).name, name);
    ATOLL_VERIFY(m_bench->change(u"guest.start"_s, {{u"guest"_s, name}}));
    QVERIFY(m_bench->shows(name, GuestState::Running));
    ATOLL_VERIFY(m_bench->change(u"guest.stop"_s, {{u"guest"_s, name}}));
    QVERIFY(m_bench->shows(name, GuestState::Stopped));
    ATOLL_VERIFY(m_bench->change(
        u"guest.delete"_s, {{u"guest"_s, name}, {u"confirmName"_s, name}, {u"purges"_s, true}}));
    verifyNothing();
}

void TestGuestService::kernelFilesNeedMoreThanCreating()
{
    const QJsonObject wish = with(newGuest(u"k"_s), u"kernel"_s, u"/boot/vmlinuz"_s);
    const auto refused = m_bench->call(u"guest.create"_s, wish, u"operator@builtin"_s);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::PermissionDenied);
    ATOLL_VERIFY(m_bench->change(u"guest.create"_s, wish));
}

void TestGuestService::emulationIsRefusedWhereItIsNotAllowed()
{
    m_fake->restart(false);
    m_bench = m_fake->guests.get();
    m_fake->hypervisor.setEmulated(true);
    m_fake->hypervisor.connectNow();
    const auto made = m_bench->change(u"guest.create"_s, newGuest(u"slow"_s));
    QVERIFY(!made);
    QCOMPARE(made.error().code, ErrorCode::Unsupported);
    QVERIFY(made.error().text.contains(u"KVM"_s));
    QVERIFY(!made.error().hint.isEmpty());
    verifyNothing();
}

void TestGuestService::changeIsWrittenDefinedAndRemembered()
{
    const QString uuid = create(u"web-1"_s);
    const qint64 version = m_bench->info(uuid).version;
    const QJsonObject wish{{u"guest"_s, uuid},
                           {u"version"_s, version},
                           {u"changes"_s, QJsonObject{{u"memoryBytes"_s, 2LL << 30},
                                                      {u"tags"_s, QJsonArray{u"web"_s}}}}};
    const auto plan = m_bench->plan(u"guest.set"_s, wish);
    ATOLL_VERIFY(plan);
    QCOMPARE(plan->changes.size(), 2);
    QVERIFY(plan->xmlBefore.contains(u"1048576"_s));
    QVERIFY(plan->xmlAfter.contains(u"2097152"_s));
    ATOLL_VERIFY(m_bench->change(u"guest.set"_s, wish));
    QVERIFY(m_fake->hypervisor.definition(uuid).contains(u"2097152"_s));
    QTRY_VERIFY(m_bench->info(uuid).version > version);
    QCOMPARE(m_bench->info(uuid).tags, QStringList{u"web"_s});
    const auto history = m_bench->call(u"guest.history"_s, {{u"guest"_s, uuid}});
    ATOLL_VERIFY(history);
    const auto versions = fromJson<QList<Api::GuestVersion>>(*history);
    ATOLL_VERIFY(versions);
    QCOMPARE(versions->size(), 2);
    QCOMPARE(versions->first().author, u"admin@builtin"_s);
    QVERIFY(!versions->first().changes.isEmpty());
}

void TestGuestService::secondOfTwoChangesIsToldWhatTheFirstChanged()
{
    const QString uuid = create(u"web-1"_s);
    const qint64 version = m_bench->info(uuid).version;
    const auto set = [&](const QString &key, const QJsonValue &value) {
        return m_bench->change(u"guest.set"_s, {{u"guest"_s, uuid},
                                                {u"version"_s, version},
                                                {u"changes"_s, QJsonObject{{key, value}}}});
    };
    ATOLL_VERIFY(set(u"description"_s, u"first"_s));
    const auto second = set(u"memoryBytes"_s, 2LL << 30);
    QVERIFY(!second);
    QCOMPARE(second.error().code, ErrorCode::Conflict);
    const QString details = QString::fromUtf8(QJsonDocument(second.error().details).toJson());
    QVERIFY2(details.contains(u"description"_s), qPrintable(details));
    QCOMPARE(second.error().details.value("author"_L1).toString(), u"admin@builtin"_s);
    QVERIFY(!m_fake->hypervisor.definition(uuid).contains(u"2097152"_s));
    const auto guessed = m_bench->change(
        u"guest.set"_s,
        {{u"guest"_s, uuid}, {u"version"_s, 0}, {u"changes"_s, QJsonObject{{u"name"_s, u"x"_s}}}});
    QCOMPARE(fieldOf(guessed.error()), u"version"_s);
}

void TestGuestService::refusedChangeLeavesDocumentAndDefinition()
{
    const QString uuid = create(u"web-1"_s);
    const QString before = m_fake->hypervisor.definition(uuid);
    const qint64 version = m_bench->info(uuid).version;
    m_fake->hypervisor.failNext(u"define"_s, {ErrorCode::EngineFailed, u"no such machine"_s});
    const QJsonArray disks{m_bench->call(u"guest.get"_s, {{u"guest"_s, uuid}})
                               ->toObject()["config"_L1]
                               .toObject()["disks"_L1]
                               .toArray()
                               .first(),
                           QJsonObject{{u"storage"_s, u"local"_s}, {u"sizeBytes"_s, 1LL << 30}}};
    const auto set =
        m_bench->change(u"guest.set"_s, {{u"guest"_s, uuid},
                                         {u"version"_s, version},
                                         {u"changes"_s, QJsonObject{{u"disks"_s, disks}}}});
    QVERIFY(!set);
    QCOMPARE(m_fake->hypervisor.definition(uuid), before);
    QCOMPARE(m_bench->info(uuid).version, version);
    QCOMPARE(volumes(), QStringList{u"vm-100-disk-0"_s});
    for (const QString &key : {u"id"_s, u"uuid"_s, u"foreignXml"_s}) {
        const auto forbidden =
            m_bench->change(u"guest.set"_s, {{u"guest"_s, uuid},
                                             {u"version"_s, version},
                                             {u"changes"_s, QJsonObject{{key, u"1"_s}}}});
        QCOMPARE(fieldOf(forbidden.error()), u"changes."_s + key);
    }
}

void TestGuestService::disksGrowAndNeverShrink()
{
    const QString uuid = create(u"web-1"_s);
    const auto resize = [&](qint64 bytes) {
        QJsonObject disk = m_bench->call(u"guest.get"_s, {{u"guest"_s, uuid}})
                               ->toObject()["config"_L1]
                               .toObject()["disks"_L1]
                               .toArray()
                               .first()
                               .toObject();
        disk.insert(u"sizeBytes"_s, bytes);
        return m_bench->change(u"guest.set"_s,
                               {{u"guest"_s, uuid},
                                {u"version"_s, m_bench->info(uuid).version},
                                {u"changes"_s, QJsonObject{{u"disks"_s, QJsonArray{disk}}}}});
    };
    ATOLL_VERIFY(resize(9LL << 30));
    QCOMPARE(m_fake->local->volume(u"vm-100-disk-0"_s)->sizeBytes, 9LL << 30);
    QTest::qWait(20);
    const auto smaller = resize(1LL << 30);
    QVERIFY(!smaller);
    QCOMPARE(fieldOf(smaller.error()), u"disks[0].sizeBytes"_s);
}

void TestGuestService::runningGuestIsNotRenamed()
{
    const QString uuid = create(u"web-1"_s);
    const auto rename = [&] {
        return m_bench->change(u"guest.set"_s,
                               {{u"guest"_s, uuid},
                                {u"version"_s, m_bench->info(uuid).version},
                                {u"changes"_s, QJsonObject{{u"name"_s, u"web-2"_s}}}});
    };
    ATOLL_VERIFY(m_bench->change(u"guest.start"_s, {{u"guest"_s, uuid}}));
    QCOMPARE(rename().error().code, ErrorCode::InvalidState);
    QVERIFY(m_bench->shows(uuid, GuestState::Running));
    ATOLL_VERIFY(m_bench->change(u"guest.stop"_s, {{u"guest"_s, uuid}}));
    ATOLL_VERIFY(rename());
    QTRY_COMPARE(m_bench->info(uuid).name, u"web-2"_s);
    QVERIFY(m_fake->hypervisor.definition(uuid).contains(u"<name>web-2</name>"_s));
}

void TestGuestService::deletionWantsTheNameAndTakesOwnVolumesOnly()
{
    m_fake->local->add(u"golden.qcow2"_s, Api::VolumeFormat::Qcow2, 1 << 30);
    QJsonObject wish = newGuest(u"web-1"_s);
    QJsonArray disks = wish["config"_L1].toObject()["disks"_L1].toArray();
    disks.append(QJsonObject{{u"storage"_s, u"local"_s}, {u"volume"_s, u"golden.qcow2"_s}});
    ATOLL_VERIFY(m_bench->change(u"guest.create"_s, with(wish, u"disks"_s, disks)));
    QVERIFY(m_bench->shows(u"web-1"_s, GuestState::Stopped));

    QJsonObject remove{{u"guest"_s, u"100"_s}, {u"confirmName"_s, u"web-2"_s}, {u"purges"_s, true}};
    const auto wrong = m_bench->change(u"guest.delete"_s, remove);
    QCOMPARE(fieldOf(wrong.error()), u"confirmName"_s);
    remove.insert(u"confirmName"_s, u"web-1"_s);
    const auto plan = m_bench->plan(u"guest.delete"_s, remove);
    ATOLL_VERIFY(plan);
    QVERIFY(plan->steps.contains(u"Delete volume vm-100-disk-0 in storage local"_s));
    QVERIFY(plan->steps.contains(u"Keep golden.qcow2 in storage local"_s));
    ATOLL_VERIFY(m_bench->change(u"guest.delete"_s, remove));
    QCOMPARE(volumes(), QStringList{u"golden.qcow2"_s});
    QTRY_VERIFY(m_bench->inventory().guests().isEmpty());
    QVERIFY(m_bench->store().readAll(u"/guest"_s, QDeadlineTimer(5000))->isEmpty());
}

void TestGuestService::protectedAndRunningGuestsAreNotDeleted()
{
    const QString uuid = create(u"web-1"_s);
    const QJsonObject remove{{u"guest"_s, uuid}, {u"confirmName"_s, u"web-1"_s}};
    ATOLL_VERIFY(m_bench->change(u"guest.start"_s, {{u"guest"_s, uuid}}));
    const auto running = m_bench->change(u"guest.delete"_s, remove);
    QCOMPARE(running.error().code, ErrorCode::InvalidState);
    QVERIFY(running.error().text.contains(u"running"_s));
    QVERIFY(m_bench->shows(uuid, GuestState::Running));
    ATOLL_VERIFY(m_bench->change(u"guest.stop"_s, {{u"guest"_s, uuid}}));
    ATOLL_VERIFY(
        m_bench->change(u"guest.set"_s, {{u"guest"_s, uuid},
                                         {u"version"_s, m_bench->info(uuid).version},
                                         {u"changes"_s, QJsonObject{{u"isProtected"_s, true}}}}));
    QTRY_VERIFY(m_bench->info(uuid).isProtected);
    const auto guarded = m_bench->change(u"guest.delete"_s, remove);
    QVERIFY(guarded.error().text.contains(u"protected"_s));
    QCOMPARE(volumes().size(), 1);
}

void TestGuestService::guestOfAnotherToolIsAdoptedWhole()
{
    QFile file(QStringLiteral(ATOLL_TEST_DATA "/domains/foreign/windows-virt-manager.xml"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    // a device that no configuration can say anything of
    m_fake->hypervisor.addByOtherTool(QString::fromUtf8(file.readAll().replace(
        "</devices>", "<vsock model=\"virtio\"><cid auto=\"yes\"/></vsock></devices>")));
    QVERIFY(m_bench->shows(u"win11"_s, GuestState::Stopped));
    QVERIFY(!m_bench->info(u"win11"_s).isManaged);
    const QString uuid = m_bench->info(u"win11"_s).uuid;

    const auto unmanaged = m_bench->change(
        u"guest.set"_s, {{u"guest"_s, uuid}, {u"version"_s, 0}, {u"changes"_s, QJsonObject{}}});
    QCOMPARE(unmanaged.error().code, ErrorCode::InvalidState);
    const auto plan = m_bench->plan(u"guest.adopt"_s, {{u"guest"_s, uuid}});
    ATOLL_VERIFY(plan);
    QVERIFY(plan->steps.join(u' ').contains(u"vsock"_s));

    ATOLL_VERIFY(m_bench->change(u"guest.adopt"_s, {{u"guest"_s, uuid}}));
    QTRY_VERIFY(m_bench->info(uuid).isManaged);
    QCOMPARE(m_bench->info(uuid).id, 100);
    const QString defined = m_fake->hypervisor.definition(uuid);
    QVERIFY(defined.contains(u"tpm-crb"_s));
    QVERIFY(defined.contains(u"also-secret"_s)); // the display keeps its password
    const auto answer = m_bench->call(u"guest.get"_s, {{u"guest"_s, uuid}});
    QVERIFY(!QJsonDocument(answer->toObject()).toJson().contains("also-secret"));
    QCOMPARE(m_bench->change(u"guest.adopt"_s, {{u"guest"_s, uuid}}).error().code,
             ErrorCode::AlreadyExists);
    ATOLL_VERIFY(
        m_bench->change(u"guest.delete"_s, {{u"guest"_s, uuid}, {u"confirmName"_s, u"win11"_s}}));
}

void TestGuestService::lostStoreIsRebuiltByAdoption()
{
    ATOLL_VERIFY(m_bench->change(u"guest.create"_s, with(newGuest(u"a/b"_s), u"id"_s, 4711)));
    m_fake->guests.reset();
    for (const QString &name : {u"cluster.db"_s, u"cluster.db-wal"_s, u"cluster.db-shm"_s})
        QFile::remove(m_fake->folder.filePath(name));
    m_fake->restart();
    m_bench = m_fake->guests.get();
    m_fake->hypervisor.connectNow();
    QTRY_COMPARE(m_bench->inventory().guests().size(), 1);
    const QString uuid = m_bench->inventory().guests().first().uuid;
    QVERIFY(!m_bench->info(uuid).isManaged);
    ATOLL_VERIFY(m_bench->change(u"guest.adopt"_s, {{u"guest"_s, uuid}}));
    QTRY_COMPARE(m_bench->info(uuid).id, 4711);
    QCOMPARE(m_bench->info(uuid).name, u"a/b"_s);
    const auto answer = m_bench->call(u"guest.get"_s, {{u"guest"_s, uuid}});
    const auto detail = fromJson<Api::GuestDetail>(*answer);
    QCOMPARE(detail->config.disks.at(0).storage, u"local"_s);
    QCOMPARE(detail->config.disks.at(0).volume, u"vm-4711-disk-0"_s);
}

void TestGuestService::powerFollowsTheState()
{
    const QString uuid = create(u"web-1"_s);
    const QJsonObject ref{{u"guest"_s, uuid}};
    QCOMPARE(m_bench->change(u"guest.pause"_s, ref).error().code, ErrorCode::InvalidState);
    ATOLL_VERIFY(m_bench->change(u"guest.start"_s, ref));
    QVERIFY(m_bench->shows(uuid, GuestState::Running));
    QCOMPARE(m_bench->change(u"guest.start"_s, ref).error().code, ErrorCode::InvalidState);
    ATOLL_VERIFY(m_bench->change(u"guest.pause"_s, ref));
    QVERIFY(m_bench->shows(uuid, GuestState::Paused));
    ATOLL_VERIFY(m_bench->change(u"guest.resume"_s, ref));
    QVERIFY(m_bench->shows(uuid, GuestState::Running));
    ATOLL_VERIFY(m_bench->change(u"guest.reboot"_s, ref));
    ATOLL_VERIFY(m_bench->change(u"guest.reset"_s, ref));
    ATOLL_VERIFY(m_bench->change(u"guest.shutdown"_s, ref));
    QVERIFY(m_bench->shows(uuid, GuestState::Stopped));
    QVERIFY(m_bench->info(uuid).stateSince.isValid());
}

void TestGuestService::shutdownWaitsThenPullsThePlugIfWished()
{
    const QString uuid = create(u"web-1"_s);
    ATOLL_VERIFY(m_bench->change(u"guest.start"_s, {{u"guest"_s, uuid}}));
    QVERIFY(m_bench->shows(uuid, GuestState::Running));
    m_fake->hypervisor.setDeaf(true);
    QJsonObject wish{{u"guest"_s, uuid}, {u"timeoutSeconds"_s, 1}};
    const auto late = m_bench->change(u"guest.shutdown"_s, wish);
    QCOMPARE(late.error().code, ErrorCode::Timeout);
    QVERIFY(!late.error().hint.isEmpty());
    wish.insert(u"stopsAfterTimeout"_s, true);
    ATOLL_VERIFY(m_bench->change(u"guest.shutdown"_s, wish));
    QVERIFY(m_bench->shows(uuid, GuestState::Stopped));
}

void TestGuestService::stopWorksBesideAHangingShutdown()
{
    const QString uuid = create(u"web-1"_s);
    ATOLL_VERIFY(m_bench->change(u"guest.start"_s, {{u"guest"_s, uuid}}));
    QVERIFY(m_bench->shows(uuid, GuestState::Running));
    m_fake->hypervisor.setDeaf(true);
    const auto shutdown = m_bench->begin(u"guest.shutdown"_s, {{u"guest"_s, uuid}});
    ATOLL_VERIFY(shutdown);
    QCOMPARE(m_bench->begin(u"guest.reset"_s, {{u"guest"_s, uuid}}).error().code, ErrorCode::Busy);
    ATOLL_VERIFY(m_bench->change(u"guest.stop"_s, {{u"guest"_s, uuid}}));
    QCOMPARE(m_bench->finish(*shutdown).state, Api::TaskState::Succeeded);

    ATOLL_VERIFY(m_bench->change(u"guest.start"_s, {{u"guest"_s, uuid}}));
    QVERIFY(m_bench->shows(uuid, GuestState::Running));
    const auto other = m_bench->begin(u"guest.shutdown"_s, {{u"guest"_s, uuid}});
    ATOLL_VERIFY(other);
    QTest::qWait(20);
    ATOLL_VERIFY(m_bench->tasks().cancel(*other, u"admin@builtin"_s));
    QCOMPARE(m_bench->finish(*other, 2000).state, Api::TaskState::Cancelled);
}

void TestGuestService::everythingIsUnknownWhileTheEngineIsAway()
{
    const QString uuid = create(u"web-1"_s);
    m_fake->hypervisor.disconnectNow();
    QVERIFY(m_bench->shows(uuid, GuestState::Unknown));
    QVERIFY(m_bench->info(uuid).stateSince.isValid());
    const auto start = m_bench->change(u"guest.start"_s, {{u"guest"_s, uuid}});
    QCOMPARE(start.error().code, ErrorCode::EngineUnavailable);
    QVERIFY(start.error().details.contains("since"_L1));
    m_fake->hypervisor.connectNow();
    QVERIFY(m_bench->shows(uuid, GuestState::Stopped));
}

void TestGuestService::consoleIsGrantedOnlyWhileItRuns()
{
    const QString uuid = create(u"web-1"_s);
    QCOMPARE(m_bench->call(u"guest.console"_s, {{u"guest"_s, uuid}}).error().code,
             ErrorCode::InvalidState);
    ATOLL_VERIFY(m_bench->change(u"guest.start"_s, {{u"guest"_s, uuid}}));
    QVERIFY(m_bench->shows(uuid, GuestState::Running));
    ATOLL_VERIFY(m_bench->call(u"guest.console"_s, {{u"guest"_s, uuid}}));
    QCOMPARE(m_bench->grants.size(), 1);
    QCOMPARE(m_bench->grants.first().object, u"/guests/"_s + uuid);
    QVERIFY(!m_bench->grants.first().hold); // VNC is shared
    const auto opened = m_bench->grants.first().open();
    ATOLL_VERIFY(opened);
    ::close(*opened);
    // SPICE takes a ticket for each of its channels.
    for (int channel = 0; channel < 2; ++channel)
        ATOLL_VERIFY(
            m_bench->call(u"guest.console"_s, {{u"guest"_s, uuid}, {u"kind"_s, u"spice"_s}}));
    for (const ChannelGrant &grant : m_bench->grants.mid(1)) {
        QVERIFY(grant.hold && grant.hold->hasManyStreams && !grant.hold->takesOver);
        const auto stream = grant.open();
        ATOLL_VERIFY(stream);
        ::close(*stream);
    }
    QCOMPARE(m_fake->hypervisor.calls().count(u"openConsole.spice "_s + uuid), 2);
    ATOLL_VERIFY(m_bench->call(u"guest.console"_s, {{u"guest"_s, u"web-1"_s},
                                                    {u"kind"_s, u"serial"_s},
                                                    {u"takesOver"_s, true},
                                                    {u"viewer"_s, u"mine"_s}}));
    const auto hold = m_bench->grants.last().hold;
    QVERIFY(hold && hold->takesOver && !hold->hasManyStreams);
    QCOMPARE(hold->viewer, u"mine"_s);
    QCOMPARE(hold->console, u"/guests/%1/serial"_s.arg(uuid));
    QCOMPARE(hold->name, u"the serial console of “web-1”"_s);
}

QTEST_GUILESS_MAIN(TestGuestService)
#include "tst_guestservice.moc"
