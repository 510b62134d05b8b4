// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domaintest.h"

#include <guest/kvm/firmwarevariables.h>

#include <QDir>
#include <QProcess>
#include <QStandardPaths>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Atoll;
using namespace Atoll::DomainTest;
using namespace Atoll::Kvm;
using Api::GuestConfig;

namespace {

//! As the service does for disks that a document names by path.
RenderContext contextOf(const GuestConfig &config)
{
    RenderContext context{kvmHost(), {}};
    for (const Api::DiskConfig &disk : config.disks) {
        if (!disk.path.isEmpty()) {
            context.disks.insert(disk.target,
                                 {disk.path, disk.format, disk.path.startsWith(u"/dev/"), false});
        }
    }
    return context;
}

XmlElement find(const XmlDocument &document, const QString &path)
{
    return document.root().child(path);
}

} // namespace

class TestDomain : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void newGuestsLookAsRecorded_data();
    void newGuestsLookAsRecorded();
    void whatWasRenderedReadsBack_data() { wishes(); }
    void whatWasRenderedReadsBack();
    void patchingTheSameChangesNothing_data() { wishes(); }
    void patchingTheSameChangesNothing();
    void everyFieldCanBeTakenBack_data() { wishes(); }
    void everyFieldCanBeTakenBack();
    void whatIsReadIsWhatIsThere();
    void metadataRebuildsTheDocument();
    void changesTouchOnlyWhatTheyName();
    void addressesOfDevicesStay();
    void memoryOfNumaCellsFollows();
    void cpuCountMovesPinsAndCells();
    void scsiDisksGetAControllerEach();
    void mediaAreEjectedAndInserted();
    void networkDisksAreLeftAlone();
    void secretsAreKeptOutAndCarriedOver();
    void strangeTextSurvives_data();
    void strangeTextSurvives();
    void hostileXmlIsRefused_data();
    void hostileXmlIsRefused();
    void capabilitiesPreferHardware();
    void firmwareVariablesAreFound_data();
    void firmwareVariablesAreFound();

private:
    static void wishes();
};

