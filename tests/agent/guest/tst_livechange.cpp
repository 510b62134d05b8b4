// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "livebench.h"

#include <support/expect.h>

#include <QTest>

using namespace Atoll;
using namespace Qt::StringLiterals;
using Api::GuestState;

namespace {

constexpr int kPatience = LiveBench::kPatience;

} // namespace

//! A real guest is changed while it runs, hibernates, is deleted and restored.
class TestLiveChange : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void disksComeAndGo();
    void mediaAreChangedAndEjected();
    void networkCardsComeAndGo();
    void memoryFollowsTheBalloon();
    void whatIsFixedWaitsAndIsReverted();
    void guestGoesBackToItsFirstVersion();
    void memorySurvivesHibernating();
    void deletedGuestComesBack();

private:
    std::unique_ptr<LiveBench> m_live;
    GuestBench *m_bench = nullptr;
    QString m_uuid;
    qint64 m_firstVersion = 0;
};

void TestLiveChange::initTestCase()
{
    auto live = LiveBench::create();
    if (!live && live.error().code == ErrorCode::Unsupported)
        QSKIP(qPrintable(live.error().sentence()));
    ATOLL_VERIFY(live);
    m_live = std::move(*live);
    m_bench = &m_live->guests();
    ATOLL_VERIFY(m_live->boot(
        u"live-1"_s,
        {{u"memoryBytes"_s, 256LL << 20},
         {u"disks"_s,
          QJsonArray{QJsonObject{{u"storage"_s, u"local"_s}, {u"sizeBytes"_s, 64LL << 20}},
                     QJsonObject{{u"kind"_s, u"cdrom"_s}, {u"bus"_s, u"scsi"_s}}}},
         {u"nics"_s, QJsonArray{QJsonObject{{u"mac"_s, u"52:54:00:00:00:01"_s}}}}}));
    m_uuid = m_live->uuid();
    m_firstVersion = m_live->version();
    QVERIFY2(m_live->pending().isEmpty(), qPrintable(m_live->pending().join(u' ')));
}

void TestLiveChange::cleanupTestCase() { m_live.reset(); }

#define NEED_GUEST()                                                                               \
    if (m_uuid.isEmpty())                                                                          \
    QSKIP("there is no guest")

void TestLiveChange::disksComeAndGo()
{
    NEED_GUEST();
    const QJsonArray before = m_live->config()["disks"_L1].toArray();
    QJsonArray disks = before;
    // One has a thread of its own, which is made with it; the other does without.
    disks.append(QJsonObject{{u"storage"_s, u"local"_s}, {u"sizeBytes"_s, 32LL << 20}});
    disks.append(QJsonObject{{u"storage"_s, u"local"_s},
                             {u"bus"_s, u"scsi"_s},
                             {u"sizeBytes"_s, 16LL << 20},
                             {u"hasIoThread"_s, false}});
    ATOLL_VERIFY(m_live->set({{u"disks"_s, disks}}));
    QVERIFY(m_live->live().contains(u"vm-100-disk-1"_s));
    QVERIFY(m_live->live().contains(u"vm-100-disk-2"_s));
    QCOMPARE(m_live->pending().join(u' '), QString());
    ATOLL_VERIFY(m_live->set({{u"disks"_s, before}}));
    QVERIFY(!m_live->live().contains(u"vm-100-disk-1"_s));
    QVERIFY(!m_live->live().contains(u"vm-100-disk-2"_s));
    QCOMPARE(m_live->pending().join(u' '), QString());
    QCOMPARE(m_live->storage().volumes()->size(), 3);
}

void TestLiveChange::mediaAreChangedAndEjected()
{
    NEED_GUEST();
    QFile iso(m_live->storage().config().path + u"/tools.iso"_s);
    QVERIFY(iso.open(QIODevice::WriteOnly));
    QByteArray image(1 << 20, '\0');
    image.replace(0x8001, 5, "CD001");
    iso.write(image);
    iso.close();
    QJsonArray disks = m_live->config()["disks"_L1].toArray();
    QJsonObject drive = disks.last().toObject();
    QCOMPARE(drive["kind"_L1].toString(), u"cdrom"_s);
    const QJsonObject empty = drive;
    drive.insert(u"storage"_s, u"local"_s);
    drive.insert(u"volume"_s, u"tools.iso"_s);
    disks.replace(disks.size() - 1, drive);
    ATOLL_VERIFY(m_live->set({{u"disks"_s, disks}}));
    QVERIFY(m_live->live().contains(u"tools.iso"_s));
    QCOMPARE(m_live->pending().join(u' '), QString());
    disks.replace(disks.size() - 1, empty);
    ATOLL_VERIFY(m_live->set({{u"disks"_s, disks}}));
    QVERIFY(!m_live->live().contains(u"tools.iso"_s));
    QCOMPARE(m_live->pending().join(u' '), QString());
}

void TestLiveChange::networkCardsComeAndGo()
{
    NEED_GUEST();
    const QJsonArray before = m_live->config()["nics"_L1].toArray();
    QJsonObject first = before.first().toObject();
    first.insert(u"isLinkUp"_s, false);
    ATOLL_VERIFY(m_live->set(
        {{u"nics"_s, QJsonArray{first, QJsonObject{{u"mac"_s, u"52:54:00:00:00:02"_s}}}}}));
    QVERIFY(m_live->live().contains(u"<link state='down'/>"_s));
    QVERIFY(m_live->live().contains(u"52:54:00:00:00:02"_s));
    QCOMPARE(m_live->pending().join(u' '), QString());
    ATOLL_VERIFY(m_live->set({{u"nics"_s, before}}));
    QVERIFY(!m_live->live().contains(u"<link state='down'/>"_s));
    QVERIFY(!m_live->live().contains(u"52:54:00:00:00:02"_s));
    QCOMPARE(m_live->pending().join(u' '), QString());
}

