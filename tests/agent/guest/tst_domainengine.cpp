// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domaintest.h"

#include <guest/kvm/libvirthypervisor.h>
#include <support/expect.h>
#include <support/inworker.h>
#include <support/privatelibvirt.h>
#include <support/tinyguest.h>

#include <QDir>
#include <QProcess>
#include <QSignalSpy>
#include <QTest>
#include <QUuid>

using namespace Qt::StringLiterals;
using namespace Atoll;
using namespace Atoll::Kvm;
using Api::GuestConfig;

//! What we render, libvirt takes and QEMU starts; and what libvirt makes of it is still what was
//! wished.
class TestDomainEngine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void guestWithEverythingStarts();
    void devicesOfTheNodeReadBack();
    void plainGuestsStart_data();
    void plainGuestsStart();

private:
    Api::DiskConfig makeDisk(const QString &target, Api::DiskBus bus, const QString &format);
    RenderContext contextOf(const GuestConfig &config) const;
    GuestConfig small() const;
    void startsAndStaysTheSame(const GuestConfig &config);

    std::unique_ptr<Support::PrivateLibvirt> m_libvirt;
    std::unique_ptr<LibvirtHypervisor> m_hypervisor;
    HostCapabilities m_host;
    std::optional<Error> m_reason;
};

#define NEED_LIBVIRT()                                                                             \
    if (m_reason)                                                                                  \
    QSKIP(qPrintable(m_reason->sentence()))

