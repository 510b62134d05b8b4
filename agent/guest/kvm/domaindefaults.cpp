// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domaindefaults.h"

#include "domainparts.h"

using namespace Qt::StringLiterals;

namespace Atoll::Kvm {
namespace {

// A q35 machine takes new devices only on root ports that it had at start.
constexpr qsizetype kSparePorts = 8;
constexpr qsizetype kFixedPciDevices = 6; // display, USB, channels, balloon, entropy, spare
constexpr qsizetype kMostPorts = 96;      // slots of the root bus, with room for others
constexpr int kTbCacheMib = 64;           // QEMU's own default is 1 GiB per guest

QString machineOf(const Api::GuestConfig &config, const HostCapabilities &host)
{
    if (!config.machine.isEmpty())
        return config.machine;
    return host.isX86(config) ? u"q35"_s : u"virt"_s;
}

bool isWindows(const Api::GuestConfig &config) { return config.osType == Api::OsType::Windows; }

//! Makes the elements stand in the order that people know; their values are patched in.
void addHead(XmlElement domain, const Api::GuestConfig &config)
{
    domain.append(u"name"_s);
    if (!config.uuid.isEmpty())
        domain.append(u"uuid"_s);
    if (!config.description.isEmpty())
        domain.append(u"description"_s);
    if (config.id)
        domain.append(u"metadata"_s);
    domain.append(u"memory"_s);
    domain.append(u"vcpu"_s);
}

void addOs(XmlElement domain, const Api::GuestConfig &config, const HostCapabilities &host)
{
    XmlElement os = domain.append(u"os"_s);
    XmlElement type = os.append(u"type"_s);
    type.setAttribute(u"arch"_s, host.archOf(config));
    if (host.domainType != u"test")
        type.setAttribute(u"machine"_s, machineOf(config, host));
    type.setText(u"hvm"_s);
}

void addFeatures(XmlElement domain, const Api::GuestConfig &config, const HostCapabilities &host)
{
    XmlElement features = domain.append(u"features"_s);
    features.append(u"acpi"_s);
    if (host.isX86(config))
        features.append(u"apic"_s);
    if (host.domainTypeOf(config) == u"qemu" && host.hasTbCacheLimit) {
        XmlElement cache = features.ensure(u"tcg/tb-cache"_s);
        cache.setAttribute(u"unit"_s, u"MiB"_s);
        cache.setText(QString::number(kTbCacheMib));
    }
}

void addClock(XmlElement domain, const Api::GuestConfig &config, const HostCapabilities &host)
{
    XmlElement clock = domain.append(u"clock"_s);
    clock.setAttribute(u"offset"_s, isWindows(config) ? u"localtime"_s : u"utc"_s);
    if (host.domainTypeOf(config) != u"kvm" || !host.isX86(config))
        return;
    const auto timer = [&clock](const QString &name) {
        XmlElement element = clock.append(u"timer"_s);
        element.setAttribute(u"name"_s, name);
        return element;
    };
    timer(u"rtc"_s).setAttribute(u"tickpolicy"_s, u"catchup"_s);
    timer(u"pit"_s).setAttribute(u"tickpolicy"_s, u"delay"_s);
    timer(u"hpet"_s).setAttribute(u"present"_s, u"no"_s);
}

qsizetype pciDevices(const Api::GuestConfig &config)
{
    const Api::DevicesConfig &devices = config.devices;
    return kFixedPciDevices + config.disks.size() + config.nics.size() + devices.pci.size()
           + devices.shares.size() + devices.sharedMemory.size();
}

void addControllers(XmlElement devices, const Api::GuestConfig &config, const QString &machine)
{
    if (machine.contains(u"q35") || machine.startsWith(u"virt")) {
        with(devices.append(u"controller"_s),
             {{"type", u"pci"_s}, {"index", u"0"_s}, {"model", u"pcie-root"_s}});
        const qsizetype ports = qMin(pciDevices(config) + kSparePorts, kMostPorts);
        for (qsizetype i = 1; i <= ports; ++i) {
            with(devices.append(u"controller"_s), {{"type", u"pci"_s},
                                                   {"index", QString::number(i)},
                                                   {"model", u"pcie-root-port"_s}});
        }
    }
    with(devices.append(u"controller"_s),
         {{"type", u"usb"_s}, {"index", u"0"_s}, {"model", u"qemu-xhci"_s}, {"ports", u"15"_s}});
    with(devices.append(u"controller"_s), {{"type", u"virtio-serial"_s}, {"index", u"0"_s}});
}

//! A computer of another kind has no keyboard but what is plugged into USB.
void addDevices(XmlElement domain, const Api::GuestConfig &config, const HostCapabilities &host)
{
    XmlElement devices = domain.append(u"devices"_s);
    if (host.domainType == u"test")
        return;
    if (!host.emulatorOf(config).isEmpty())
        devices.append(u"emulator"_s).setText(host.emulatorOf(config));
    addControllers(devices, config, machineOf(config, host));
    if (!host.isX86(config))
        with(devices.append(u"input"_s), {{"type", u"keyboard"_s}, {"bus", u"usb"_s}});
}

} // namespace

XmlDocument defaultDomain(const Api::GuestConfig &config, const HostCapabilities &host)
{
    XmlDocument document = XmlDocument::withRoot(u"domain"_s);
    XmlElement domain = document.root();
    domain.setAttribute(u"type"_s, host.domainTypeOf(config));
    addHead(domain, config);
    addOs(domain, config, host);
    addFeatures(domain, config, host);
    if (host.domainType != u"test")
        domain.append(u"cpu"_s);
    addClock(domain, config, host);
    for (const auto &[event, action] : {std::pair{u"on_poweroff"_s, u"destroy"_s},
                                        {u"on_reboot"_s, u"restart"_s},
                                        {u"on_crash"_s, u"destroy"_s}})
        domain.append(event).setText(action);
    XmlElement pm = domain.append(u"pm"_s);
    pm.append(u"suspend-to-mem"_s).setAttribute(u"enabled"_s, u"no"_s);
    pm.append(u"suspend-to-disk"_s).setAttribute(u"enabled"_s, u"no"_s);
    addDevices(domain, config, host);
    return document;
}

} // namespace Atoll::Kvm
