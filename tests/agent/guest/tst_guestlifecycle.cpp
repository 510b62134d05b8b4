// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guestbench.h"

#include <guest/guestjanitor.h>
#include <guest/gueststartorder.h>
#include <support/expect.h>
#include <support/fakehypervisor.h>
#include <support/fakeprocessrunner.h>

#include <QTemporaryDir>
#include <QTest>

using namespace Atoll;
using namespace Qt::StringLiterals;
using Api::GuestState;

namespace {

QString fieldOf(const Error &error) { return error.details.value("field"_L1).toString(); }

} // namespace

class TestGuestLifecycle : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void liveChangesHappenAtOnce();
    void planTellsWhenEachKeyTakesEffect();
    void failedLiveStepTakesTheOthersBack();
    void whatTheEngineCannotDoWaits();
    void pendingKeysAreShownAndReverted();
    void protectedGuestKeepsItsDisks();

    void guestGoesBackToAnEarlierVersion();
    void versionThatIsNotThereIsRefused();
    void deletedVolumesDoNotComeBack();

    void deletedGuestIsRestored();
    void nameTakenMeanwhileNeedsAnother();
    void failedDeletionAndRestorationChangeNothing();
    void deletedGuestIsPurgedByNameOrTime();
    void guestIsDeletedAtOnceWhereNothingIsKept();

    void hibernatingKeepsTheMemory();
    void hibernatingIsCancelled();
    void startOrderIsKept();
    void guestsStartOncePerBoot();
    void hookScriptRunsAroundStartAndStop();
    void hookScriptRunsAtTheFirstStartToo();

private:
    QString create(const QString &name, const QJsonObject &more = {});
    QJsonObject config(const QString &uuid);
    Result<QJsonValue> set(const QString &uuid, const QJsonObject &changes);
    QJsonObject setWish(const QString &uuid, const QJsonObject &changes);
    void start(const QString &uuid);
    QList<Api::PendingChange> pending(const QString &uuid);
    QList<Api::DeletedGuest> deleted();

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FakeHypervisor> m_hypervisor;
    std::unique_ptr<FakeProcessRunner> m_processes;
    std::shared_ptr<FakeStorage> m_local;
    FakeStorageLookup m_storages;
    std::unique_ptr<GuestBench> m_bench;
};

void TestGuestLifecycle::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_hypervisor = std::make_unique<FakeHypervisor>();
    m_processes = std::make_unique<FakeProcessRunner>();
    m_local = std::make_shared<FakeStorage>(u"local"_s);
    m_storages.storages = {{u"local"_s, m_local}};
    m_bench = std::make_unique<GuestBench>(m_folder->path(), *m_hypervisor, m_storages, true,
                                           m_processes.get());
    m_hypervisor->connectNow();
    QCoreApplication::processEvents();
}

void TestGuestLifecycle::cleanup()
{
    m_bench.reset();
    m_hypervisor.reset();
}

QString TestGuestLifecycle::create(const QString &name, const QJsonObject &more)
{
    QJsonObject config{
        {u"name"_s, name},
        {u"memoryBytes"_s, 1LL << 30},
        {u"disks"_s,
         QJsonArray{QJsonObject{{u"storage"_s, u"local"_s}, {u"sizeBytes"_s, 8LL << 30}}}},
        {u"nics"_s, QJsonArray{QJsonObject{
                        {u"mac"_s, u"52:54:00:00:00:0"_s + QString::number(name.size())}}}}};
    for (auto it = more.begin(); it != more.end(); ++it)
        config.insert(it.key(), *it);
    const auto made = m_bench->change(u"guest.create"_s, {{u"config"_s, config}});
    if (!made) {
        qWarning() << made.error().sentence();
        return {};
    }
    (void)m_bench->shows(name, GuestState::Stopped);
    return m_bench->info(name).uuid;
}

QJsonObject TestGuestLifecycle::config(const QString &uuid)
{
    return m_bench->call(u"guest.get"_s, {{u"guest"_s, uuid}})->toObject()["config"_L1].toObject();
}

