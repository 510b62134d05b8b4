// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domaintest.h"

#include <guest/guestrules.h>
#include <guest/guestsupport.h>

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Atoll;
using Api::GuestConfig;

class TestGuestRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goodIsAccepted();
    void badNamesItsField_data();
    void badNamesItsField();
    void whatWasThereIsNotJudged();
    void whatNamesTheNodeIsFound_data();
    void whatNamesTheNodeIsFound();
    void whatTheNodeCannotIsRefused_data();
    void whatTheNodeCannotIsRefused();
};

using Spoil = std::function<void(GuestConfig &)>;
Q_DECLARE_METATYPE(Spoil)

void TestGuestRules::goodIsAccepted()
{
    QVERIFY(guestrules::check(DomainTest::webServer()));
    GuestConfig config = DomainTest::webServer();
    config.bootOrder = {u"sdb"_s, u"52:54:00:12:34:56"_s};
    config.cpu.affinity = u"0-3,8"_s;
    config.memory.maximumBytes = 8 * units::GiB;
    config.display.hasSpice = true;
    config.devices.usb = {{Api::UsbKind::Spice, {}}, {Api::UsbKind::Host, u"1-2.3"_s}};
    const auto ok = guestrules::check(config);
    QVERIFY2(ok, ok ? "" : qPrintable(ok.error().sentence()));
}

