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

QStringList usableModels(const XmlElement &cpu)
{
    QStringList models;
    for (const XmlElement &mode : cpu.children(u"mode"_s)) {
        if (mode.attribute(u"name"_s) != u"custom")
            continue;
        for (const XmlElement &model : mode.children(u"model"_s)) {
            if (model.attribute(u"usable"_s) != u"no")
                models += model.text();
        }
    }
    return models;
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
        const int points = rank(type, arch.attribute(u"name"_s) == hostArch);
        if (points <= best)
            continue;
        best = points;
        host.domainType = type;
        host.arch = arch.attribute(u"name"_s);
        host.emulator = arch.child(u"emulator"_s).text();
        host.hasKvm = type == u"kvm";
    }
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
    host.hasUefi = enumValues(root.child(u"os"_s), u"firmware"_s).contains(u"efi"_s);
    host.cpuModels = usableModels(root.child(u"cpu"_s));
    const XmlElement devices = root.child(u"devices"_s);
    host.videoModels = enumValues(devices.child(u"video"_s), u"modelType"_s);
    // libvirt 9.0 can do qemu-vdagent but its capabilities do not say so yet: ask the versions.
    host.hasVdagent = versions.libvirt >= 8004000 && versions.hypervisor >= 6001000;
    host.hasTbCacheLimit = versions.libvirt >= 8000000 && host.isEmulated();
    return {};
}

} // namespace Atoll::Kvm