QJsonObject TestGuestLifecycle::setWish(const QString &uuid, const QJsonObject &changes)
{
    const qint64 version =
        m_bench->call(u"guest.get"_s, {{u"guest"_s, uuid}})->toObject()["version"_L1].toInteger();
    return {{u"guest"_s, uuid}, {u"version"_s, version}, {u"changes"_s, changes}};
}

Result<QJsonValue> TestGuestLifecycle::set(const QString &uuid, const QJsonObject &changes)
{
    return m_bench->change(u"guest.set"_s, setWish(uuid, changes));
}

void TestGuestLifecycle::start(const QString &uuid)
{
    ATOLL_VERIFY(m_bench->change(u"guest.start"_s, {{u"guest"_s, uuid}}));
    QVERIFY(m_bench->shows(uuid, GuestState::Running));
}

QList<Api::PendingChange> TestGuestLifecycle::pending(const QString &uuid)
{
    const auto answer = m_bench->call(u"guest.pending"_s, {{u"guest"_s, uuid}});
    return answer ? fromJson<QList<Api::PendingChange>>(*answer).value()
                  : QList<Api::PendingChange>{};
}

QList<Api::DeletedGuest> TestGuestLifecycle::deleted()
{
    QList<Api::DeletedGuest> list;
    const auto answer = m_bench->call(u"guest.deleted.list"_s, {});
    if (answer)
        list = fromJson<QList<Api::DeletedGuest>>(*answer).value();
    return list;
}

void TestGuestLifecycle::liveChangesHappenAtOnce()
{
    const QString uuid = create(u"web-1"_s);
    start(uuid);
    QJsonArray disks = config(uuid)["disks"_L1].toArray();
    disks.append(QJsonObject{{u"storage"_s, u"local"_s}, {u"sizeBytes"_s, 1LL << 30}});
    QJsonArray nics = config(uuid)["nics"_L1].toArray();
    QJsonObject nic = nics.first().toObject();
    nic.insert(u"isLinkUp"_s, false);
    nics = {nic, QJsonObject{{u"mac"_s, u"52:54:00:00:00:99"_s}}};
    ATOLL_VERIFY(set(uuid, {{u"disks"_s, disks}, {u"nics"_s, nics}}));
    QVERIFY(m_hypervisor->running(uuid).contains(u"vm-100-disk-1"_s));
    QVERIFY(m_hypervisor->running(uuid).contains(u"52:54:00:00:00:99"_s));
    QVERIFY(m_hypervisor->running(uuid).contains(u"state=\"down\""_s));
    QVERIFY(pending(uuid).isEmpty());
    QVERIFY(!m_bench->info(uuid).hasPending);

    disks.removeLast();
    nics.removeLast();
    ATOLL_VERIFY(set(uuid, {{u"disks"_s, disks}, {u"nics"_s, nics}}));
    QVERIFY(!m_hypervisor->running(uuid).contains(u"vm-100-disk-1"_s));
    QVERIFY(!m_hypervisor->running(uuid).contains(u"52:54:00:00:00:99"_s));
    QCOMPARE(m_local->volumes()->size(), 2); // detached is not deleted
}

void TestGuestLifecycle::planTellsWhenEachKeyTakesEffect()
{
    const QString uuid = create(u"web-1"_s);
    start(uuid);
    QJsonObject nic = config(uuid)["nics"_L1].toArray().first().toObject();
    nic.insert(u"isLinkUp"_s, false);
    QJsonObject cpu = config(uuid)["cpu"_L1].toObject();
    cpu.insert(u"cores"_s, 4);
    const QString before = m_hypervisor->running(uuid);
    const auto plan = m_bench->plan(u"guest.set"_s,
                                    setWish(uuid, {{u"nics"_s, QJsonArray{nic}}, {u"cpu"_s, cpu}}));
    ATOLL_VERIFY(plan);
    QCOMPARE(plan->effects.size(), 2);
    for (const Api::PlanEffect &effect : plan->effects) {
        QCOMPARE(effect.isNow, effect.path.endsWith(u"isLinkUp"));
        QCOMPARE(effect.reason.isEmpty(), effect.isNow);
    }
    QVERIFY(plan->impact.contains(u"1 of 2"_s));
    QVERIFY(!plan->xmlAfter.isEmpty());
    QCOMPARE(m_hypervisor->running(uuid), before);
}