namespace {

//! Everything at once that one computer can have.
GuestConfig workstation()
{
    GuestConfig config = webServer();
    config.name = u"everything"_s;
    config.firmware = Api::Firmware::UefiSecureBoot;
    config.machine = u"pc-q35-7.2"_s;
    config.cpu = {2, 4, 6, u"Haswell"_s, {u"+aes"_s, u"-hle"_s}, true, u"0-3,8"_s, 250, 200};
    config.memory = {true,  2 * units::GiB, 2000, 16 * units::GiB, Api::HugePages::TwoMiB,
                     false, false};
    Api::DiskConfig fast = disk(u"vda"_s, Api::DiskBus::Virtio, u"fast.raw"_s);
    fast.format = Api::VolumeFormat::Raw;
    fast.cache = Api::DiskCache::Directsync;
    fast.aio = Api::DiskAio::Native;
    fast.serial = u"FAST-1"_s;
    fast.isReadOnly = true;
    fast.isBackedUp = false;
    fast.limits = {1000000, 2000000, 300, 400, 5000000, 6000000, 700, 800, 9};
    Api::DiskConfig slow = disk(u"sdc"_s, Api::DiskBus::Sata, u"slow.vmdk"_s);
    slow.format = Api::VolumeFormat::Vmdk;
    slow.discards = false;
    slow.isSsd = true;
    slow.hasIoThread = false;
    slow.cache = Api::DiskCache::Writeback;
    slow.limits.readIops = 100;
    Api::DiskConfig stick = disk(u"sdd"_s, Api::DiskBus::Usb, u"stick.qcow2"_s);
    stick.hasIoThread = false;
    config.disks += {fast, slow, stick};
    config.nics[0].rateBytesPerSecond = 125'000'000;
    config.nics[0].queues = 4;
    config.nics[0].mtu = 9000;
    config.nics[0].isFirewalled = false;
    config.nics += card(u"52:54:00:12:34:57"_s, Api::NetworkKind::Network, u"lan"_s);
    config.nics[1].model = u"e1000e"_s;
    config.nics[1].vlan = 10;
    config.nics[1].trunks = {20, 30};
    config.nics[1].isLinkUp = false;
    config.display = {Api::DisplayModel::Qxl, 4, 64 * units::MiB, true, true, true};
    config.devices.usb = {{Api::UsbKind::Host, u"046d:c52b"_s},
                          {Api::UsbKind::Host, u"1-2.3"_s},
                          {Api::UsbKind::Mapping, u"dongle.1"_s},
                          {Api::UsbKind::Spice, {}},
                          {Api::UsbKind::Spice, {}}};
    config.devices.pci = {{u"0000:01:00.0"_s, {}, true, false, {}},
                          {u"0000:02:00.0"_s, {}, false, true, u"nvidia-35"_s},
                          {{}, u"gpu-a_1"_s, false, true, {}}};
    config.devices.shares = {{u"home"_s, u"/srv/home"_s, {}, false},
                             {u"data"_s, {}, u"data"_s, false}};
    config.devices.serialPorts = 2;
    config.devices.hasTpm = true;
    config.devices.audio = Api::AudioModel::Ich9;
    config.devices.watchdog = Api::WatchdogModel::I6300esb;
    config.devices.watchdogAction = Api::WatchdogAction::Poweroff;
    config.devices.sharedMemory = {{u"ring"_s, 4 * units::MiB}};
    config.bootOrder = {u"sda"_s, u"52:54:00:12:34:56"_s};
    config.startOrder = {3, 10, 60};
    config.hookScript = u"/srv/hooks/web"_s;
    config.qemuArguments = {u"-fw_cfg"_s, u"name=opt/x,string=a b <c>"_s};
    config.isTemplate = true;
    return config;
}

GuestConfig windowsServer()
{
    GuestConfig config = webServer();
    config.osType = Api::OsType::Windows;
    config.firmware = Api::Firmware::UefiSecureBoot;
    config.devices.hasTpm = true;
    config.disks += emptyDrive(u"sdc"_s);
    return config;
}

GuestConfig bare()
{
    GuestConfig config = webServer();
    config.osType = Api::OsType::Bsd;
    config.machine = u"pc"_s;
    config.cpu.model = u"Haswell"_s;
    config.disks = {disk(u"hda"_s, Api::DiskBus::Ide, u"vm-100-disk-0.qcow2"_s)};
    config.nics = {card({}, Api::NetworkKind::None, {}),
                   card(u"52:54:00:00:00:02"_s, Api::NetworkKind::Network, u"default"_s)};
    config.nics[0].model = u"e1000e"_s;
    config.display.model = Api::DisplayModel::Serial;
    config.memory.hasBalloon = false;
    config.devices.hasRng = config.devices.hasAgent = config.devices.hasTablet = false;
    config.devices.hasGenerationId = false;
    return config;
}

GuestConfig armBoard()
{
    GuestConfig config = webServer();
    config.arch = u"aarch64"_s;
    config.firmware = Api::Firmware::Uefi;
    config.disks.removeLast();
    config.devices.hasTpm = true;
    config.devices.hasGenerationId = false; // x86 only
    return config;
}

GuestConfig direct()
{
    GuestConfig config = webServer();
    config.kernel = u"/srv/boot/vmlinuz"_s;
    config.initrd = u"/srv/boot/initrd"_s;
    config.kernelArguments = u"console=ttyS0 a=\"b c\" <&>"_s;
    config.memory.maximumBytes = 8 * units::GiB;
    config.display.model = Api::DisplayModel::VirtioGl;
    return config;
}

struct Release
{
    QString folder;
    unsigned long libvirt;
    HostCapabilities host;
};

QList<Release> releases()
{
    return {{u"debian-12"_s, 9'000'000, kvmHost()}, {u"debian-13"_s, 11'003'000, newerHost()}};
}

//! "9.0.0" of the installed virsh, as libvirt numbers it.
unsigned long installedLibvirt()
{
    QProcess process;
    process.start(u"virsh"_s, {u"--version"_s});
    process.waitForFinished();
    const QList<QByteArray> parts = process.readAllStandardOutput().trimmed().split('.');
    return parts.size() < 3
               ? 0
               : parts[0].toULong() * 1'000'000 + parts[1].toULong() * 1000 + parts[2].toULong();
}

void validate(const QString &path, unsigned long neededLibvirt)
{
    const QString validator = QStandardPaths::findExecutable(u"virt-xml-validate"_s);
    if (validator.isEmpty())
        QSKIP("virt-xml-validate (package libvirt-clients) is not installed");
    if (neededLibvirt > installedLibvirt())
        QSKIP("the installed libvirt is older than what this is for");
    QProcess process;
    process.start(validator, {path, u"domain"_s});
    QVERIFY(process.waitForFinished());
    QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
}

} // namespace

