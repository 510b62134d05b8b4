// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guestbench.h"
#include "guestshell.h"

#include <guest/kvm/libvirthypervisor.h>
#include <storage/dirstorage.h>
#include <support/expect.h>
#include <support/inworker.h>
#include <support/privatelibvirt.h>
#include <support/tinyguest.h>
#include <system/localprocessrunner.h>

#include <QDir>
#include <QTest>

using namespace Atoll;
using namespace Qt::StringLiterals;
using Api::GuestState;

namespace {

constexpr int kPatience = GuestShell::kPatienceMs;

} // namespace

//! Snapshots, templates and clones of real guests under the real libvirt and QEMU.
class TestEngineSnapshots : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void memoryInsideOfQcow2ComesBack();
    void snapshotsInsideSurviveDeletionAndANewName();
    void memoryOfARawDiskComesBackAndMergesWhileItRuns();
    void linkedAndFullClonesBootBesideEachOther();

private:
    QString create(const QString &name, const QString &format);
    Result<QJsonValue> change(const QString &method, const QJsonObject &params);
    std::unique_ptr<GuestShell> shell(const QString &guest);
    QStringList images() const
    {
        return QDir(m_folder->filePath(u"images"_s)).entryList(QDir::Files);
    }

    std::unique_ptr<Support::PrivateLibvirt> m_libvirt;
    std::optional<Error> m_reason;
    QString m_images;
    LocalProcessRunner m_runner;
    std::unique_ptr<QTemporaryDir> m_folder;
    FakeStorageLookup m_storages;
    std::unique_ptr<Kvm::LibvirtHypervisor> m_hypervisor;
    std::unique_ptr<GuestBench> m_bench;
};

void TestEngineSnapshots::initTestCase()
{
    auto libvirt = Support::PrivateLibvirt::create();
    const auto images = Support::TinyGuest::images();
    if (!libvirt || !images) {
        m_reason = libvirt ? images.error() : libvirt.error();
        return;
    }
    m_libvirt = std::move(*libvirt);
    m_images = *images;
    // inside of libvirtd's own folder: the same for it and for us
    m_folder = std::make_unique<QTemporaryDir>(m_libvirt->directory() + u"/bench-XXXXXX"_s);
    QDir(m_folder->path()).mkpath(u"images"_s);
    StorageConfig config;
    config.name = u"local"_s;
    config.path = m_folder->filePath(u"images"_s);
    auto storage = DirStorage::create(config, m_runner);
    ATOLL_VERIFY(storage);
    m_storages.storages = {{u"local"_s, std::shared_ptr<StorageDriver>(std::move(*storage))}};
    Kvm::LibvirtHypervisor::Options options;
    options.uri = m_libvirt->uri();
    options.isEmulationForced = true;
    m_hypervisor = std::make_unique<Kvm::LibvirtHypervisor>(options);
    m_bench = std::make_unique<GuestBench>(m_folder->path(), *m_hypervisor, m_storages);
    m_bench->tasks().resume();
    QTRY_VERIFY_WITH_TIMEOUT(m_hypervisor->engine().isAvailable, kPatience);
}

void TestEngineSnapshots::cleanup()
{
    if (!m_bench)
        return;
    for (const Api::GuestInfo &guest : m_bench->inventory().guests()) {
        if (guest.state != GuestState::Stopped)
            (void)inWorker([&] { return m_hypervisor->destroy(guest.uuid); });
    }
}

Result<QJsonValue> TestEngineSnapshots::change(const QString &method, const QJsonObject &params)
{
    const auto task = m_bench->begin(method, params);
    if (!task)
        return fail(task.error());
    const Api::TaskInfo info = m_bench->finish(*task, kPatience);
    if (info.state == Api::TaskState::Succeeded)
        return info.result;
    return fail(Error::fromJson(info.error));
}

QString TestEngineSnapshots::create(const QString &name, const QString &format)
{
    const QJsonObject disk{{u"storage"_s, u"local"_s},
                           {u"format"_s, format},
                           {u"bus"_s, u"virtio"_s},
                           {u"sizeBytes"_s, 16LL << 20}};
    const auto made =
        change(u"guest.create"_s,
               {{u"config"_s, QJsonObject{{u"name"_s, name},
                                          {u"memoryBytes"_s, 96LL << 20},
                                          {u"kernel"_s, QString(m_images + u"/vmlinuz"_s)},
                                          {u"initrd"_s, QString(m_images + u"/initrd.gz"_s)},
                                          {u"kernelArguments"_s, u"console=ttyS0 quiet"_s},
                                          {u"disks"_s, QJsonArray{disk}}}}});
    if (!made) {
        qWarning() << made.error().sentence();
        return {};
    }
    return (*made)["guest"_L1].toString();
}

