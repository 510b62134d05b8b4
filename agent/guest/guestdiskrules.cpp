// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guestrulesparts.h"

#include <QRegularExpression>
#include <QSet>

using namespace Qt::StringLiterals;

namespace Atoll::guestrules {
namespace {

using Api::DiskAio;
using Api::DiskBus;
using Api::DiskCache;
using Api::DiskConfig;
using Api::DiskKind;
using Api::DiskLimits;
using Api::NetworkKind;
using Api::NicConfig;

Result<void> checkTarget(const DiskConfig &disk, const QString &field)
{
    static const QRegularExpression pattern(u"^[a-z]{3,4}$"_s);
    const QString prefix = targetPrefix(disk.bus);
    if (disk.target.isEmpty()
        || (pattern.match(disk.target).hasMatch() && disk.target.startsWith(prefix)))
        return {};
    return fail(invalidField(field + u".target"_s,
                             u"must be as %1a, for the bus %2"_s.arg(prefix, nameOf(disk.bus))));
}

struct Burst
{
    const char *limit;
    const char *burst;
    qint64 DiskLimits::*limitMember;
    qint64 DiskLimits::*burstMember;
};
constexpr std::array kBursts{
    Burst{"readBytesPerSecond", "readBytesPerSecondBurst", &DiskLimits::readBytesPerSecond,
          &DiskLimits::readBytesPerSecondBurst},
    Burst{"writeBytesPerSecond", "writeBytesPerSecondBurst", &DiskLimits::writeBytesPerSecond,
          &DiskLimits::writeBytesPerSecondBurst},
    Burst{"readIops", "readIopsBurst", &DiskLimits::readIops, &DiskLimits::readIopsBurst},
    Burst{"writeIops", "writeIopsBurst", &DiskLimits::writeIops, &DiskLimits::writeIopsBurst}};

Result<void> checkLimits(const DiskLimits &limits, const QString &field)
{
    bool hasBurst = false;
    for (const Burst &burst : kBursts) {
        const qint64 limit = limits.*burst.limitMember;
        const qint64 peak = limits.*burst.burstMember;
        hasBurst = hasBurst || peak;
        if (peak && peak < limit)
            return fail(
                invalidField(field + u'.' + QString::fromLatin1(burst.burst),
                             u"must not be below %1"_s.arg(QString::fromLatin1(burst.limit))));
        if (peak && !limit)
            return fail(invalidField(
                field + u'.' + QString::fromLatin1(burst.burst),
                u"needs a limit that it may exceed: %1"_s.arg(QString::fromLatin1(burst.limit))));
    }
    if (limits.burstSeconds && !hasBurst)
        return fail(invalidField(field + u".burstSeconds"_s, u"needs a burst"_s));
    return {};
}

Result<void> checkTuning(const DiskConfig &disk, const QString &field)
{
    static const QRegularExpression serial(u"^[A-Za-z0-9_ .+-]*$"_s);
    const bool isVirtual = disk.bus == DiskBus::Scsi || disk.bus == DiskBus::Virtio;
    if (disk.isReadOnly && !isVirtual)
        return fail(invalidField(field + u".isReadOnly"_s,
                                 u"is possible with the buses scsi and virtio only"_s));
    if (disk.isSsd && (disk.bus == DiskBus::Virtio || disk.bus == DiskBus::Usb))
        return fail(invalidField(field + u".isSsd"_s,
                                 u"is possible with the buses scsi, sata and ide only"_s));
    const bool isCached = disk.cache != DiskCache::Default && disk.cache != DiskCache::None
                          && disk.cache != DiskCache::Directsync;
    if (disk.aio == DiskAio::Native && isCached)
        return fail(
            invalidField(field + u".aio"_s,
                         u"must not be native with the cache %1: take none or directsync"_s.arg(
                             nameOf(disk.cache))));
    if (!serial.match(disk.serial).hasMatch())
        return fail(
            invalidField(field + u".serial"_s, u"must be of letters, digits and _ . + -"_s));
    return checkLimits(disk.limits, field + u".limits"_s);
}

Result<void> checkDisk(const Checked &checked, const DiskConfig &disk, const QString &field)
{
    if (const auto target = checkTarget(disk, field); !target)
        return target;
    if (disk.bus == DiskBus::Ide && (checked.isQ35() || !checked.isX86()))
        return fail(invalidField(field + u".bus"_s,
                                 u"must not be ide: only the machine pc has it; take sata"_s));
    for (const auto &[name, text] : {std::pair{u".storage"_s, disk.storage},
                                     {u".volume"_s, disk.volume},
                                     {u".path"_s, disk.path}}) {
        if (const auto ok = checkText(field + name, text); !ok)
            return ok;
    }
    if (disk.volume.isEmpty() != disk.storage.isEmpty() && disk.kind == DiskKind::Cdrom)
        return fail(invalidField(field + u".volume"_s,
                                 u"needs both storage and volume, or neither (no medium)"_s));
    return disk.kind == DiskKind::Disk ? checkTuning(disk, field) : Result<void>();
}

Result<void> checkVlans(const NicConfig &nic, const QString &field)
{
    QSet<int> seen{nic.vlan};
    for (qsizetype i = 0; i < nic.trunks.size(); ++i) {
        const int vlan = nic.trunks.at(i);
        const QString name = field + u".trunks[%1]"_s.arg(i);
        if (vlan < 1 || vlan > 4094)
            return fail(invalidField(name, u"must be from 1 to 4094"_s));
        if (seen.contains(vlan))
            return fail(invalidField(name, u"is there already: %1"_s.arg(vlan)));
        seen.insert(vlan);
    }
    return {};
}

Result<void> checkNic(const NicConfig &nic, const QString &field)
{
    static const QRegularExpression macPattern(u"^([0-9a-f]{2}:){5}[0-9a-f]{2}$"_s,
                                               QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression modelPattern(u"^[a-zA-Z0-9_.-]+$"_s);
    if (!nic.mac.isEmpty()) {
        if (!macPattern.match(nic.mac).hasMatch())
            return fail(invalidField(field + u".mac"_s, u"must be as 52:54:00:12:34:56"_s));
        if (nic.mac.first(2).toInt(nullptr, 16) & 1)
            return fail(invalidField(field + u".mac"_s, u"must not be a multicast address"_s));
    }
    if (!modelPattern.match(nic.model).hasMatch())
        return fail(invalidField(field + u".model"_s, u"must be as virtio or e1000e"_s));
    const bool isPlugged = nic.kind == NetworkKind::Bridge || nic.kind == NetworkKind::Network;
    if (isPlugged && nic.source.isEmpty())
        return fail(invalidField(field + u".source"_s, u"must name the bridge or network"_s));
    const bool isVirtio = nic.model.startsWith(u"virtio");
    for (const auto &[name, isSet, needsVirtio] :
         {std::tuple{u".vlan"_s, nic.vlan != 0, false},
          {u".trunks"_s, !nic.trunks.isEmpty(), false},
          {u".rateBytesPerSecond"_s, nic.rateBytesPerSecond != 0, false},
          {u".queues"_s, nic.queues > 1, true},
          {u".mtu"_s, nic.mtu != 0, true}}) {
        if (isSet && !isPlugged)
            return fail(invalidField(field + name, u"needs a bridge or network"_s));
        if (isSet && needsVirtio && !isVirtio)
            return fail(invalidField(field + name, u"needs the model virtio"_s));
    }
    if (nic.mtu && nic.mtu < 68)
        return fail(invalidField(field + u".mtu"_s, u"must be 68 or more"_s));
    if (nic.rateBytesPerSecond && nic.rateBytesPerSecond < 1000)
        return fail(invalidField(field + u".rateBytesPerSecond"_s, u"must be 1000 or more"_s));
    if (const auto vlans = checkVlans(nic, field); !vlans)
        return vlans;
    return checkText(field + u".source"_s, nic.source);
}

} // namespace

QString targetPrefix(DiskBus bus)
{
    switch (bus) {
    case DiskBus::Virtio:
        return u"vd"_s;
    case DiskBus::Ide:
        return u"hd"_s;
    case DiskBus::Scsi:
    case DiskBus::Sata:
    case DiskBus::Usb:
        break;
    }
    return u"sd"_s;
}

Result<void> checkDisks(const Checked &checked)
{
    QSet<QString> targets;
    const QList<DiskConfig> &disks = checked.config.disks;
    for (qsizetype i = 0; i < disks.size(); ++i) {
        const DiskConfig &disk = disks.at(i);
        const QString field = u"disks[%1]"_s.arg(i);
        const bool isNew = checked.isNew(&Api::GuestConfig::disks, disk);
        if (isNew && targets.contains(disk.target))
            return fail(invalidField(field + u".target"_s,
                                     u"is used by another disk: %1"_s.arg(disk.target)));
        if (!disk.target.isEmpty())
            targets.insert(disk.target);
        if (!isNew)
            continue;
        if (const auto ok = checkDisk(checked, disk, field); !ok)
            return ok;
    }
    return {};
}

Result<void> checkNics(const Checked &checked)
{
    QSet<QString> macs;
    const QList<NicConfig> &nics = checked.config.nics;
    for (qsizetype i = 0; i < nics.size(); ++i) {
        const QString field = u"nics[%1]"_s.arg(i);
        const bool isNew = checked.isNew(&Api::GuestConfig::nics, nics.at(i));
        const QString mac = nics.at(i).mac.toLower();
        if (isNew && macs.contains(mac))
            return fail(invalidField(field + u".mac"_s, u"is used by another card"_s));
        if (!mac.isEmpty())
            macs.insert(mac);
        if (!isNew)
            continue;
        if (const auto ok = checkNic(nics.at(i), field); !ok)
            return ok;
    }
    return {};
}

} // namespace Atoll::guestrules