void TestDomain::wishes()
{
    QTest::addColumn<GuestConfig>("config");
    QTest::addColumn<HostCapabilities>("host");
    QTest::addColumn<QString>("path");
    QTest::addColumn<unsigned long>("libvirt");
    HostCapabilities test;
    test.domainType = u"test"_s;
    test.arch = u"i686"_s;
    for (const Release &release : releases()) {
        HostCapabilities emulating = release.host;
        emulating.domainType = u"qemu"_s;
        emulating.hasKvm = false;
        for (const auto &[name, config, host] :
             {std::tuple{u"linux-kvm"_s, webServer(), release.host},
              {u"linux-tcg"_s, webServer(), emulating},
              {u"windows"_s, windowsServer(), release.host},
              {u"everything"_s, workstation(), release.host},
              {u"bare"_s, bare(), release.host},
              {u"aarch64"_s, armBoard(), release.host},
              {u"direct-kernel"_s, direct(), emulating},
              {u"test-driver"_s, webServer(), test}}) {
            QTest::addRow("%s/%s", qPrintable(release.folder), qPrintable(name))
                << config << host << kData + u"rendered/%1/%2.xml"_s.arg(release.folder, name)
                << release.libvirt;
        }
    }
}

void TestDomain::newGuestsLookAsRecorded_data() { wishes(); }

void TestDomain::newGuestsLookAsRecorded()
{
    QFETCH(GuestConfig, config);
    QFETCH(HostCapabilities, host);
    QFETCH(QString, path);
    QFETCH(unsigned long, libvirt);
    const auto xml = renderDomain(config, contextFor(host, config));
    QVERIFY(xml);
    if (qEnvironmentVariableIsSet("ATOLL_RECORD")) {
        QVERIFY(QDir().mkpath(QFileInfo(path).path()));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(xml->toUtf8());
    }
    QCOMPARE(*xml, readFile(path));
    validate(path, libvirt);
}

void TestDomain::whatWasRenderedReadsBack()
{
    QFETCH(GuestConfig, config);
    QFETCH(HostCapabilities, host);
    if (host.domainType == u"test")
        QSKIP("libvirt's test driver has little of a computer");
    const RenderContext context = contextFor(host, config);
    const auto read = readDomain(*renderDomain(config, context));
    QVERIFY(read);
    GuestConfig expected = config;
    for (Api::DiskConfig &disk : expected.disks) {
        disk.path = context.disks.value(disk.target).path;
        const Api::DiskConfig *there = nullptr;
        for (const Api::DiskConfig &other : read->config.disks)
            there = other.target == disk.target ? &other : there;
        QVERIFY(there);
        // where there was no wish, what was chosen reads back
        disk.cache = disk.cache == Api::DiskCache::Default ? there->cache : disk.cache;
        disk.aio = disk.aio == Api::DiskAio::Default ? there->aio : disk.aio;
        if (disk.kind == Api::DiskKind::Cdrom)
            disk.discards = disk.hasIoThread = false;
        if (disk.bus != Api::DiskBus::Scsi && disk.bus != Api::DiskBus::Virtio)
            disk.hasIoThread = false;
    }
    expected.arch = host.archOf(config);
    if (expected.machine.isEmpty())
        expected.machine = host.isX86(config) ? u"q35"_s : u"virt"_s;
    const Api::DisplayConfig &display = read->config.display;
    if (expected.display.model == Api::DisplayModel::Default)
        expected.display.model = display.model;
    if (expected.display.model == Api::DisplayModel::Serial)
        expected.display = {Api::DisplayModel::None, 1, 0, false, false, false};
    if (!expected.display.memoryBytes)
        expected.display.memoryBytes = display.memoryBytes;
    expected.memory.isShared = !expected.devices.shares.isEmpty();
    if (expected.nics[0].kind == Api::NetworkKind::None) {
        expected.nics[0].kind = Api::NetworkKind::User; // with its cable out
        expected.nics[0].isLinkUp = false;
    }
    QCOMPARE(toJson(read->config), toJson(expected));
    QVERIFY(read->unmodelled.isEmpty());
}

