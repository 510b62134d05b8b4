// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domainparts.h"

using namespace Qt::StringLiterals;

namespace Atoll::Kvm {
namespace {

using Api::DiskBus;
using Api::DiskConfig;
using Api::DiskKind;
using Api::VolumeFormat;

constexpr qsizetype kMostDisks = 1024; // as in GuestConfig

QString busNameOf(const XmlElement &disk)
{
    const XmlElement target = disk.child(u"target"_s);
    const QString bus = target.attribute(u"bus"_s);
    if (!bus.isEmpty())
        return bus;
    const QString prefix = target.attribute(u"dev"_s).left(2); // as libvirt guesses
    static const QHash<QString, QString> buses{
        {u"vd"_s, u"virtio"_s}, {u"sd"_s, u"scsi"_s}, {u"hd"_s, u"ide"_s}};
    return buses.value(prefix);
}

std::optional<DiskBus> busOf(const XmlElement &disk)
{
    const QString name = busNameOf(disk);
    for (const auto &entry : enumNames(DiskBus{})) {
        if (name == QLatin1StringView(entry.name))
            return entry.value;
    }
    return {};
}

DiskKind kindOf(const XmlElement &disk)
{
    return disk.attribute(u"device"_s) == u"cdrom" ? DiskKind::Cdrom : DiskKind::Disk;
}

QString targetOf(const XmlElement &disk) { return disk.child(u"target"_s).attribute(u"dev"_s); }

bool isModelled(const XmlElement &disk)
{
    const QString device = disk.attribute(u"device"_s);
    if (!device.isEmpty() && device != u"disk" && device != u"cdrom")
        return false;
    const QString target = targetOf(disk);
    return busOf(disk) && !target.isEmpty() && target.size() <= 16;
}

QList<XmlElement> modelledDisks(const XmlElement &devices)
{
    QList<XmlElement> disks = devices.children(u"disk"_s);
    disks.removeIf([](const XmlElement &disk) { return !isModelled(disk); });
    return disks.mid(0, kMostDisks);
}

bool isFileOrBlock(const XmlElement &disk)
{
    const QString type = disk.attribute(u"type"_s);
    return type.isEmpty() || type == u"file" || type == u"block";
}

QString pathOf(const XmlElement &disk)
{
    const XmlElement source = disk.child(u"source"_s);
    if (!isFileOrBlock(disk))
        return {};
    return source.attribute(disk.attribute(u"type"_s) == u"block" ? u"dev"_s : u"file"_s)
        .left(4096);
}

VolumeFormat formatOf(const XmlElement &disk)
{
    const QString type = disk.child(u"driver"_s).attribute(u"type"_s);
    if (type == u"qcow2")
        return VolumeFormat::Qcow2;
    if (type == u"vmdk")
        return VolumeFormat::Vmdk;
    if (type.isEmpty() || type == u"raw")
        return kindOf(disk) == DiskKind::Cdrom ? VolumeFormat::Iso : VolumeFormat::Raw;
    return VolumeFormat::Other;
}

QString driverType(VolumeFormat format)
{
    if (format == VolumeFormat::Vmdk)
        return u"vmdk"_s;
    return format == VolumeFormat::Qcow2 ? u"qcow2"_s : u"raw"_s;
}

void setFormat(XmlElement disk, VolumeFormat format)
{
    if (format == formatOf(disk) || format == VolumeFormat::Other)
        return;
    const bool isRaw = formatOf(disk) == VolumeFormat::Raw || formatOf(disk) == VolumeFormat::Iso;
    if (isRaw && (format == VolumeFormat::Raw || format == VolumeFormat::Iso))
        return;
    XmlElement driver =
        disk.child(u"driver"_s) ? disk.child(u"driver"_s) : disk.prepend(u"driver"_s);
    driver.setAttribute(u"type"_s, driverType(format));
}

void setPath(XmlElement disk, const DiskSource &medium)
{
    disk.setAttribute(u"type"_s, medium.isBlock ? u"block"_s : u"file"_s);
    // What belongs to the former source (backing chain, seclabel, encryption) does not to this one.
    disk.removeChildren(u"source"_s);
    disk.removeChildren(u"backingStore"_s);
    XmlElement after = disk.child(u"driver"_s);
    XmlElement source = after ? after.insertAfter(u"source"_s) : disk.prepend(u"source"_s);
    source.setAttribute(medium.isBlock ? u"dev"_s : u"file"_s, medium.path);
}

XmlElement addDisk(XmlElement devices, const DiskConfig &wish)
{
    const bool isCdrom = wish.kind == DiskKind::Cdrom;
    const QList<XmlElement> others = devices.children(u"disk"_s);
    XmlElement emulator = devices.child(u"emulator"_s);
    XmlElement disk = !others.isEmpty() ? XmlElement(others.last()).insertAfter(u"disk"_s)
                      : emulator        ? emulator.insertAfter(u"disk"_s)
                                        : devices.prepend(u"disk"_s);
    disk.setAttribute(u"type"_s, u"file"_s);
    disk.setAttribute(u"device"_s, isCdrom ? u"cdrom"_s : u"disk"_s);
    with(disk.append(u"driver"_s),
         {{"name", u"qemu"_s}, {"type", isCdrom ? u"raw"_s : driverType(wish.format)}});
    with(disk.append(u"target"_s), {{"dev", wish.target}, {"bus", nameOf(wish.bus)}});
    if (isCdrom)
        disk.append(u"readonly"_s);
    if (wish.bus == DiskBus::Scsi)
        addScsiController(devices, disk);
    return disk;
}

DiskConfig readDisk(const XmlElement &devices, const XmlElement &element)
{
    DiskConfig disk;
    disk.target = targetOf(element);
    disk.kind = kindOf(element);
    disk.bus = *busOf(element);
    disk.path = pathOf(element);
    disk.format = formatOf(element);
    readDiskTuning(element, disk);
    disk.hasIoThread = readHasIoThread(devices, element);
    return disk;
}

bool isSameDevice(const DiskConfig &wish, const DiskConfig &other)
{
    return wish.target == other.target && wish.kind == other.kind && wish.bus == other.bus;
}

//! Where the bytes are: resolved by who knows the storages, or as the document says.
std::optional<DiskSource> mediumOf(const DiskConfig &wish, const RenderContext &context)
{
    if (wish.storage.isEmpty() && !wish.path.isEmpty())
        return DiskSource{wish.path, wish.format, wish.path.startsWith(u"/dev/"), false};
    const auto medium = context.disks.constFind(wish.target);
    return medium == context.disks.constEnd() ? std::nullopt : std::optional(*medium);
}

void patchMedium(XmlElement disk, const DiskConfig &wish, const std::optional<DiskSource> &medium)
{
    if (medium && pathOf(disk) == medium->path) {
        setFormat(disk, wish.format); // of the same bytes: the document's word, not a guess
    } else if (medium) {
        setFormat(disk, medium->format);
        setPath(disk, *medium);
    } else if (wish.kind == DiskKind::Cdrom && wish.volume.isEmpty() && !pathOf(disk).isEmpty()) {
        disk.removeChildren(u"source"_s);
    }
}

void patchDisk(const DomainPatch &patch, XmlElement disk, const DiskConfig &wish, bool isAdded)
{
    const auto medium = mediumOf(wish, patch.context);
    const DiskConfig before = readDisk(patch.devices(), disk);
    patchMedium(disk, wish, medium);
    patchDiskTuning(disk, before, wish, medium.value_or(DiskSource{}), patch.host(), isAdded);
    const bool canHaveIoThread =
        wish.kind == DiskKind::Disk && (wish.bus == DiskBus::Scsi || wish.bus == DiskBus::Virtio);
    if (canHaveIoThread && !patch.isTestDriver() && before.hasIoThread != wish.hasIoThread)
        patchIoThread(patch.domain, disk, wish.hasIoThread);
}

} // namespace

QList<DiskConfig> readDisks(const XmlElement &domain)
{
    QList<DiskConfig> disks;
    const XmlElement devices = domain.child(u"devices"_s);
    for (const XmlElement &element : modelledDisks(devices))
        disks.append(readDisk(devices, element));
    return disks;
}

void patchDisks(const DomainPatch &patch)
{
    XmlElement devices = patch.devices();
    const DiskHelpers helpers = diskHelpers(devices);
    QList<XmlElement> left = modelledDisks(devices);
    QList<std::pair<DiskConfig, XmlElement>> kept;
    for (const DiskConfig &wish : patch.wish.disks) {
        const auto same = std::find_if(left.begin(), left.end(), [&](const XmlElement &element) {
            return isSameDevice(wish, readDisk(devices, element));
        });
        kept.append({wish, same == left.end() ? XmlElement() : *same});
        if (same != left.end())
            left.erase(same);
    }
    for (XmlElement &element : left)
        element.remove();
    for (auto &[wish, element] : kept) {
        const bool isAdded = element.isNull();
        if (isAdded)
            element = addDisk(devices, wish);
        patchDisk(patch, element, wish, isAdded);
    }
    dropUnusedHelpers(patch.domain, helpers); // at last: a new disk may have taken them over
}

} // namespace Atoll::Kvm
