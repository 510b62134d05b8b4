// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guestbench.h"

#include <guest/kvm/libvirthypervisor.h>
#include <storage/dirstorage.h>
#include <support/expect.h>
#include <support/privatelibvirt.h>
#include <support/tinyguest.h>
#include <system/localprocessrunner.h>

#include <QDir>
#include <QTest>

using namespace Atoll;
using namespace Qt::StringLiterals;
using Api::GuestState;

namespace {

constexpr int kPatience = 120'000;

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
    QJsonObject detail();
    QJsonObject config() { return detail()["config"_L1].toObject(); }
    void set(const QJsonObject &changes);
    QStringList pending();
    QString live();

    LocalProcessRunner m_runner;
    std::unique_ptr<Support::PrivateLibvirt> m_libvirt;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Kvm::LibvirtHypervisor> m_hypervisor;
    struct Storages final : StorageLookup
    {
        std::shared_ptr<StorageDriver> local;
        Result<std::shared_ptr<StorageDriver>> storage(const QString &) const override
        {
            return local;
        }
        QStringList storageNames() const override { return {u"local"_s}; }
    } m_storages;
    std::unique_ptr<GuestBench> m_bench;
    QString m_uuid;
    qint64 m_firstVersion = 0;
};

void TestLiveChange::initTestCase()
{
    auto libvirt = Support::PrivateLibvirt::create();
    if (!libvirt && libvirt.error().code == ErrorCode::Unsupported)
        QSKIP(qPrintable(libvirt.error().sentence()));
    ATOLL_VERIFY(libvirt);
    m_libvirt = std::move(*libvirt);
    const auto images = Support::TinyGuest::images();
    if (!images)
        QSKIP(qPrintable(images.error().sentence()));
    m_folder = std::make_unique<QTemporaryDir>(m_libvirt->directory() + u"/agent-XXXXXX"_s);
    StorageConfig storage;
    storage.name = u"local"_s;
    storage.path = m_folder->filePath(u"images"_s);
    QDir().mkpath(storage.path);
    auto driver = DirStorage::create(storage, m_runner);
    ATOLL_VERIFY(driver);
    (void)(*driver)->activate();
    m_storages.local = std::shared_ptr<StorageDriver>(std::move(*driver));
    Kvm::LibvirtHypervisor::Options options;
    options.uri = m_libvirt->uri();
    options.isEmulationForced = true;
    m_hypervisor = std::make_unique<Kvm::LibvirtHypervisor>(options);
    m_bench = std::make_unique<GuestBench>(m_folder->path(), *m_hypervisor, m_storages);
    QTRY_VERIFY_WITH_TIMEOUT(m_hypervisor->engine().isAvailable, kPatience);

    const QJsonObject wish{
        {u"name"_s, u"live-1"_s},
        {u"memoryBytes"_s, 256LL << 20},
        {u"kernel"_s, *images + u"/vmlinuz"_s},
        {u"initrd"_s, *images + u"/initrd.gz"_s},
        {u"kernelArguments"_s, u"console=ttyS0 quiet tiny.dhcp=1"_s},
        {u"disks"_s,
         QJsonArray{QJsonObject{{u"storage"_s, u"local"_s}, {u"sizeBytes"_s, 64LL << 20}},
                    QJsonObject{{u"kind"_s, u"cdrom"_s}, {u"bus"_s, u"scsi"_s}}}},
        {u"nics"_s, QJsonArray{QJsonObject{{u"mac"_s, u"52:54:00:00:00:01"_s}}}}};
    ATOLL_VERIFY(
        m_bench->change(u"guest.create"_s, {{u"config"_s, wish}, {u"startsAfterwards"_s, true}}));
    QVERIFY(m_bench->shows(u"live-1"_s, GuestState::Running, kPatience));
    m_uuid = m_bench->info(u"live-1"_s).uuid;
    m_firstVersion = detail()["version"_L1].toInteger();
    // The agent inside answers when the system is up: only then it can let go of devices.
    QVERIFY(QTest::qWaitFor(
        [this] {
            m_hypervisor->lookAt(m_uuid);
            return !m_bench->info(m_uuid).addresses.isEmpty();
        },
        kPatience));
    QVERIFY2(pending().isEmpty(), qPrintable(pending().join(u' ')));
}