void TestGuestRules::badNamesItsField_data()
{
    using G = GuestConfig;
    QTest::addColumn<QString>("field");
    QTest::addColumn<Spoil>("spoil");
    int number = 0;
    const auto row = [&number](const char *field, const Spoil &spoil) {
        QTest::addRow("%d %s", ++number, field) << QString::fromLatin1(field) << spoil;
    };
    row("disks[0].limits.readIopsBurst",
        [](G &g) { g.disks[0].limits = {0, 0, 100, 0, 0, 0, 50}; });
    row("disks[0].limits.writeIopsBurst", [](G &g) { g.disks[0].limits.writeIopsBurst = 5; });
    row("disks[0].limits.burstSeconds", [](G &g) { g.disks[0].limits.burstSeconds = 5; });
    row("disks[0].target", [](G &g) { g.disks[0].target = u"vda"_s; });
    row("disks[1].target", [](G &g) { g.disks[1].target = u"sda"_s; });
    row("disks[0].isReadOnly", [](G &g) {
        g.disks[0].bus = Api::DiskBus::Sata;
        g.disks[0].isReadOnly = true;
    });
    row("disks[0].isSsd", [](G &g) {
        g.disks[0].bus = Api::DiskBus::Usb;
        g.disks[0].isSsd = true;
    });
    row("disks[0].aio", [](G &g) {
        g.disks[0].aio = Api::DiskAio::Native;
        g.disks[0].cache = Api::DiskCache::Writeback;
    });
    row("disks[0].serial", [](G &g) { g.disks[0].serial = u"a,b"_s; });
    row("disks[0].bus", [](G &g) {
        g.disks[0].bus = Api::DiskBus::Ide;
        g.disks[0].target = u"hda"_s;
    });
    row("nics[0].trunks[1]", [](G &g) { g.nics[0].trunks = {5, 5}; });
    row("nics[0].vlan", [](G &g) {
        g.nics[0].kind = Api::NetworkKind::User;
        g.nics[0].vlan = 5;
    });
    row("nics[0].queues", [](G &g) {
        g.nics[0].model = u"e1000e"_s;
        g.nics[0].queues = 4;
    });
    row("nics[0].mtu", [](G &g) { g.nics[0].mtu = 20; });
    row("nics[0].rateBytesPerSecond", [](G &g) { g.nics[0].rateBytesPerSecond = 20; });
    row("cpu.online", [](G &g) { g.cpu.online = 5; });
    row("cpu.flags[0]", [](G &g) { g.cpu.flags = {u"aes"_s}; });
    row("cpu.flags[1]", [](G &g) { g.cpu.flags = {u"+aes"_s, u"-aes"_s}; });
    row("cpu.affinity", [](G &g) { g.cpu.affinity = u"3-1"_s; });
    row("memory.maximumBytes", [](G &g) { g.memory.maximumBytes = units::GiB; });
    row("memory.minimumBytes", [](G &g) { g.memory.minimumBytes = 5 * units::GiB; });
    row("memory.hugePages", [](G &g) {
        g.memory.hugePages = Api::HugePages::OneGiB;
        g.memoryBytes += units::MiB;
    });
    row("memory.minimumBytes", [](G &g) {
        g.memory.hugePages = Api::HugePages::Any;
        g.memory.minimumBytes = units::GiB;
    });
    row("display.heads", [](G &g) {
        g.display.model = Api::DisplayModel::Std;
        g.display.heads = 2;
    });
    row("display.memoryBytes", [](G &g) {
        g.display.model = Api::DisplayModel::Std;
        g.display.memoryBytes = 3 * units::MiB;
    });
    row("devices.usb[0].kind", [](G &g) { g.devices.usb = {{Api::UsbKind::Spice, {}}}; });
    row("devices.usb[0].device", [](G &g) { g.devices.usb = {{Api::UsbKind::Mapping, {}}}; });
    row("devices.pci[0].address", [](G &g) {
        g.devices.pci = {{u"0000:01:00.0"_s, u"gpu"_s, false, true, {}}};
    });
    row("devices.pci[1].mapping", [](G &g) {
        g.devices.pci = {{{}, u"gpu"_s, false, true, {}}, {{}, u"gpu"_s, false, true, {}}};
    });
    row("devices.shares[0].path", [](G &g) {
        g.devices.shares = {{u"a"_s, u"/x"_s, u"data"_s, false}};
    });
    row("devices.usb[0].device", [](G &g) { g.devices.usb = {{Api::UsbKind::Host, u"x"_s}}; });
    row("devices.usb[1].device", [](G &g) {
        g.devices.usb = {{Api::UsbKind::Host, u"1-2"_s}, {Api::UsbKind::Host, u"1-2"_s}};
    });
    row("devices.watchdog", [](G &g) {
        g.machine = u"pc"_s;
        g.devices.watchdog = Api::WatchdogModel::Itco;
    });
    row("devices.pci[0].address", [](G &g) { g.devices.pci = {{u"1:0"_s, {}, false, true, {}}}; });
    row("devices.pci[1].address", [](G &g) {
        g.devices.pci = {{u"0000:01:00.0"_s, {}, false, true, {}},
                         {u"0000:01:00.0"_s, {}, false, false, {}}};
    });
    row("devices.shares[0].path", [](G &g) {
        g.devices.shares = {{u"a"_s, u"../x"_s, {}, false}};
    });
    row("devices.shares[1].tag", [](G &g) {
        g.devices.shares = {{u"a"_s, u"/x"_s, {}, false}, {u"a"_s, u"/y"_s, {}, false}};
    });
    row("devices.sharedMemory[0].sizeBytes", [](G &g) {
        g.devices.sharedMemory = {{u"a"_s, 3 * units::MiB}};
    });
    row("devices.serialPorts", [](G &g) {
        g.display.model = Api::DisplayModel::Serial;
        g.devices.serialPorts = 0;
    });
    row("firmware", [](G &g) {
        g.firmware = Api::Firmware::UefiSecureBoot;
        g.machine = u"pc"_s;
    });
    row("bootOrder[0]", [](G &g) { g.bootOrder = {u"sdx"_s}; });
    row("bootOrder[1]", [](G &g) { g.bootOrder = {u"sda"_s, u"sda"_s}; });
    row("hookScript", [](G &g) { g.hookScript = u"relative"_s; });
    row("qemuArguments[0]", [](G &g) { g.qemuArguments = {u"a\nb"_s}; });
}

void TestGuestRules::badNamesItsField()
{
    QFETCH(QString, field);
    QFETCH(Spoil, spoil);
    GuestConfig config = DomainTest::webServer();
    spoil(config);
    const auto ok = guestrules::check(config);
    QVERIFY(!ok);
    QCOMPARE(ok.error().code, ErrorCode::InvalidParams);
    QCOMPARE(ok.error().details.value(u"field"_s).toString(), field);
    QVERIFY(guestrules::check(config, &config)); // it was so already
}

