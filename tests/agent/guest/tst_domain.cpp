// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <guest/kvm/domain.h>
#include <guest/kvm/xml.h>

#include <core/units.h>

#include <QDir>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Atoll;
using namespace Atoll::Kvm;
using Api::GuestConfig;

namespace {

const QString kData = QStringLiteral(ATOLL_TEST_DATA "/domains/");

QString readFile(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QString canonical(const QString &xml)
{
    const auto document = XmlDocument::parse(xml);
    return document ? document->toString() : document.error().text;
}

GuestConfig webServer()
{
    GuestConfig config;
    config.id = 100;
    config.uuid = u"6f1f4d0e-6a6d-4d39-9a2f-1b2c3d4e5f60"_s;
    config.name = u"web-1"_s;
    config.description = u"Front of the shop"_s;
    config.tags = {u"web"_s, u"prod & more"_s};
    config.cpu = {1, 4, {}};
    config.memoryBytes = 4 * units::GiB;
    config.disks = {{u"vda"_s,
                     Api::DiskKind::Disk,
                     Api::DiskBus::Virtio,
                     u"local"_s,
                     u"vm-100-disk-0.qcow2"_s,
                     32 * units::GiB,
                     Api::VolumeFormat::Qcow2,
                     {}},
                    {u"sda"_s,
                     Api::DiskKind::Cdrom,
                     Api::DiskBus::Sata,
                     {},
                     {},
                     0,
                     Api::VolumeFormat::Iso,
                     {}}};
    config.nics = {{u"52:54:00:12:34:56"_s, u"virtio"_s, Api::NetworkKind::Bridge, u"br0"_s, true}};
    return config;
}

HostCapabilities kvmHost()
{
    HostCapabilities host;
    host.domainType = u"kvm"_s;
    host.hasKvm = true;
    host.hasUefi = true;
    host.hasVdagent = true;
    host.emulator = u"/usr/bin/qemu-system-x86_64"_s;
    host.videoModels = {u"vga"_s, u"virtio"_s};
    return host;
}

HostCapabilities emulatingHost()
{
    HostCapabilities host = kvmHost();
    host.domainType = u"qemu"_s;
    host.hasKvm = false;
    return host;
}

RenderContext contextFor(const HostCapabilities &host)
{
    return {
        host,
        {{u"vda"_s, {u"/srv/atoll/vm-100-disk-0.qcow2"_s, Api::VolumeFormat::Qcow2, false, true}}}};
}

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
    void foreignGuestsLoseNothing_data();
    void foreignGuestsLoseNothing();
    void whatWasRenderedReadsBack();
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
};

void TestDomain::newGuestsLookAsRecorded_data()
{
    QTest::addColumn<GuestConfig>("config");
    QTest::addColumn<RenderContext>("context");
    QTest::newRow("linux-kvm") << webServer() << contextFor(kvmHost());
    QTest::newRow("linux-tcg") << webServer() << contextFor(emulatingHost());

    GuestConfig windows = webServer();
    windows.osType = Api::OsType::Windows;
    windows.firmware = Api::Firmware::Uefi;
    windows.disks[0].target = u"sdb"_s;
    windows.disks[0].bus = Api::DiskBus::Scsi;
    RenderContext context = contextFor(kvmHost());
    context.disks.insert(u"sdb"_s, context.disks.take(u"vda"_s));
    context.disks.insert(u"sda"_s, {u"/srv/iso/win.iso"_s, Api::VolumeFormat::Iso, false, false});
    QTest::newRow("windows-uefi") << windows << context;

    GuestConfig small = webServer();
    small.osType = Api::OsType::Bsd;
    small.machine = u"pc"_s;
    small.cpu.model = u"Haswell"_s;
    small.disks.clear();
    small.nics = {
        {{}, u"e1000e"_s, Api::NetworkKind::None, {}, true},
        {u"52:54:00:00:00:02"_s, u"virtio"_s, Api::NetworkKind::Network, u"default"_s, false}};
    QTest::newRow("bsd-diskless") << small << contextFor(kvmHost());

    GuestConfig direct = webServer();
    direct.kernel = u"/srv/boot/vmlinuz"_s;
    direct.initrd = u"/srv/boot/initrd"_s;
    direct.kernelArguments = u"console=ttyS0 a=\"b c\" <&>"_s;
    QTest::newRow("direct-kernel") << direct << contextFor(emulatingHost());

    HostCapabilities test;
    test.domainType = u"test"_s;
    test.arch = u"i686"_s;
    QTest::newRow("test-driver") << webServer() << contextFor(test);
}

void TestDomain::newGuestsLookAsRecorded()
{
    QFETCH(GuestConfig, config);
    QFETCH(RenderContext, context);
    const auto xml = renderDomain(config, context);
    QVERIFY(xml);

    const QString path =
        kData + u"rendered/%1.xml"_s.arg(QString::fromLatin1(QTest::currentDataTag()));
    if (qEnvironmentVariableIsSet("ATOLL_RECORD")) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(xml->toUtf8());
    }
    QCOMPARE(*xml, readFile(path));

    const QString validator = QStandardPaths::findExecutable(u"virt-xml-validate"_s);
    if (validator.isEmpty())
        QSKIP("virt-xml-validate (package libvirt-clients) is not installed");
    QProcess process;
    process.start(validator, {path, u"domain"_s});
    QVERIFY(process.waitForFinished());
    QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
}