void TestDomain::patchingTheSameChangesNothing()
{
    QFETCH(GuestConfig, config);
    QFETCH(HostCapabilities, host);
    const RenderContext context = contextFor(host, config);
    const QString rendered = *renderDomain(config, context);
    QCOMPARE(*patchDomain(rendered, config, context), rendered);
    // and with what was read instead of what was wished
    GuestConfig read = readDomain(rendered)->config;
    QCOMPARE(*patchDomain(rendered, read, context), rendered);
}

//! From everything back to a plain guest, and there again: nothing of the one is left in the other.
void TestDomain::everyFieldCanBeTakenBack()
{
    QFETCH(GuestConfig, config);
    QFETCH(HostCapabilities, host);
    GuestConfig plain = webServer();
    plain.arch = config.arch;
    plain.machine = config.machine;
    plain.osType = config.osType;
    plain.memory.hasBalloon = config.memory.hasBalloon;
    plain.display.model = Api::DisplayModel::Std;
    const RenderContext context = contextFor(host, config);
    const auto read = [](const QString &xml) {
        GuestConfig found = readDomain(xml)->config;
        found.display.memoryBytes = 0;
        return toJson(found);
    };
    const QString rendered = *renderDomain(config, context);
    const QString taken = *patchDomain(rendered, plain, contextFor(host, plain));
    QCOMPARE(read(taken), read(*patchDomain(taken, plain, contextFor(host, plain))));
    GuestConfig wanted = readDomain(*renderDomain(plain, contextFor(host, plain)))->config;
    GuestConfig got = readDomain(taken)->config;
    wanted.display.memoryBytes = got.display.memoryBytes = 0;
    for (QList<Api::DiskConfig> *disks : {&wanted.disks, &got.disks}) {
        for (Api::DiskConfig &disk : *disks)
            disk.cache = Api::DiskCache::Default;
    }
    QCOMPARE(toJson(got), toJson(wanted));
    const QString again = *patchDomain(taken, config, context);
    GuestConfig back = readDomain(again)->config;
    GuestConfig first = readDomain(rendered)->config;
    back.display.memoryBytes = first.display.memoryBytes = 0;
    if (config.display.model == Api::DisplayModel::Default)
        first.display.model = got.display.model; // no wish keeps what is there
    QCOMPARE(toJson(back), toJson(first));
}

void TestDomain::whatIsReadIsWhatIsThere()
{
    const auto read = readDomain(readFile(kData + u"foreign/passthrough-numa.xml"_s));
    QVERIFY(read);
    const GuestConfig &config = read->config;
    QCOMPARE(config.memoryBytes, 8 * units::GiB);
    QCOMPARE(config.cpu.sockets, 2);
    QCOMPARE(config.cpu.cores, 4);
    QCOMPARE(config.cpu.affinity, u"2-9"_s);
    QVERIFY(config.cpu.isNuma);
    QCOMPARE(config.firmware, Api::Firmware::UefiSecureBoot);
    QCOMPARE(config.osType, Api::OsType::Windows);
    QCOMPARE(config.disks.size(), 3); // the LUN passthrough is not a disk of ours
    QCOMPARE(config.disks[0].path, u"/dev/vg0/compute-1"_s);
    QCOMPARE(config.nics.size(), 3);
    QCOMPARE(config.nics[1].source, u"ovs0"_s);
    QVERIFY(!config.nics[1].isLinkUp);
    QCOMPARE(config.devices.pci.value(0).address, u"0000:06:12.5"_s);
    QCOMPARE(config.devices.usb.value(0).device, u"1234:beef"_s);
    QVERIFY(config.devices.hasTpm);
    QCOMPARE(config.nics[1].trunks, (QList<int>{42, 47}));
    QVERIFY(read->unmodelled.contains(u"vsock"_s));

    const auto desk = readDomain(readFile(kData + u"foreign/desktop-spice.xml"_s));
    QVERIFY(desk);
    QCOMPARE(desk->osName, u"debian 12"_s);
    QCOMPARE(desk->displayKind, u"spice"_s);
    QVERIFY(desk->hasSpice);
    QCOMPARE(desk->config.cpu.model, u"host-model"_s);
}

