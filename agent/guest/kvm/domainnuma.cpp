// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domainparts.h"

#include <core/units.h>

using namespace Qt::StringLiterals;

namespace Atoll::Kvm {
namespace {

using Api::GuestConfig;

qint64 kibIn(const XmlElement &cell)
{
    return bytesOf(cell.attribute(u"memory"_s), cell.attribute(u"unit"_s)) / units::KiB;
}

QList<XmlElement> cellsOf(const XmlElement &domain)
{
    return domain.child(u"cpu/numa"_s).children(u"cell"_s);
}

//! Modules that were plugged in are part of <memory>, but of no cell.
qint64 moduleKib(const XmlElement &devices)
{
    qint64 sum = 0;
    for (const XmlElement &module : devices.children(u"memory"_s))
        sum += bytesIn(module.child(u"target/size"_s)) / units::KiB;
    return sum;
}

qsizetype cellCount(const GuestConfig &config)
{
    if (config.cpu.isNuma)
        return config.cpu.sockets;
    // libvirt takes memory modules only for guests with a cell
    return config.memory.maximumBytes > config.memoryBytes ? 1 : 0;
}

//! A layout names every CPU; with another count of them it is no longer true.
void spreadCpus(const QList<XmlElement> &cells, int count)
{
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

//! They share the new amount in the proportions that they had.
void scaleMemory(const QList<XmlElement> &cells, qint64 deltaKib)
{
    qint64 before = 0;
    for (const XmlElement &cell : cells)
        before += kibIn(cell);
    const qint64 after = qMax(0LL, before + deltaKib);
    qint64 left = after;
    for (qsizetype i = 0; i < cells.size() && before > 0; ++i) {
        XmlElement cell = cells.at(i);
        const double share = double(kibIn(cell)) * double(after) / double(before);
        const qint64 part = i + 1 == cells.size() ? left : qint64(share) & ~qint64(1023);
        left -= part;
        cell.setAttribute(u"memory"_s, QString::number(part));
        cell.setAttribute(u"unit"_s, u"KiB"_s);
    }
}

//! Whether <memory> counts the modules depends on who wrote it; what cells have is certain.
qint64 totalKib(const XmlElement &domain, const GuestConfig &wish, qint64 deltaKib)
{
    const QList<XmlElement> cells = cellsOf(domain);
    if (cells.isEmpty())
        return wish.memoryBytes / units::KiB - moduleKib(domain.child(u"devices"_s));
    qint64 sum = deltaKib;
    for (const XmlElement &cell : cells)
        sum += kibIn(cell);
    return qMax(0LL, sum);
}

void rebuild(XmlElement domain, qsizetype count, const GuestConfig &wish, qint64 deltaKib)
{
    XmlElement cpu = domain.ensure(u"cpu"_s);
    const qint64 total = totalKib(domain, wish, deltaKib);
    cpu.removeChildren(u"numa"_s);
    if (!count)
        return;
    XmlElement numa = cpu.append(u"numa"_s);
    qint64 left = total;
    for (qsizetype i = 0; i < count; ++i) {
        const qint64 part = i + 1 == count ? left : total / count & ~qint64(1023);
        left -= part;
        with(numa.append(u"cell"_s),
             {{"id", QString::number(i)}, {"memory", QString::number(part)}, {"unit", u"KiB"_s}});
    }
    spreadCpus(cellsOf(domain), wish.cpu.sockets * wish.cpu.cores);
}

} // namespace

bool readIsNuma(const XmlElement &domain)
{
    const qsizetype cells = cellsOf(domain).size();
    return cells > 1 || (cells == 1 && !domain.child(u"maxMemory"_s));
}

void patchNuma(const DomainPatch &patch)
{
    const GuestConfig &before = patch.before;
    const GuestConfig &wish = patch.wish;
    const QList<XmlElement> cells = cellsOf(patch.domain);
    const qint64 deltaKib = wish.memoryBytes / units::KiB - before.memoryBytes / units::KiB;
    const bool isLayoutNew = before.cpu.isNuma != wish.cpu.isNuma
                             || before.cpu.sockets != wish.cpu.sockets
                             || before.memory.maximumBytes != wish.memory.maximumBytes;
    const qsizetype count = cellCount(wish);
    const bool isOurs = cells.size() == cellCount(before); // another layout is somebody's choice
    const bool isAskedFor = before.cpu.isNuma != wish.cpu.isNuma || cells.isEmpty();
    if (isLayoutNew && count != cells.size() && (isOurs || isAskedFor)) {
        rebuild(patch.domain, count, wish, deltaKib);
        return;
    }
    if (deltaKib && !patch.isNew)
        scaleMemory(cells, deltaKib);
    if (before.cpu.sockets != wish.cpu.sockets || before.cpu.cores != wish.cpu.cores)
        spreadCpus(cells, wish.cpu.sockets * wish.cpu.cores);
}

} // namespace Atoll::Kvm
