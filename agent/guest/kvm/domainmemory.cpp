// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domainparts.h"

#include <core/units.h>

using namespace Qt::StringLiterals;

namespace Atoll::Kvm {
namespace {

using Api::GuestConfig;
using Api::HugePages;
using Api::MemoryConfig;

constexpr qint64 kLeastBytes = 16LL << 20; // as in GuestConfig
constexpr qint64 kMostBytes = 16LL << 40;
constexpr int kMemorySlots = 16;

HugePages readHugePages(const XmlElement &backing)
{
    const XmlElement pages = backing.child(u"hugepages"_s);
    if (!pages)
        return HugePages::None;
    const XmlElement page = pages.child(u"page"_s);
    const qint64 bytes = bytesOf(page.attribute(u"size"_s), page.attribute(u"unit"_s));
    if (bytes == 2 * units::MiB)
        return HugePages::TwoMiB;
    return bytes == units::GiB ? HugePages::OneGiB : HugePages::Any;
}

void setHugePages(XmlElement backing, HugePages wish)
{
    backing.removeChildren(u"hugepages"_s);
    if (wish == HugePages::None)
        return;
    XmlElement pages = backing.append(u"hugepages"_s);
    if (wish == HugePages::Any)
        return;
    const qint64 bytes = wish == HugePages::TwoMiB ? 2 * units::MiB : units::GiB;
    with(pages.append(u"page"_s),
         {{"size", QString::number(bytes / units::KiB)}, {"unit", u"KiB"_s}});
}

//! virtiofs works on the guest's memory from another process.
bool needsSharing(const GuestConfig &config)
{
    return config.memory.isShared || !config.devices.shares.isEmpty();
}

void setShared(XmlElement backing, bool isShared)
{
    backing.removeChildren(u"access"_s);
    if (isShared) {
        if (!backing.child(u"source"_s))
            backing.append(u"source"_s).setAttribute(u"type"_s, u"memfd"_s);
        backing.append(u"access"_s).setAttribute(u"mode"_s, u"shared"_s);
    } else if (backing.child(u"source"_s).attribute(u"type"_s) == u"memfd") {
        backing.removeChildren(u"source"_s);
    }
}

void patchBacking(const DomainPatch &patch)
{
    const MemoryConfig &before = patch.before.memory;
    const MemoryConfig &wish = patch.wish.memory;
    XmlElement domain = patch.domain;
    const bool isShared = needsSharing(patch.wish);
    // a share of somebody else's works by other means, which stay
    const bool wasShared = needsSharing(patch.before);
    if (before.hugePages == wish.hugePages && before.isMerged == wish.isMerged
        && wasShared == isShared)
        return;
    XmlElement backing = domain.child(u"memoryBacking"_s);
    if (!backing) {
        const XmlElement memory = domain.child(u"currentMemory"_s)
                                      ? domain.child(u"currentMemory"_s)
                                      : domain.child(u"memory"_s);
        backing = memory ? XmlElement(memory).insertAfter(u"memoryBacking"_s)
                         : domain.append(u"memoryBacking"_s);
    }
    if (before.hugePages != wish.hugePages)
        setHugePages(backing, wish.hugePages);
    if (before.isMerged != wish.isMerged) {
        backing.removeChildren(u"nosharepages"_s);
        if (!wish.isMerged)
            backing.append(u"nosharepages"_s);
    }
    if (wasShared != isShared)
        setShared(backing, isShared);
    removeIfEmpty(backing);
}

void setMaximum(XmlElement domain, const GuestConfig &wish)
{
    if (wish.memory.maximumBytes <= wish.memoryBytes) {
        domain.removeChildren(u"maxMemory"_s);
        return;
    }
    XmlElement maximum = domain.child(u"maxMemory"_s);
    if (!maximum) {
        const XmlElement memory =
            domain.child(u"metadata"_s) ? domain.child(u"metadata"_s) : domain.child(u"name"_s);
        maximum =
            memory ? XmlElement(memory).insertAfter(u"maxMemory"_s) : domain.append(u"maxMemory"_s);
        maximum.setAttribute(u"slots"_s, QString::number(kMemorySlots));
    }
    setKib(maximum, wish.memory.maximumBytes);
}

void patchBalloon(const DomainPatch &patch)
{
    if (patch.before.memory.hasBalloon == patch.wish.memory.hasBalloon && !patch.isNew)
        return;
    XmlElement devices = patch.devices();
    devices.removeChildren(u"memballoon"_s);
    XmlElement balloon = devices.append(u"memballoon"_s);
    if (!patch.wish.memory.hasBalloon) {
        balloon.setAttribute(u"model"_s, u"none"_s);
        return;
    }
    with(balloon, {{"model", u"virtio"_s}, {"freePageReporting", u"on"_s}});
    balloon.append(u"stats"_s).setAttribute(u"period"_s, u"10"_s);
}

} // namespace

void readMemory(const XmlElement &domain, GuestConfig &config)
{
    config.memoryBytes = qBound(kLeastBytes, bytesIn(domain.child(u"memory"_s)), kMostBytes);
    MemoryConfig &memory = config.memory;
    memory.maximumBytes = qMin(bytesIn(domain.child(u"maxMemory"_s)), kMostBytes);
    const XmlElement backing = domain.child(u"memoryBacking"_s);
    memory.hugePages = readHugePages(backing);
    memory.isMerged = !backing.child(u"nosharepages"_s);
    memory.isShared = backing.child(u"access"_s).attribute(u"mode"_s) == u"shared";
    const XmlElement balloon = domain.child(u"devices/memballoon"_s);
    memory.hasBalloon = balloon.attribute(u"model"_s) != u"none"; // libvirt adds a missing one
}

void patchMemory(const DomainPatch &patch)
{
    const GuestConfig &wish = patch.wish;
    XmlElement domain = patch.domain;
    if (patch.before.memoryBytes / units::KiB != wish.memoryBytes / units::KiB || patch.isNew) {
        const qint64 before = bytesIn(domain.child(u"memory"_s));
        setKib(domain.ensure(u"memory"_s), wish.memoryBytes);
        if (XmlElement current = domain.child(u"currentMemory"_s)) {
            const qint64 now = bytesIn(current);
            if (now == before || now > wish.memoryBytes)
                setKib(current, wish.memoryBytes);
        }
    }
    if (patch.isTestDriver())
        return;
    if (patch.before.memory.maximumBytes / units::KiB != wish.memory.maximumBytes / units::KiB)
        setMaximum(domain, wish);
    patchBacking(patch);
    if (patch.devices())
        patchBalloon(patch);
}

} // namespace Atoll::Kvm