void TestDomain::metadataRebuildsTheDocument()
{
    GuestConfig config = webServer();
    config.name = u"a/b"_s;
    config.isProtected = true;
    config.osType = Api::OsType::Other;
    const auto xml = renderDomain(config, contextFor(kvmHost(), config));
    QVERIFY(xml);
    QVERIFY(!find(*XmlDocument::parse(*xml), u"name"_s).text().contains(u'/'));
    const auto read = readDomain(*xml);
    QVERIFY(read);
    QCOMPARE(read->config.id, 100);
    QCOMPARE(read->config.name, u"a/b"_s);
    QCOMPARE(read->config.tags, config.tags);
    QCOMPARE(read->config.osType, Api::OsType::Other);
    QVERIFY(read->config.isProtected);
    QCOMPARE(read->config.disks[0].storage, u"local"_s);
    QCOMPARE(read->config.disks[0].volume, u"vm-100-disk-0.qcow2"_s);
    QCOMPARE(read->config.disks[0].sizeBytes, 32 * units::GiB);
}

void TestDomain::changesTouchOnlyWhatTheyName()
{
    const QString original = readFile(kData + u"foreign/desktop-spice.xml"_s);
    const auto read = readDomain(original);
    QVERIFY(read);
    GuestConfig config = read->config;
    config.memoryBytes = 8 * units::GiB;
    config.nics[0].source = u"lan"_s;
    const auto patched = patchDomain(original, config, contextOf(config));
    QVERIFY(patched);
    // the balloon target below the maximum was somebody's wish and stays
    QString expected = canonical(original);
    expected.replace(u"<memory unit=\"KiB\">4194304<"_s, u"<memory unit=\"KiB\">8388608<"_s);
    expected.replace(u"<source network=\"default\" portgroup=\"staff\"/>"_s,
                     u"<source network=\"lan\"/>"_s);
    QCOMPARE(*patched, expected);
}

void TestDomain::addressesOfDevicesStay()
{
    const QString original = readFile(kData + u"foreign/desktop-spice.xml"_s);
    GuestConfig config = readDomain(original)->config;
    Api::DiskConfig data;
    data.target = u"vdb"_s;
    config.disks.append(data);
    RenderContext context = contextOf(config);
    context.disks.insert(u"vdb"_s, {u"/srv/data.qcow2"_s, Api::VolumeFormat::Qcow2, false, false});
    const auto patched = patchDomain(original, config, context);
    QVERIFY(patched);
    QVERIFY(patched->contains(u"bus=\"0x04\" slot=\"0x00\" function=\"0x0\""_s));
    QVERIFY(patched->contains(u"<source file=\"/srv/data.qcow2\"/>"_s));

    config.disks.removeLast();
    QCOMPARE(*patchDomain(*patched, config, contextOf(config)), canonical(original));
}

void TestDomain::memoryOfNumaCellsFollows()
{
    const QString original = readFile(kData + u"foreign/passthrough-numa.xml"_s);
    GuestConfig config = readDomain(original)->config;
    config.memoryBytes = 4 * units::GiB;
    const auto patched = patchDomain(original, config, contextOf(config));
    QVERIFY(patched);
    const auto document = XmlDocument::parse(*patched);
    const auto cells = find(*document, u"cpu/numa"_s).children(u"cell"_s);
    QCOMPARE(cells.at(0).attribute(u"memory"_s), u"3145728"_s);
    QCOMPARE(cells.at(1).attribute(u"memory"_s), u"1048576"_s);
}

