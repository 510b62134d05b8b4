// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guestrulesparts.h"

#include <core/units.h>

#include <QDir>
#include <QRegularExpression>
#include <QSet>

using namespace Qt::StringLiterals;

namespace Atoll::guestrules {
namespace {

using Api::DevicesConfig;
using Api::PciConfig;
using Api::ShareConfig;
using Api::SharedMemoryConfig;
using Api::UsbConfig;
using Api::UsbKind;

bool matches(const QString &text, const QString &pattern)
{
    return QRegularExpression(QRegularExpression::anchoredPattern(pattern)).match(text).hasMatch();
}

Result<void> checkUsb(const Checked &checked, const UsbConfig &usb, const QString &field)
{
    switch (usb.kind) {
    case UsbKind::Mapping:
        return usb.device.isEmpty()
                   ? fail(invalidField(field + u".device"_s, u"must be the name of a mapping"_s))
                   : Result<void>();
    case UsbKind::Spice:
        if (!usb.device.isEmpty())
            return fail(invalidField(field + u".device"_s, u"must be empty for a SPICE port"_s));
        if (!checked.config.display.hasSpice)
            return fail(invalidField(field + u".kind"_s,
                                     u"needs a display with SPICE (display.hasSpice)"_s));
        return {};
    case UsbKind::Host:
        break;
    }
    if (!matches(usb.device, u"[0-9a-f]{4}:[0-9a-f]{4}|[0-9]+-[0-9]+([.][0-9]+)*"_s))
        return fail(invalidField(field + u".device"_s,
                                 u"must be vendor and product as 046d:c52b, or a port as 1-2.3"_s));
    return {};
}

Result<void> checkPci(const PciConfig &pci, const QString &field)
{
    if (!pci.mapping.isEmpty() && !pci.address.isEmpty())
        return fail(invalidField(field + u".address"_s, u"must be empty with a mapping"_s));
    if (pci.mapping.isEmpty()
        && !matches(pci.address, u"[0-9a-f]{4}:[0-9a-f]{2}:[01][0-9a-f][.][0-7]"_s))
        return fail(invalidField(field + u".address"_s, u"must be as 0000:01:00.0"_s));
    if (!matches(pci.mediatedType, u"[A-Za-z0-9_.-]*"_s))
        return fail(invalidField(field + u".mediatedType"_s, u"must be as nvidia-35"_s));
    if (pci.isPrimaryDisplay && !pci.mediatedType.isEmpty())
        return fail(invalidField(field + u".isPrimaryDisplay"_s,
                                 u"is not possible with a part of a device"_s));
    return {};
}

Result<void> checkShare(const ShareConfig &share, const QString &field)
{
    if (!share.mapping.isEmpty() && !share.path.isEmpty())
        return fail(invalidField(field + u".path"_s, u"must be empty with a mapping"_s));
    if (!matches(share.tag, u"[A-Za-z0-9_.-]{1,36}"_s))
        return fail(invalidField(field + u".tag"_s, u"must be of letters, digits and _ . -"_s));
    if (!share.mapping.isEmpty())
        return {};
    if (!QDir::isAbsolutePath(share.path) || QDir::cleanPath(share.path) != share.path)
        return fail(invalidField(field + u".path"_s, u"must be an absolute path of a directory"_s));
    return checkText(field + u".path"_s, share.path);
}

Result<void> checkSharedMemory(const SharedMemoryConfig &memory, const QString &field)
{
    if (!matches(memory.name, u"[A-Za-z0-9_-]{1,64}"_s))
        return fail(invalidField(field + u".name"_s, u"must be of letters, digits and _ -"_s));
    if (memory.sizeBytes & (memory.sizeBytes - 1))
        return fail(invalidField(field + u".sizeBytes"_s, u"must be a power of two"_s));
    return {};
}

//! Items of one list: each by its own rule, and none twice. `key` is what must differ.
template <class T>
Result<void> checkList(const Checked &checked, QList<T> DevicesConfig::*list, const QString &name,
                       const std::function<Result<void>(const T &, const QString &)> &check,
                       const std::function<std::pair<QString, QString>(const T &)> &key)
{
    QSet<QString> seen;
    const QList<T> &items = checked.config.devices.*list;
    for (qsizetype i = 0; i < items.size(); ++i) {
        const QString field = u"devices.%1[%2]"_s.arg(name).arg(i);
        const auto [member, value] = key(items.at(i));
        const bool isNew = checked.isNew(list, items.at(i));
        if (isNew && !value.isEmpty() && seen.contains(value))
            return fail(invalidField(field + u'.' + member, u"is there already: %1"_s.arg(value)));
        seen.insert(value);
        if (!isNew)
            continue;
        if (const auto ok = check(items.at(i), field); !ok)
            return ok;
    }
    return {};
}

Result<void> checkHostDevices(const Checked &checked)
{
    const auto usb = checkList<UsbConfig>(
        checked, &DevicesConfig::usb, u"usb"_s,
        [&](const UsbConfig &device, const QString &field) {
            return checkUsb(checked, device, field);
        },
        [](const UsbConfig &device) {
            return std::pair{u"device"_s, device.device};
        });
    if (!usb)
        return usb;
    const auto pci = checkList<PciConfig>(
        checked, &DevicesConfig::pci, u"pci"_s, checkPci, [](const PciConfig &device) {
            const bool isPart = !device.mediatedType.isEmpty(); // a device has many of them
            const bool isMapped = !device.mapping.isEmpty();
            return std::pair{isMapped ? u"mapping"_s : u"address"_s, isPart     ? QString()
                                                                     : isMapped ? device.mapping
                                                                                : device.address};
        });
    if (!pci)
        return pci;
    const auto primaries =
        std::count_if(checked.config.devices.pci.begin(), checked.config.devices.pci.end(),
                      [](const PciConfig &device) { return device.isPrimaryDisplay; });
    if (primaries > 1 && checked.isChanged(&Api::GuestConfig::devices))
        return fail(invalidField(u"devices.pci"_s, u"can have one primary display only"_s));
    return {};
}

} // namespace

Result<void> checkDevices(const Checked &checked)
{
    if (const auto host = checkHostDevices(checked); !host)
        return host;
    const auto shares = checkList<ShareConfig>(checked, &DevicesConfig::shares, u"shares"_s,
                                               checkShare, [](const ShareConfig &share) {
                                                   return std::pair{u"tag"_s, share.tag};
                                               });
    if (!shares)
        return shares;
    const auto memory =
        checkList<SharedMemoryConfig>(checked, &DevicesConfig::sharedMemory, u"sharedMemory"_s,
                                      checkSharedMemory, [](const SharedMemoryConfig &item) {
                                          return std::pair{u"name"_s, item.name};
                                      });
    if (!memory)
        return memory;
    const DevicesConfig &devices = checked.config.devices;
    if (!checked.isChanged(&Api::GuestConfig::devices))
        return {};
    if (devices.watchdog == Api::WatchdogModel::Itco && (!checked.isX86() || !checked.isQ35()))
        return fail(invalidField(u"devices.watchdog"_s, u"can be itco with q35 only"_s));
    const bool isSerial = checked.config.display.model == Api::DisplayModel::Serial;
    if (isSerial && devices.serialPorts == 0)
        return fail(invalidField(u"devices.serialPorts"_s,
                                 u"must be 1 or more: the console is the serial port"_s));
    return {};
}

} // namespace Atoll::guestrules
