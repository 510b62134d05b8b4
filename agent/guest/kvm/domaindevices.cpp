// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domainparts.h"

using namespace Qt::StringLiterals;

namespace Atoll::Kvm {
namespace {

using Api::AudioModel;
using Api::DevicesConfig;
using Api::WatchdogAction;
using Api::WatchdogModel;

constexpr int kMostSerialPorts = 4;                    // as in DevicesConfig
constexpr unsigned long kImplicitWatchdog = 9'001'000; // libvirt that shows q35's own
const QString kAgentPort = u"org.qemu.guest_agent.0"_s;

XmlElement agentChannel(const XmlElement &devices)
{
    for (const XmlElement &channel : devices.children(u"channel"_s)) {
        if (channel.child(u"target"_s).attribute(u"name"_s) == kAgentPort)
            return channel;
    }
    return {};
}

XmlElement tablet(const XmlElement &devices)
{
    for (const XmlElement &input : devices.children(u"input"_s)) {
        if (input.attribute(u"type"_s) == u"tablet")
            return input;
    }
    return {};
}

//! The first device whose model is one of an enum's names; "none" is none.
template <class E>
std::pair<XmlElement, E> findModel(const XmlElement &devices, const QString &name)
{
    for (const XmlElement &device : devices.children(name)) {
        for (const auto &entry : enumNames(E{})) {
            if (entry.value != E::None
                && device.attribute(u"model"_s) == QLatin1StringView(entry.name))
                return {device, entry.value};
        }
    }
    return {{}, E::None};
}

WatchdogAction readAction(const XmlElement &watchdog)
{
    for (const auto &entry : enumNames(WatchdogAction{})) {
        if (watchdog.attribute(u"action"_s) == QLatin1StringView(entry.name))
            return entry.value;
    }
    return WatchdogAction::Reset; // libvirt's own default
}

void setSerialPorts(XmlElement devices, int before, int wish)
{
    QList<XmlElement> ports = devices.children(u"serial"_s);
    while (ports.size() > wish && before > wish)
        XmlElement(ports.takeLast()).remove();
    for (qsizetype port = ports.size(); port < wish; ++port) {
        XmlElement serial = with(addDevice(devices, u"serial"_s), {{"type", u"pty"_s}});
        with(serial.append(u"target"_s), {{"port", QString::number(port)}});
    }
    for (XmlElement console : devices.children(u"console"_s)) {
        const QString type = console.child(u"target"_s).attribute(u"type"_s);
        if (!wish && (type.isEmpty() || type == u"serial"))
            console.remove();
    }
    if (!wish || devices.child(u"console"_s))
        return;
    XmlElement console = with(addDevice(devices, u"console"_s), {{"type", u"pty"_s}});
    with(console.append(u"target"_s), {{"type", u"serial"_s}, {"port", u"0"_s}});
}

void setRng(XmlElement devices, bool isOn)
{
    devices.removeChildren(u"rng"_s);
    if (!isOn)
        return;
    XmlElement rng = with(devices.append(u"rng"_s), {{"model", u"virtio"_s}});
    XmlElement backend = with(rng.append(u"backend"_s), {{"model", u"random"_s}});
    backend.setText(u"/dev/urandom"_s);
}

void setAgent(XmlElement devices, bool isOn)
{
    if (!isOn) {
        agentChannel(devices).remove();
        return;
    }
    XmlElement agent = with(addDevice(devices, u"channel"_s), {{"type", u"unix"_s}});
    with(agent.append(u"target"_s), {{"type", u"virtio"_s}, {"name", kAgentPort}});
}

//! Absolute coordinates, so that the pointer of the viewer and the guest's agree.
void setTablet(XmlElement devices, bool isOn)
{
    if (isOn)
        with(addDevice(devices, u"input"_s), {{"type", u"tablet"_s}, {"bus", u"usb"_s}});
    else
        tablet(devices).remove();
}

void setTpm(XmlElement devices, bool isOn, bool isX86)
{
    devices.removeChildren(u"tpm"_s);
    if (!isOn)
        return;
    XmlElement tpm = devices.append(u"tpm"_s);
    tpm.setAttribute(u"model"_s, isX86 ? u"tpm-crb"_s : u"tpm-tis"_s);
    with(tpm.append(u"backend"_s), {{"type", u"emulator"_s}, {"version", u"2.0"_s}});
}

void patchAudio(XmlElement devices, AudioModel wish)
{
    auto [sound, model] = findModel<AudioModel>(devices, u"sound"_s);
    if (model == wish)
        return;
    sound.remove();
    if (wish != AudioModel::None)
        with(addDevice(devices, u"sound"_s), {{"model", nameOf(wish)}});
}

void patchWatchdog(const DomainPatch &patch)
{
    const DevicesConfig &wish = patch.wish.devices;
    XmlElement devices = patch.devices();
    auto [watchdog, model] = findModel<WatchdogModel>(devices, u"watchdog"_s);
    if (model == wish.watchdog
        && (model == WatchdogModel::None || readAction(watchdog) == wish.watchdogAction))
        return;
    // The chipset has one of its own, which newer libvirt writes down: to remove it is in vain.
    if (wish.watchdog == WatchdogModel::None && model == WatchdogModel::Itco
        && patch.host().versions.libvirt >= kImplicitWatchdog)
        return;
    watchdog.remove();
    if (wish.watchdog == WatchdogModel::None)
        return;
    with(addDevice(devices, u"watchdog"_s),
         {{"model", nameOf(wish.watchdog)}, {"action", nameOf(wish.watchdogAction)}});
}

//! libvirt chooses the number, and another one whenever the guest goes back in time.
void patchGenerationId(const DomainPatch &patch, bool isX86)
{
    const bool isOn = patch.wish.devices.hasGenerationId && isX86;
    if (patch.before.devices.hasGenerationId == isOn)
        return;
    XmlElement domain = patch.domain;
    domain.removeChildren(u"genid"_s);
    if (!isOn)
        return;
    if (XmlElement uuid = domain.child(u"uuid"_s))
        uuid.insertAfter(u"genid"_s);
    else
        domain.append(u"genid"_s);
}

} // namespace

void readDevices(const XmlElement &domain, DevicesConfig &config)
{
    const XmlElement devices = domain.child(u"devices"_s);
    config.usb = readUsb(devices);
    config.pci = readPci(domain);
    config.shares = readShares(devices);
    config.sharedMemory = readSharedMemory(devices);
    config.serialPorts = int(qMin(devices.children(u"serial"_s).size(), kMostSerialPorts));
    config.hasRng = bool(devices.child(u"rng"_s));
    config.hasAgent = bool(agentChannel(devices));
    config.hasTablet = bool(tablet(devices));
    config.hasTpm = bool(devices.child(u"tpm"_s));
    config.hasGenerationId = bool(domain.child(u"genid"_s));
    config.audio = findModel<AudioModel>(devices, u"sound"_s).second;
    const auto [watchdog, model] = findModel<WatchdogModel>(devices, u"watchdog"_s);
    config.watchdog = model;
    config.watchdogAction = watchdog ? readAction(watchdog) : WatchdogAction::Reset;
}

void patchDevices(const DomainPatch &patch)
{
    const DevicesConfig &before = patch.before.devices;
    const DevicesConfig &wish = patch.wish.devices;
    const bool isX86 = patch.host().isX86(patch.wish);
    XmlElement devices = patch.devices();
    if (before.serialPorts != wish.serialPorts)
        setSerialPorts(devices, before.serialPorts, wish.serialPorts);
    if (before.hasAgent != wish.hasAgent)
        setAgent(devices, wish.hasAgent);
    if (before.hasTablet != wish.hasTablet)
        setTablet(devices, wish.hasTablet);
    if (before.hasRng != wish.hasRng)
        setRng(devices, wish.hasRng);
    if (before.hasTpm != wish.hasTpm)
        setTpm(devices, wish.hasTpm, isX86);
    if (before.audio != wish.audio)
        patchAudio(devices, wish.audio);
    if (before.watchdog != wish.watchdog || before.watchdogAction != wish.watchdogAction)
        patchWatchdog(patch);
    patchGenerationId(patch, isX86);
}

} // namespace Atoll::Kvm
