// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devicealias.h"
#include "domainparts.h"

#include <core/units.h>

#include <QUuid>

using namespace Qt::StringLiterals;

namespace Atoll::Kvm {
namespace {

using Api::PciConfig;
using Api::ShareConfig;
using Api::SharedMemoryConfig;
using Api::UsbConfig;
using Api::UsbKind;

constexpr qsizetype kMostItems = 256; // as in DevicesConfig

// kinds of aliases
const QString kUsbPort = u"usbport"_s;
const QString kUsbMapping = u"usbmap"_s;
const QString kPrimary = u"pci"_s;
const QString kPciMapping = u"pcimap"_s;
const QString kMediated = u"mdev"_s;
const QString kMediatedMapping = u"mdevmap"_s;
const QString kShareMapping = u"dirmap"_s;

QString hexOf(const QString &text, int digits)
{
    return u"%1"_s.arg(text.toUInt(nullptr, 0), digits, 16, '0'_L1);
}

//! What the elements of a list are in the configuration; null for those that it cannot say.
template <class T>
using Reader = std::function<std::optional<T>(const XmlElement &)>;

template <class T>
QList<T> readAll(const QList<XmlElement> &elements, const Reader<T> &read, qsizetype most)
{
    QList<T> all;
    for (const XmlElement &element : elements) {
        const auto value = read(element);
        if (value && all.size() < most)
            all.append(*value);
    }
    return all;
}

//! Takes away what is no longer wished, and gives what is wished and not there.
template <class T>
QList<T> reconcile(const QList<XmlElement> &elements, const Reader<T> &read, const QList<T> &before,
                   QList<T> wish)
{
    QList<T> known = before; // beyond the most that a list can have they stay
    for (XmlElement element : elements) {
        const auto value = read(element);
        if (!value || !known.removeOne(*value))
            continue;
        if (!wish.removeOne(*value))
            element.remove();
    }
    return wish;
}

std::optional<UsbConfig> readOneUsb(const XmlElement &element)
{
    if (element.name() == u"redirdev") {
        const bool isSpice =
            element.attribute(u"bus"_s) == u"usb" && element.attribute(u"type"_s) == u"spicevmc";
        return isSpice ? std::optional(UsbConfig{UsbKind::Spice, {}}) : std::nullopt;
    }
    if (element.attribute(u"type"_s) != u"usb" || element.attribute(u"mode"_s) != u"subsystem")
        return {};
    if (const QStringList name = aliasTexts(element, kUsbMapping); name.size() == 1)
        return UsbConfig{UsbKind::Mapping, name.first().left(64)};
    if (const QStringList port = aliasTexts(element, kUsbPort); !port.isEmpty())
        return UsbConfig{UsbKind::Host, port.join(u'-').left(64)};
    const XmlElement source = element.child(u"source"_s);
    const XmlElement vendor = source.child(u"vendor"_s);
    if (!vendor)
        return {};
    return UsbConfig{UsbKind::Host, hexOf(vendor.attribute(u"id"_s), 4) + u':'
                                        + hexOf(source.child(u"product"_s).attribute(u"id"_s), 4)};
}

//! `device` by vendor and product, or by the port that it is plugged into.
void fillUsbSource(XmlElement host, const QString &device, const RenderContext &context)
{
    host.removeChildren(u"source"_s);
    XmlElement source = host.prepend(u"source"_s);
    if (device.contains(u':')) {
        // The guest starts without it, and gets it when it is plugged in.
        source.setAttribute(u"startupPolicy"_s, u"optional"_s);
        source.append(u"vendor"_s).setAttribute(u"id"_s, u"0x"_s + device.section(u':', 0, 0));
        source.append(u"product"_s).setAttribute(u"id"_s, u"0x"_s + device.section(u':', 1));
        return;
    }
    const UsbAddress address = context.usbPorts.value(device);
    with(source.append(u"address"_s),
         {{"bus", QString::number(address.bus)}, {"device", QString::number(address.device)}});
}

void addUsb(XmlElement devices, const UsbConfig &wish, const RenderContext &context)
{
    if (wish.kind == UsbKind::Spice) {
        with(addDevice(devices, u"redirdev"_s), {{"bus", u"usb"_s}, {"type", u"spicevmc"_s}});
        return;
    }
    XmlElement host =
        with(addDevice(devices, u"hostdev"_s), {{"mode", u"subsystem"_s}, {"type", u"usb"_s}});
    const bool isMapped = wish.kind == UsbKind::Mapping;
    fillUsbSource(host, isMapped ? context.mapped.value(wish.device) : wish.device, context);
    if (isMapped)
        setAlias(host, deviceAlias(kUsbMapping, {wish.device}));
    else if (!wish.device.contains(u':'))
        setAlias(host, deviceAlias(kUsbPort, {wish.device}));
}

QList<XmlElement> usbElements(const XmlElement &devices)
{
    return devices.children(u"hostdev"_s) + devices.children(u"redirdev"_s);
}

//! A property that libvirt has no word for is written over what it made.
XmlElement overrideOf(const XmlElement &domain, const QString &alias)
{
    const QString uri = QString::fromLatin1(kQemuUri);
    for (const XmlElement &device : domain.child(u"override"_s, uri).children(u"device"_s, uri)) {
        if (device.attribute(u"alias"_s) == alias && !alias.isEmpty())
            return device;
    }
    return {};
}

bool isPrimary(const XmlElement &domain, const QString &alias)
{
    const QString uri = QString::fromLatin1(kQemuUri);
    const XmlElement front = overrideOf(domain, alias).child(u"frontend"_s, uri);
    for (const XmlElement &property : front.children(u"property"_s, uri)) {
        if (property.attribute(u"name"_s) == u"x-vga")
            return property.attribute(u"value"_s) == u"true";
    }
    return false;
}

void makePrimary(XmlElement domain, const QString &alias)
{
    XmlElement all = domain.ensure(u"qemu"_s, QString::fromLatin1(kQemuUri), u"override"_s);
    XmlElement device = all.appendInSameNamespace(u"device"_s);
    device.setAttribute(u"alias"_s, alias);
    XmlElement front = device.appendInSameNamespace(u"frontend"_s);
    with(front.appendInSameNamespace(u"property"_s),
         {{"name", u"x-vga"_s}, {"type", u"bool"_s}, {"value", u"true"_s}});
}

std::optional<PciConfig> readMediated(const XmlElement &element)
{
    const QStringList own = aliasTexts(element, kMediated);
    const QStringList mapped = aliasTexts(element, kMediatedMapping);
    const QStringList &texts = mapped.isEmpty() ? own : mapped;
    if (texts.size() != 2 || texts.first().size() > (mapped.isEmpty() ? 16 : 64)
        || texts.last().size() > 64)
        return {};
    PciConfig pci;
    (mapped.isEmpty() ? pci.address : pci.mapping) = texts.first();
    pci.mediatedType = texts.last();
    pci.hasRom = element.child(u"rom"_s).attribute(u"bar"_s) != u"off";
    return pci;
}

std::optional<PciConfig> readOnePci(const XmlElement &domain, const XmlElement &element)
{
    if (element.attribute(u"mode"_s) != u"subsystem")
        return {};
    if (element.attribute(u"type"_s) == u"mdev")
        return readMediated(element);
    if (element.attribute(u"type"_s) != u"pci")
        return {};
    PciConfig pci;
    if (const QStringList name = aliasTexts(element, kPciMapping); name.size() == 1) {
        pci.mapping = name.first().left(64);
    } else {
        const XmlElement address = element.child(u"source/address"_s);
        pci.address = u"%1:%2:%3.%4"_s.arg(
            hexOf(address.attribute(u"domain"_s), 4), hexOf(address.attribute(u"bus"_s), 2),
            hexOf(address.attribute(u"slot"_s), 2), hexOf(address.attribute(u"function"_s), 1));
    }
    if (pci.address.size() > 16)
        return {};
    pci.hasRom = element.child(u"rom"_s).attribute(u"bar"_s) != u"off";
    pci.isPrimaryDisplay = isPrimary(domain, aliasOf(element));
    return pci;
}

void addMediated(XmlElement devices, const PciConfig &wish, const QString &guest)
{
    XmlElement host =
        with(addDevice(devices, u"hostdev"_s),
             {{"mode", u"subsystem"_s}, {"type", u"mdev"_s}, {"model", u"vfio-pci"_s}});
    const bool isMapped = !wish.mapping.isEmpty();
    const QString &what = isMapped ? wish.mapping : wish.address;
    host.append(u"source"_s)
        .append(u"address"_s)
        .setAttribute(u"uuid"_s, mediatedUuid(guest, wish));
    setAlias(host, deviceAlias(isMapped ? kMediatedMapping : kMediated, {what, wish.mediatedType}));
}

//! "0000:01:00.0"
void fillPciSource(XmlElement host, const QString &device)
{
    const QStringList parts = QString(device).replace(u'.', u':').split(u':');
    with(host.ensure(u"source"_s).ensure(u"address"_s), {{"domain", u"0x"_s + parts.value(0)},
                                                         {"bus", u"0x"_s + parts.value(1)},
                                                         {"slot", u"0x"_s + parts.value(2)},
                                                         {"function", u"0x"_s + parts.value(3)}});
}

void addPci(XmlElement domain, const PciConfig &wish, const DomainPatch &patch)
{
    XmlElement devices = domain.child(u"devices"_s);
    if (!wish.mediatedType.isEmpty()) {
        addMediated(devices, wish, patch.wish.uuid);
        return;
    }
    XmlElement host = with(addDevice(devices, u"hostdev"_s),
                           {{"mode", u"subsystem"_s}, {"type", u"pci"_s}, {"managed", u"yes"_s}});
    const bool isMapped = !wish.mapping.isEmpty();
    fillPciSource(host, isMapped ? patch.context.mapped.value(wish.mapping) : wish.address);
    if (!wish.hasRom)
        host.append(u"rom"_s).setAttribute(u"bar"_s, u"off"_s);
    const QStringList parts = QString(wish.address).replace(u'.', u':').split(u':');
    const QString alias =
        isMapped ? deviceAlias(kPciMapping, {wish.mapping}) : deviceAlias(kPrimary, parts);
    if (isMapped || wish.isPrimaryDisplay)
        setAlias(host, alias);
    if (wish.isPrimaryDisplay)
        makePrimary(domain, alias);
}

std::optional<ShareConfig> readShare(const XmlElement &element)
{
    ShareConfig share;
    share.tag = element.child(u"target"_s).attribute(u"dir"_s);
    share.path = element.child(u"source"_s).attribute(u"dir"_s);
    share.isReadOnly = bool(element.child(u"readonly"_s));
    const QStringList name = aliasTexts(element, kShareMapping);
    const bool isOurs = element.child(u"driver"_s).attribute(u"type"_s) == u"virtiofs"
                        && !share.path.isEmpty() && share.path.size() <= 4096
                        && !share.tag.isEmpty() && share.tag.size() <= 36;
    if (name.size() == 1) {
        share.mapping = name.first().left(64);
        share.path.clear();
    }
    return isOurs ? std::optional(share) : std::nullopt;
}

void addShare(XmlElement devices, const ShareConfig &wish, const RenderContext &context)
{
    XmlElement share = with(addDevice(devices, u"filesystem"_s),
                            {{"type", u"mount"_s}, {"accessmode", u"passthrough"_s}});
    share.append(u"driver"_s).setAttribute(u"type"_s, u"virtiofs"_s);
    const bool isMapped = !wish.mapping.isEmpty();
    share.append(u"source"_s)
        .setAttribute(u"dir"_s, isMapped ? context.mapped.value(wish.mapping) : wish.path);
    share.append(u"target"_s).setAttribute(u"dir"_s, wish.tag);
    if (wish.isReadOnly)
        share.append(u"readonly"_s);
    if (isMapped)
        setAlias(share, deviceAlias(kShareMapping, {wish.mapping}));
}

std::optional<SharedMemoryConfig> readOneSharedMemory(const XmlElement &element)
{
    SharedMemoryConfig memory;
    memory.name = element.attribute(u"name"_s);
    const XmlElement size = element.child(u"size"_s);
    // libvirt's unit for this one is the byte
    memory.sizeBytes = size.hasAttribute(u"unit"_s) ? bytesIn(size) : bytesOf(size.text(), u"b"_s);
    const bool isOurs = element.child(u"model"_s).attribute(u"type"_s) == u"ivshmem-plain"
                        && !memory.name.isEmpty() && memory.name.size() <= 64
                        && memory.sizeBytes >= units::MiB && memory.sizeBytes <= 1LL << 40;
    return isOurs ? std::optional(memory) : std::nullopt;
}

void addSharedMemory(XmlElement devices, const SharedMemoryConfig &wish)
{
    XmlElement memory = addDevice(devices, u"shmem"_s);
    memory.setAttribute(u"name"_s, wish.name);
    memory.append(u"model"_s).setAttribute(u"type"_s, u"ivshmem-plain"_s);
    XmlElement size = memory.append(u"size"_s);
    size.setAttribute(u"unit"_s, u"M"_s);
    size.setText(QString::number(wish.sizeBytes / units::MiB));
}

Reader<PciConfig> pciReader(const XmlElement &domain)
{
    return [domain](const XmlElement &element) { return readOnePci(domain, element); };
}

void dropStaleOverrides(XmlElement domain)
{
    QStringList aliases;
    for (const XmlElement &host : domain.child(u"devices"_s).children(u"hostdev"_s))
        aliases += aliasOf(host);
    const QString uri = QString::fromLatin1(kQemuUri);
    XmlElement all = domain.child(u"override"_s, uri);
    for (XmlElement device : all.children(u"device"_s, uri)) {
        const QString alias = device.attribute(u"alias"_s);
        const bool isOurs = alias.startsWith(u"ua-pci-") || alias.startsWith(u"ua-pcimap-");
        if (isOurs && !aliases.contains(alias))
            device.remove();
    }
    removeIfEmpty(all);
}

//! What a mapping stands for on this node, and the number of what is plugged into a port, may have
//! changed since; the device keeps its place in the guest.
void followDevices(const XmlElement &devices, const RenderContext &context)
{
    for (const XmlElement &host : devices.children(u"hostdev"_s)) {
        const QStringList usb = aliasTexts(host, kUsbMapping);
        const QStringList pci = aliasTexts(host, kPciMapping);
        const QString port = aliasTexts(host, kUsbPort).join(u'-');
        if (context.usbPorts.contains(port))
            fillUsbSource(host, port, context);
        else if (context.mapped.contains(usb.value(0)))
            fillUsbSource(host, context.mapped.value(usb.first()), context);
        else if (context.mapped.contains(pci.value(0)))
            fillPciSource(host, context.mapped.value(pci.first()));
    }
    for (const XmlElement &share : devices.children(u"filesystem"_s)) {
        const QStringList name = aliasTexts(share, kShareMapping);
        if (context.mapped.contains(name.value(0)))
            share.child(u"source"_s).setAttribute(u"dir"_s, context.mapped.value(name.first()));
    }
}

} // namespace

QString mediatedUuid(const QString &guest, const PciConfig &pci)
{
    const QString &what = pci.mapping.isEmpty() ? pci.address : pci.mapping;
    return QUuid::createUuidV5(QUuid(guest), what + pci.mediatedType)
        .toString(QUuid::WithoutBraces);
}

QList<UsbConfig> readUsb(const XmlElement &devices)
{
    return readAll<UsbConfig>(usbElements(devices), readOneUsb, kMostItems);
}

QList<PciConfig> readPci(const XmlElement &domain)
{
    return readAll(domain.child(u"devices"_s).children(u"hostdev"_s), pciReader(domain),
                   kMostItems);
}

QList<ShareConfig> readShares(const XmlElement &devices)
{
    return readAll<ShareConfig>(devices.children(u"filesystem"_s), readShare, kMostItems);
}

QList<SharedMemoryConfig> readSharedMemory(const XmlElement &devices)
{
    return readAll<SharedMemoryConfig>(devices.children(u"shmem"_s), readOneSharedMemory,
                                       kMostItems);
}

void patchPassthrough(const DomainPatch &patch)
{
    XmlElement devices = patch.devices();
    const Api::DevicesConfig &before = patch.before.devices;
    const Api::DevicesConfig &wish = patch.wish.devices;
    const auto usb = reconcile<UsbConfig>(usbElements(devices), readOneUsb, before.usb, wish.usb);
    for (const UsbConfig &device : usb)
        addUsb(devices, device, patch.context);
    if (before.pci != wish.pci) {
        const auto pci = reconcile(devices.children(u"hostdev"_s), pciReader(patch.domain),
                                   before.pci, wish.pci);
        dropStaleOverrides(patch.domain);
        for (const PciConfig &device : pci)
            addPci(patch.domain, device, patch);
    }
    const auto shares = reconcile<ShareConfig>(devices.children(u"filesystem"_s), readShare,
                                               before.shares, wish.shares);
    for (const ShareConfig &share : shares)
        addShare(devices, share, patch.context);
    const auto memories = reconcile<SharedMemoryConfig>(
        devices.children(u"shmem"_s), readOneSharedMemory, before.sharedMemory, wish.sharedMemory);
    for (const SharedMemoryConfig &memory : memories)
        addSharedMemory(devices, memory);
    followDevices(devices, patch.context);
}

} // namespace Atoll::Kvm
