// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "hostcapabilities.h"

#include "xml.h"

using namespace Qt::StringLiterals;

namespace Atoll::Kvm {
namespace {

//! The best kind of domain of one architecture: hardware before emulation.
QString bestDomainType(const XmlElement &arch, bool isEmulationForced)
{
    QStringList types;
    for (const XmlElement &domain : arch.children(u"domain"_s))
        types += domain.attribute(u"type"_s);
    for (const QString &type : {u"kvm"_s, u"qemu"_s, u"test"_s}) {
        if (types.contains(type) && !(isEmulationForced && type == u"kvm"))
            return type;
    }
    return {};
}

//! Own architecture first, so that an x86 host does not offer emulated ARM guests by chance.
int rank(const QString &type, bool isHostArch)
{
    if (type.isEmpty())
        return 0;
    return isHostArch ? 2 : 1;
}

QStringList enumValues(const XmlElement &device, const QString &name)
{
    QStringList values;
    for (const XmlElement &entry : device.children(u"enum"_s)) {
        if (entry.attribute(u"name"_s) != name)
            continue;
        for (const XmlElement &value : entry.children(u"value"_s))
            values += value.text();
    }
    return values;
}

QList<Api::CpuModel> readModels(const XmlElement &cpu)
{
    QList<Api::CpuModel> models;
    for (const XmlElement &mode : cpu.children(u"mode"_s)) {
        if (mode.attribute(u"name"_s) != u"custom")
            continue;
        for (const XmlElement &model : mode.children(u"model"_s))
            models.append({model.text(), model.attribute(u"usable"_s) != u"no", {}});
        for (const XmlElement &blockers : mode.children(u"blockers"_s)) {
            for (Api::CpuModel &model : models) {
                if (model.name != blockers.attribute(u"model"_s))
                    continue;
                for (const XmlElement &feature : blockers.children(u"feature"_s))
                    model.missing += feature.attribute(u"name"_s);
            }
        }
    }
    return models;
}

//! Those that the model of the host has: what can be switched on.
QStringList readFlags(const XmlElement &cpu)
{
    QStringList flags;
    for (const XmlElement &mode : cpu.children(u"mode"_s)) {
        if (mode.attribute(u"name"_s) != u"host-model")
            continue;
        for (const XmlElement &feature : mode.children(u"feature"_s)) {
            if (feature.attribute(u"policy"_s) != u"disable")
                flags += feature.attribute(u"name"_s);
        }
    }
    flags.sort();
    return flags;
}

bool isSupported(const XmlElement &element) { return element.attribute(u"supported"_s) == u"yes"; }

ArchCapabilities readArch(const XmlElement &arch, const QString &type)
{
    ArchCapabilities answer{type, arch.child(u"emulator"_s).text(), {}};
    QList<XmlElement> machines = arch.children(u"machine"_s);
    // KVM may have machines of its own; else those of the emulator hold.
    for (const XmlElement &domain : arch.children(u"domain"_s)) {
        if (domain.attribute(u"type"_s) == type && domain.child(u"machine"_s))
            machines = domain.children(u"machine"_s);
    }
    for (const XmlElement &machine : std::as_const(machines))
        answer.machines.append({machine.text(), machine.attribute(u"canonical"_s),
                                machine.attribute(u"maxCpus"_s).toInt()});
    return answer;
}

bool hasHugePages(const XmlElement &host)
{
    for (const XmlElement &cell : host.child(u"topology/cells"_s).children(u"cell"_s)) {
        for (const XmlElement &pages : cell.children(u"pages"_s)) {
            if (pages.attribute(u"size"_s).toInt() > 1024 && pages.text().toLongLong() > 0)
                return true;
        }
    }
    return false;
}

//! Secure Boot needs an image that keeps the keys.
bool hasSecureLoader(const XmlElement &os)
{
    return enumValues(os.child(u"loader"_s), u"secure"_s).contains(u"yes"_s);
}

} // namespace

Result<HostCapabilities> readCapabilities(const QString &xml, bool isEmulationForced)
{
    const auto document = XmlDocument::parse(xml);
    if (!document)
        return fail(document.error());
    const QString hostArch = document->root().child(u"host/cpu/arch"_s).text();
    HostCapabilities host;
    int best = 0;
    for (const XmlElement &guest : document->root().children(u"guest"_s)) {
        const XmlElement arch = guest.child(u"arch"_s);
        if (guest.child(u"os_type"_s).text() != u"hvm")
            continue;
        const QString type = bestDomainType(arch, isEmulationForced);
        if (!type.isEmpty())
            host.architectures.insert(arch.attribute(u"name"_s), readArch(arch, type));
        const int points = rank(type, arch.attribute(u"name"_s) == hostArch);
        if (points <= best)
            continue;
        best = points;
        host.domainType = type;
        host.arch = arch.attribute(u"name"_s);
        host.emulator = arch.child(u"emulator"_s).text();
        host.hasKvm = type == u"kvm";
    }
    host.hasHugePages = hasHugePages(document->root().child(u"host"_s));
    if (!best) {
        return fail(ErrorCode::Unsupported, u"libvirt offers no way to run virtual machines here"_s,
                    u"Install the package qemu-system-x86 and restart libvirtd."_s);
    }
    return host;
}

Result<void> readDomainCapabilities(const QString &xml, EngineVersions versions,
                                    HostCapabilities &host)
{
    const auto document = XmlDocument::parse(xml);
    if (!document)
        return fail(document.error());
    const XmlElement root = document->root();
    if (const int maximum = root.child(u"vcpu"_s).attribute(u"max"_s).toInt())
        host.maximumCpus = maximum;
    const XmlElement os = root.child(u"os"_s);
    host.isComplete = true;
    host.versions = versions;
    host.hasUefi = enumValues(os, u"firmware"_s).contains(u"efi"_s);
    host.hasSecureBoot = host.hasUefi && hasSecureLoader(os);
    host.cpuModels = readModels(root.child(u"cpu"_s));
    host.cpuFlags = readFlags(root.child(u"cpu"_s));
    const XmlElement devices = root.child(u"devices"_s);
    host.videoModels = enumValues(devices.child(u"video"_s), u"modelType"_s);
    host.diskBuses = enumValues(devices.child(u"disk"_s), u"bus"_s);
    host.hasSpice = enumValues(devices.child(u"graphics"_s), u"type"_s).contains(u"spice"_s);
    host.hasSpiceUsb = enumValues(devices.child(u"redirdev"_s), u"bus"_s).contains(u"usb"_s)
                       || (host.hasSpice && !devices.child(u"redirdev"_s));
    host.hasVirtiofs =
        enumValues(devices.child(u"filesystem"_s), u"driverType"_s).contains(u"virtiofs"_s);
    const XmlElement tpm = devices.child(u"tpm"_s);
    host.hasTpm = isSupported(tpm) && enumValues(tpm, u"backendModel"_s).contains(u"emulator"_s);
    // libvirt 9.0 can do qemu-vdagent but its capabilities do not say so yet: ask the versions.
    // Before QEMU 10.1 it makes that memory can neither be saved nor moved (migration blocker).
    host.hasVdagent = versions.libvirt >= 8004000 && versions.hypervisor >= 10001000;
    host.hasTbCacheLimit = versions.libvirt >= 8000000;
    return {};
}

} // namespace Atoll::Kvm
