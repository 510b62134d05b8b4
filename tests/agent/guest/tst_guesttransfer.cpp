// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guestbench.h"

#include <guest/kvm/domain.h>
#include <guest/kvm/libvirthypervisor.h>
#include <storage/dirstorage.h>
#include <support/expect.h>
#include <support/fakehypervisor.h>
#include <support/inworker.h>
#include <support/privatelibvirt.h>
#include <support/tinyguest.h>
#include <system/filedescriptor.h>

#include <api/guesttransfer.h>

#include <QDir>
#include <QProcess>
#include <QRandomGenerator>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <sys/socket.h>

using namespace Atoll;
using namespace Qt::StringLiterals;
using Api::GuestState;

namespace {

constexpr qint64 kDiskBytes = 12 * units::MiB;

int qemuImg(const QStringList &arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.setStandardOutputFile(QProcess::nullDevice());
    process.start(u"qemu-img"_s, arguments);
    return process.waitForFinished(60'000) ? process.exitCode() : -1;
}

//! An agent with two real storages on a folder that outlives it; it may die in a function of the
//! hypervisor ("define", "define+" when the work is to have been done).
struct Agent
{
    explicit Agent(const QString &folder, const QString &point = {})
    {
        fake = std::make_unique<FakeHypervisor>();
        fake->keepIn(folder + u"/hypervisor.json"_s);
        fake->dieIn(point.chopped(point.endsWith(u'+') ? 1 : 0), point.endsWith(u'+'));
        begin(folder, *fake);
        fake->connectNow();
    }
    Agent(const QString &folder, std::unique_ptr<Hypervisor> hypervisor)
        : real(std::move(hypervisor))
    {
        begin(folder, *real);
    }
    ~Agent() { bench.reset(); }

    void begin(const QString &folder, Hypervisor &hypervisor)
    {
        for (const QString &name : {u"local"_s, u"fast"_s}) {
            QDir(folder).mkpath(name);
            StorageConfig config;
            config.name = name;
            config.path = folder + u'/' + name;
            auto storage = DirStorage::create(config, runner);
            (void)(*storage)->activate();
            storages.storages[name] = std::move(*storage);
        }
        bench = std::make_unique<GuestBench>(folder, hypervisor, storages);
        bench->tasks().resume();
    }

    LocalProcessRunner runner;
    std::unique_ptr<FakeHypervisor> fake;
    std::unique_ptr<Hypervisor> real;
    FakeStorageLookup storages;
    std::unique_ptr<GuestBench> bench;
};

QJsonArray sources(const QStringList &volumes)
{
    QJsonArray list;
    for (const QString &volume : volumes)
        list.append(QJsonObject{{u"storage"_s, u"local"_s}, {u"volume"_s, volume}});
    return list;
}

QJsonObject importWish(const QStringList &volumes, const QString &name = u"web-1"_s)
{
    return {{u"sources"_s, sources(volumes)}, {u"name"_s, name}, {u"storage"_s, u"fast"_s}};
}

QJsonObject moveWish(bool deletesSource = false)
{
    return {{u"guest"_s, u"100"_s},
            {u"target"_s, u"sda"_s},
            {u"storage"_s, u"local"_s},
            {u"format"_s, u"raw"_s},
            {u"deletesSource"_s, deletesSource}};
}

int beKilled(const QString &folder, const QString &method, const QString &point)
{
    Agent agent(folder, point);
    QJsonObject wish = moveWish();
    if (method == u"guest.import")
        wish = importWish({u"disk.raw"_s}, u"web-2"_s);
    if (method == u"guest.disk.reassign")
        wish = {{u"guest"_s, u"100"_s}, {u"target"_s, u"sda"_s}, {u"toGuest"_s, u"101"_s}};
    (void)agent.bench->change(method, wish);
    return 0; // not reached
}

} // namespace

//! Import, export and disks on the move, with real images.
class TestGuestTransfer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void everyFormatIsImported_data();
    void everyFormatIsImported();
    void dangerousImagesAreRefused_data();
    void dangerousImagesAreRefused();
    void aDryRunMakesNothing();
    void exportAndImportGiveTheSame();
    void aManifestThatDiffersIsRefused();
    void oneDiskIsExported();
    void aRunningGuestIsNotExported();
    void aFailedImportLeavesNothing();
    void aStoppedDiskMoves();
    void unusedVolumesAreListedAndDeleted();
    void aDiskChangesHands();
    void killedWorkLeavesOldOrNew_data();
    void killedWorkLeavesOldOrNew();
    void aRunningDiskMoves();

private:
    QString path(const QString &storage, const QString &volume) const
    {
        return m_folder->filePath(storage + u'/' + volume);
    }
    QStringList files(const QString &storage) const
    {
        return QDir(m_folder->filePath(storage))
            .entryList(QDir::Files | QDir::Hidden | QDir::NoDotAndDotDot);
    }
    bool isSame(const QString &one, const QString &oneFormat, const QString &other,
                const QString &otherFormat) const
    {
        return qemuImg({u"compare"_s, u"-f"_s, oneFormat, u"-F"_s, otherFormat, one, other}) == 0;
    }
    Api::GuestConfig config(Agent &agent, const QString &guest) const
    {
        const auto detail = agent.bench->call(u"guest.get"_s, {{u"guest"_s, guest}});
        return detail ? fromJson<Api::GuestDetail>(*detail)->config : Api::GuestConfig{};
    }
    Result<QByteArray> exported(Agent &agent, const QJsonObject &wish);

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestGuestTransfer::init()
{
    if (QStandardPaths::findExecutable(u"qemu-img"_s).isEmpty())
        QSKIP("qemu-img (package qemu-utils) is not installed");
    m_folder = std::make_unique<QTemporaryDir>();
    QDir(m_folder->path()).mkpath(u"local"_s);
    QFile disk(path(u"local"_s, u"disk.raw"_s));
    QVERIFY(disk.open(QIODevice::WriteOnly) && disk.resize(kDiskBytes));
    QRandomGenerator random(7);
    for (const qint64 at : {0LL, 3 * units::MiB, kDiskBytes - 65536}) {
        QByteArray bytes(65536, Qt::Uninitialized);
        random.fillRange(reinterpret_cast<quint32 *>(bytes.data()), bytes.size() / 4);
        disk.seek(at);
        disk.write(bytes);
    }
}

Result<QByteArray> TestGuestTransfer::exported(Agent &agent, const QJsonObject &wish)
{
    agent.bench->grants.clear();
    const auto answer = agent.bench->call(u"guest.export"_s, wish);
    if (!answer)
        return fail(answer.error());
    const FileDescriptor socket(*agent.bench->grants.first().open());
    agent.bench->grants.clear();
    const QByteArray bytes = inWorker([&] {
        QByteArray all;
        QByteArray piece(1 << 20, Qt::Uninitialized);
        for (auto n = ::recv(socket.get(), piece.data(), size_t(piece.size()), 0); n > 0;
             n = ::recv(socket.get(), piece.data(), size_t(piece.size()), 0))
            all += piece.first(n);
        return all;
    });
    const auto task = agent.bench->finish(answer->toObject().value("task"_L1).toString());
    if (task.state != Api::TaskState::Succeeded)
        return fail(Error::fromJson(task.error));
    return bytes;
}

void TestGuestTransfer::everyFormatIsImported_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QStringList>("arguments");
    const auto row = [](const char *name, const QString &file, const QStringList &arguments) {
        QTest::newRow(name) << file << arguments;
    };
    row("raw", u"d.img"_s, {u"raw"_s});
    row("qcow2", u"d.qcow2"_s, {u"qcow2"_s});
    row("compressed qcow2", u"d.qcow2"_s, {u"qcow2"_s, u"-c"_s});
    row("sparse vmdk", u"d.vmdk"_s, {u"vmdk"_s});
    row("stream vmdk", u"d.vmdk"_s, {u"vmdk"_s, u"-o"_s, u"subformat=streamOptimized"_s});
    row("vhdx", u"d.vhdx"_s, {u"vhdx"_s});
    row("vhd", u"d.vhd"_s, {u"vpc"_s, u"-o"_s, u"force_size=on"_s});
    row("fixed vhd", u"d.VHD"_s, {u"vpc"_s, u"-o"_s, u"subformat=fixed,force_size=on"_s});
    row("vdi", u"d, x.vdi"_s, {u"vdi"_s});
}

