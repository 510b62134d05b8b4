// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domainhardware.h"

#include <core/units.h>

using namespace Qt::StringLiterals;

namespace Atoll::Kvm {
namespace {

using Api::CpuConfig;
using Api::Firmware;

qint64 bytesIn(const XmlElement &element)
{
    return bytesOf(element.text(), element.attribute(u"unit"_s));
}

void setKib(XmlElement element, qint64 bytes)
{
    element.setAttribute(u"unit"_s, u"KiB"_s);
    element.setText(QString::number(bytes / units::KiB));
}

//! libvirt takes the memory from the NUMA cells when there are some: they share the new amount in
//! the proportions that they had.
void scaleNumaCells(XmlElement domain, qint64 before, qint64 bytes)
{
    const QList<XmlElement> cells = domain.child(u"cpu/numa"_s).children(u"cell"_s);
    qint64 left = bytes / units::KiB;
    for (qsizetype i = 0; i < cells.size() && before > 0; ++i) {
        XmlElement cell = cells.at(i);
        const qint64 had =
            bytesOf(cell.attribute(u"memory"_s), cell.attribute(u"unit"_s)) / units::KiB;
        const double share = double(had) * double(bytes) / double(before);
        const qint64 part = i + 1 == cells.size() ? left : qint64(share);
        left -= part;
        cell.setAttribute(u"memory"_s, QString::number(part));
        cell.setAttribute(u"unit"_s, u"KiB"_s);
    }
}

void setCpuModel(XmlElement domain, const QString &model)
{
    XmlElement cpu = domain.ensure(u"cpu"_s);
    cpu.removeChildren(u"model"_s);
    cpu.removeChildren(u"feature"_s);
    cpu.removeChildren(u"vendor"_s);
    for (const QString &name : {u"match"_s, u"check"_s, u"migratable"_s})
        cpu.removeAttribute(name);
    if (model.isEmpty()) {
        const bool isKvm = domain.attribute(u"type"_s) == u"kvm";
        cpu.setAttribute(u"mode"_s, isKvm ? u"host-passthrough"_s : u"maximum"_s);
        if (isKvm)
            cpu.setAttribute(u"migratable"_s, u"on"_s);
    } else if (model == u"host-model") {
        cpu.setAttribute(u"mode"_s, model);
    } else {
        cpu.setAttribute(u"mode"_s, u"custom"_s);
        cpu.setAttribute(u"match"_s, u"exact"_s);
        XmlElement element = cpu.prepend(u"model"_s);
        element.setAttribute(u"fallback"_s, u"forbid"_s);
        element.setText(model);
    }
}

//! A NUMA layout names every CPU; with another count of them it is no longer true.
void fitNumaCells(XmlElement domain, int count)
{
    const QList<XmlElement> cells = domain.child(u"cpu/numa"_s).children(u"cell"_s);
    const int perCell = cells.isEmpty() ? 0 : count / int(cells.size());
    for (qsizetype i = 0; i < cells.size(); ++i) {
        const int first = int(i) * perCell;
        const int last = i + 1 == cells.size() ? count - 1 : first + perCell - 1;
        XmlElement cell = cells.at(i);
        if (first > last)
            cell.removeAttribute(u"cpus"_s);
        else
            cell.setAttribute(u"cpus"_s, first == last ? QString::number(first)
                                                       : u"%1-%2"_s.arg(first).arg(last));
    }
}

void dropPinsBeyond(XmlElement domain, int count)
{
    for (XmlElement pin : domain.child(u"cputune"_s).children(u"vcpupin"_s)) {
        if (pin.attribute(u"vcpu"_s).toInt() >= count)
            pin.remove();
    }
    domain.removeChildren(u"vcpus"_s); // states of single CPUs
}

} // namespace

qint64 bytesOf(const QString &number, const QString &unit)
{
    static const QHash<QString, qint64> units{
        {u""_s, 1LL << 10},       {u"b"_s, 1},         {u"bytes"_s, 1},
        {u"KB"_s, 1000},          {u"k"_s, 1LL << 10}, {u"KiB"_s, 1LL << 10},
        {u"MB"_s, 1000000},       {u"M"_s, 1LL << 20}, {u"MiB"_s, 1LL << 20},
        {u"GB"_s, 1000000000},    {u"G"_s, 1LL << 30}, {u"GiB"_s, 1LL << 30},
        {u"TB"_s, 1000000000000}, {u"T"_s, 1LL << 40}, {u"TiB"_s, 1LL << 40},
    };
    const qint64 factor = units.value(unit, 1LL << 10);
    const qint64 count = number.trimmed().toLongLong();
    if (count < 0 || count > std::numeric_limits<qint64>::max() / factor)
        return 0;
    return count * factor;
}

qint64 readMemory(const XmlElement &domain) { return bytesIn(domain.child(u"memory"_s)); }

CpuConfig readCpu(const XmlElement &domain)
{
    CpuConfig cpu;
    const int count = qMax(1, domain.child(u"vcpu"_s).text().trimmed().toInt());
    const XmlElement topology = domain.child(u"cpu/topology"_s);
    const int dies = qMax(1, topology.attribute(u"dies"_s).toInt());
    const int threads = qMax(1, topology.attribute(u"threads"_s).toInt());
    cpu.sockets = qMax(1, topology.attribute(u"sockets"_s).toInt()) * dies;
    cpu.cores = topology ? qMax(1, topology.attribute(u"cores"_s).toInt()) * threads : count;
    const XmlElement element = domain.child(u"cpu"_s);
    const QString mode = element.attribute(u"mode"_s);
    if (mode == u"host-model")
        cpu.model = mode;
    else if (mode != u"host-passthrough" && mode != u"maximum")
        cpu.model = element.child(u"model"_s).text();
    return cpu;
}

Firmware readFirmware(const XmlElement &domain)
{
    const XmlElement os = domain.child(u"os"_s);
    const bool isUefi = os.attribute(u"firmware"_s) == u"efi"
                        || os.child(u"loader"_s).attribute(u"type"_s) == u"pflash"
                        || os.child(u"nvram"_s);
    return isUefi ? Firmware::Uefi : Firmware::Bios;
}

void patchMemory(XmlElement domain, qint64 bytes)
{
    const qint64 before = readMemory(domain);
    if (before / units::KiB == bytes / units::KiB)
        return;
    scaleNumaCells(domain, before, bytes);
    setKib(domain.ensure(u"memory"_s), bytes);
    if (XmlElement current = domain.child(u"currentMemory"_s)) {
        const qint64 now = bytesIn(current);
        if (now == before || now > bytes)
            setKib(current, bytes);
    }
}

void patchCpu(XmlElement domain, const CpuConfig &wish)
{
    const XmlElement count = domain.child(u"vcpu"_s);
    const bool isNew = count && count.text().isEmpty();
    const bool isTestDriver = domain.attribute(u"type"_s) == u"test";
    const CpuConfig before = readCpu(domain);
    if ((isNew && !isTestDriver) || before.model != wish.model)
        setCpuModel(domain, wish.model);
    if (!isNew && before.sockets == wish.sockets && before.cores == wish.cores)
        return;
    const int wanted = wish.sockets * wish.cores;
    XmlElement vcpu = domain.ensure(u"vcpu"_s);
    vcpu.setText(QString::number(wanted));
    if (vcpu.attribute(u"current"_s).toInt() > wanted)
        vcpu.removeAttribute(u"current"_s);
    fitNumaCells(domain, wanted);
    dropPinsBeyond(domain, wanted);
    if (isTestDriver)
        return;
    XmlElement topology = domain.ensure(u"cpu/topology"_s);
    topology.setAttribute(u"sockets"_s, QString::number(wish.sockets));
    topology.setAttribute(u"dies"_s, u"1"_s);
    topology.setAttribute(u"cores"_s, QString::number(wish.cores));
    topology.setAttribute(u"threads"_s, u"1"_s);
}

void patchFirmware(XmlElement domain, Firmware wish, Api::OsType osType)
{
    if (readFirmware(domain) == wish)
        return;
    XmlElement os = domain.ensure(u"os"_s);
    for (const QString &name : {u"loader"_s, u"nvram"_s, u"firmware"_s})
        os.removeChildren(name);
    if (wish == Firmware::Bios) {
        os.removeAttribute(u"firmware"_s);
        return;
    }
    os.setAttribute(u"firmware"_s, u"efi"_s);
    // Enrolled keys make the firmware refuse systems that Microsoft did not sign.
    XmlElement feature = os.append(u"firmware"_s).append(u"feature"_s);
    feature.setAttribute(u"enabled"_s, osType == Api::OsType::Windows ? u"yes"_s : u"no"_s);
    feature.setAttribute(u"name"_s, u"enrolled-keys"_s);
}

} // namespace Atoll::Kvm