void TestDomainEngine::initTestCase()
{
    auto libvirt = Support::PrivateLibvirt::create();
    if (!libvirt && libvirt.error().code == ErrorCode::Unsupported) {
        m_reason = libvirt.error();
        return;
    }
    ATOLL_VERIFY(libvirt);
    m_libvirt = std::move(*libvirt);
    LibvirtHypervisor::Options options;
    options.uri = m_libvirt->uri();
    options.isEmulationForced = true;
    m_hypervisor = std::make_unique<LibvirtHypervisor>(options);
    QSignalSpy listed(m_hypervisor.get(), &Hypervisor::listed);
    QVERIFY(listed.wait(60'000));
    const auto host = inWorker([&] { return m_hypervisor->capabilities(); });
    ATOLL_VERIFY(host);
    m_host = *host;
    QVERIFY(m_host.isComplete);
    QVERIFY(!m_host.architectures.value(m_host.arch).machines.isEmpty());
    QVERIFY(!m_host.cpuModels.isEmpty());
}

Api::DiskConfig TestDomainEngine::makeDisk(const QString &target, Api::DiskBus bus,
                                           const QString &format)
{
    const QString volume = target + u'.' + format;
    QProcess::execute(u"qemu-img"_s, {u"create"_s, u"-q"_s, u"-f"_s, format,
                                      m_libvirt->directory() + u'/' + volume, u"16M"_s});
    Api::DiskConfig disk = DomainTest::disk(target, bus, volume);
    if (format == u"raw")
        disk.format = Api::VolumeFormat::Raw;
    if (format == u"vmdk")
        disk.format = Api::VolumeFormat::Vmdk;
    return disk;
}

RenderContext TestDomainEngine::contextOf(const GuestConfig &config) const
{
    RenderContext context{m_host, {}};
    for (const Api::DiskConfig &disk : config.disks) {
        if (!disk.volume.isEmpty())
            context.disks.insert(disk.target, {m_libvirt->directory() + u'/' + disk.volume,
                                               disk.format, false, false});
    }
    return context;
}

GuestConfig TestDomainEngine::small() const
{
    GuestConfig config;
    config.id = 100;
    config.uuid = QUuid::createUuid().toString(QUuid::WithoutBraces);
    config.name = u"engine-"_s + config.uuid.first(8);
    config.memoryBytes = 256 * units::MiB;
    return config;
}

void TestDomainEngine::startsAndStaysTheSame(const GuestConfig &config)
{
    const RenderContext context = contextOf(config);
    const auto xml = renderDomain(config, context);
    ATOLL_VERIFY(xml);
    const auto defined = inWorker([&] { return m_hypervisor->define(*xml); });
    ATOLL_VERIFY(defined);
    const auto definition =
        inWorker([&] { return m_hypervisor->xml(config.uuid, XmlKind::Definition); });
    ATOLL_VERIFY(definition);
    QCOMPARE(*patchDomain(*definition, config, context), DomainTest::canonical(*definition));
    const auto started = inWorker([&] { return m_hypervisor->start(config.uuid); });
    ATOLL_VERIFY(started);
    const auto domain = inWorker([&] { return m_hypervisor->domain(config.uuid); });
    ATOLL_VERIFY(domain);
    QCOMPARE(domain->state, Api::GuestState::Running);
    ATOLL_VERIFY(inWorker([&] { return m_hypervisor->destroy(config.uuid); }));
    // and as it was adopted from a stranger, whatever libvirt has written into it
    GuestConfig stranger = readDomain(*definition)->config;
    stranger.foreignXml = *definition;
    QCOMPARE(*renderDomain(stranger, {m_host, {}}), DomainTest::canonical(*definition));
    ATOLL_VERIFY(inWorker([&] { return m_hypervisor->undefine(config.uuid); }));
}

void TestDomainEngine::guestWithEverythingStarts()
{
    NEED_LIBVIRT();
    GuestConfig config = small();
    config.firmware = m_host.hasUefi ? Api::Firmware::Uefi : Api::Firmware::Bios;
    config.cpu.sockets = 2;
    config.cpu.cores = 2;
    config.cpu.online = 3;
    config.cpu.isNuma = true;
    config.cpu.flags = {u"-sse4a"_s};
    config.memory.maximumBytes = units::GiB;
    config.memory.isMerged = false;
    config.disks = {makeDisk(u"sda"_s, Api::DiskBus::Scsi, u"qcow2"_s),
                    makeDisk(u"sdb"_s, Api::DiskBus::Scsi, u"raw"_s),
                    makeDisk(u"vda"_s, Api::DiskBus::Virtio, u"qcow2"_s),
                    makeDisk(u"sdc"_s, Api::DiskBus::Sata, u"raw"_s),
                    makeDisk(u"sdd"_s, Api::DiskBus::Usb, u"raw"_s),
                    DomainTest::emptyDrive(u"sde"_s)};
    config.disks[0].limits = {1 << 20, 1 << 20, 100, 100, 2 << 20, 2 << 20, 200, 200, 5};
    config.disks[1].isReadOnly = true;
    config.disks[1].cache = Api::DiskCache::Writeback;
    config.disks[2].serial = u"SERIAL-1"_s;
    config.disks[3].isSsd = true;
    config.nics = {DomainTest::card(u"52:54:00:00:00:01"_s, Api::NetworkKind::User, {})};
    config.display.hasSpice = m_host.hasSpice;
    config.display.model =
        m_host.videoModels.contains(u"qxl"_s) ? Api::DisplayModel::Qxl : Api::DisplayModel::Std;
    config.display.heads = m_host.videoModels.contains(u"qxl"_s) ? 4 : 1;
    config.devices.serialPorts = 2;
    config.devices.hasTpm = m_host.hasTpm;
    config.devices.audio = Api::AudioModel::Ich9;
    config.devices.watchdog = Api::WatchdogModel::I6300esb;
    config.devices.sharedMemory = {{u"atoll-"_s + config.uuid.first(8), units::MiB}};
    if (m_host.hasSpiceUsb)
        config.devices.usb = {{Api::UsbKind::Spice, {}}, {Api::UsbKind::Spice, {}}};
    if (m_host.hasVirtiofs && QDir(m_libvirt->directory()).mkdir(u"share"_s))
        config.devices.shares = {{u"share"_s, m_libvirt->directory() + u"/share"_s, {}, false}};
    config.bootOrder = {u"sda"_s, u"52:54:00:00:00:01"_s};
    config.qemuArguments = {u"-fw_cfg"_s, u"name=opt/org.atoll/test,string=a b"_s};
    startsAndStaysTheSame(config);
    QFile::remove(u"/dev/shm/"_s + config.devices.sharedMemory[0].name); // QEMU leaves it
}

//! libvirt drops an alias that it does not like without a word; ours carry what it has no word for.
void TestDomainEngine::devicesOfTheNodeReadBack()
{
    NEED_LIBVIRT();
    GuestConfig config = small();
    config.devices.usb = {{Api::UsbKind::Host, u"1-2.3"_s}, {Api::UsbKind::Mapping, u"key.1"_s}};
    config.devices.pci = {{u"0000:02:00.0"_s, {}, false, true, u"nvidia-35"_s},
                          {{}, u"gpu-a_1"_s, false, true, {}},
                          {{}, u"vgpu"_s, false, true, u"i915-GVTg_V5_4"_s}};
    RenderContext context = contextOf(config);
    context.usbPorts = {{u"1-2.3"_s, {1, 14}}};
    context.mapped = {{u"key.1"_s, u"0951:1666"_s},
                      {u"gpu-a_1"_s, u"0000:41:00.0"_s},
                      {u"vgpu"_s, u"0000:00:02.0"_s}};
    const auto xml = renderDomain(config, context);
    ATOLL_VERIFY(xml);
    ATOLL_VERIFY(inWorker([&] { return m_hypervisor->define(*xml); }));
    const auto definition =
        inWorker([&] { return m_hypervisor->xml(config.uuid, XmlKind::Definition); });
    ATOLL_VERIFY(definition);
    const auto read = readDomain(*definition);
    ATOLL_VERIFY(read);
    QCOMPARE(read->config.devices.usb, config.devices.usb);
    QCOMPARE(read->config.devices.pci, config.devices.pci);
    QCOMPARE(*patchDomain(*definition, config, context), DomainTest::canonical(*definition));
    ATOLL_VERIFY(inWorker([&] { return m_hypervisor->undefine(config.uuid); }));
}

void TestDomainEngine::plainGuestsStart_data()
{
    QTest::addColumn<GuestConfig>("config");
    GuestConfig config;
    QTest::newRow("defaults") << config;
    config.machine = u"pc"_s;
    config.display.model = Api::DisplayModel::Cirrus;
    QTest::newRow("pc") << config;
    config.machine.clear();
    config.display.model = Api::DisplayModel::Serial;
    config.memory.hasBalloon = false;
    config.devices.watchdog = Api::WatchdogModel::Itco;
    config.devices.audio = Api::AudioModel::Ac97;
    QTest::newRow("serial") << config;
    config = {};
    config.osType = Api::OsType::Windows;
    config.firmware = Api::Firmware::UefiSecureBoot;
    config.display.model = Api::DisplayModel::Vmware;
    QTest::newRow("windows") << config;
}

void TestDomainEngine::plainGuestsStart()
{
    NEED_LIBVIRT();
    QFETCH(GuestConfig, config);
    if (config.firmware == Api::Firmware::UefiSecureBoot && !m_host.hasSecureBoot)
        QSKIP("there is no firmware with Secure Boot (package ovmf)");
    if (m_host.versions.libvirt < 9'001'000 && config.devices.watchdog == Api::WatchdogModel::Itco)
        config.devices.watchdog = Api::WatchdogModel::I6300esb; // guestsupport refuses it there
    const GuestConfig base = small();
    config.id = base.id;
    config.uuid = base.uuid;
    config.name = base.name;
    config.memoryBytes = base.memoryBytes;
    startsAndStaysTheSame(config);
}

QTEST_GUILESS_MAIN(TestDomainEngine)
#include "tst_domainengine.moc"