void TestGuestTransfer::everyFormatIsImported()
{
    QFETCH(QString, file);
    QFETCH(QStringList, arguments);
    const QString source = path(u"local"_s, file);
    const QString raw = path(u"local"_s, u"disk.raw"_s);
    QCOMPARE(qemuImg(QStringList{u"convert"_s, u"-f"_s, u"raw"_s, u"-O"_s} + arguments
                     + QStringList{raw, source}),
             0);
    Agent agent(m_folder->path());
    ATOLL_VERIFY(agent.bench->change(u"guest.import"_s, importWish({file})));
    const Api::GuestConfig made = config(agent, u"web-1"_s);
    QCOMPARE(made.disks.size(), 1);
    QCOMPARE(made.disks.first().volume, u"vm-100-disk-0.qcow2"_s);
    QCOMPARE(made.disks.first().sizeBytes, kDiskBytes);
    QVERIFY(isSame(path(u"fast"_s, u"vm-100-disk-0.qcow2"_s), u"qcow2"_s, raw, u"raw"_s));
    QVERIFY(agent.fake->definition(made.uuid).contains(u"vm-100-disk-0.qcow2"_s));
    QVERIFY(files(u"local"_s).contains(file));
}

void TestGuestTransfer::dangerousImagesAreRefused_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("vmdk of other files")
        << u"d.vmdk"_s
        << QByteArray("# Disk DescriptorFile\nversion=1\nCID=fffffffe\nparentCID=ffffffff\n"
                      "createType=\"monolithicFlat\"\nRW 128 FLAT \"/etc/passwd\" 0\n");
    QTest::newRow("vmdk without a size")
        << u"d.vmdk"_s << QByteArray("KDMV\1\0\0\0", 8) + QByteArray(1024, '\0');
    QTest::newRow("no vhdx") << u"d.vhdx"_s << QByteArray(4096, 'x');
    QTest::newRow("no vhd") << u"d.vhd"_s << QByteArray(4096, 'x');
    QTest::newRow("no vdi") << u"d.vdi"_s << QByteArray(4096, 'x');
    QTest::newRow("no qcow2") << u"d.qcow2"_s << QByteArray(4096, 'x');
    QTest::newRow("unknown") << u"d.txt"_s << QByteArray(4096, 'x');
    QTest::newRow("no ova") << u"d.ova"_s << QByteArray(4096, 'x');
    QTest::newRow("no ovf") << u"d.ovf"_s << QByteArray(4096, 'x');
    QTest::newRow("ovf that leads elsewhere")
        << u"d.ovf"_s
        << QByteArray("<Envelope><References><File href=\"../secret.raw\" id=\"f\"/></References>"
                      "<DiskSection><Disk diskId=\"d\" fileRef=\"f\" capacity=\"1\"/></DiskSection>"
                      "<VirtualSystem id=\"a\"><VirtualHardwareSection>"
                      "<Item><ResourceType>4</ResourceType><VirtualQuantity>64</VirtualQuantity>"
                      "</Item><Item><HostResource>ovf:/disk/d</HostResource><ResourceType>17"
                      "</ResourceType></Item></VirtualHardwareSection></VirtualSystem></Envelope>");
}

