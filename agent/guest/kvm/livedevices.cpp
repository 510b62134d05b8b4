// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "livedevices.h"

using namespace Qt::StringLiterals;

namespace Atoll::Kvm {
namespace {

using Kind = LiveStep::Kind;

QString targetOf(const XmlElement &disk) { return disk.child(u"target"_s).attribute(u"dev"_s); }

QString busOf(const XmlElement &disk) { return disk.child(u"target"_s).attribute(u"bus"_s); }

bool isCdrom(const XmlElement &disk) { return disk.attribute(u"device"_s) == u"cdrom"; }

//! Buses that QEMU plugs and unplugs while the guest runs.
bool isHotBus(const XmlElement &disk)
{
    const QString bus = busOf(disk);
    if (isCdrom(disk))
        return bus == u"scsi" || bus == u"usb";
    return bus == u"virtio" || bus == u"scsi" || bus == u"usb";
}

QString sourceOf(const XmlElement &disk)
{
    const XmlElement source = disk.child(u"source"_s);
    for (const QString &name : {u"file"_s, u"dev"_s, u"name"_s, u"volume"_s}) {
        if (source.hasAttribute(name))
            return source.attribute(name);
    }
    return {};
}

QString controllerIndex(const XmlElement &disk)
{
    return busOf(disk) == u"scsi" ? disk.child(u"address"_s).attribute(u"controller"_s) : QString();
}

XmlElement scsiController(const XmlElement &domain, const QString &index)
{
    if (index.isEmpty())
        return {};
    for (const XmlElement &controller : domain.child(u"devices"_s).children(u"controller"_s)) {
        if (controller.attribute(u"type"_s) == u"scsi" && controller.attribute(u"index"_s) == index)
            return controller;
    }
    return {};
}

bool usesController(const XmlElement &domain, const QString &index, const QString &exceptTarget)
{
    for (const XmlElement &disk : domain.child(u"devices"_s).children(u"disk"_s)) {
        if (controllerIndex(disk) == index && targetOf(disk) != exceptTarget)
            return true;
    }
    return false;
}

bool hasThread(const XmlElement &live, int thread)
{
    const QList<XmlElement> ids = live.child(u"iothreadids"_s).children(u"iothread"_s);
    if (ids.isEmpty()) // numbered from 1
        return thread <= live.child(u"iothreads"_s).text().trimmed().toInt();
    return std::any_of(ids.begin(), ids.end(), [thread](const XmlElement &id) {
        return id.attribute(u"id"_s).toInt() == thread;
    });
}

//! What the device is to run on must be there before it.
void addThread(const XmlElement &live, const XmlElement &device, const QString &target,
               QList<LiveStep> &steps)
{
    const int thread = device.child(u"driver"_s).attribute(u"iothread"_s).toInt();
    if (thread > 0 && !hasThread(live, thread))
        steps.append(
            {Kind::IoThread, u"Add a thread for disk %1"_s.arg(target), target, {}, thread});
}

void attachDisk(const XmlElement &live, const XmlElement &wanted, const XmlElement &disk,
                QList<LiveStep> &steps)
{
    const QString target = targetOf(disk);
    const QString index = controllerIndex(disk);
    const XmlElement controller = scsiController(wanted, index);
    if (controller && !scsiController(live, index)) {
        addThread(live, controller, target, steps);
        steps.append({Kind::Attach,
                      u"Attach a SCSI controller for disk %1"_s.arg(target),
                      {},
                      controller.toString()});
    }
    addThread(live, disk, target, steps);
    steps.append({Kind::Attach, u"Attach disk %1"_s.arg(target), target, disk.toString()});
}

void detachDisk(const XmlElement &live, const XmlElement &wanted, const XmlElement &disk,
                QList<LiveStep> &steps)
{
    const QString target = targetOf(disk);
    steps.append({Kind::Detach, u"Detach disk %1"_s.arg(target), target, disk.toString()});
    const QString index = controllerIndex(disk);
    const XmlElement controller = scsiController(live, index);
    if (controller && !scsiController(wanted, index) && !usesController(live, index, target)) {
        steps.append({Kind::Detach,
                      u"Detach the SCSI controller of disk %1"_s.arg(target),
                      {},
                      controller.toString()});
    }
}

void changeDisk(const XmlElement &before, const XmlElement &after, QList<LiveStep> &steps)
{
    const QString target = targetOf(after);
    if (busOf(before) != busOf(after) || isCdrom(before) != isCdrom(after))
        return; // another device: at the next start
    if (isCdrom(before) && sourceOf(before) != sourceOf(after)) {
        const QString words = sourceOf(after).isEmpty() ? u"Eject the medium of %1"_s.arg(target)
                                                        : u"Change the medium of %1"_s.arg(target);
        steps.append({Kind::Medium, words, target, after.toString()});
    }
    const auto had = numbersBelow(before.child(u"iotune"_s));
    auto limits = numbersBelow(after.child(u"iotune"_s));
    if (had == limits)
        return;
    for (auto it = had.begin(); it != had.end(); ++it) {
        // also how long a burst may last: QEMU refuses that where there is none
        if (!limits.contains(it.key()))
            limits.insert(it.key(), 0);
    }
    steps.append(
        {Kind::DiskLimits, u"Set the limits of disk %1"_s.arg(target), target, {}, 0, limits});
}

//! Bridge or network by name, with what else is known of the connection.
QString connectionOf(const XmlElement &nic)
{
    const XmlElement source = nic.child(u"source"_s);
    const QString type = nic.attribute(u"type"_s);
    return type + u'/' + source.attribute(type == u"network" ? u"network"_s : u"bridge"_s)
           + source.attribute(u"portgroup"_s) + nic.child(u"vlan"_s).toString();
}

bool isSwitched(const XmlElement &nic)
{
    const QString type = nic.attribute(u"type"_s);
    return type == u"bridge" || type == u"network";
}

QString rateOf(const XmlElement &nic)
{
    const XmlElement bandwidth = nic.child(u"bandwidth"_s);
    QString text;
    for (const QString &way : {u"inbound"_s, u"outbound"_s}) {
        for (const QString &name : {u"average"_s, u"peak"_s, u"burst"_s, u"floor"_s})
            text += bandwidth.child(way).attribute(name) + u'/';
    }
    return text;
}

bool isLinkUp(const XmlElement &nic)
{
    return nic.child(u"link"_s).attribute(u"state"_s) != u"down";
}

//! The running card with the connection, link and rate of the wanted one.
Result<QString> mergedNic(const XmlElement &before, const XmlElement &after)
{
    auto document = XmlDocument::parse(before.toString());
    if (!document)
        return fail(document.error());
    XmlElement nic = document->root();
    nic.setAttribute(u"type"_s, after.attribute(u"type"_s));
    for (const QString &name :
         {u"source"_s, u"link"_s, u"vlan"_s, u"bandwidth"_s, u"virtualport"_s}) {
        nic.removeChildren(name);
        if (const XmlElement child = after.child(name))
            nic.appendCopy(child);
    }
    return document->toString();
}

void changeNic(const XmlElement &before, const XmlElement &after, QList<LiveStep> &steps)
{
    if (before.child(u"model"_s).attribute(u"type"_s)
        != after.child(u"model"_s).attribute(u"type"_s))
        return;
    const bool isMoved = connectionOf(before) != connectionOf(after);
    if (isMoved && !(isSwitched(before) && isSwitched(after)))
        return; // another kind of backend: at the next start
    if (!isMoved && isLinkUp(before) == isLinkUp(after) && rateOf(before) == rateOf(after))
        return;
    const auto merged = mergedNic(before, after);
    if (!merged)
        return;
    const QString mac = macOf(after);
    const QString words = isMoved ? u"Move network card %1 to %2"_s.arg(
                              mac, connectionOf(after).section(u'/', 1).section(u'<', 0, 0))
                          : isLinkUp(before) != isLinkUp(after)
                              ? (isLinkUp(after) ? u"Plug in the cable of network card %1"_s
                                                 : u"Pull the cable of network card %1"_s)
                                    .arg(mac)
                              : u"Set the rate of network card %1"_s.arg(mac);
    steps.append({Kind::Update, words, mac, *merged});
}

} // namespace

QString macOf(const XmlElement &nic)
{
    return nic.child(u"mac"_s).attribute(u"address"_s).toLower();
}

XmlElement diskOf(const XmlElement &domain, const QString &target)
{
    for (const XmlElement &disk : domain.child(u"devices"_s).children(u"disk"_s)) {
        if (targetOf(disk) == target)
            return disk;
    }
    return {};
}

XmlElement nicOf(const XmlElement &domain, const QString &mac)
{
    for (const XmlElement &nic : domain.child(u"devices"_s).children(u"interface"_s)) {
        if (macOf(nic) == mac)
            return nic;
    }
    return {};
}

QMap<QString, qint64> numbersBelow(const XmlElement &element)
{
    QMap<QString, qint64> numbers;
    if (!element)
        return numbers;
    for (const XmlElement &child : element.children()) {
        bool isNumber = false;
        const qint64 number = child.text().trimmed().toLongLong(&isNumber);
        if (isNumber)
            numbers.insert(child.name(), number);
    }
    return numbers;
}

void addDiskSteps(const XmlElement &live, const XmlElement &wanted, const LiveScope &scope,
                  QList<LiveStep> &steps)
{
    const auto isMeant = [&scope](const XmlElement &disk) {
        return scope.isWhole || scope.disks.contains(targetOf(disk));
    };
    for (const XmlElement &disk : live.child(u"devices"_s).children(u"disk"_s)) {
        if (!isMeant(disk))
            continue;
        const XmlElement other = diskOf(wanted, targetOf(disk));
        if (other)
            changeDisk(disk, other, steps);
        else if (isHotBus(disk))
            detachDisk(live, wanted, disk, steps);
    }
    for (const XmlElement &disk : wanted.child(u"devices"_s).children(u"disk"_s)) {
        if (isMeant(disk) && isHotBus(disk) && !diskOf(live, targetOf(disk)))
            attachDisk(live, wanted, disk, steps);
    }
}

void addNicSteps(const XmlElement &live, const XmlElement &wanted, const LiveScope &scope,
                 QList<LiveStep> &steps)
{
    const auto isMeant = [&scope](const XmlElement &nic) {
        return nic.attribute(u"type"_s) != u"hostdev" && !macOf(nic).isEmpty()
               && (scope.isWhole || scope.nics.contains(macOf(nic)));
    };
    for (const XmlElement &nic : live.child(u"devices"_s).children(u"interface"_s)) {
        if (!isMeant(nic))
            continue;
        const QString mac = macOf(nic);
        if (const XmlElement other = nicOf(wanted, mac))
            changeNic(nic, other, steps);
        else
            steps.append({Kind::Detach, u"Detach network card %1"_s.arg(mac), mac, nic.toString()});
    }
    for (const XmlElement &nic : wanted.child(u"devices"_s).children(u"interface"_s)) {
        const QString mac = macOf(nic);
        if (isMeant(nic) && !nicOf(live, mac))
            steps.append({Kind::Attach, u"Attach network card %1"_s.arg(mac), mac, nic.toString()});
    }
}

} // namespace Atoll::Kvm