void TestDomain::foreignGuestsLoseNothing_data()
{
    QTest::addColumn<QString>("path");
    const QDir corpus(kData + u"foreign"_s);
    for (const QFileInfo &file : corpus.entryInfoList({u"*.xml"_s}))
        QTest::newRow(qPrintable(file.baseName())) << file.filePath();
}

void TestDomain::foreignGuestsLoseNothing()
{
    QFETCH(QString, path);
    const QString original = readFile(path);
    const auto read = readDomain(original);
    QVERIFY(read);
    GuestConfig config = read->config;
    config.foreignXml = original;

    const auto same = renderDomain(config, contextOf(config));
    QVERIFY(same);
    QCOMPARE(*same, canonical(original));

    config.id = 4711;
    const auto adopted = renderDomain(config, contextOf(config));
    QVERIFY(adopted);
    auto document = XmlDocument::parse(*adopted);
    QVERIFY(document);
    XmlElement metadata = document->root().child(u"metadata"_s);
    metadata.child(u"guest"_s, QString::fromLatin1(kMetadataUri)).remove();
    if (metadata.children().isEmpty())
        metadata.remove();
    QCOMPARE(document->toString(), canonical(original));
}

void TestDomain::whatWasRenderedReadsBack()
{
    GuestConfig config = webServer();
    const auto xml = renderDomain(config, contextFor(kvmHost()));
    QVERIFY(xml);
    const auto read = readDomain(*xml);
    QVERIFY(read);
    GuestConfig expected = config;
    expected.machine = u"q35"_s;
    expected.disks[0].path = u"/srv/atoll/vm-100-disk-0.qcow2"_s;
    QCOMPARE(toJson(read->config), toJson(expected));
    QCOMPARE(read->displayKind, u"vnc"_s);
    QVERIFY(read->unmodelled.isEmpty());
}

void TestDomain::whatIsReadIsWhatIsThere()
{
    const auto read = readDomain(readFile(kData + u"foreign/passthrough-numa.xml"_s));
    QVERIFY(read);
    const GuestConfig &config = read->config;
    QCOMPARE(config.memoryBytes, 8 * units::GiB);
    QCOMPARE(config.cpu, (Api::CpuConfig{2, 4, {}}));
    QCOMPARE(config.firmware, Api::Firmware::Uefi);
    QCOMPARE(config.osType, Api::OsType::Windows);
    QCOMPARE(config.disks.size(), 3); // the LUN passthrough is not a disk of ours
    QCOMPARE(config.disks[0].path, u"/dev/vg0/compute-1"_s);
    QCOMPARE(config.nics.size(), 3);
    QCOMPARE(config.nics[1].source, u"ovs0"_s);
    QVERIFY(!config.nics[1].isLinkUp);
    QVERIFY(read->unmodelled.contains(u"hostdev"_s));
    QVERIFY(read->unmodelled.contains(u"tpm"_s));

    const auto desk = readDomain(readFile(kData + u"foreign/desktop-spice.xml"_s));
    QVERIFY(desk);
    QCOMPARE(desk->osName, u"debian 12"_s);
    QCOMPARE(desk->displayKind, u"spice"_s);
    QCOMPARE(desk->config.cpu.model, u"host-model"_s);
}

void TestDomain::metadataRebuildsTheDocument()
{
    GuestConfig config = webServer();
    config.name = u"a/b"_s;
    config.isProtected = true;
    config.osType = Api::OsType::Other;
    const auto xml = renderDomain(config, contextFor(kvmHost()));
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
    config.cpu = {1, 4, {}};
    const auto patched = patchDomain(original, config, contextOf(config));
    QVERIFY(patched);
    const auto document = XmlDocument::parse(*patched);
    QCOMPARE(find(*document, u"vcpu"_s).text(), u"4"_s);
    QCOMPARE(find(*document, u"vcpu"_s).attribute(u"cpuset"_s), u"2-9"_s);
    QCOMPARE(find(*document, u"cputune"_s).children(u"vcpupin"_s).size(), 1);
    const auto cells = find(*document, u"cpu/numa"_s).children(u"cell"_s);
    QCOMPARE(cells.at(0).attribute(u"cpus"_s), u"0-1"_s);
    QCOMPARE(cells.at(1).attribute(u"cpus"_s), u"2-3"_s);
    QVERIFY(patched->contains(u"topoext"_s)); // the model did not change
}

void TestDomain::scsiDisksGetAControllerEach()
{
    GuestConfig config = webServer();
    config.disks[0].bus = Api::DiskBus::Scsi;
    config.disks[0].target = u"sdb"_s;
    Api::DiskConfig second = config.disks[0];
    second.target = u"sdc"_s;
    config.disks.append(second);
    const auto xml = renderDomain(config, contextFor(kvmHost()));
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
    RenderContext context = contextOf(config);
    context.disks.remove(u"sdb"_s);
    context.disks.insert(u"sdc"_s, {u"/srv/iso/a.iso"_s, Api::VolumeFormat::Iso, false, false});
    const auto patched = patchDomain(original, config, context);
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
    const auto xml = renderDomain(config, contextFor(kvmHost()));
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

QTEST_GUILESS_MAIN(TestDomain)
#include "tst_domain.moc"