void TestGuestLifecycle::failedLiveStepTakesTheOthersBack()
{
    const QString uuid = create(u"web-1"_s);
    start(uuid);
    const QString definition = m_hypervisor->definition(uuid);
    const qint64 version = m_bench->info(uuid).version;
    QJsonArray disks = config(uuid)["disks"_L1].toArray();
    disks.append(QJsonObject{{u"storage"_s, u"local"_s}, {u"sizeBytes"_s, 1LL << 30}});
    const QJsonArray nics{config(uuid)["nics"_L1].toArray().first(),
                          QJsonObject{{u"mac"_s, u"52:54:00:00:00:99"_s}}};
    m_hypervisor->failNext(u"applyLive"_s, {ErrorCode::EngineFailed, u"no free port"_s}, 1);
    const auto changed = set(uuid, {{u"disks"_s, disks}, {u"nics"_s, nics}});
    QVERIFY(!changed);
    QVERIFY(changed.error().text.contains(u"no free port"_s));
    QCOMPARE(m_hypervisor->definition(uuid), definition);
    QVERIFY(!m_hypervisor->running(uuid).contains(u"vm-100-disk-1"_s));
    QVERIFY(!m_hypervisor->running(uuid).contains(u"52:54:00:00:00:99"_s));
    QCOMPARE(m_bench->info(uuid).version, version);
    QCOMPARE(m_local->volumes()->size(), 1);
}

void TestGuestLifecycle::whatTheEngineCannotDoWaits()
{
    const QString uuid = create(u"web-1"_s);
    start(uuid);
    const QJsonArray nics{config(uuid)["nics"_L1].toArray().first(),
                          QJsonObject{{u"mac"_s, u"52:54:00:00:00:99"_s}}};
    m_hypervisor->failNext(u"applyLive"_s, {ErrorCode::Unsupported, u"not this machine"_s});
    ATOLL_VERIFY(set(uuid, {{u"nics"_s, nics}}));
    const auto waiting = pending(uuid);
    QCOMPARE(waiting.size(), 1);
    QCOMPARE(waiting.first().path, u"nics[52:54:00:00:00:99]"_s);
    QTRY_VERIFY(m_bench->info(uuid).hasPending);
    // the next start brings it
    ATOLL_VERIFY(m_bench->change(u"guest.stop"_s, {{u"guest"_s, uuid}}));
    start(uuid);
    QVERIFY(pending(uuid).isEmpty());
    QVERIFY(m_hypervisor->running(uuid).contains(u"52:54:00:00:00:99"_s));
}

