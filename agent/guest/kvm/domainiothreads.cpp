// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domainparts.h"

#include <QSet>

using namespace Qt::StringLiterals;

//! Threads of disks: one each, so that no disk waits for another. A SCSI disk's thread belongs to
//! its controller, so each has a controller of its own.
namespace Atoll::Kvm {
namespace {

bool isScsi(const XmlElement &disk)
{
    const XmlElement target = disk.child(u"target"_s);
    const QString bus = target.attribute(u"bus"_s);
    return bus.isEmpty() ? target.attribute(u"dev"_s).startsWith(u"sd") : bus == u"scsi";
}

QString controllerOf(const XmlElement &disk)
{
    const QString index = disk.child(u"address"_s).attribute(u"controller"_s);
    return index.isEmpty() ? u"0"_s : index; // where libvirt puts the first ones
}

XmlElement findController(const XmlElement &devices, const QString &index)
{
    for (const XmlElement &controller : devices.children(u"controller"_s)) {
        if (controller.attribute(u"type"_s) == u"scsi" && controller.attribute(u"index"_s) == index)
            return controller;
    }
    return {};
}

int usersOf(const XmlElement &devices, const QString &index)
{
    int count = 0;
    for (const QString &name : {u"disk"_s, u"hostdev"_s}) {
        for (const XmlElement &device : devices.children(name)) {
            const bool isUser =
                name == u"disk" ? isScsi(device) : device.attribute(u"type"_s) == u"scsi";
            count += isUser && controllerOf(device) == index ? 1 : 0;
        }
    }
    return count;
}

//! One that lost its disk, or a new one.
XmlElement freeController(XmlElement devices, XmlElement disk)
{
    int next = 0;
    for (const XmlElement &controller : devices.children(u"controller"_s)) {
        if (controller.attribute(u"type"_s) != u"scsi")
            continue;
        const QString index = controller.attribute(u"index"_s);
        next = qMax(next, index.toInt() + 1);
        const bool isFree = !index.isEmpty() && usersOf(devices, index) == 0;
        if (isFree && controller.attribute(u"model"_s) == u"virtio-scsi")
            return controller;
    }
    const QList<XmlElement> others = devices.children(u"controller"_s);
    XmlElement controller = others.isEmpty()
                                ? disk.insertAfter(u"controller"_s)
                                : XmlElement(others.last()).insertAfter(u"controller"_s);
    return with(
        controller,
        {{"type", u"scsi"_s}, {"index", QString::number(next)}, {"model", u"virtio-scsi"_s}});
}

//! All driver elements that may name a thread.
QList<XmlElement> drivers(const XmlElement &devices)
{
    QList<XmlElement> all;
    for (const QString &name : {u"disk"_s, u"controller"_s}) {
        for (const XmlElement &device : devices.children(name)) {
            if (const XmlElement driver = device.child(u"driver"_s))
                all.append(driver);
        }
    }
    return all;
}

QSet<int> usedThreads(const XmlElement &devices)
{
    QSet<int> used;
    for (const XmlElement &driver : drivers(devices)) {
        if (driver.hasAttribute(u"iothread"_s))
            used.insert(driver.attribute(u"iothread"_s).toInt());
        for (const XmlElement &thread : driver.child(u"iothreads"_s).children(u"iothread"_s))
            used.insert(thread.attribute(u"id"_s).toInt());
    }
    return used;
}

int freeThread(XmlElement domain)
{
    const QSet<int> used = usedThreads(domain.child(u"devices"_s));
    int free = 1;
    while (used.contains(free))
        ++free;
    return free;
}

//! Threads are numbered from one on unless somebody gave them other numbers.
void ensureThread(XmlElement domain, int thread)
{
    XmlElement ids = domain.child(u"iothreadids"_s);
    XmlElement count = domain.child(u"iothreads"_s);
    if (!count) {
        const XmlElement vcpu = domain.child(u"vcpu"_s);
        count = vcpu ? XmlElement(vcpu).insertAfter(u"iothreads"_s) : domain.append(u"iothreads"_s);
    }
    const int before = count.text().trimmed().toInt();
    bool isThere = !ids && thread <= before;
    for (const XmlElement &id : ids.children(u"iothread"_s))
        isThere = isThere || id.attribute(u"id"_s).toInt() == thread;
    if (isThere)
        return;
    if (ids)
        ids.append(u"iothread"_s).setAttribute(u"id"_s, QString::number(thread));
    count.setText(QString::number(ids ? before + 1 : qMax(before + 1, thread)));
}

//! As we add them: with nothing that somebody else may have set.
bool isPlainController(const XmlElement &controller)
{
    for (const XmlElement &child : controller.children()) {
        const bool isPlain = child.name() == u"address" || child.name() == u"alias";
        const QString thread = child.attribute(u"iothread"_s);
        if (!isPlain && child.toString() != u"<driver iothread=\"%1\"/>"_s.arg(thread))
            return false;
    }
    return controller.attribute(u"model"_s) == u"virtio-scsi";
}

bool isTuned(const XmlElement &domain, int thread)
{
    for (const XmlElement &tuning : domain.child(u"cputune"_s).children()) {
        if (tuning.attribute(u"iothread"_s) == QString::number(thread)
            || (tuning.name() == u"iothreadsched" && tuning.hasAttribute(u"iothreads"_s)))
            return true;
    }
    return false;
}

void dropThread(XmlElement domain, int thread)
{
    XmlElement count = domain.child(u"iothreads"_s);
    XmlElement ids = domain.child(u"iothreadids"_s);
    const int before = count.text().trimmed().toInt();
    bool isGone = !ids && thread == before; // numbers behind it would move
    for (XmlElement id : ids.children(u"iothread"_s)) {
        if (id.toString() != u"<iothread id=\"%1\"/>"_s.arg(thread))
            continue;
        id.remove();
        isGone = true;
    }
    removeIfEmpty(ids);
    if (isGone && before > 1)
        count.setText(QString::number(before - 1));
    else if (isGone)
        count.remove();
}

} // namespace

DiskHelpers diskHelpers(const XmlElement &devices)
{
    DiskHelpers helpers{{}, usedThreads(devices)};
    for (const XmlElement &disk : devices.children(u"disk"_s)) {
        if (isScsi(disk))
            helpers.controllers.insert(controllerOf(disk));
    }
    return helpers;
}

void dropUnusedHelpers(XmlElement domain, const DiskHelpers &before)
{
    XmlElement devices = domain.child(u"devices"_s);
    for (const QString &index : before.controllers) {
        XmlElement controller = findController(devices, index);
        if (controller && usersOf(devices, index) == 0 && isPlainController(controller))
            controller.remove();
    }
    const QSet<int> gone = before.threads - usedThreads(devices);
    QList<int> threads(gone.begin(), gone.end());
    std::sort(threads.begin(), threads.end(), std::greater<>()); // the last one first
    for (const int thread : threads) {
        if (!isTuned(domain, thread))
            dropThread(domain, thread);
    }
}

bool readHasIoThread(const XmlElement &devices, const XmlElement &disk)
{
    const XmlElement owner = isScsi(disk) ? findController(devices, controllerOf(disk)) : disk;
    const XmlElement driver = owner.child(u"driver"_s);
    return driver.hasAttribute(u"iothread"_s) || driver.child(u"iothreads"_s);
}

void addScsiController(XmlElement devices, XmlElement disk)
{
    // Until it has an address, the disk would count as a user of the first controller.
    with(disk.ensure(u"address"_s), {{"type", u"drive"_s}, {"controller", u"-"_s}});
    const QString index = freeController(devices, disk).attribute(u"index"_s);
    disk.removeChildren(u"address"_s);
    with(disk.append(u"address"_s), {{"type", u"drive"_s},
                                     {"controller", index},
                                     {"bus", u"0"_s},
                                     {"target", u"0"_s},
                                     {"unit", u"0"_s}});
}

void patchIoThread(XmlElement domain, XmlElement disk, bool hasIoThread)
{
    XmlElement devices = domain.child(u"devices"_s);
    XmlElement owner = disk;
    if (isScsi(disk)) {
        owner = findController(devices, controllerOf(disk));
        const bool isShared = usersOf(devices, controllerOf(disk)) > 1;
        if (!owner || isShared) {
            addScsiController(devices, disk);
            owner = findController(devices, controllerOf(disk));
        }
    }
    XmlElement driver = owner.ensure(u"driver"_s);
    driver.removeChildren(u"iothreads"_s);
    if (hasIoThread) {
        const int thread = freeThread(domain);
        ensureThread(domain, thread);
        driver.setAttribute(u"iothread"_s, QString::number(thread));
        return;
    }
    driver.removeAttribute(u"iothread"_s);
    if (owner != disk && driver.toString() == u"<driver/>")
        driver.remove();
}

} // namespace Atoll::Kvm