std::unique_ptr<GuestShell> TestEngineSnapshots::shell(const QString &guest)
{
    const QString uuid = m_bench->info(guest).uuid;
    const auto descriptor =
        inWorker([&] { return m_hypervisor->openConsole(uuid, Api::ConsoleKind::Serial); });
    return descriptor ? std::make_unique<GuestShell>(*descriptor) : nullptr;
}

#define NEED_ENGINE()                                                                              \
    if (m_reason)                                                                                  \
    QSKIP(qPrintable(m_reason->sentence()))

void TestEngineSnapshots::memoryInsideOfQcow2ComesBack()
{
    NEED_ENGINE();
    const QString id = create(u"inside"_s, u"qcow2"_s);
    QVERIFY(!id.isEmpty());
    const QJsonObject guest{{u"guest"_s, id}};
    ATOLL_VERIFY(change(u"guest.start"_s, guest));
    {
        const auto console = shell(id);
        QVERIFY(console && console->ask({}, "TINY-GUEST-READY"));
        QVERIFY(console->ask("echo ram-$((0+1)) >/tmp/m; echo disk-$((0+1)) >/dev/vda; sync; "
                             "cat /tmp/m; head -c 6 /dev/vda",
                             "ram-1"));
        QJsonObject wish = guest;
        wish.insert("name"_L1, u"Before / the update"_s);
        wish.insert("withMemory"_L1, true);
        ATOLL_VERIFY(change(u"guest.snapshot.create"_s, wish));
        QCOMPARE(images().size(), 1);
        QVERIFY(console->ask("echo ram-$((1+1)) >/tmp/m; echo disk-$((1+1)) >/dev/vda; sync; "
                             "cat /tmp/m",
                             "ram-2"));
    }
    QJsonObject wish = guest;
    wish.insert("name"_L1, u"Before / the update"_s);
    ATOLL_VERIFY(change(u"guest.snapshot.rollback"_s, wish));
    QVERIFY(m_bench->shows(id, GuestState::Running, kPatience));
    const auto console = shell(id);
    QVERIFY(console && console->ask("cat /tmp/m; head -c 6 /dev/vda", "ram-1\r\ndisk-1"));
    QVERIFY(console->ask("echo still-$((40+2))", "still-42"));
    ATOLL_VERIFY(change(u"guest.snapshot.delete"_s, wish));
    QVERIFY(console->ask("echo still-$((40+3))", "still-43"));
    const auto list = m_bench->call(u"guest.snapshot.list"_s, guest);
    ATOLL_VERIFY(list);
    QVERIFY(list->toArray().isEmpty());
}

void TestEngineSnapshots::snapshotsInsideSurviveDeletionAndANewName()
{
    NEED_ENGINE();
    const QString id = create(u"loved"_s, u"qcow2"_s);
    QVERIFY(!id.isEmpty());
    const QJsonObject guest{{u"guest"_s, id}};
    QJsonObject first = guest;
    first.insert("name"_L1, u"first"_s);
    ATOLL_VERIFY(change(u"guest.snapshot.create"_s, first));
    QJsonObject second = guest;
    second.insert("name"_L1, u"second"_s);
    ATOLL_VERIFY(change(u"guest.start"_s, guest));
    {
        const auto console = shell(id);
        QVERIFY(console && console->ask({}, "TINY-GUEST-READY"));
        QVERIFY(console->ask("echo ram-$((0+1)) >/tmp/m; cat /tmp/m", "ram-1"));
        QJsonObject wish = second;
        wish.insert("withMemory"_L1, true);
        ATOLL_VERIFY(change(u"guest.snapshot.create"_s, wish));
    }
    ATOLL_VERIFY(change(u"guest.stop"_s, guest));
    ATOLL_VERIFY(change(u"guest.delete"_s, {{u"guest"_s, id}, {u"confirmName"_s, u"loved"_s}}));
    ATOLL_VERIFY(change(u"guest.deleted.restore"_s, {{u"guest"_s, id}, {u"name"_s, u"renamed"_s}}));
    QTRY_COMPARE(m_bench->info(id).name, u"renamed"_s);
    ATOLL_VERIFY(change(u"guest.snapshot.rollback"_s, second));
    QVERIFY(m_bench->shows(id, GuestState::Running, kPatience));
    QCOMPARE(m_bench->info(id).name, u"renamed"_s);
    {
        const auto console = shell(id);
        QVERIFY(console && console->ask("cat /tmp/m", "ram-1"));
    }
    ATOLL_VERIFY(change(u"guest.stop"_s, guest));
    ATOLL_VERIFY(change(u"guest.snapshot.delete"_s, second));
    ATOLL_VERIFY(change(u"guest.snapshot.rollback"_s, first));
}