void TestGuestLifecycle::pendingKeysAreShownAndReverted()
{
    const QString uuid = create(u"web-1"_s);
    start(uuid);
    QVERIFY(pending(uuid).isEmpty());
    QJsonObject cpu = config(uuid)["cpu"_L1].toObject();
    cpu.insert(u"cores"_s, 4);
    ATOLL_VERIFY(set(uuid, {{u"cpu"_s, cpu}, {u"memoryBytes"_s, 4LL << 30}}));
    QTRY_VERIFY(m_bench->info(uuid).hasPending);
    const auto waiting = pending(uuid);
    QCOMPARE(waiting.size(), 2);
    QCOMPARE(waiting.first().path, u"cpu.cores"_s);
    QCOMPARE(waiting.first().running.toInt(), 1);
    QCOMPARE(waiting.first().wanted.toInt(), 4);
    QVERIFY(!waiting.first().reason.isEmpty());

    QJsonObject wish = setWish(uuid, {});
    wish.remove(u"changes"_s);
    wish.insert(u"keys"_s, QJsonArray{u"nics[x]"_s});
    QCOMPARE(fieldOf(m_bench->change(u"guest.pending.revert"_s, wish).error()), u"keys"_s);
    wish.insert(u"keys"_s, QJsonArray{u"cpu.cores"_s});
    const auto plan = m_bench->plan(u"guest.pending.revert"_s, wish);
    ATOLL_VERIFY(plan);
    QCOMPARE(plan->changes.size(), 1);
    ATOLL_VERIFY(m_bench->change(u"guest.pending.revert"_s, wish));
    QCOMPARE(pending(uuid).size(), 1);
    QCOMPARE(config(uuid)["cpu"_L1].toObject()["cores"_L1].toInt(), 1);
    wish.insert(u"version"_s, setWish(uuid, {})["version"_L1]);
    wish.insert(u"keys"_s, QJsonArray{});
    ATOLL_VERIFY(m_bench->change(u"guest.pending.revert"_s, wish));
    QVERIFY(pending(uuid).isEmpty());
    QTRY_VERIFY(!m_bench->info(uuid).hasPending);
    QCOMPARE(config(uuid)["memoryBytes"_L1].toInteger(), 1LL << 30);
}

void TestGuestLifecycle::protectedGuestKeepsItsDisks()
{
    const QString uuid = create(u"web-1"_s, {{u"isProtected"_s, true}});
    const auto changed = set(uuid, {{u"disks"_s, QJsonArray{}}});
    QCOMPARE(changed.error().code, ErrorCode::InvalidState);
    QVERIFY(changed.error().text.contains(u"protected"_s));
    ATOLL_VERIFY(set(uuid, {{u"disks"_s, QJsonArray{}}, {u"isProtected"_s, false}}));
}

void TestGuestLifecycle::guestGoesBackToAnEarlierVersion()
{
    const QString uuid = create(u"web-1"_s);
    start(uuid);
    const qint64 first = setWish(uuid, {})["version"_L1].toInteger();
    QJsonObject nic = config(uuid)["nics"_L1].toArray().first().toObject();
    nic.insert(u"isLinkUp"_s, false);
    ATOLL_VERIFY(set(uuid, {{u"nics"_s, QJsonArray{nic}}, {u"tags"_s, QJsonArray{u"x"_s}}}));
    QVERIFY(m_hypervisor->running(uuid).contains(u"state=\"down\""_s));
    const qint64 second = setWish(uuid, {})["version"_L1].toInteger();
    const QJsonObject wish{{u"guest"_s, uuid}, {u"version"_s, second}, {u"toVersion"_s, first}};
    const auto plan = m_bench->plan(u"guest.revert"_s, wish);
    ATOLL_VERIFY(plan);
    QCOMPARE(plan->changes.size(), 2);
    ATOLL_VERIFY(m_bench->change(u"guest.revert"_s, wish));
    QVERIFY(!m_hypervisor->running(uuid).contains(u"state=\"down\""_s)); // live, as guest.set
    QVERIFY(config(uuid)["tags"_L1].toArray().isEmpty());
    const qint64 third = setWish(uuid, {})["version"_L1].toInteger();
    QVERIFY(third > second); // going back is a change, too, and can be undone
    const auto stale = m_bench->change(u"guest.revert"_s, wish);
    QCOMPARE(stale.error().code, ErrorCode::Conflict);
    ATOLL_VERIFY(m_bench->change(
        u"guest.revert"_s, {{u"guest"_s, uuid}, {u"version"_s, third}, {u"toVersion"_s, second}}));
    QCOMPARE(config(uuid)["tags"_L1].toArray().size(), 1);
}