void TestGuestRules::whatWasThereIsNotJudged()
{
    GuestConfig before = DomainTest::webServer();
    before.disks[0].serial = u"a,b"_s;
    GuestConfig after = before;
    after.name = u"other"_s;
    QVERIFY(guestrules::check(after, &before));
    after.disks[0].isBackedUp = false;
    QVERIFY(!guestrules::check(after, &before));
}

void TestGuestRules::whatNamesTheNodeIsFound_data()
{
    using G = GuestConfig;
    QTest::addColumn<QString>("field");
    QTest::addColumn<Spoil>("spoil");
    const auto row = [](const char *field, const Spoil &spoil) {
        QTest::addRow("%s", field) << QString::fromLatin1(field) << spoil;
    };
    row("kernel", [](G &g) { g.kernel = u"/x"_s; });
    row("initrd", [](G &g) { g.initrd = u"/x"_s; });
    row("hookScript", [](G &g) { g.hookScript = u"/x"_s; });
    row("qemuArguments", [](G &g) { g.qemuArguments = {u"-s"_s}; });
    row("devices.pci", [](G &g) { g.devices.pci = {{u"0000:01:00.0"_s, {}, false, true, {}}}; });
    row("devices.usb", [](G &g) { g.devices.usb = {{Api::UsbKind::Host, u"1-2"_s}}; });
    row("devices.shares", [](G &g) { g.devices.shares = {{u"a"_s, u"/x"_s, {}, false}}; });
}

void TestGuestRules::whatNamesTheNodeIsFound()
{
    QFETCH(QString, field);
    QFETCH(Spoil, spoil);
    GuestConfig config = DomainTest::webServer();
    QVERIFY(guestrules::fieldOfNode(config).isEmpty());
    spoil(config);
    QCOMPARE(guestrules::fieldOfNode(config), field);
    QVERIFY(guestrules::fieldOfNode(config, config).isEmpty());
}

void TestGuestRules::whatTheNodeCannotIsRefused_data()
{
    using G = GuestConfig;
    QTest::addColumn<QString>("field");
    QTest::addColumn<Spoil>("spoil");
    const auto row = [](const char *field, const Spoil &spoil) {
        QTest::addRow("%s", field) << QString::fromLatin1(field) << spoil;
    };
    row("firmware", [](G &g) { g.firmware = Api::Firmware::UefiSecureBoot; });
    row("devices.hasTpm", [](G &g) { g.devices.hasTpm = true; });
    row("display.hasSpice", [](G &g) { g.display.hasSpice = true; });
    row("memory.hugePages", [](G &g) { g.memory.hugePages = Api::HugePages::Any; });
    row("disks[0].aio", [](G &g) { g.disks[0].aio = Api::DiskAio::IoUring; });
    row("nics[0].vlan", [](G &g) { g.nics[0].vlan = 5; });
    row("devices.shares[0]", [](G &g) { g.devices.shares = {{u"a"_s, u"/x"_s, {}, false}}; });
    row("arch", [](G &g) { g.arch = u"riscv64"_s; });
    row("cpu.model", [](G &g) { g.cpu.model = u"Skylake"_s; });
}

void TestGuestRules::whatTheNodeCannotIsRefused()
{
    QFETCH(QString, field);
    QFETCH(Spoil, spoil);
    Kvm::HostCapabilities host = DomainTest::kvmHost();
    host.isComplete = true;
    host.hasIoUring = false;
    host.cpuModels = {{u"Skylake"_s, false, {u"avx512f"_s}}};
    GuestConfig config = DomainTest::webServer();
    QVERIFY(guestsupport::check(config, {}, host));
    spoil(config);
    const auto ok = guestsupport::check(config, {}, host);
    QVERIFY(!ok);
    QCOMPARE(ok.error().code, ErrorCode::Unsupported);
    QCOMPARE(ok.error().details.value(u"field"_s).toString(), field);
    QVERIFY(!ok.error().hint.isEmpty());
    QVERIFY(guestsupport::check(config, config, host)); // it is so already
}

QTEST_GUILESS_MAIN(TestGuestRules)
#include "tst_guestrules.moc"
