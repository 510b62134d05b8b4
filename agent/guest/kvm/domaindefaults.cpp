// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domaindefaults.h"

using namespace Qt::StringLiterals;

namespace Atoll::Kvm {
namespace {

// A q35 machine takes new devices only on root ports that it had at start.
constexpr qsizetype kSparePorts = 8;
constexpr qsizetype kFixedPciDevices = 6; // display, USB, channels, balloon, entropy, spare
constexpr int kTbCacheMib = 64;           // QEMU's own default is 1 GiB per guest

XmlElement with(XmlElement element, std::initializer_list<std::pair<const char *, QString>> values)
{
    for (const auto &[name, value] : values)
        element.setAttribute(QString::fromLatin1(name), value);
    return element;
}

bool isWindows(const Api::GuestConfig &config) { return config.osType == Api::OsType::Windows; }

//! Makes the elements stand in the order that people know; their values are patched in.
void addHead(XmlElement domain, const Api::GuestConfig &config, const HostCapabilities &host)
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
    if (host.domainType != u"test")
        domain.append(u"iothreads"_s).setText(u"1"_s);
}

void addOs(XmlElement domain, const Api::GuestConfig &config, const HostCapabilities &host)
{
    XmlElement os = domain.append(u"os"_s);
    XmlElement type = os.append(u"type"_s);
    type.setAttribute(u"arch"_s, host.arch);
    if (host.domainType != u"test")
        type.setAttribute(u"machine"_s, config.machine.isEmpty() ? u"q35"_s : config.machine);
    type.setText(u"hvm"_s);
    for (const QString &device : {u"hd"_s, u"cdrom"_s, u"network"_s})
        os.append(u"boot"_s).setAttribute(u"dev"_s, device);
}

void addHyperv(XmlElement features)
{
    XmlElement hyperv = with(features.append(u"hyperv"_s), {{"mode", u"custom"_s}});
    for (const QString &name : {u"relaxed"_s, u"vapic"_s, u"vpindex"_s, u"runtime"_s, u"synic"_s,
                                u"stimer"_s, u"frequencies"_s}) {
        hyperv.append(name).setAttribute(u"state"_s, u"on"_s);
    }
    with(hyperv.append(u"spinlocks"_s), {{"state", u"on"_s}, {"retries", u"8191"_s}});
}

void addFeatures(XmlElement domain, const Api::GuestConfig &config, const HostCapabilities &host)
{
    XmlElement features = domain.append(u"features"_s);
    features.append(u"acpi"_s);
    features.append(u"apic"_s);
    if (isWindows(config) && host.hasKvm)
        addHyperv(features);
    if (host.isEmulated() && host.hasTbCacheLimit) {
        XmlElement cache = features.ensure(u"tcg/tb-cache"_s);
        cache.setAttribute(u"unit"_s, u"MiB"_s);
        cache.setText(QString::number(kTbCacheMib));
    }
}

void addClock(XmlElement domain, const Api::GuestConfig &config, const HostCapabilities &host)
{
    XmlElement clock = domain.append(u"clock"_s);
    clock.setAttribute(u"offset"_s, isWindows(config) ? u"localtime"_s : u"utc"_s);
    if (!host.hasKvm)
        return;
    const auto timer = [&clock](const QString &name) {
        XmlElement element = clock.append(u"timer"_s);
        element.setAttribute(u"name"_s, name);
        return element;
    };
    timer(u"rtc"_s).setAttribute(u"tickpolicy"_s, u"catchup"_s);
    timer(u"pit"_s).setAttribute(u"tickpolicy"_s, u"delay"_s);
    timer(u"hpet"_s).setAttribute(u"present"_s, u"no"_s);
    if (isWindows(config))
        timer(u"hypervclock"_s).setAttribute(u"present"_s, u"yes"_s);
}

void addControllers(XmlElement devices, const Api::GuestConfig &config)
{
    if (config.machine.isEmpty() || config.machine.contains(u"q35")) {
        with(devices.append(u"controller"_s),
             {{"type", u"pci"_s}, {"index", u"0"_s}, {"model", u"pcie-root"_s}});
        const qsizetype ports =
            kFixedPciDevices + config.disks.size() + config.nics.size() + kSparePorts;
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

void addSerialAndChannels(XmlElement devices, const HostCapabilities &host)
{
    XmlElement serial = with(devices.append(u"serial"_s), {{"type", u"pty"_s}});
    serial.append(u"target"_s).setAttribute(u"port"_s, u"0"_s);
    XmlElement console = with(devices.append(u"console"_s), {{"type", u"pty"_s}});
    with(console.append(u"target"_s), {{"type", u"serial"_s}, {"port", u"0"_s}});
    XmlElement agent = with(devices.append(u"channel"_s), {{"type", u"unix"_s}});
    with(agent.append(u"target"_s), {{"type", u"virtio"_s}, {"name", u"org.qemu.guest_agent.0"_s}});
    if (!host.hasVdagent)
        return;
    XmlElement vdagent = with(devices.append(u"channel"_s), {{"type", u"qemu-vdagent"_s}});
    XmlElement source = vdagent.append(u"source"_s);
    source.append(u"clipboard"_s).setAttribute(u"copypaste"_s, u"yes"_s);
    source.append(u"mouse"_s).setAttribute(u"mode"_s, u"client"_s);
    with(vdagent.append(u"target"_s), {{"type", u"virtio"_s}, {"name", u"com.redhat.spice.0"_s}});
}

QString videoModel(const Api::GuestConfig &config, const HostCapabilities &host)
{
    const bool isVirtio =
        config.osType == Api::OsType::Linux && host.videoModels.contains(u"virtio"_s);
    return isVirtio ? u"virtio"_s : u"vga"_s;
}

void addDisplay(XmlElement devices, const Api::GuestConfig &config, const HostCapabilities &host)
{
    // No socket and no port: the agent hands a connected file descriptor to QEMU for each viewer.
    XmlElement graphics = with(devices.append(u"graphics"_s), {{"type", u"vnc"_s}});
    graphics.append(u"listen"_s).setAttribute(u"type"_s, u"none"_s);
    const QString model = videoModel(config, host);
    XmlElement element = devices.append(u"video"_s).append(u"model"_s);
    with(element, {{"type", model}, {"heads", u"1"_s}, {"primary", u"yes"_s}});
    if (model == u"vga")
        element.setAttribute(u"vram"_s, u"32768"_s); // 3840x2160 at 32 bit
    // Absolute coordinates, so that the pointer of the viewer and the guest's agree.
    with(devices.append(u"input"_s), {{"type", u"tablet"_s}, {"bus", u"usb"_s}});
}

void addDevices(XmlElement domain, const Api::GuestConfig &config, const HostCapabilities &host)
{
    XmlElement devices = domain.append(u"devices"_s);
    if (host.domainType == u"test")
        return;
    if (!host.emulator.isEmpty())
        devices.append(u"emulator"_s).setText(host.emulator);
    addControllers(devices, config);
    addSerialAndChannels(devices, host);
    addDisplay(devices, config, host);
    XmlElement rng = with(devices.append(u"rng"_s), {{"model", u"virtio"_s}});
    XmlElement backend = with(rng.append(u"backend"_s), {{"model", u"random"_s}});
    backend.setText(u"/dev/urandom"_s);
    XmlElement balloon = with(devices.append(u"memballoon"_s), {{"model", u"virtio"_s}});
    balloon.setAttribute(u"freePageReporting"_s, u"on"_s);
    balloon.append(u"stats"_s).setAttribute(u"period"_s, u"10"_s);
}

} // namespace

XmlDocument defaultDomain(const Api::GuestConfig &config, const HostCapabilities &host)
{
    XmlDocument document = XmlDocument::withRoot(u"domain"_s);
    XmlElement domain = document.root();
    domain.setAttribute(u"type"_s, host.domainType);
    addHead(domain, config, host);
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