void TestLiveChange::cleanupTestCase()
{
    m_bench.reset();
    m_hypervisor.reset();
    m_folder.reset();
    m_libvirt.reset();
}

#define NEED_GUEST()                                                                               \
    if (m_uuid.isEmpty())                                                                          \
    QSKIP("there is no guest")

QJsonObject TestLiveChange::detail()
{
    return m_bench->call(u"guest.get"_s, {{u"guest"_s, m_uuid}}).value_or(QJsonValue()).toObject();
}

void TestLiveChange::set(const QJsonObject &changes)
{
    const auto changed = m_bench->change(
        u"guest.set"_s,
        {{u"guest"_s, m_uuid}, {u"version"_s, detail()["version"_L1]}, {u"changes"_s, changes}});
    ATOLL_VERIFY(changed);
}

QStringList TestLiveChange::pending()
{
    const auto answer = m_bench->call(u"guest.pending"_s, {{u"guest"_s, m_uuid}});
    QStringList paths;
    if (!answer)
        return {answer.error().sentence()};
    for (const QJsonValue &change : answer->toArray())
        paths += change.toObject()["path"_L1].toString();
    return paths;
}

QString TestLiveChange::live()
{
    return m_bench->call(u"guest.xml"_s, {{u"guest"_s, m_uuid}})
        .value_or(QJsonValue())
        .toObject()["xml"_L1]
        .toString();
}

void TestLiveChange::disksComeAndGo()
{
    NEED_GUEST();
    const QJsonArray before = config()["disks"_L1].toArray();
    QJsonArray disks = before;
    // A thread of its own comes only with the next start; one of them does without.
    disks.append(QJsonObject{{u"storage"_s, u"local"_s}, {u"sizeBytes"_s, 32LL << 20}});
    disks.append(QJsonObject{{u"storage"_s, u"local"_s},
                             {u"bus"_s, u"scsi"_s},
                             {u"sizeBytes"_s, 16LL << 20},
                             {u"hasIoThread"_s, false}});
    set({{u"disks"_s, disks}});
    QVERIFY(live().contains(u"vm-100-disk-1"_s));
    QVERIFY(live().contains(u"vm-100-disk-2"_s));
    QCOMPARE(pending().join(u' '), u"disks[sdc].hasIoThread"_s);
    set({{u"disks"_s, before}});
    QVERIFY(!live().contains(u"vm-100-disk-1"_s));
    QVERIFY(!live().contains(u"vm-100-disk-2"_s));
    QCOMPARE(pending().join(u' '), QString());
    QCOMPARE(m_storages.local->volumes()->size(), 3);
}

void TestLiveChange::mediaAreChangedAndEjected()
{
    NEED_GUEST();
    QFile iso(m_storages.local->config().path + u"/tools.iso"_s);
    QVERIFY(iso.open(QIODevice::WriteOnly));
    QByteArray image(1 << 20, '\0');
    image.replace(0x8001, 5, "CD001");
    iso.write(image);
    iso.close();
    QJsonArray disks = config()["disks"_L1].toArray();
    QJsonObject drive = disks.last().toObject();
    QCOMPARE(drive["kind"_L1].toString(), u"cdrom"_s);
    const QJsonObject empty = drive;
    drive.insert(u"storage"_s, u"local"_s);
    drive.insert(u"volume"_s, u"tools.iso"_s);
    disks.replace(disks.size() - 1, drive);
    set({{u"disks"_s, disks}});
    QVERIFY(live().contains(u"tools.iso"_s));
    QCOMPARE(pending().join(u' '), QString());
    disks.replace(disks.size() - 1, empty);
    set({{u"disks"_s, disks}});
    QVERIFY(!live().contains(u"tools.iso"_s));
    QCOMPARE(pending().join(u' '), QString());
}

