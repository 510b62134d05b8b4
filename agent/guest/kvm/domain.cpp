// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain.h"

#include "domaindefaults.h"
#include "domainparts.h"

#include <QUuid>

using namespace Qt::StringLiterals;

namespace Atoll::Kvm {
namespace {

using Api::GuestConfig;
using Api::OsType;

constexpr qsizetype kLongestName = 255; // as in GuestConfig
constexpr qsizetype kLongestDescription = 8192;

const QString kOsInfoUri = u"http://libosinfo.org/xmlns/libvirt/domain/1.0"_s;

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

//! Devices that no configuration can say anything of.
QStringList unmodelledDevices(const XmlElement &devices)
{
    static const QStringList modelled{
        u"emulator"_s, u"disk"_s,       u"interface"_s,  u"controller"_s, u"serial"_s,
        u"console"_s,  u"channel"_s,    u"input"_s,      u"graphics"_s,   u"video"_s,
        u"rng"_s,      u"memballoon"_s, u"audio"_s,      u"tpm"_s,        u"sound"_s,
        u"watchdog"_s, u"shmem"_s,      u"filesystem"_s, u"hostdev"_s,    u"redirdev"_s};
    QStringList names;
    for (const XmlElement &device : devices.children()) {
        if (!modelled.contains(device.name()) && !names.contains(device.name()))
            names += device.name();
    }
    return names;
}

void readDisplays(const XmlElement &devices, ReadDomain &read)
{
    QStringList kinds;
    for (const XmlElement &graphics : devices.children(u"graphics"_s))
        kinds += graphics.attribute(u"type"_s);
    read.hasSpice = kinds.contains(u"spice"_s);
    read.displayKind = kinds.contains(u"vnc"_s) ? u"vnc"_s : read.hasSpice ? u"spice"_s : QString();
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

GuestConfig readConfig(const XmlElement &domain)
{
    const XmlElement devices = domain.child(u"devices"_s);
    GuestConfig config;
    config.name = domain.child(u"name"_s).text().left(kLongestName);
    config.uuid = domain.child(u"uuid"_s).text().trimmed().left(36);
    config.description = domain.child(u"description"_s).text().left(kLongestDescription);
    readMemory(domain, config);
    config.cpu = readCpu(domain);
    readOs(domain, config);
    config.disks = readDisks(domain);
    config.nics = readNics(devices);
    config.display = readDisplay(devices);
    readDevices(domain, config.devices);
    config.bootOrder = readBootOrder(domain);
    config.qemuArguments = readQemuArguments(domain);
    config.osType = guessOsType(domain, osIdOf(domain));
    readMetadata(domain, config);
    config.hasHyperv = readHyperv(domain, config.osType);
    return config;
}

void patchIdentity(const DomainPatch &patch)
{
    const GuestConfig &before = patch.before;
    const GuestConfig &wish = patch.wish;
    if (engineName(before.name) != engineName(wish.name))
        setOrRemove(patch.domain, u"name"_s, engineName(wish.name));
    const bool isSameUuid = QUuid(before.uuid) == QUuid(wish.uuid) && !before.uuid.isEmpty();
    if (!wish.uuid.isEmpty() && !isSameUuid)
        setOrRemove(patch.domain, u"uuid"_s, wish.uuid);
    if (before.description != wish.description)
        setOrRemove(patch.domain, u"description"_s, wish.description);
}

void patchHardware(const DomainPatch &patch)
{
    XmlElement domain = patch.domain;
    const bool needsDevices = !patch.wish.disks.isEmpty() || !patch.wish.nics.isEmpty();
    if (!domain.child(u"devices"_s) && needsDevices)
        domain.append(u"devices"_s);
    if (!domain.child(u"devices"_s))
        return;
    if (!patch.isTestDriver()) {
        patchDisplay(patch);
        patchDevices(patch);
        patchPassthrough(patch);
    }
    patchDisks(patch);
    patchNics(patch);
    patchBootOrder(patch);
}

QString patched(XmlDocument document, const GuestConfig &config, const RenderContext &context,
                bool isNew)
{
    const GuestConfig before = readConfig(document.root());
    const DomainPatch patch{document.root(), before, config, context, isNew};
    patchIdentity(patch);
    patchMetadata(patch.domain, config);
    patchMemory(patch);
    patchCpu(patch);
    patchOs(patch);
    if (!patch.isTestDriver()) {
        patchNuma(patch);
        patchFeatures(patch);
        patchQemuArguments(patch);
    }
    patchHardware(patch);
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
    return patched(defaultDomain(config, context.host), config, context, true);
}

Result<QString> patchDomain(const QString &base, const GuestConfig &config,
                            const RenderContext &context)
{
    auto document = parseDomain(base);
    if (!document)
        return fail(document.error());
    return patched(std::move(*document), config, context, false);
}

Result<ReadDomain> readDomain(const QString &xml)
{
    const auto document = parseDomain(xml);
    if (!document)
        return fail(document.error());
    const XmlElement domain = document->root();
    const XmlElement devices = domain.child(u"devices"_s);
    ReadDomain read;
    read.config = readConfig(domain);
    const QString osId = osIdOf(domain);
    read.osName = osId.section(u'/', 3).replace(u'/', u' ');
    readDisplays(devices, read);
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