void TestLiveChange::memoryFollowsTheBalloon()
{
    NEED_GUEST();
    ATOLL_VERIFY(m_live->set({{u"memoryBytes"_s, 192LL << 20}}));
    QVERIFY(QTest::qWaitFor(
        [this] {
            return m_live->live().contains(u"<currentMemory unit='KiB'>196608</currentMemory>"_s);
        },
        kPatience));
    ATOLL_VERIFY(m_live->set({{u"memoryBytes"_s, 256LL << 20}}));
    QVERIFY(QTest::qWaitFor(
        [this] {
            return m_live->live().contains(u"<currentMemory unit='KiB'>262144</currentMemory>"_s);
        },
        kPatience));
    QCOMPARE(m_live->pending().join(u' '), QString());
}

void TestLiveChange::whatIsFixedWaitsAndIsReverted()
{
    NEED_GUEST();
    QJsonObject cpu = m_live->config()["cpu"_L1].toObject();
    cpu.insert(u"cores"_s, 2);
    ATOLL_VERIFY(m_live->set({{u"cpu"_s, cpu}}));
    QCOMPARE(m_live->pending(), QStringList{u"cpu.cores"_s});
    QTRY_VERIFY_WITH_TIMEOUT(m_bench->info(m_uuid).hasPending, kPatience);
    ATOLL_VERIFY(m_bench->change(u"guest.pending.revert"_s,
                                 {{u"guest"_s, m_uuid}, {u"version"_s, m_live->version()}}));
    QCOMPARE(m_live->pending().join(u' '), QString());
    QTRY_VERIFY_WITH_TIMEOUT(!m_bench->info(m_uuid).hasPending, kPatience);
}

void TestLiveChange::guestGoesBackToItsFirstVersion()
{
    NEED_GUEST();
    ATOLL_VERIFY(m_live->set({{u"nics"_s, QJsonArray{}}, {u"tags"_s, QJsonArray{u"x"_s}}}));
    QVERIFY(!m_live->live().contains(u"52:54:00:00:00:01"_s));
    ATOLL_VERIFY(m_bench->change(u"guest.revert"_s, {{u"guest"_s, m_uuid},
                                                     {u"version"_s, m_live->version()},
                                                     {u"toVersion"_s, m_firstVersion}}));
    QVERIFY(m_live->live().contains(u"52:54:00:00:00:01"_s));
    QVERIFY(m_live->config()["tags"_L1].toArray().isEmpty());
    QCOMPARE(m_live->pending().join(u' '), QString());
}

void TestLiveChange::memorySurvivesHibernating()
{
    NEED_GUEST();
    const QString note = QString::fromLatin1(QByteArray("I was awake").toBase64());
    const QString path = u"/tmp/note"_s;
    const auto read = [&] {
        return m_bench->call(u"guest.agent.file.read"_s, {{u"guest"_s, m_uuid}, {u"path"_s, path}})
            .value_or(QJsonValue())
            .toObject()["data"_L1]
            .toString();
    };
    ATOLL_VERIFY(m_bench->change(u"guest.agent.file.write"_s,
                                 {{u"guest"_s, m_uuid}, {u"path"_s, path}, {u"data"_s, note}}));
    ATOLL_VERIFY(m_bench->change(u"guest.hibernate"_s, {{u"guest"_s, m_uuid}}));
    QVERIFY(m_bench->shows(m_uuid, GuestState::Suspended, kPatience));
    ATOLL_VERIFY(m_bench->change(u"guest.start"_s, {{u"guest"_s, m_uuid}}));
    QVERIFY(m_bench->shows(m_uuid, GuestState::Running, kPatience));
    QTRY_COMPARE_WITH_TIMEOUT(read(), note, kPatience); // only its memory has it
    ATOLL_VERIFY(m_bench->change(u"guest.hibernate"_s, {{u"guest"_s, m_uuid}}));
    QVERIFY(m_bench->shows(m_uuid, GuestState::Suspended, kPatience));
    ATOLL_VERIFY(
        m_bench->change(u"guest.start"_s, {{u"guest"_s, m_uuid}, {u"discardsSaved"_s, true}}));
    QVERIFY(m_bench->shows(m_uuid, GuestState::Running, kPatience));
    ATOLL_VERIFY(m_bench->change(u"guest.stop"_s, {{u"guest"_s, m_uuid}}));
    QVERIFY(m_bench->shows(m_uuid, GuestState::Stopped, kPatience));
}

void TestLiveChange::deletedGuestComesBack()
{
    NEED_GUEST();
    const QJsonObject before = m_live->config();
    ATOLL_VERIFY(m_bench->change(u"guest.delete"_s,
                                 {{u"guest"_s, m_uuid}, {u"confirmName"_s, u"live-1"_s}}));
    QTRY_VERIFY_WITH_TIMEOUT(m_bench->inventory().guests().isEmpty(), kPatience);
    ATOLL_VERIFY(m_bench->change(u"guest.deleted.restore"_s, {{u"guest"_s, u"live-1"_s}}));
    QVERIFY(m_bench->shows(m_uuid, GuestState::Stopped, kPatience));
    QCOMPARE(m_live->config(), before);
    ATOLL_VERIFY(m_bench->change(
        u"guest.delete"_s,
        {{u"guest"_s, m_uuid}, {u"confirmName"_s, u"live-1"_s}, {u"purges"_s, true}}));
    QCOMPARE(m_bench->call(u"guest.deleted.list"_s, {})->toArray().size(), 0);
}

QTEST_GUILESS_MAIN(TestLiveChange)
#include "tst_livechange.moc"
