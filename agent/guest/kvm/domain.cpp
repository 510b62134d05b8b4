// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain.h"

#include "domaindefaults.h"
#include "domaindisks.h"
#include "domainhardware.h"
#include "xml.h"

using namespace Qt::StringLiterals;

namespace Atoll::Kvm {
namespace {

using Api::GuestConfig;
using Api::OsType;

const QString kOsInfoUri = u"http://libosinfo.org/xmlns/libvirt/domain/1.0"_s;

QString metadataUri() { return QString::fromLatin1(kMetadataUri); }

XmlElement metadataOf(const XmlElement &domain)
{
    return domain.child(u"metadata"_s).child(u"guest"_s, metadataUri());
}

void setOrRemove(XmlElement parent, const QString &name, const QString &text)
{
    if (parent.child(name).text() == text)
        return;
    if (text.isEmpty())
        parent.removeChildren(name);
    else
        parent.ensure(name).setText(text);
}

//! Enough to rebuild the document when the store is lost.
void patchMetadata(XmlElement domain, const GuestConfig &config)
{
    if (!config.id)
        return;
    metadataOf(domain).remove();
    XmlElement guest = domain.ensure(u"metadata"_s).append(u"atoll"_s, metadataUri(), u"guest"_s);
    guest.setAttribute(u"id"_s, QString::number(config.id));
    guest.setAttribute(u"os"_s, nameOf(config.osType));
    if (config.isProtected)
        guest.setAttribute(u"protected"_s, u"yes"_s);
    if (engineName(config.name) != config.name)
        guest.setAttribute(u"name"_s, config.name);
    for (const QString &tag : config.tags)
        guest.appendInSameNamespace(u"tag"_s).setText(tag);
    for (const Api::DiskConfig &disk : config.disks) {
        if (disk.storage.isEmpty())
            continue;
        XmlElement volume = guest.appendInSameNamespace(u"volume"_s);
        volume.setAttribute(u"target"_s, disk.target);
        volume.setAttribute(u"storage"_s, disk.storage);
        volume.setAttribute(u"name"_s, disk.volume);
        volume.setAttribute(u"bytes"_s, QString::number(disk.sizeBytes));
    }
}

void readMetadata(const XmlElement &domain, GuestConfig &config)
{
    const XmlElement guest = metadataOf(domain);
    if (!guest)
        return;
    config.id = guest.attribute(u"id"_s).toInt();
    config.isProtected = guest.attribute(u"protected"_s) == u"yes";
    if (guest.hasAttribute(u"name"_s))
        config.name = guest.attribute(u"name"_s);
    for (const auto &entry : enumNames(OsType{})) {
        if (guest.attribute(u"os"_s) == QLatin1StringView(entry.name))
            config.osType = entry.value;
    }
    for (const XmlElement &element : guest.children()) {
        if (element.name() == u"tag")
            config.tags += element.text();
        if (element.name() != u"volume")
            continue;
        for (Api::DiskConfig &disk : config.disks) {
            if (disk.target != element.attribute(u"target"_s))
                continue;
            disk.storage = element.attribute(u"storage"_s);
            disk.volume = element.attribute(u"name"_s);
            disk.sizeBytes = element.attribute(u"bytes"_s).toLongLong();
        }
    }
}

//! libosinfo's id is an address as http://debian.org/debian/12.
QString osIdOf(const XmlElement &domain)
{
    const XmlElement info = domain.child(u"metadata"_s).child(u"libosinfo"_s, kOsInfoUri);
    return info.child(u"os"_s, kOsInfoUri).attribute(u"id"_s);
}

OsType guessOsType(const XmlElement &domain, const QString &osId)
{
    if (osId.contains(u"microsoft.com") || domain.child(u"features/hyperv"_s))
        return OsType::Windows;
    if (osId.contains(u"bsd"))
        return OsType::Bsd;
    return OsType::Linux;
}

QStringList unmodelledDevices(const XmlElement &devices)
{
    static const QStringList everyday{u"emulator"_s, u"disk"_s,    u"interface"_s,  u"controller"_s,
                                      u"serial"_s,   u"console"_s, u"channel"_s,    u"input"_s,
                                      u"graphics"_s, u"video"_s,   u"memballoon"_s, u"rng"_s,
                                      u"audio"_s};
    QStringList names;
    for (const XmlElement &device : devices.children()) {
        if (!everyday.contains(device.name()) && !names.contains(device.name()))
            names += device.name();
    }
    return names;
}

QString displayKindOf(const XmlElement &devices)
{
    QStringList kinds;
    for (const XmlElement &graphics : devices.children(u"graphics"_s))
        kinds += graphics.attribute(u"type"_s);
    // VNC first: it is what the agent can stream.
    return kinds.contains(u"vnc"_s)     ? u"vnc"_s
           : kinds.contains(u"spice"_s) ? u"spice"_s
                                        : QString();
}

bool hasConnectedAgent(const XmlElement &devices)
{
    for (const XmlElement &channel : devices.children(u"channel"_s)) {
        const XmlElement target = channel.child(u"target"_s);
        if (target.attribute(u"name"_s) == u"org.qemu.guest_agent.0")
            return target.attribute(u"state"_s) == u"connected";
    }
    return false;
}

void patchIdentity(XmlElement domain, const GuestConfig &config)
{
    setOrRemove(domain, u"name"_s, engineName(config.name));
    if (!config.uuid.isEmpty())
        setOrRemove(domain, u"uuid"_s, config.uuid);
    setOrRemove(domain, u"description"_s, config.description);
}

void patchOs(XmlElement domain, const GuestConfig &config)
{
    XmlElement os = domain.ensure(u"os"_s);
    setOrRemove(os, u"kernel"_s, config.kernel);
    setOrRemove(os, u"initrd"_s, config.initrd);
    setOrRemove(os, u"cmdline"_s, config.kernelArguments);
    XmlElement type = os.child(u"type"_s);
    // Empty is no wish: the engine's own choice, or what it expanded "q35" to, stays.
    if (type && !config.machine.isEmpty() && type.attribute(u"machine"_s) != config.machine)
        type.setAttribute(u"machine"_s, config.machine);
    patchFirmware(domain, config.firmware, config.osType);
}

bool usesIoThread(const XmlElement &domain)
{
    return domain.child(u"iothreads"_s).text().toInt() > 0;
}

QString patched(XmlDocument document, const GuestConfig &config, const RenderContext &context)
{
    XmlElement domain = document.root();
    patchIdentity(domain, config);
    patchMetadata(domain, config);
    patchMemory(domain, config.memoryBytes);
    patchCpu(domain, config.cpu);
    patchOs(domain, config);
    if (!domain.child(u"devices"_s) && config.disks.isEmpty() && config.nics.isEmpty())
        return document.toString();
    XmlElement devices = domain.ensure(u"devices"_s);
    patchDisks(devices, config.disks, context, usesIoThread(domain));
    patchNics(devices, config.nics);
    return document.toString();
}

Result<XmlDocument> parseDomain(const QString &xml)
{
    auto document = XmlDocument::parse(xml);
    if (document && document->root().name() != u"domain") {
        return fail(ErrorCode::InvalidParams,
                    u"the definition is a <%1>, not a <domain>"_s.arg(document->root().name()));
    }
    return document;
}

} // namespace

Result<QString> renderDomain(const GuestConfig &config, const RenderContext &context)
{
    if (!config.foreignXml.isEmpty())
        return patchDomain(config.foreignXml, config, context);
    return patched(defaultDomain(config, context.host), config, context);
}

Result<QString> patchDomain(const QString &base, const GuestConfig &config,
                            const RenderContext &context)
{
    auto document = parseDomain(base);
    if (!document)
        return fail(document.error());
    return patched(std::move(*document), config, context);
}

Result<ReadDomain> readDomain(const QString &xml)
{
    const auto document = parseDomain(xml);
    if (!document)
        return fail(document.error());
    const XmlElement domain = document->root();
    const XmlElement devices = domain.child(u"devices"_s);
    const XmlElement os = domain.child(u"os"_s);
    ReadDomain read;
    GuestConfig &config = read.config;
    config.name = domain.child(u"name"_s).text();
    config.uuid = domain.child(u"uuid"_s).text().trimmed();
    config.description = domain.child(u"description"_s).text();
    config.memoryBytes = readMemory(domain);
    config.cpu = readCpu(domain);
    config.machine = os.child(u"type"_s).attribute(u"machine"_s);
    config.firmware = readFirmware(domain);
    config.kernel = os.child(u"kernel"_s).text();
    config.initrd = os.child(u"initrd"_s).text();
    config.kernelArguments = os.child(u"cmdline"_s).text();
    config.disks = readDisks(devices);
    config.nics = readNics(devices);
    const QString osId = osIdOf(domain);
    config.osType = guessOsType(domain, osId);
    readMetadata(domain, config);
    read.osName = osId.section(u'/', 3).replace(u'/', u' ');
    read.displayKind = displayKindOf(devices);
    read.isEmulated = domain.attribute(u"type"_s) == u"qemu";
    read.isAgentConnected = hasConnectedAgent(devices);
    read.unmodelled = unmodelledDevices(devices);
    return read;
}

QString engineName(const QString &name)
{
    return QString(name).replace(u'/', QChar(0x2215)); // DIVISION SLASH
}

Result<QString> withSecretsOf(const QString &xml, const QString &secretXml)
{
    auto document = parseDomain(xml);
    const auto secret = parseDomain(secretXml);
    if (!document || !secret)
        return fail(document ? secret.error() : document.error());
    const auto from = secret->root().child(u"devices"_s).children(u"graphics"_s);
    for (XmlElement graphics : document->root().child(u"devices"_s).children(u"graphics"_s)) {
        for (const XmlElement &other : from) {
            if (other.attribute(u"type"_s) != graphics.attribute(u"type"_s))
                continue;
            for (const QString &name : {u"passwd"_s, u"passwdValidTo"_s, u"connected"_s}) {
                if (other.hasAttribute(name))
                    graphics.setAttribute(name, other.attribute(name));
            }
        }
    }
    return document->toString();
}

Result<QString> withoutSecrets(const QString &xml)
{
    auto document = parseDomain(xml);
    if (!document)
        return fail(document.error());
    for (XmlElement graphics : document->root().child(u"devices"_s).children(u"graphics"_s))
        graphics.removeAttribute(u"passwd"_s);
    return document->toString();
}

} // namespace Atoll::Kvm
