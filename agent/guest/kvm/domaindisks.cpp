// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domaindisks.h"

using namespace Qt::StringLiterals;

namespace Atoll::Kvm {
namespace {

using Api::DiskBus;
using Api::DiskConfig;
using Api::DiskKind;
using Api::VolumeFormat;

bool isModelled(const XmlElement &disk)
{
    const QString device = disk.attribute(u"device"_s);
    if (!device.isEmpty() && device != u"disk" && device != u"cdrom")
        return false;
    const QString bus = disk.child(u"target"_s).attribute(u"bus"_s);
    return bus.isEmpty() || bus == u"virtio" || bus == u"scsi" || bus == u"sata" || bus == u"ide";
}

bool isFileOrBlock(const XmlElement &disk)
{
    const QString type = disk.attribute(u"type"_s);
    return type.isEmpty() || type == u"file" || type == u"block";
}

DiskKind kindOf(const XmlElement &disk)
{
    return disk.attribute(u"device"_s) == u"cdrom" ? DiskKind::Cdrom : DiskKind::Disk;
}

QString pathOf(const XmlElement &disk)
{
    const XmlElement source = disk.child(u"source"_s);
    if (!isFileOrBlock(disk))
        return {};
    return source.attribute(disk.attribute(u"type"_s) == u"block" ? u"dev"_s : u"file"_s);
}

DiskBus busOf(const XmlElement &disk)
{
    const XmlElement target = disk.child(u"target"_s);
    QString bus = target.attribute(u"bus"_s);
    if (bus.isEmpty()) {
        const QString name = target.attribute(u"dev"_s);
        bus = name.startsWith(u"vd") ? u"virtio"_s : name.startsWith(u"sd") ? u"scsi"_s : u"ide"_s;
    }
    for (const auto &entry : enumNames(DiskBus{})) {
        if (bus == QLatin1StringView(entry.name))
            return entry.value;
    }
    return DiskBus::Virtio;
}

VolumeFormat formatOf(const XmlElement &disk)
{
    const QString type = disk.child(u"driver"_s).attribute(u"type"_s);
    if (type == u"qcow2")
        return VolumeFormat::Qcow2;
    if (type.isEmpty() || type == u"raw")
        return kindOf(disk) == DiskKind::Cdrom ? VolumeFormat::Iso : VolumeFormat::Raw;
    return VolumeFormat::Other;
}

QString driverType(VolumeFormat format)
{
    return format == VolumeFormat::Qcow2 ? u"qcow2"_s : u"raw"_s;
}

XmlElement findDisk(const XmlElement &devices, const QString &target)
{
    for (const XmlElement &disk : devices.children(u"disk"_s)) {
        if (disk.child(u"target"_s).attribute(u"dev"_s) == target)
            return disk;
    }
    return {};
}

int freeScsiController(const XmlElement &devices)
{
    int next = 0;
    for (const XmlElement &controller : devices.children(u"controller"_s)) {
        if (controller.attribute(u"type"_s) == u"scsi")
            next = qMax(next, controller.attribute(u"index"_s).toInt() + 1);
    }
    return next;
}

//! One controller per SCSI disk, each with a queue and thread of its own.
void addScsiController(XmlElement devices, XmlElement disk, bool hasIoThread)
{
    const QString index = QString::number(freeScsiController(devices));
    XmlElement controller = disk.insertAfter(u"controller"_s);
    controller.setAttribute(u"type"_s, u"scsi"_s);
    controller.setAttribute(u"index"_s, index);
    controller.setAttribute(u"model"_s, u"virtio-scsi"_s);
    if (hasIoThread)
        controller.append(u"driver"_s).setAttribute(u"iothread"_s, u"1"_s);
    XmlElement address = disk.append(u"address"_s);
    address.setAttribute(u"type"_s, u"drive"_s);
    address.setAttribute(u"controller"_s, index);
    for (const QString &part : {u"bus"_s, u"target"_s, u"unit"_s})
        address.setAttribute(part, u"0"_s);
}

void setMedium(XmlElement disk, const DiskSource &medium)
{
    const bool isSame = pathOf(disk) == medium.path && isFileOrBlock(disk);
    if (isSame && formatOf(disk) == medium.format)
        return;
    if (medium.format != VolumeFormat::Other)
        disk.ensure(u"driver"_s).setAttribute(u"type"_s, driverType(medium.format));
    if (isSame)
        return;
    disk.setAttribute(u"type"_s, medium.isBlock ? u"block"_s : u"file"_s);
    // What belongs to the former source (backing chain, seclabel, encryption) does not to this one.
    disk.removeChildren(u"source"_s);
    disk.removeChildren(u"backingStore"_s);
    XmlElement after = disk.child(u"driver"_s);
    XmlElement source = after ? after.insertAfter(u"source"_s) : disk.prepend(u"source"_s);
    source.setAttribute(medium.isBlock ? u"dev"_s : u"file"_s, medium.path);
}

XmlElement addDisk(XmlElement devices, const DiskConfig &wish, const DiskSource &medium,
                   bool hasIoThread)
{
    const bool isCdrom = wish.kind == DiskKind::Cdrom;
    const QList<XmlElement> others = devices.children(u"disk"_s);
    XmlElement emulator = devices.child(u"emulator"_s);
    XmlElement disk = !others.isEmpty() ? XmlElement(others.last()).insertAfter(u"disk"_s)
                      : emulator        ? emulator.insertAfter(u"disk"_s)
                                        : devices.prepend(u"disk"_s);
    disk.setAttribute(u"type"_s, u"file"_s);
    disk.setAttribute(u"device"_s, isCdrom ? u"cdrom"_s : u"disk"_s);
    XmlElement driver = disk.append(u"driver"_s);
    driver.setAttribute(u"name"_s, u"qemu"_s);
    driver.setAttribute(u"type"_s, isCdrom ? u"raw"_s : driverType(wish.format));
    if (!isCdrom) {
        if (medium.canDirectIo)
            driver.setAttribute(u"cache"_s, u"none"_s);
        driver.setAttribute(u"discard"_s, u"unmap"_s);
        if (wish.bus == DiskBus::Virtio && hasIoThread)
            driver.setAttribute(u"iothread"_s, u"1"_s);
    }
    XmlElement target = disk.append(u"target"_s);
    target.setAttribute(u"dev"_s, wish.target);
    target.setAttribute(u"bus"_s, nameOf(wish.bus));
    if (isCdrom)
        disk.append(u"readonly"_s);
    if (wish.bus == DiskBus::Scsi)
        addScsiController(devices, disk, hasIoThread);
    return disk;
}

} // namespace

QList<DiskConfig> readDisks(const XmlElement &devices)
{
    QList<DiskConfig> disks;
    for (const XmlElement &element : devices.children(u"disk"_s)) {
        if (!isModelled(element))
            continue;
        DiskConfig disk;
        disk.target = element.child(u"target"_s).attribute(u"dev"_s);
        disk.kind = kindOf(element);
        disk.bus = busOf(element);
        disk.path = pathOf(element);
        disk.format = formatOf(element);
        disks.append(disk);
    }
    return disks;
}

void patchDisks(XmlElement devices, const QList<DiskConfig> &disks, const RenderContext &context,
                bool hasIoThread)
{
    for (XmlElement element : devices.children(u"disk"_s)) {
        const QString target = element.child(u"target"_s).attribute(u"dev"_s);
        const auto wish = std::find_if(disks.begin(), disks.end(), [&](const DiskConfig &disk) {
            return disk.target == target && disk.kind == kindOf(element)
                   && disk.bus == busOf(element);
        });
        if (wish == disks.end() && isModelled(element))
            element.remove();
    }
    for (const DiskConfig &wish : disks) {
        const auto medium = context.disks.constFind(wish.target);
        const bool hasMedium = medium != context.disks.constEnd();
        XmlElement element = findDisk(devices, wish.target);
        if (!element)
            element = addDisk(devices, wish, hasMedium ? *medium : DiskSource{}, hasIoThread);
        if (hasMedium)
            setMedium(element, *medium);
        else if (wish.kind == DiskKind::Cdrom && isFileOrBlock(element))
            element.removeChildren(u"source"_s);
    }
}

} // namespace Atoll::Kvm