void TestDomain::cpuCountMovesPinsAndCells()
{
    const QString original = readFile(kData + u"foreign/passthrough-numa.xml"_s);
    GuestConfig config = readDomain(original)->config;
    config.cpu.sockets = 1;
    const auto patched = patchDomain(original, config, contextOf(config));
    QVERIFY(patched);
    const auto document = XmlDocument::parse(*patched);
    QCOMPARE(find(*document, u"vcpu"_s).text(), u"4"_s);
    QCOMPARE(find(*document, u"vcpu"_s).attribute(u"cpuset"_s), u"2-9"_s);
    QCOMPARE(find(*document, u"cputune"_s).children(u"vcpupin"_s).size(), 1);
    // a NUMA node per socket
    const auto cells = find(*document, u"cpu/numa"_s).children(u"cell"_s);
    QCOMPARE(cells.size(), 1);
    QCOMPARE(cells.at(0).attribute(u"cpus"_s), u"0-3"_s);
    QCOMPARE(cells.at(0).attribute(u"memory"_s), QString::number(8 * units::MiB));
    QVERIFY(patched->contains(u"topoext"_s)); // the model did not change
}

void TestDomain::scsiDisksGetAControllerEach()
{
    GuestConfig config = webServer();
    Api::DiskConfig second = config.disks[0];
    second.target = u"sdc"_s;
    config.disks.append(second);
    const auto xml = renderDomain(config, contextFor(kvmHost(), config));
    QVERIFY(xml);
    const auto document = XmlDocument::parse(*xml);
    QStringList indexes;
    for (const XmlElement &controller : find(*document, u"devices"_s).children(u"controller"_s)) {
        if (controller.attribute(u"type"_s) == u"scsi")
            indexes += controller.attribute(u"index"_s);
    }
    indexes.sort();
    QCOMPARE(indexes, (QStringList{u"0"_s, u"1"_s}));
}

void TestDomain::mediaAreEjectedAndInserted()
{
    const QString original = readFile(kData + u"foreign/windows-virt-manager.xml"_s);
    GuestConfig config = readDomain(original)->config;
    config.disks[1].path.clear();
    config.disks[2].path = u"/srv/iso/a.iso"_s;
    const auto patched = patchDomain(original, config, contextOf(config));
    QVERIFY(patched);
    QVERIFY(!patched->contains(u"virtio-win.iso"_s));
    const auto read = readDomain(*patched);
    QCOMPARE(read->config.disks.at(1).path, QString());
    QCOMPARE(read->config.disks.at(2).path, u"/srv/iso/a.iso"_s);
    QVERIFY(patched->contains(u"/srv/images/win11.img"_s));
}

void TestDomain::networkDisksAreLeftAlone()
{
    const QString original = readFile(kData + u"foreign/passthrough-numa.xml"_s);
    GuestConfig config = readDomain(original)->config;
    config.name = u"renamed"_s;
    config.disks.removeAt(2);
    const auto patched = patchDomain(original, config, contextOf(config));
    QVERIFY(patched);
    QVERIFY(patched->contains(u"mon2.example.org"_s));
    QVERIFY(!patched->contains(u"data.img"_s));
    QVERIFY(patched->contains(u"/dev/sdx"_s)); // not modelled, so not ours to remove
}

void TestDomain::secretsAreKeptOutAndCarriedOver()
{
    const QString secret = readFile(kData + u"foreign/windows-virt-manager.xml"_s);
    const auto open = withoutSecrets(secret);
    QVERIFY(open);
    QVERIFY(!open->contains(u"also-secret"_s));
    QCOMPARE(*withSecretsOf(*open, secret), canonical(secret));
}