void TestGuestLifecycle::versionThatIsNotThereIsRefused()
{
    const QString uuid = create(u"web-1"_s);
    const auto back =
        m_bench->change(u"guest.revert"_s, {{u"guest"_s, uuid},
                                            {u"version"_s, setWish(uuid, {})["version"_L1]},
                                            {u"toVersion"_s, 4711}});
    QCOMPARE(fieldOf(back.error()), u"toVersion"_s);
}

void TestGuestLifecycle::deletedVolumesDoNotComeBack()
{
    const QString uuid = create(u"web-1"_s);
    QJsonArray disks = config(uuid)["disks"_L1].toArray();
    QJsonObject grown = disks.first().toObject();
    disks.append(QJsonObject{{u"storage"_s, u"local"_s}, {u"sizeBytes"_s, 1LL << 30}});
    ATOLL_VERIFY(set(uuid, {{u"disks"_s, disks}}));
    const qint64 two = setWish(uuid, {})["version"_L1].toInteger();
    grown.insert(u"sizeBytes"_s, 9LL << 30);
    ATOLL_VERIFY(set(uuid, {{u"disks"_s, QJsonArray{grown}}}));
    ATOLL_VERIFY(m_local->remove(u"vm-100-disk-1"_s));
    const QJsonObject wish{
        {u"guest"_s, uuid}, {u"version"_s, setWish(uuid, {})["version"_L1]}, {u"toVersion"_s, two}};
    const auto plan = m_bench->plan(u"guest.revert"_s, wish);
    ATOLL_VERIFY(plan);
    QVERIFY(plan->impact.contains(u"was deleted"_s));
    QVERIFY(plan->impact.contains(u"cannot shrink"_s));
    ATOLL_VERIFY(m_bench->change(u"guest.revert"_s, wish));
    QCOMPARE(config(uuid)["disks"_L1].toArray().size(), 1);
}

void TestGuestLifecycle::deletedGuestIsRestored()
{
    const QString uuid = create(u"web-1"_s);
    const QJsonObject before = config(uuid);
    const QString definition = m_hypervisor->definition(uuid);
    const QJsonObject remove{{u"guest"_s, uuid}, {u"confirmName"_s, u"web-1"_s}};
    const auto plan = m_bench->plan(u"guest.delete"_s, remove);
    ATOLL_VERIFY(plan);
    QVERIFY(plan->impact.contains(u"7 days"_s));
    ATOLL_VERIFY(m_bench->change(u"guest.delete"_s, remove));
    QTRY_VERIFY(m_bench->inventory().guests().isEmpty());
    QVERIFY(m_hypervisor->definition(uuid).isEmpty());
    QCOMPARE(deleted().size(), 1);
    QCOMPARE(deleted().first().name, u"web-1"_s);
    QCOMPARE(deleted().first().deletedBy, u"admin@builtin"_s);
    QCOMPARE(deleted().first().volumes, QStringList{u"local/vm-100-disk-0"_s});
    QTRY_VERIFY(m_bench->roster().volumeUse().byPath.values().contains(uuid)); // not free
    QVERIFY(!create(u"web-22"_s).isEmpty());
    QCOMPARE(m_bench->info(u"web-22"_s).id, 101); // the id stays taken

    ATOLL_VERIFY(m_bench->plan(u"guest.deleted.restore"_s, {{u"guest"_s, u"web-1"_s}}));
    ATOLL_VERIFY(m_bench->change(u"guest.deleted.restore"_s, {{u"guest"_s, u"web-1"_s}}));
    QVERIFY(m_bench->shows(u"web-1"_s, GuestState::Stopped));
    QCOMPARE(config(uuid), before);
    QCOMPARE(m_hypervisor->definition(uuid), definition);
    QVERIFY(deleted().isEmpty());
    start(uuid);
}