void TestEngineSnapshots::memoryOfARawDiskComesBackAndMergesWhileItRuns()
{
    NEED_ENGINE();
    const QString id = create(u"outside"_s, u"raw"_s);
    QVERIFY(!id.isEmpty());
    const QJsonObject guest{{u"guest"_s, id}};
    const auto before = images().size();
    ATOLL_VERIFY(change(u"guest.start"_s, guest));
    QJsonObject first = guest;
    first.insert("name"_L1, u"first"_s);
    {
        const auto console = shell(id);
        QVERIFY(console && console->ask({}, "TINY-GUEST-READY"));
        QVERIFY(console->ask("echo ram-$((0+1)) >/tmp/m; echo disk-$((0+1)) >/dev/vda; sync; "
                             "cat /tmp/m",
                             "ram-1"));
        QJsonObject wish = first;
        wish.insert("withMemory"_L1, true);
        ATOLL_VERIFY(change(u"guest.snapshot.create"_s, wish));
        QCOMPARE(images().size(), before + 2); // a new volume and the memory
        QVERIFY(console->ask("echo ram-$((1+1)) >/tmp/m; echo disk-$((1+1)) >/dev/vda; sync; "
                             "cat /tmp/m",
                             "ram-2"));
        QJsonObject second = guest;
        second.insert("name"_L1, u"second"_s);
        ATOLL_VERIFY(change(u"guest.snapshot.create"_s, second));
    }
    ATOLL_VERIFY(change(u"guest.snapshot.rollback"_s, first));
    QVERIFY(m_bench->shows(id, GuestState::Running, kPatience));
    const auto console = shell(id);
    QVERIFY(console && console->ask("cat /tmp/m; head -c 6 /dev/vda", "ram-1\r\ndisk-1"));
    QVERIFY(console->ask("echo disk-$((1+2)) >/dev/vda; sync; head -c 6 /dev/vda", "disk-3"));

    QJsonObject all = first;
    all.insert("withChildren"_L1, true);
    ATOLL_VERIFY(change(u"guest.snapshot.delete"_s, all));
    QCOMPARE(images().size(), before);
    QVERIFY(console->ask("echo 3 >/proc/sys/vm/drop_caches; head -c 6 /dev/vda; "
                         "echo on-$((40+2))",
                         "disk-3on-42"));
    const auto detail = m_bench->call(u"guest.get"_s, guest);
    const auto disk = (*detail)["config"_L1]["disks"_L1][0];
    QVERIFY(disk["volume"_L1].toString().endsWith(u".raw"));
}

void TestEngineSnapshots::linkedAndFullClonesBootBesideEachOther()
{
    NEED_ENGINE();
    const QString id = create(u"golden"_s, u"qcow2"_s);
    QVERIFY(!id.isEmpty());
    const QJsonObject guest{{u"guest"_s, id}};
    const QString path = m_folder->filePath(u"images/vm-%1-disk-0.qcow2"_s.arg(id));
    QCOMPARE(QProcess::execute(u"qemu-io"_s,
                               {u"-f"_s, u"qcow2"_s, u"-c"_s, u"write -q -P 71 0 512"_s, path}),
             0); // 71 is 'G'
    ATOLL_VERIFY(change(u"guest.template.make"_s, guest));
    QTRY_VERIFY(m_bench->info(id).isTemplate);
    QCOMPARE(m_bench->call(u"guest.start"_s, guest).error().code, ErrorCode::InvalidState);
    QStringList clones;
    for (const bool isLinked : {true, false}) {
        const auto made = change(u"guest.clone"_s, {{u"guest"_s, id},
                                                    {u"name"_s, isLinked ? u"linked"_s : u"full"_s},
                                                    {u"isLinked"_s, isLinked},
                                                    {u"startsAfterwards"_s, true}});
        ATOLL_VERIFY(made);
        clones += (*made)["guest"_L1].toString();
    }
    for (const QString &clone : std::as_const(clones)) {
        const auto console = shell(clone);
        QVERIFY(console && console->ask("head -c 4 /dev/vda; echo .", "GGGG"));
        QVERIFY(console->ask("echo mine >/dev/vda; sync; head -c 4 /dev/vda; echo .", "mine."));
    }
    QVERIFY(m_bench->info(clones.first()).uuid != m_bench->info(clones.last()).uuid);
    const auto refused = change(u"guest.template.unmake"_s, guest);
    QVERIFY(!refused);
    QVERIFY2(refused.error().text.contains(u"linked"_s), qPrintable(refused.error().text));
}

QTEST_MAIN(TestEngineSnapshots)
#include "tst_enginesnapshots.moc"