void TestGuestTransfer::dangerousImagesAreRefused()
{
    QFETCH(QString, file);
    QFETCH(QByteArray, content);
    QFile secret(m_folder->filePath(u"secret.raw"_s));
    QVERIFY(secret.open(QIODevice::WriteOnly) && secret.resize(units::MiB));
    QFile source(path(u"local"_s, file));
    QVERIFY(source.open(QIODevice::WriteOnly));
    source.write(content);
    source.close();
    Agent agent(m_folder->path());
    const auto made = agent.bench->change(u"guest.import"_s, importWish({file}));
    QVERIFY(!made);
    QVERIFY(!made.error().text.isEmpty());
    QCOMPARE(files(u"fast"_s), QStringList());
    QCOMPARE(agent.bench->store().readAll(u"/guest"_s, QDeadlineTimer(5000))->size(), 0);

    const QString overlay = path(u"local"_s, u"overlay.qcow2"_s);
    QCOMPARE(qemuImg({u"create"_s, u"-f"_s, u"qcow2"_s, u"-b"_s, secret.fileName(), u"-F"_s,
                      u"raw"_s, overlay}),
             0);
    const auto backed = agent.bench->change(u"guest.import"_s, importWish({u"overlay.qcow2"_s}));
    QVERIFY(!backed);
    QCOMPARE(backed.error().code, ErrorCode::PermissionDenied);
}