void TestGuestLifecycle::nameTakenMeanwhileNeedsAnother()
{
    const QString uuid = create(u"web-1"_s);
    ATOLL_VERIFY(
        m_bench->change(u"guest.delete"_s, {{u"guest"_s, uuid}, {u"confirmName"_s, u"web-1"_s}}));
    QTRY_VERIFY(m_bench->inventory().guests().isEmpty());
    QVERIFY(!create(u"web-1"_s).isEmpty());
    const auto refused = m_bench->change(u"guest.deleted.restore"_s, {{u"guest"_s, u"100"_s}});
    QCOMPARE(fieldOf(refused.error()), u"name"_s);
    QCOMPARE(deleted().size(), 1);
    ATOLL_VERIFY(m_bench->change(u"guest.deleted.restore"_s,
                                 {{u"guest"_s, u"100"_s}, {u"name"_s, u"web-old"_s}}));
    QVERIFY(m_bench->shows(u"web-old"_s, GuestState::Stopped));
}

void TestGuestLifecycle::failedDeletionAndRestorationChangeNothing()
{
    const QString uuid = create(u"web-1"_s);
    const QJsonObject remove{{u"guest"_s, uuid}, {u"confirmName"_s, u"web-1"_s}};
    m_hypervisor->failNext(u"undefine"_s, {ErrorCode::EngineFailed, u"no"_s});
    QVERIFY(!m_bench->change(u"guest.delete"_s, remove));
    QTRY_VERIFY(m_bench->info(uuid).isManaged);
    QVERIFY(deleted().isEmpty());
    ATOLL_VERIFY(m_bench->change(u"guest.delete"_s, remove));
    QTRY_VERIFY(m_bench->inventory().guests().isEmpty());
    m_hypervisor->failNext(u"define"_s, {ErrorCode::EngineFailed, u"no"_s});
    QVERIFY(!m_bench->change(u"guest.deleted.restore"_s, {{u"guest"_s, u"100"_s}}));
    QTRY_COMPARE(deleted().size(), 1);
    QTRY_VERIFY(m_bench->inventory().guests().isEmpty());
    ATOLL_VERIFY(m_bench->change(u"guest.deleted.restore"_s, {{u"guest"_s, u"100"_s}}));
}

void TestGuestLifecycle::deletedGuestIsPurgedByNameOrTime()
{
    for (const QString &name : {u"web-1"_s, u"web-22"_s}) {
        const QString uuid = create(name);
        ATOLL_VERIFY(
            m_bench->change(u"guest.delete"_s, {{u"guest"_s, uuid}, {u"confirmName"_s, name}}));
        QTRY_VERIFY(m_bench->inventory().guests().isEmpty());
    }
    QCOMPARE(m_local->volumes()->size(), 2);
    QJsonObject wish{{u"guest"_s, u"100"_s}, {u"confirmName"_s, u"web-22"_s}};
    QCOMPARE(fieldOf(m_bench->change(u"guest.deleted.purge"_s, wish).error()), u"confirmName"_s);
    wish.insert(u"confirmName"_s, u"web-1"_s);
    ATOLL_VERIFY(m_bench->plan(u"guest.deleted.purge"_s, wish));
    ATOLL_VERIFY(m_bench->change(u"guest.deleted.purge"_s, wish));
    QCOMPARE(m_local->volumes()->size(), 1);

    auto *janitor = m_bench->roster().findChild<GuestJanitor *>();
    QVERIFY(janitor);
    const QDateTime now = QDateTime::currentDateTimeUtc();
    janitor->look(now.addDays(6));
    QTest::qWait(20);
    QCOMPARE(deleted().size(), 1);
    janitor->look(now.addDays(8));
    QTRY_VERIFY(m_local->volumes()->isEmpty());
    QTRY_VERIFY(m_bench->store().readAll(u"/guest"_s, QDeadlineTimer(5000))->isEmpty());
}