void TestLiveChange::networkCardsComeAndGo()
{
    NEED_GUEST();
    const QJsonArray before = config()["nics"_L1].toArray();
    QJsonObject first = before.first().toObject();
    first.insert(u"isLinkUp"_s, false);
    set({{u"nics"_s, QJsonArray{first, QJsonObject{{u"mac"_s, u"52:54:00:00:00:02"_s}}}}});
    QVERIFY(live().contains(u"<link state='down'/>"_s));
    QVERIFY(live().contains(u"52:54:00:00:00:02"_s));
    QCOMPARE(pending().join(u' '), QString());
    set({{u"nics"_s, before}});
    QVERIFY(!live().contains(u"<link state='down'/>"_s));
    QVERIFY(!live().contains(u"52:54:00:00:00:02"_s));
    QCOMPARE(pending().join(u' '), QString());
}

void TestLiveChange::memoryFollowsTheBalloon()
{
    NEED_GUEST();
    set({{u"memoryBytes"_s, 192LL << 20}});
    QVERIFY(QTest::qWaitFor(
        [this] { return live().contains(u"<currentMemory unit='KiB'>196608</currentMemory>"_s); },
        kPatience));
    set({{u"memoryBytes"_s, 256LL << 20}});
    QVERIFY(QTest::qWaitFor(
        [this] { return live().contains(u"<currentMemory unit='KiB'>262144</currentMemory>"_s); },
        kPatience));
    QCOMPARE(pending().join(u' '), QString());
}

void TestLiveChange::whatIsFixedWaitsAndIsReverted()
{
    NEED_GUEST();
    QJsonObject cpu = config()["cpu"_L1].toObject();
    cpu.insert(u"cores"_s, 2);
    set({{u"cpu"_s, cpu}});
    QCOMPARE(pending(), QStringList{u"cpu.cores"_s});
    QTRY_VERIFY_WITH_TIMEOUT(m_bench->info(m_uuid).hasPending, kPatience);
    ATOLL_VERIFY(m_bench->change(u"guest.pending.revert"_s,
                                 {{u"guest"_s, m_uuid}, {u"version"_s, detail()["version"_L1]}}));
    QCOMPARE(pending().join(u' '), QString());
    QTRY_VERIFY_WITH_TIMEOUT(!m_bench->info(m_uuid).hasPending, kPatience);
}

void TestLiveChange::guestGoesBackToItsFirstVersion()
{
    NEED_GUEST();
    set({{u"nics"_s, QJsonArray{}}, {u"tags"_s, QJsonArray{u"x"_s}}});
    QVERIFY(!live().contains(u"52:54:00:00:00:01"_s));
    ATOLL_VERIFY(m_bench->change(u"guest.revert"_s, {{u"guest"_s, m_uuid},
                                                     {u"version"_s, detail()["version"_L1]},
                                                     {u"toVersion"_s, m_firstVersion}}));
    QVERIFY(live().contains(u"52:54:00:00:00:01"_s));
    QVERIFY(config()["tags"_L1].toArray().isEmpty());
    QCOMPARE(pending().join(u' '), QString());
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
    const QJsonObject before = config();
    ATOLL_VERIFY(m_bench->change(u"guest.delete"_s,
                                 {{u"guest"_s, m_uuid}, {u"confirmName"_s, u"live-1"_s}}));
    QTRY_VERIFY_WITH_TIMEOUT(m_bench->inventory().guests().isEmpty(), kPatience);
    ATOLL_VERIFY(m_bench->change(u"guest.deleted.restore"_s, {{u"guest"_s, u"live-1"_s}}));
    QVERIFY(m_bench->shows(m_uuid, GuestState::Stopped, kPatience));
    QCOMPARE(config(), before);
    ATOLL_VERIFY(m_bench->change(
        u"guest.delete"_s,
        {{u"guest"_s, m_uuid}, {u"confirmName"_s, u"live-1"_s}, {u"purges"_s, true}}));
    QCOMPARE(m_bench->call(u"guest.deleted.list"_s, {})->toArray().size(), 0);
}

QTEST_GUILESS_MAIN(TestLiveChange)
#include "tst_livechange.moc"