void TestGuestTransfer::aDryRunMakesNothing()
{
    Agent agent(m_folder->path());
    const auto plan = agent.bench->plan(u"guest.import"_s, importWish({u"disk.raw"_s}));
    ATOLL_VERIFY(plan);
    QVERIFY(plan->steps.first().contains(u"disk.raw"_s));
    QVERIFY(plan->xmlAfter.contains(u"<domain"_s));
    QVERIFY(!plan->changes.isEmpty());
    QCOMPARE(files(u"fast"_s), QStringList());
    const auto found =
        agent.bench->call(u"guest.import.inspect"_s, {{u"sources"_s, sources({u"disk.raw"_s})}});
    ATOLL_VERIFY(found);
    QVERIFY(!found->toObject().value("isDescribed"_L1).toBool());
    QJsonObject bad = importWish({u"disk.raw"_s});
    bad.insert(u"changes"_s, QJsonObject{{u"kernel"_s, u"/boot/vmlinuz"_s}});
    QCOMPARE(agent.bench->plan(u"guest.import"_s, bad).error().code, ErrorCode::InvalidParams);
}

void TestGuestTransfer::exportAndImportGiveTheSame()
{
    Agent agent(m_folder->path());
    QJsonObject wish = importWish({u"disk.raw"_s});
    wish.insert(u"changes"_s,
                QJsonObject{{u"memoryBytes"_s, 3LL << 30},
                            {u"firmware"_s, u"uefi"_s},
                            {u"description"_s, u"The shop"_s},
                            {u"cpu"_s, QJsonObject{{u"sockets"_s, 2}, {u"cores"_s, 3}}}});
    ATOLL_VERIFY(agent.bench->change(u"guest.import"_s, wish));
    const auto ova = exported(agent, {{u"guest"_s, u"100"_s}});
    ATOLL_VERIFY(ova);
    QCOMPARE(files(u"fast"_s).size(), 1); // what was converted is gone
    QFile file(path(u"local"_s, u"out.ova"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(*ova) == ova->size());
    file.close();
    QProcess tar;
    tar.start(u"tar"_s, {u"tf"_s, file.fileName()});
    QVERIFY(tar.waitForFinished());
    QCOMPARE(tar.readAllStandardOutput(), "web-1.ovf\nweb-1-disk1.vmdk\nweb-1.mf\n");

    QJsonObject again = importWish({u"out.ova"_s}, u"web-2"_s);
    again.insert(u"networks"_s, QJsonArray{QJsonObject{{u"kind"_s, u"user"_s}}});
    ATOLL_VERIFY(agent.bench->change(u"guest.import"_s, again));
    Api::GuestConfig one = config(agent, u"web-1"_s);
    Api::GuestConfig other = config(agent, u"web-2"_s);
    QVERIFY(isSame(path(u"fast"_s, other.disks.first().volume), u"qcow2"_s,
                   path(u"local"_s, u"disk.raw"_s), u"raw"_s));
    QVERIFY(one.uuid != other.uuid);
    QVERIFY(one.nics.first().mac != other.nics.first().mac);
    one.name = other.name;
    one.id = other.id;
    one.uuid = other.uuid;
    one.nics.first().mac = other.nics.first().mac;
    one.disks.first().volume = other.disks.first().volume;
    QCOMPARE(toJson(one), toJson(other));
}

void TestGuestTransfer::aManifestThatDiffersIsRefused()
{
    Agent agent(m_folder->path());
    ATOLL_VERIFY(agent.bench->change(u"guest.import"_s, importWish({u"disk.raw"_s})));
    ATOLL_VERIFY(agent.bench->change(
        u"guest.export.file"_s,
        {{u"guest"_s, u"100"_s}, {u"storage"_s, u"local"_s}, {u"name"_s, u"out.ova"_s}}));
    QFile file(path(u"local"_s, u"out.ova"_s));
    QVERIFY(file.open(QIODevice::ReadWrite));
    QByteArray bytes = file.readAll();
    bytes.replace(">web-1<", ">web-9<");
    file.seek(0);
    file.write(bytes);
    file.close();
    const auto made =
        agent.bench->change(u"guest.import"_s, importWish({u"out.ova"_s}, u"web-2"_s));
    QVERIFY(!made);
    QVERIFY2(made.error().text.contains(u"manifest"_s), qPrintable(made.error().text));
    QCOMPARE(files(u"fast"_s).size(), 1);
}

void TestGuestTransfer::oneDiskIsExported()
{
    Agent agent(m_folder->path());
    ATOLL_VERIFY(agent.bench->change(u"guest.import"_s, importWish({u"disk.raw"_s})));
    const auto bytes = exported(agent, {{u"guest"_s, u"100"_s}, {u"kind"_s, u"qcow2"_s}});
    ATOLL_VERIFY(bytes);
    QFile file(m_folder->filePath(u"out.qcow2"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(*bytes) == bytes->size());
    file.close();
    QVERIFY(isSame(file.fileName(), u"qcow2"_s, path(u"local"_s, u"disk.raw"_s), u"raw"_s));
    const auto none =
        exported(agent, {{u"guest"_s, u"100"_s}, {u"kind"_s, u"qcow2"_s}, {u"target"_s, u"vdz"_s}});
    QVERIFY(!none);
}

void TestGuestTransfer::aRunningGuestIsNotExported()
{
    Agent agent(m_folder->path());
    QJsonObject wish = importWish({u"disk.raw"_s});
    wish.insert(u"startsAfterwards"_s, true);
    ATOLL_VERIFY(agent.bench->change(u"guest.import"_s, wish));
    QVERIFY(agent.bench->shows(u"100"_s, GuestState::Running));
    const auto bytes = exported(agent, {{u"guest"_s, u"100"_s}});
    QVERIFY(!bytes);
    QCOMPARE(bytes.error().code, ErrorCode::InvalidState);
    const QString volume = path(u"fast"_s, u"vm-100-disk-0.qcow2"_s);
    QCOMPARE(qemuImg({u"snapshot"_s, u"-c"_s, u"before, all"_s, volume}), 0);
    const auto before = exported(
        agent,
        {{u"guest"_s, u"100"_s}, {u"kind"_s, u"qcow2"_s}, {u"snapshot"_s, u"before, all"_s}});
    ATOLL_VERIFY(before);
    QVERIFY(before->startsWith("QFI\xfb"));
}

void TestGuestTransfer::aFailedImportLeavesNothing()
{
    Agent agent(m_folder->path());
    QJsonObject wish = importWish({u"disk.raw"_s});
    wish.insert(u"id"_s, 50);
    QCOMPARE(agent.bench->change(u"guest.import"_s, wish).error().code, ErrorCode::InvalidParams);
    agent.fake->failNext(u"define"_s, {ErrorCode::EngineFailed, u"no"_s});
    QVERIFY(!agent.bench->change(u"guest.import"_s, importWish({u"disk.raw"_s})));
    QCOMPARE(files(u"fast"_s), QStringList());
    QCOMPARE(agent.bench->store().readAll(u"/guest"_s, QDeadlineTimer(5000))->size(), 0);
}

void TestGuestTransfer::aStoppedDiskMoves()
{
    Agent agent(m_folder->path());
    ATOLL_VERIFY(agent.bench->change(u"guest.import"_s, importWish({u"disk.raw"_s})));
    const auto plan = agent.bench->plan(u"guest.disk.move"_s, moveWish());
    ATOLL_VERIFY(plan);
    QCOMPARE(plan->steps.size(), 3);
    ATOLL_VERIFY(agent.bench->change(u"guest.disk.move"_s, moveWish(true)));
    const Api::GuestConfig made = config(agent, u"100"_s);
    QCOMPARE(made.disks.first().storage, u"local"_s);
    QCOMPARE(made.disks.first().format, Api::VolumeFormat::Raw);
    QVERIFY(isSame(path(u"local"_s, made.disks.first().volume), u"raw"_s,
                   path(u"local"_s, u"disk.raw"_s), u"raw"_s));
    QVERIFY(agent.fake->definition(made.uuid).contains(path(u"local"_s, u"vm-100-disk-0.raw"_s)));
    QCOMPARE(files(u"fast"_s), QStringList());
    QCOMPARE(agent.bench->change(u"guest.disk.move"_s, moveWish()).error().code,
             ErrorCode::InvalidState);
}

void TestGuestTransfer::unusedVolumesAreListedAndDeleted()
{
    Agent agent(m_folder->path());
    ATOLL_VERIFY(agent.bench->change(u"guest.import"_s, importWish({u"disk.raw"_s})));
    ATOLL_VERIFY(agent.bench->change(u"guest.disk.move"_s, moveWish()));
    const auto list = agent.bench->call(u"guest.volumes"_s, {{u"guest"_s, u"100"_s}});
    ATOLL_VERIFY(list);
    const auto volumes = fromJson<QList<Api::GuestVolume>>(*list);
    ATOLL_VERIFY(volumes);
    QCOMPARE(volumes->size(), 2);
    QCOMPARE(volumes->at(0).volume.storage, u"fast"_s);
    QCOMPARE(volumes->at(0).target, QString());
    QCOMPARE(volumes->at(1).target, u"sda"_s);
    const auto remove = [&](const QString &storage, const QString &volume) {
        return agent.bench->change(
            u"guest.disk.delete"_s,
            {{u"guest"_s, u"100"_s}, {u"storage"_s, storage}, {u"volume"_s, volume}});
    };
    QCOMPARE(remove(u"local"_s, u"vm-100-disk-0.raw"_s).error().code, ErrorCode::InvalidState);
    QCOMPARE(remove(u"local"_s, u"disk.raw"_s).error().code, ErrorCode::InvalidState);
    ATOLL_VERIFY(remove(u"fast"_s, u"vm-100-disk-0.qcow2"_s));
    QCOMPARE(files(u"fast"_s), QStringList());
}

void TestGuestTransfer::aDiskChangesHands()
{
    Agent agent(m_folder->path());
    ATOLL_VERIFY(agent.bench->change(u"guest.import"_s, importWish({u"disk.raw"_s})));
    ATOLL_VERIFY(agent.bench->change(u"guest.import"_s, importWish({u"disk.raw"_s}, u"web-2"_s)));
    ATOLL_VERIFY(agent.bench->change(
        u"guest.disk.reassign"_s,
        {{u"guest"_s, u"web-1"_s}, {u"target"_s, u"sda"_s}, {u"toGuest"_s, u"web-2"_s}}));
    QCOMPARE(config(agent, u"web-1"_s).disks.size(), 0);
    const Api::GuestConfig other = config(agent, u"web-2"_s);
    QCOMPARE(other.disks.size(), 2);
    QCOMPARE(other.disks.last().volume, u"vm-101-disk-1.qcow2"_s);
    QCOMPARE(other.disks.last().target, u"sdb"_s);
    QCOMPARE(files(u"fast"_s), (QStringList{u"vm-101-disk-0.qcow2"_s, u"vm-101-disk-1.qcow2"_s}));
    QVERIFY(agent.fake->definition(other.uuid).contains(u"vm-101-disk-1.qcow2"_s));
}

void TestGuestTransfer::killedWorkLeavesOldOrNew_data()
{
    QTest::addColumn<QString>("method");
    QTest::addColumn<QString>("point");
    QTest::addColumn<bool>("isRunning");
    QTest::addColumn<bool>("isNew");
    const auto row = [](const char *name, const char *method, const char *point, bool isRunning,
                        bool isNew) {
        QTest::newRow(name) << QString::fromLatin1(method) << QString::fromLatin1(point)
                            << isRunning << isNew;
    };
    row("import, before the definition", "guest.import", "define", false, false);
    row("import, after the definition", "guest.import", "define+", false, true);
    row("stopped, before the definition", "guest.disk.move", "define", false, false);
    row("stopped, after the definition", "guest.disk.move", "define+", false, false);
    row("running, before the copy", "guest.disk.move", "startDiskCopy", true, false);
    row("running, in the copy", "guest.disk.move", "diskCopy", true, false);
    row("running, before the pivot", "guest.disk.move", "endDiskCopy", true, false);
    row("running, after the pivot", "guest.disk.move", "endDiskCopy+", true, true);
    row("running, after the definition", "guest.disk.move", "define+", true, true);
    row("reassign, before the definition", "guest.disk.reassign", "define", false, false);
    row("reassign, after the definition", "guest.disk.reassign", "define+", false, false);
}

void TestGuestTransfer::killedWorkLeavesOldOrNew()
{
    QFETCH(QString, method);
    QFETCH(QString, point);
    QFETCH(bool, isRunning);
    QFETCH(bool, isNew);
    const QStringList sourcesBefore = files(u"local"_s);
    {
        Agent agent(m_folder->path());
        QJsonObject wish = importWish({u"disk.raw"_s});
        wish.insert(u"startsAfterwards"_s, isRunning);
        ATOLL_VERIFY(agent.bench->change(u"guest.import"_s, wish));
        if (method == u"guest.disk.reassign")
            ATOLL_VERIFY(
                agent.bench->change(u"guest.import"_s, importWish({u"disk.raw"_s}, u"web-2"_s)));
    }
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(QCoreApplication::applicationFilePath(),
                  {u"--agent"_s, m_folder->path(), method, point});
    QVERIFY(process.waitForFinished(60'000));
    QCOMPARE(process.exitStatus(), QProcess::CrashExit);

    Agent agent(m_folder->path());
    const Api::TaskInfo task = agent.bench->finish(agent.bench->tasks().list({}).first().id);
    QCOMPARE(task.method, method);
    QCOMPARE(task.state, isNew ? Api::TaskState::Succeeded : Api::TaskState::Failed);
    if (method == u"guest.import") {
        QTRY_COMPARE(agent.bench->info(u"web-2"_s).id, isNew ? 101 : 0);
        QCOMPARE(files(u"fast"_s).size(), isNew ? 2 : 1);
        return;
    }
    QTRY_VERIFY(agent.bench->info(u"web-1"_s).isManaged);
    const Api::GuestConfig now = config(agent, u"web-1"_s);
    QCOMPARE(now.disks.size(), 1);
    QCOMPARE(now.disks.first().storage, isNew ? u"local"_s : u"fast"_s);
    QVERIFY(agent.fake->definition(now.uuid).contains(
        path(now.disks.first().storage, now.disks.first().volume)));
    QCOMPARE(files(u"local"_s).size(), sourcesBefore.size() + (isNew ? 1 : 0));
}

//! The real thing: QEMU copies a disk beneath a guest that runs.
void TestGuestTransfer::aRunningDiskMoves()
{
    auto libvirt = Support::PrivateLibvirt::create();
    ATOLL_SKIP_OR_FAIL(libvirt);
    const auto images = Support::TinyGuest::images();
    ATOLL_SKIP_OR_FAIL(images);
    // Where the daemon sees it, too.
    const QString folder = (*libvirt)->directory() + u"/agent"_s;
    QDir().mkpath(folder + u"/local"_s);
    QVERIFY(QFile::copy(path(u"local"_s, u"disk.raw"_s), folder + u"/local/disk.raw"_s));
    Kvm::LibvirtHypervisor::Options options;
    options.uri = (*libvirt)->uri();
    options.isEmulationForced = true;
    Agent agent(folder, std::make_unique<Kvm::LibvirtHypervisor>(options));
    QTRY_VERIFY_WITH_TIMEOUT(agent.real->engine().isAvailable, 30'000);
    ATOLL_VERIFY(agent.bench->change(u"guest.import"_s, importWish({u"disk.raw"_s})));
    const auto detail = agent.bench->call(u"guest.get"_s, {{u"guest"_s, u"100"_s}});
    ATOLL_VERIFY(detail);
    ATOLL_VERIFY(agent.bench->change(
        u"guest.set"_s, {{u"guest"_s, u"100"_s},
                         {u"version"_s, (*detail)["version"_L1]},
                         {u"changes"_s, QJsonObject{{u"memoryBytes"_s, 128LL << 20},
                                                    {u"kernel"_s, *images + u"/vmlinuz"_s},
                                                    {u"initrd"_s, *images + u"/initrd.gz"_s}}}}));
    ATOLL_VERIFY(agent.bench->change(u"guest.start"_s, {{u"guest"_s, u"100"_s}}));
    QVERIFY(agent.bench->shows(u"100"_s, GuestState::Running, 60'000));
    ATOLL_VERIFY(agent.bench->change(u"guest.disk.move"_s, moveWish(true)));
    const Api::GuestConfig moved = config(agent, u"100"_s);
    const QString now = folder + u"/local/vm-100-disk-0.raw"_s;
    QCOMPARE(moved.disks.first().volume, u"vm-100-disk-0.raw"_s);
    for (const XmlKind kind : {XmlKind::Live, XmlKind::Definition}) {
        const auto xml = inWorker([&] { return agent.real->xml(moved.uuid, kind); });
        ATOLL_VERIFY(xml);
        QVERIFY2(xml->contains(now), qPrintable(*xml));
        QVERIFY2(!xml->contains(u"/fast/vm-100-disk-0.qcow2"_s), qPrintable(*xml));
        const auto read = Kvm::readDomain(*xml);
        ATOLL_VERIFY(read);
        QCOMPARE(read->config.disks.first().path, now);
        // The note about volumes is the definition's; a guest that runs keeps that of its start.
        if (kind == XmlKind::Definition)
            QVERIFY2(!xml->contains(u"vm-100-disk-0.qcow2"_s), qPrintable(*xml));
    }
    QVERIFY(!QFile::exists(folder + u"/fast/vm-100-disk-0.qcow2"_s));
    QCOMPARE(agent.bench->info(u"100"_s).state, GuestState::Running);
    QTRY_VERIFY(!agent.bench->info(u"100"_s).hasPending);
    ATOLL_VERIFY(agent.bench->change(u"guest.stop"_s, {{u"guest"_s, u"100"_s}}));
    QVERIFY(agent.bench->shows(u"100"_s, GuestState::Stopped, 60'000));
    QVERIFY(isSame(now, u"raw"_s, path(u"local"_s, u"disk.raw"_s), u"raw"_s));
    ATOLL_VERIFY(agent.bench->change(u"guest.start"_s, {{u"guest"_s, u"100"_s}}));
    QVERIFY(agent.bench->shows(u"100"_s, GuestState::Running, 60'000));
    ATOLL_VERIFY(agent.bench->change(u"guest.stop"_s, {{u"guest"_s, u"100"_s}}));
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = application.arguments();
    if (arguments.size() == 5 && arguments.at(1) == u"--agent")
        return beKilled(arguments.at(2), arguments.at(3), arguments.at(4));
    TestGuestTransfer test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_guesttransfer.moc"