void TestGuestLifecycle::guestIsDeletedAtOnceWhereNothingIsKept()
{
    ATOLL_VERIFY(m_bench->change(u"guest.policy.set"_s, {{u"keepsDeletedDays"_s, 0}}));
    QCOMPARE(m_bench->call(u"guest.policy.get"_s, {})->toObject()["keepsDeletedDays"_L1].toInt(),
             0);
    QCOMPARE(fieldOf(m_bench->change(u"guest.policy.set"_s, {{u"keepsDeletedDays"_s, -1}}).error()),
             u"keepsDeletedDays"_s);
    const QString uuid = create(u"web-1"_s);
    ATOLL_VERIFY(
        m_bench->change(u"guest.delete"_s, {{u"guest"_s, uuid}, {u"confirmName"_s, u"web-1"_s}}));
    QVERIFY(deleted().isEmpty());
    QVERIFY(m_local->volumes()->isEmpty());
}

void TestGuestLifecycle::hibernatingKeepsTheMemory()
{
    const QString uuid = create(u"web-1"_s);
    start(uuid);
    ATOLL_VERIFY(m_bench->change(u"guest.hibernate"_s, {{u"guest"_s, uuid}}));
    QVERIFY(m_bench->shows(uuid, GuestState::Suspended));
    start(uuid);
    QVERIFY(!m_hypervisor->calls().contains(u"discardSaved "_s + uuid));
    ATOLL_VERIFY(m_bench->change(u"guest.hibernate"_s, {{u"guest"_s, uuid}}));
    QVERIFY(m_bench->shows(uuid, GuestState::Suspended));
    ATOLL_VERIFY(
        m_bench->change(u"guest.start"_s, {{u"guest"_s, uuid}, {u"discardsSaved"_s, true}}));
    QVERIFY(m_hypervisor->calls().contains(u"discardSaved "_s + uuid));
}

void TestGuestLifecycle::hibernatingIsCancelled()
{
    const QString uuid = create(u"web-1"_s);
    start(uuid);
    m_hypervisor->setDeaf(true);
    const auto task = m_bench->begin(u"guest.hibernate"_s, {{u"guest"_s, uuid}});
    ATOLL_VERIFY(task);
    QTest::qWait(20);
    ATOLL_VERIFY(m_bench->tasks().cancel(*task, u"admin@builtin"_s));
    QCOMPARE(m_bench->finish(*task).state, Api::TaskState::Cancelled);
    QCOMPARE(m_hypervisor->state(uuid), GuestState::Running);
}

void TestGuestLifecycle::startOrderIsKept()
{
    const auto order = [](int number) {
        return QJsonObject{{u"startsAtBoot"_s, true},
                           {u"startOrder"_s, QJsonObject{{u"order"_s, number}}}};
    };
    const QString last = create(u"a"_s, {{u"startsAtBoot"_s, true}});
    const QString second = create(u"bb"_s, order(2));
    const QString first = create(u"ccc"_s, order(1));
    const QString never = create(u"dddd"_s);
    ATOLL_VERIFY(m_bench->change(u"node.start-guests"_s, {}));
    QStringList starts = m_hypervisor->calls().filter(QRegularExpression(u"^start "_s));
    QCOMPARE(starts, (QStringList{u"start "_s + first, u"start "_s + second, u"start "_s + last}));
    QCOMPARE(m_hypervisor->state(never), GuestState::Stopped);
    QVERIFY(m_bench->shows(last, GuestState::Running));

    const auto elsewhere = m_bench->change(u"node.shutdown-guests"_s, {{u"node"_s, u"reef-9"_s}});
    QCOMPARE(fieldOf(elsewhere.error()), u"node"_s);
    ATOLL_VERIFY(m_bench->change(u"node.shutdown-guests"_s, {{u"node"_s, u"reef-1"_s}}));
    const QStringList stops =
        m_hypervisor->calls().filter(QRegularExpression(u"^askToShutDown "_s));
    QCOMPARE(stops.size(), 3);
    QCOMPARE(stops.last(), u"askToShutDown "_s + first);
    QCOMPARE(stops.first(), u"askToShutDown "_s + last);
}

