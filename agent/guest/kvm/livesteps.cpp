// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "livesteps.h"

#include "domain.h"
#include "livedevices.h"

#include <core/units.h>

using namespace Qt::StringLiterals;

namespace Atoll::Kvm {
namespace {

using Kind = LiveStep::Kind;

//! Linux takes memory into use in blocks of this size.
constexpr qint64 kMemoryBlock = 128 * units::MiB;

qint64 bytesIn(const XmlElement &element)
{
    return bytesOf(element.text(), element.attribute(u"unit"_s));
}

void setBytes(XmlElement element, qint64 bytes)
{
    element.setAttribute(u"unit"_s, u"KiB"_s);
    element.setText(QString::number(bytes / units::KiB));
}

qint64 currentMemory(const XmlElement &domain)
{
    const XmlElement current = domain.child(u"currentMemory"_s);
    return current ? bytesIn(current) : bytesIn(domain.child(u"memory"_s));
}

int maximumCpus(const XmlElement &domain)
{
    return qMax(1, domain.child(u"vcpu"_s).text().trimmed().toInt());
}

int currentCpus(const XmlElement &domain)
{
    const int current = domain.child(u"vcpu"_s).attribute(u"current"_s).toInt();
    return current ? current : maximumCpus(domain);
}

//! Host CPUs by CPU of the guest; empty text: all.
QMap<QString, QString> affinityOf(const XmlElement &domain)
{
    QMap<QString, QString> sets;
    const QString common = domain.child(u"vcpu"_s).attribute(u"cpuset"_s);
    for (int i = 0; i < maximumCpus(domain); ++i)
        sets.insert(QString::number(i), common);
    for (const XmlElement &pin : domain.child(u"cputune"_s).children(u"vcpupin"_s))
        sets.insert(pin.attribute(u"vcpu"_s), pin.attribute(u"cpuset"_s));
    return sets;
}

//! Limits and weight, by the names that libvirt's scheduler parameters have.
QMap<QString, qint64> schedulerOf(const XmlElement &domain)
{
    static const QHash<QString, QString> names{{u"shares"_s, u"cpu_shares"_s},
                                               {u"period"_s, u"vcpu_period"_s},
                                               {u"quota"_s, u"vcpu_quota"_s},
                                               {u"global_period"_s, u"global_period"_s},
                                               {u"global_quota"_s, u"global_quota"_s}};
    QMap<QString, qint64> numbers;
    const auto tuned = numbersBelow(domain.child(u"cputune"_s));
    for (auto it = tuned.begin(); it != tuned.end(); ++it) {
        if (names.contains(it.key()))
            numbers.insert(names.value(it.key()), it.value());
    }
    return numbers;
}

//! QEMU without KVM gives each CPU a part of one buffer when the CPU begins, and ends with an
//! assertion when the others have filled the buffer, which they do soon after booting.
bool canPlugCpus(const XmlElement &live) { return live.attribute(u"type"_s) != u"qemu"; }

void addCpuSteps(const XmlElement &live, const XmlElement &wanted, QList<LiveStep> &steps)
{
    // Unplugging is not tried: systems refuse it, and QEMU without KVM does not survive it either.
    const int count = qMin(currentCpus(wanted), maximumCpus(live));
    if (count > currentCpus(live) && canPlugCpus(live))
        steps.append({Kind::Cpus, u"Plug in CPUs, %1 in all"_s.arg(count), {}, {}, count});
    auto scheduler = schedulerOf(wanted);
    const auto had = schedulerOf(live);
    for (auto it = had.begin(); it != had.end(); ++it) {
        if (!scheduler.contains(it.key()) && it.key().endsWith(u"quota"))
            scheduler.insert(it.key(), -1); // no limit
    }
    for (auto it = had.begin(); it != had.end(); ++it) {
        if (scheduler.value(it.key(), -1) == it.value() && scheduler.contains(it.key()))
            scheduler.remove(it.key());
    }
    if (!scheduler.isEmpty())
        steps.append({Kind::Scheduler, u"Set CPU limit and weight"_s, {}, {}, 0, scheduler});
    auto affinity = affinityOf(wanted);
    const auto before = affinityOf(live);
    affinity.removeIf([&before](QMap<QString, QString>::iterator it) {
        return !before.contains(it.key()) || before.value(it.key()) == it.value();
    });
    if (!affinity.isEmpty())
        steps.append(
            {Kind::Affinity, u"Move its CPUs to others of the host"_s, {}, {}, 0, {}, affinity});
}

QString dimmXml(qint64 bytes)
{
    return u"<memory model='dimm'><target><size unit='KiB'>%1</size><node>0</node></target>"
           "</memory>"_s.arg(bytes / units::KiB);
}

//! Memory modules that the other definition does not have, by their alias.
void addModuleRemovals(const XmlElement &live, const XmlElement &wanted, QList<LiveStep> &steps)
{
    QStringList names;
    for (const XmlElement &module : wanted.child(u"devices"_s).children(u"memory"_s))
        names += module.child(u"alias"_s).attribute(u"name"_s);
    for (const XmlElement &module : live.child(u"devices"_s).children(u"memory"_s)) {
        if (!names.contains(module.child(u"alias"_s).attribute(u"name"_s)))
            steps.append({Kind::Detach, u"Take memory away again"_s, {}, module.toString()});
    }
}

void addMemorySteps(const XmlElement &live, const XmlElement &wanted, QList<LiveStep> &steps)
{
    const qint64 total = bytesIn(live.child(u"memory"_s));
    const qint64 wish = currentMemory(wanted);
    const qint64 maximum = bytesIn(live.child(u"maxMemory"_s));
    if (wish > total) {
        const qint64 more = wish - total;
        if (!live.child(u"maxMemory"_s) || wish > maximum || more % kMemoryBlock != 0)
            return;
        steps.append(
            {Kind::Attach, u"Add %1 of memory"_s.arg(units::formatBytes(more)), {}, dimmXml(more)});
        if (currentMemory(live) == total)
            return; // all of it is in use
    }
    const QString balloon = live.child(u"devices/memballoon"_s).attribute(u"model"_s);
    const bool canBalloon = !balloon.isEmpty() && balloon != u"none";
    if (canBalloon && currentMemory(live) != wish)
        steps.append({Kind::Memory,
                      u"Let the balloon leave %1"_s.arg(units::formatBytes(wish)),
                      {},
                      {},
                      wish});
}

//! The same device: by target, MAC or address.
XmlElement findLike(const XmlElement &domain, const XmlElement &device)
{
    if (device.name() == u"disk")
        return diskOf(domain, device.child(u"target"_s).attribute(u"dev"_s));
    if (device.name() == u"interface")
        return nicOf(domain, macOf(device));
    for (const XmlElement &other : domain.child(u"devices"_s).children(device.name())) {
        const QString alias = device.child(u"alias"_s).attribute(u"name"_s);
        if (!alias.isEmpty() ? other.child(u"alias"_s).attribute(u"name"_s) == alias
                             : other.toString() == device.toString())
            return other;
    }
    return {};
}

void addToMemory(XmlElement domain, qint64 bytes)
{
    const qint64 current = currentMemory(domain);
    XmlElement memory = domain.ensure(u"memory"_s);
    setBytes(memory, bytesIn(memory) + bytes);
    setBytes(domain.ensure(u"currentMemory"_s), current + bytes);
}

void applyDevice(XmlElement domain, const LiveStep &step, const XmlElement &device)
{
    XmlElement devices = domain.ensure(u"devices"_s);
    XmlElement there = findLike(domain, device);
    if (there)
        there.remove();
    if (step.kind != Kind::Detach)
        devices.appendCopy(device);
    if (device.name() == u"memory") {
        const qint64 size = bytesIn(device.child(u"target/size"_s));
        addToMemory(domain, step.kind == Kind::Detach ? -size : size);
    }
}

void applyThread(XmlElement domain, qint64 thread)
{
    XmlElement ids = domain.ensure(u"iothreadids"_s);
    const int count = domain.child(u"iothreads"_s).text().trimmed().toInt();
    if (ids.children(u"iothread"_s).isEmpty()) {
        for (int i = 1; i <= count; ++i)
            ids.append(u"iothread"_s).setAttribute(u"id"_s, QString::number(i));
    }
    ids.append(u"iothread"_s).setAttribute(u"id"_s, QString::number(thread));
    domain.ensure(u"iothreads"_s).setText(QString::number(count + 1));
}

void applyNumbers(XmlElement element, const QMap<QString, qint64> &numbers)
{
    for (auto it = numbers.begin(); it != numbers.end(); ++it) {
        QString name = it.key();
        if (name == u"cpu_shares")
            name = u"shares"_s;
        else if (name.startsWith(u"vcpu_"))
            name = name.mid(5);
        if (it.value() <= 0)
            element.removeChildren(name);
        else
            element.ensure(name).setText(QString::number(it.value()));
    }
}

void applyAffinity(XmlElement domain, const QMap<QString, QString> &sets)
{
    XmlElement tune = domain.ensure(u"cputune"_s);
    for (XmlElement pin : tune.children(u"vcpupin"_s)) {
        if (sets.contains(pin.attribute(u"vcpu"_s)))
            pin.remove();
    }
    for (auto it = sets.begin(); it != sets.end(); ++it) {
        XmlElement pin = tune.append(u"vcpupin"_s);
        pin.setAttribute(u"vcpu"_s, it.key());
        pin.setAttribute(u"cpuset"_s, it.value());
    }
}

} // namespace

Result<QList<LiveStep>> liveSteps(const QString &live, const QString &wanted,
                                  const LiveScope &scope)
{
    const auto running = XmlDocument::parse(live);
    const auto wish = XmlDocument::parse(wanted);
    if (!running || !wish)
        return fail(running ? wish.error() : running.error());
    QList<LiveStep> steps;
    addDiskSteps(running->root(), wish->root(), scope, steps);
    addNicSteps(running->root(), wish->root(), scope, steps);
    if (scope.hasCpu || scope.isWhole)
        addCpuSteps(running->root(), wish->root(), steps);
    if (scope.isWhole)
        addModuleRemovals(running->root(), wish->root(), steps);
    if (scope.hasMemory || scope.isWhole)
        addMemorySteps(running->root(), wish->root(), steps);
    return steps;
}

Result<QString> afterStep(const QString &live, const LiveStep &step)
{
    auto document = XmlDocument::parse(live);
    if (!document)
        return fail(document.error());
    XmlElement domain = document->root();
    switch (step.kind) {
    case Kind::IoThread:
        applyThread(domain, step.count);
        break;
    case Kind::Attach:
    case Kind::Detach:
    case Kind::Update:
    case Kind::Medium: {
        const auto device = XmlDocument::parse(step.xml);
        if (!device)
            return fail(device.error());
        applyDevice(domain, step, device->root());
        break;
    }
    case Kind::DiskLimits:
        if (XmlElement disk = diskOf(domain, step.target))
            applyNumbers(disk.ensure(u"iotune"_s), step.numbers);
        break;
    case Kind::Cpus:
        domain.ensure(u"vcpu"_s).setAttribute(u"current"_s, QString::number(step.count));
        break;
    case Kind::Memory:
        setBytes(domain.ensure(u"currentMemory"_s), step.count);
        break;
    case Kind::Scheduler:
        applyNumbers(domain.ensure(u"cputune"_s), step.numbers);
        break;
    case Kind::Affinity:
        applyAffinity(domain, step.texts);
        break;
    }
    return document->toString();
}

QString asDefinition(const QString &live)
{
    const auto document = XmlDocument::parse(live);
    if (!document)
        return live;
    XmlElement domain = document->root();
    XmlElement tune = domain.child(u"cputune"_s);
    const QList<XmlElement> pins = tune ? tune.children(u"vcpupin"_s) : QList<XmlElement>();
    if (pins.isEmpty())
        return live;
    const auto sets = affinityOf(domain);
    const QString common = sets.first();
    if (std::any_of(sets.begin(), sets.end(),
                    [&common](const QString &set) { return set != common; }))
        return live;
    tune.removeChildren(u"vcpupin"_s);
    if (common.isEmpty())
        domain.ensure(u"vcpu"_s).removeAttribute(u"cpuset"_s);
    else
        domain.ensure(u"vcpu"_s).setAttribute(u"cpuset"_s, common);
    return document->toString();
}

bool isDetached(const QString &live, const LiveStep &step)
{
    const auto document = XmlDocument::parse(live);
    const auto device = XmlDocument::parse(step.xml);
    return document && device && !findLike(document->root(), device->root());
}

} // namespace Atoll::Kvm