void TestDomain::strangeTextSurvives_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("markup") << u"<&>\"'"_s;
    QTest::newRow("unicode") << u"日本語 ünï 🏝"_s;
    QTest::newRow("slashes") << u"a/b\\c"_s;
    QTest::newRow("entity") << u"&lt;x&#10;]]>"_s;
    QTest::newRow("right-to-left") << u"שרת-1"_s;
}

void TestDomain::strangeTextSurvives()
{
    QFETCH(QString, name);
    GuestConfig config = webServer();
    config.name = name;
    config.description = name + u"\n\tsecond line"_s;
    config.tags = {name};
    config.nics[0].source = name;
    const auto xml = renderDomain(config, contextFor(kvmHost(), config));
    QVERIFY(xml);
    const auto read = readDomain(*xml);
    QVERIFY(read);
    QCOMPARE(read->config.name, name);
    QCOMPARE(read->config.description, config.description);
    QCOMPARE(read->config.tags, config.tags);
    QCOMPARE(read->config.nics.at(0).source, name);
}

void TestDomain::hostileXmlIsRefused_data()
{
    QTest::addColumn<QString>("xml");
    QTest::newRow("empty") << QString();
    QTest::newRow("not xml") << u"hello"_s;
    QTest::newRow("cut") << u"<domain><name>x</name>"_s;
    QTest::newRow("other root") << u"<network/>"_s;
    QTest::newRow("entities")
        << u"<!DOCTYPE d [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><domain>&b;</domain>"_s;
    QTest::newRow("external entity")
        << u"<!DOCTYPE d [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><domain>&a;</domain>"_s;
    QTest::newRow("large") << u"<domain>"_s + QString(5 << 20, u'x') + u"</domain>"_s;
    QTest::newRow("deep") << u"<domain>"_s + u"<a>"_s.repeated(100000);
}

void TestDomain::hostileXmlIsRefused()
{
    QFETCH(QString, xml);
    const auto read = readDomain(xml);
    QVERIFY(!read);
    QVERIFY(!read.error().text.isEmpty());
}

void TestDomain::capabilitiesPreferHardware()
{
    const auto host = readCapabilities(
        u"<capabilities><host><cpu><arch>x86_64</arch></cpu></host>"
        "<guest><os_type>hvm</os_type><arch name='aarch64'>"
        "<emulator>/usr/bin/qemu-system-aarch64</emulator><domain type='qemu'/></arch></guest>"
        "<guest><os_type>hvm</os_type><arch name='x86_64'>"
        "<emulator>/usr/bin/qemu-system-x86_64</emulator><domain type='qemu'/>"
        "<domain type='kvm'/></arch></guest></capabilities>"_s);
    QVERIFY(host);
    QCOMPARE(host->domainType, u"kvm"_s);
    QCOMPARE(host->arch, u"x86_64"_s);
    QVERIFY(host->hasKvm);
    QVERIFY(!readCapabilities(u"<capabilities/>"_s));
}

void TestDomain::firmwareVariablesAreFound_data()
{
    QTest::addColumn<QString>("os");
    QTest::addColumn<QString>("path");
    QTest::newRow("BIOS") << u"<os><type>hvm</type></os>"_s << QString();
    QTest::newRow("chosen by libvirt, not named in a definition")
        << u"<os firmware='efi'><type>hvm</type></os>"_s << u"/vars/web-1_VARS.fd"_s;
    QTest::newRow("named") << u"<os firmware='efi'><nvram>/my/vars.fd</nvram></os>"_s
                           << u"/my/vars.fd"_s;
    QTest::newRow("chosen by somebody")
        << u"<os><loader type='pflash'>/x.fd</loader></os>"_s << u"/vars/web-1_VARS.fd"_s;
    QTest::newRow("without any")
        << u"<os firmware='efi'><loader stateless='yes' type='pflash'>/x.fd</loader></os>"_s
        << QString();
}

void TestDomain::firmwareVariablesAreFound()
{
    QFETCH(QString, os);
    QTEST(Kvm::firmwareVariablesOf(u"<domain><name>web-1</name>%1</domain>"_s.arg(os), u"/vars"_s),
          "path");
}

QTEST_GUILESS_MAIN(TestDomain)
#include "tst_domain.moc"
