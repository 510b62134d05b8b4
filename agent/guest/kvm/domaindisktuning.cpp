// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domainparts.h"

using namespace Qt::StringLiterals;

namespace Atoll::Kvm {
namespace {

using Api::DiskAio;
using Api::DiskCache;
using Api::DiskConfig;
using Api::DiskKind;
using Api::DiskLimits;

struct LimitName
{
    const char *element;
    qint64 DiskLimits::*member;
    bool isBurst;
    bool isBytes;
};
constexpr std::array kLimits{
    LimitName{"read_bytes_sec", &DiskLimits::readBytesPerSecond, false, true},
    LimitName{"write_bytes_sec", &DiskLimits::writeBytesPerSecond, false, true},
    LimitName{"read_iops_sec", &DiskLimits::readIops, false, false},
    LimitName{"write_iops_sec", &DiskLimits::writeIops, false, false},
    LimitName{"read_bytes_sec_max", &DiskLimits::readBytesPerSecondBurst, true, true},
    LimitName{"write_bytes_sec_max", &DiskLimits::writeBytesPerSecondBurst, true, true},
    LimitName{"read_iops_sec_max", &DiskLimits::readIopsBurst, true, false},
    LimitName{"write_iops_sec_max", &DiskLimits::writeIopsBurst, true, false},
};

//! The value of an enum by its name; `Default` for what has none.
template <class E>
E enumOf(const QString &text)
{
    for (const auto &entry : enumNames(E{})) {
        if (text == QLatin1StringView(entry.name))
            return entry.value;
    }
    return E::Default;
}

DiskLimits readLimits(const XmlElement &tune)
{
    DiskLimits limits;
    for (const LimitName &limit : kLimits) {
        const QString name = QString::fromLatin1(limit.element);
        const qint64 most = limit.isBytes ? 1LL << 50 : 1LL << 40; // as in DiskLimits
        limits.*limit.member = qBound(0LL, tune.child(name).text().trimmed().toLongLong(), most);
        const int seconds = tune.child(name + u"_length"_s).text().trimmed().toInt();
        if (limit.isBurst)
            limits.burstSeconds = qBound(0, qMax(limits.burstSeconds, seconds), 86400);
    }
    return limits;
}

void setLimits(XmlElement disk, const DiskLimits &before, const DiskLimits &wish)
{
    XmlElement tune = disk.ensure(u"iotune"_s);
    for (const LimitName &limit : kLimits) {
        const QString name = QString::fromLatin1(limit.element);
        const qint64 value = wish.*limit.member;
        if (value != before.*limit.member) {
            // A limit on the sum excludes one on its parts.
            const QString total = name.mid(name.indexOf(u'_')).prepend(u"total"_s);
            tune.removeChildren(total);
            tune.removeChildren(total + u"_length"_s);
            setOrRemove(tune, name, value ? QString::number(value) : QString());
        }
    }
    // behind the others: libxml2 does not see that they are valid between them
    for (const LimitName &limit : kLimits) {
        const QString name = QString::fromLatin1(limit.element);
        const qint64 value = wish.*limit.member;
        if (!limit.isBurst
            || (value == before.*limit.member && wish.burstSeconds == before.burstSeconds))
            continue;
        const bool hasLength = value && wish.burstSeconds;
        setOrRemove(tune, name + u"_length"_s,
                    hasLength ? QString::number(wish.burstSeconds) : QString());
    }
    removeIfEmpty(tune);
}

void setOptional(XmlElement element, const QString &name, const QString &value)
{
    if (value.isEmpty())
        element.removeAttribute(name);
    else
        element.setAttribute(name, value);
}

//! What is best where nobody chose: no second cache on the host, and its quickest interface.
struct Tuned
{
    QString cache;
    QString aio;
};

Tuned tunedFor(const DiskConfig &wish, const DiskSource &medium, const HostCapabilities &host)
{
    const bool isDirect = medium.canDirectIo
                          && (wish.cache == DiskCache::Default || wish.cache == DiskCache::None
                              || wish.cache == DiskCache::Directsync);
    return {isDirect ? u"none"_s : QString(),
            isDirect && host.hasIoUring ? u"io_uring"_s : QString()};
}

//! No wish keeps what is there when it is nothing or what we choose, too.
bool isReset(const QString &now, const QString &best) { return !now.isEmpty() && now != best; }

void patchDriver(XmlElement disk, const DiskConfig &before, const DiskConfig &wish,
                 const Tuned &tuned, bool isAdded)
{
    const bool isSame =
        before.cache == wish.cache && before.aio == wish.aio && before.discards == wish.discards;
    if (isSame && !isAdded)
        return;
    XmlElement driver =
        disk.child(u"driver"_s) ? disk.child(u"driver"_s) : disk.prepend(u"driver"_s);
    const QString cacheNow = driver.attribute(u"cache"_s);
    const QString aioNow = driver.attribute(u"io"_s);
    if (wish.cache != DiskCache::Default)
        driver.setAttribute(u"cache"_s, nameOf(wish.cache));
    else if (isAdded || isReset(cacheNow, u"none"_s))
        setOptional(driver, u"cache"_s, tuned.cache);
    if (wish.aio != DiskAio::Default)
        driver.setAttribute(u"io"_s, nameOf(wish.aio));
    else if (isAdded || isReset(aioNow, u"io_uring"_s))
        setOptional(driver, u"io"_s, tuned.aio);
    if (before.discards != wish.discards)
        setOptional(driver, u"discard"_s, wish.discards ? u"unmap"_s : QString());
}

} // namespace

void readDiskTuning(const XmlElement &disk, DiskConfig &config)
{
    const XmlElement driver = disk.child(u"driver"_s);
    config.cache = enumOf<DiskCache>(driver.attribute(u"cache"_s));
    config.aio = enumOf<DiskAio>(driver.attribute(u"io"_s));
    config.discards = driver.attribute(u"discard"_s) == u"unmap";
    config.isSsd = disk.child(u"target"_s).attribute(u"rotation_rate"_s) == u"1";
    config.isReadOnly = config.kind == DiskKind::Disk && disk.child(u"readonly"_s);
    config.serial = disk.child(u"serial"_s).text().left(36);
    config.limits = readLimits(disk.child(u"iotune"_s));
}

void patchDiskTuning(XmlElement disk, const DiskConfig &before, const DiskConfig &wish,
                     const DiskSource &medium, const HostCapabilities &host, bool isAdded)
{
    const bool isDisk = wish.kind == DiskKind::Disk;
    if (isDisk) {
        patchDriver(disk, before, wish, tunedFor(wish, medium, host), isAdded);
        const bool canBeSsd = wish.bus != Api::DiskBus::Virtio && wish.bus != Api::DiskBus::Usb;
        if (before.isSsd != wish.isSsd && canBeSsd)
            setOptional(disk.child(u"target"_s), u"rotation_rate"_s,
                        wish.isSsd ? u"1"_s : QString());
        if (before.isReadOnly != wish.isReadOnly) {
            disk.removeChildren(u"readonly"_s);
            if (wish.isReadOnly)
                disk.append(u"readonly"_s);
        }
    }
    if (before.serial != wish.serial)
        setOrRemove(disk, u"serial"_s, wish.serial);
    if (before.limits != wish.limits)
        setLimits(disk, before.limits, wish.limits);
}

} // namespace Atoll::Kvm