void TestGuestLifecycle::guestsStartOncePerBoot()
{
    const QString uuid = create(u"web-1"_s, {{u"startsAtBoot"_s, true}});
    const GuestParts parts{
        *m_hypervisor,    m_bench->store(), m_storages, m_bench->roster(), true, {},
        m_folder->path(), m_processes.get()};
    const auto agentStarts = [&](const QString &bootId) {
        GuestBoot boot(bootId, m_bench->tasks(), parts);
        m_hypervisor->connectNow();
        QTest::qWait(50);
        for (const Api::TaskInfo &task : m_bench->tasks().list({}))
            m_bench->finish(task.id);
    };
    agentStarts(u"boot-1"_s);
    QVERIFY(m_bench->shows(uuid, GuestState::Running));
    ATOLL_VERIFY(m_bench->change(u"guest.stop"_s, {{u"guest"_s, uuid}}));
    agentStarts(u"boot-1"_s); // the agent was restarted
    QCOMPARE(m_hypervisor->state(uuid), GuestState::Stopped);
    agentStarts(u"boot-2"_s);
    QVERIFY(m_bench->shows(uuid, GuestState::Running));
}

void TestGuestLifecycle::hookScriptRunsAroundStartAndStop()
{
    const QString uuid = create(u"web-1"_s, {{u"hookScript"_s, u"/opt/hook"_s}});
    m_processes->answer({u"/opt/hook"_s}, {0, "fine\n", {}});
    start(uuid);
    ATOLL_VERIFY(m_bench->change(u"guest.shutdown"_s, {{u"guest"_s, uuid}}));
    QVERIFY(m_bench->shows(uuid, GuestState::Stopped));
    QCOMPARE(m_processes->commands(),
             (QList<QStringList>{{u"/opt/hook"_s, u"100"_s, u"pre-start"_s},
                                 {u"/opt/hook"_s, u"100"_s, u"post-start"_s},
                                 {u"/opt/hook"_s, u"100"_s, u"pre-stop"_s},
                                 {u"/opt/hook"_s, u"100"_s, u"post-stop"_s}}));
    m_processes->answer({u"pre-start"_s}, {3, {}, "no licence\n"});
    const auto blocked = m_bench->change(u"guest.start"_s, {{u"guest"_s, uuid}});
    QVERIFY(blocked.error().text.contains(u"pre-start"_s));
    QCOMPARE(m_hypervisor->state(uuid), GuestState::Stopped);
    const auto refused = m_bench->call(
        u"guest.set"_s, setWish(uuid, {{u"hookScript"_s, u"/tmp/x"_s}}), u"operator@builtin"_s);
    QCOMPARE(refused.error().code, ErrorCode::PermissionDenied);
}

void TestGuestLifecycle::hookScriptRunsAtTheFirstStartToo()
{
    const QJsonObject config{
        {u"name"_s, u"web-1"_s}, {u"memoryBytes"_s, 1LL << 30}, {u"hookScript"_s, u"/opt/hook"_s}};
    const QJsonObject wish{{u"config"_s, config}, {u"startsAfterwards"_s, true}};
    m_processes->answer({u"pre-start"_s}, {3, {}, "no licence\n"});
    const auto refused = m_bench->change(u"guest.create"_s, wish);
    QVERIFY(!refused);
    QVERIFY2(refused.error().text.contains(u"pre-start"_s), qPrintable(refused.error().text));
    QTRY_VERIFY(!m_bench->call(u"guest.get"_s, {{u"guest"_s, u"web-1"_s}})); // nothing is left
    m_processes->answer({u"pre-start"_s}, {0, {}, {}});
    m_processes->answer({u"post-start"_s}, {0, {}, {}});
    ATOLL_VERIFY(m_bench->change(u"guest.create"_s, wish));
    QVERIFY(m_bench->shows(u"web-1"_s, GuestState::Running));
    QCOMPARE(m_processes->commands().last().last(), u"post-start"_s);
}

QTEST_GUILESS_MAIN(TestGuestLifecycle)
#include "tst_guestlifecycle.moc"
