// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "hardwarefields.h"

#include "guestpreset.h"
#include "hardwarebuild.h"

#include <core/units.h>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

using Api::DiskConfig;
using Api::GuestConfig;
using Api::NetworkKind;
using Api::NicConfig;
using Hardware::Tr;
using Mark = HardwareDevice::Mark;

QList<HardwareDevice> devicesOf(const GuestConfig &config, const HardwareChoices &choices)
{
    using namespace Hardware;
    QList<HardwareDevice> devices{general(config), processor(config, choices), memory(config),
                                  board(config, choices), display(config)};
    const auto each = [&](const auto &items, auto describe) {
        for (qsizetype i = 0; i < items.size(); ++i)
            devices += describe(items.at(i), i);
    };
    const Api::DevicesConfig &small = config.devices;
    each(config.disks, [&](const auto &item, qsizetype i) { return disk(item, i, choices); });
    each(config.nics, [&](const auto &item, qsizetype i) { return nic(item, i, choices); });
    each(small.usb, [&](const auto &item, qsizetype i) { return usb(item, i, choices); });
    each(small.pci,
         [&](const auto &item, qsizetype i) { return pci(item, i, choices, config.name); });
    each(small.shares, [&](const auto &item, qsizetype i) { return share(item, i, choices); });
    each(small.sharedMemory, [](const auto &item, qsizetype i) { return sharedMemory(item, i); });
    devices += smallDevices(config);
    devices += bootOrder(config);
    devices += expert(config, choices);
    return devices;
}

//! Stays the same while the device is edited and others come and go.
QString keyOf(const HardwareDevice &device, int origin, const GuestConfig &base)
{
    const QString &list = device.list;
    if (list.isEmpty())
        return device.key;
    const QString prefix = list == "disks"_L1  ? u"disk"_s
                           : list == "nics"_L1 ? u"nic"_s
                                               : list.section(u'.', 1);
    QString name = QString::number(origin);
    if (origin < 0)
        name = u"new%1"_s.arg(origin);
    else if (list == "disks"_L1 && !base.disks.at(origin).target.isEmpty())
        name = base.disks.at(origin).target;
    else if (list == "nics"_L1 && !base.nics.at(origin).mac.isEmpty())
        name = base.nics.at(origin).mac;
    return prefix + u'-' + name;
}

//! Where in the list's order a device has its place.
int rankOf(const HardwareDevice &device)
{
    static const QStringList order{u"general"_s,
                                   u"cpu"_s,
                                   u"memory"_s,
                                   u"system"_s,
                                   u"display"_s,
                                   u"disks"_s,
                                   u"nics"_s,
                                   u"devices.usb"_s,
                                   u"devices.pci"_s,
                                   u"devices.shares"_s,
                                   u"devices.sharedMemory"_s};
    const qsizetype at = order.indexOf(device.list.isEmpty() ? device.key : device.list);
    return at < 0 ? int(order.size()) : int(at);
}

//! A path without the number of its device, which moves when others go.
QString memberOf(const HardwareDevice &device, const QString &path)
{
    return device.list.isEmpty() ? path : path.section(u"]."_s, 1);
}

const HardwareField *findField(const HardwareDevice &device, const QString &member)
{
    for (const HardwareField &field : device.fields) {
        if (!field.path.isEmpty() && memberOf(device, field.path) == member)
            return &field;
    }
    return nullptr;
}

void compareWithBase(HardwareDevice &device, const HardwareDevice &old)
{
    for (HardwareField &field : device.fields) {
        const HardwareField *before =
            field.path.isEmpty() ? nullptr : findField(old, memberOf(device, field.path));
        if (!before)
            continue;
        // What is at the end of a disk would be lost.
        if (device.list == "disks"_L1 && field.path.endsWith(u".sizeBytes"_s))
            field.minimum = before->value.toInteger();
        field.isPending = field.value != before->value
                          || (field.kind == FieldKind::BootEntry && field.text != before->text);
        if (!field.isPending)
            continue;
        field.before = before->text;
        device.mark = Mark::Changed;
    }
}

void compareWithPreset(QList<HardwareDevice> &devices, const QList<HardwareDevice> &preset)
{
    QHash<QString, QJsonValue> defaults;
    for (const HardwareDevice &device : preset) {
        for (const HardwareField &field : device.fields)
            defaults.insert(field.path, field.value);
    }
    for (HardwareDevice &device : devices) {
        for (HardwareField &field : device.fields) {
            const auto it = defaults.constFind(field.path);
            field.isDefault = field.path.isEmpty() || field.kind == FieldKind::BootEntry
                              || it == defaults.constEnd() || *it == field.value;
        }
    }
}

void insertGone(QList<HardwareDevice> &devices, HardwareDevice gone)
{
    gone.mark = Mark::Removed;
    for (HardwareField &field : gone.fields)
        field.path.clear();
    const int rank = rankOf(gone);
    const auto place = std::find_if(devices.begin(), devices.end(),
                                    [&](const auto &device) { return rankOf(device) > rank; });
    devices.insert(place, gone);
}

int indexIn(const QString &path) { return path.section(u'[', 1).section(u']', 0, 0).toInt(); }

Result<void> setInNic(HardwareDraft &draft, int index, const QString &connection)
{
    GuestConfig config = draft.edited();
    setConnection(config.nics[index], connection);
    return draft.setEdited(config);
}

Result<void> setMedium(HardwareDraft &draft, int index, const QString &medium,
                       const HardwareChoices &choices)
{
    GuestConfig config = draft.edited();
    DiskConfig &disk = config.disks[index];
    const bool isCdrom = disk.kind == Api::DiskKind::Cdrom;
    const QString storage = medium.section(u'/', 0, 0);
    disk.volume = medium.section(u'/', 1);
    disk.path.clear();
    disk.sizeBytes = 0;
    disk.format = isCdrom ? Api::VolumeFormat::Iso : Api::VolumeFormat::Qcow2;
    for (const Api::VolumeInfo &volume : choices.volumes) {
        if (!isCdrom && volume.storage == storage && volume.name == disk.volume)
            disk.format = volume.format;
    }
    if (isCdrom || !medium.isEmpty()) {
        disk.storage = storage;
    } else {
        disk.sizeBytes = presetDisk(config.osType).sizeBytes;
        if (disk.storage.isEmpty() && !choices.storages.isEmpty())
            disk.storage = choices.storages.first().name;
    }
    return draft.setEdited(config);
}

Result<void> setTrunks(HardwareDraft &draft, int index, const QString &text)
{
    QJsonArray trunks;
    for (const QString &part : text.split(u',', Qt::SkipEmptyParts)) {
        bool isNumber = false;
        const int vlan = part.trimmed().toInt(&isNumber);
        if (!isNumber || vlan < 1 || vlan > 4094)
            return fail(invalidField(u"nics[%1].trunks"_s.arg(index),
                                     Tr::tr("must be numbers from 1 to 4094, as 10, 20")));
        trunks.append(vlan);
    }
    return draft.set(u"nics[%1].trunks"_s.arg(index), trunks);
}

Result<void> setBootOrder(HardwareDraft &draft, const QList<BootEntry> &entries)
{
    QJsonArray order;
    for (const BootEntry &entry : entries) {
        if (entry.isChosen)
            order.append(entry.key);
    }
    if (order.isEmpty())
        return fail(invalidField(u"bootOrder"_s, Tr::tr("must keep one device")));
    return draft.set(u"bootOrder"_s, order);
}

Result<void> chooseBootEntry(HardwareDraft &draft, const QString &key, bool isChosen)
{
    QList<BootEntry> entries = bootEntries(draft.edited());
    for (BootEntry &entry : entries) {
        if (entry.key == key)
            entry.isChosen = isChosen;
    }
    return setBootOrder(draft, entries);
}

QJsonArray splitTags(const QString &text)
{
    QJsonArray tags;
    for (const QString &tag : text.split(u',', Qt::SkipEmptyParts)) {
        if (!tag.trimmed().isEmpty())
            tags.append(tag.trimmed());
    }
    return tags;
}

} // namespace

bool editsPath(const HardwareField &field, const QString &path)
{
    const auto isIt = [&](const QString &own) {
        return !own.isEmpty() && (path == own || path.startsWith(own + u'['));
    };
    return isIt(field.path) || std::any_of(field.covers.begin(), field.covers.end(), isIt);
}

QString boardText(const GuestConfig &config) { return Hardware::board(config, {}).summary; }

QString displayText(const GuestConfig &config) { return Hardware::display(config).summary; }

QString connectionOf(const NicConfig &nic) { return QString(nameOf(nic.kind)) + u':' + nic.source; }

void setConnection(NicConfig &nic, const QString &connection)
{
    const auto kind = fromJson<NetworkKind>(connection.section(u':', 0, 0));
    nic.kind = kind.value_or(NetworkKind::None);
    nic.source = connection.section(u':', 1);
}

QString connectionText(NetworkKind kind, const QString &source)
{
    switch (kind) {
    case NetworkKind::Bridge:
        return Tr::tr("Bridge %1").arg(source);
    case NetworkKind::Network:
        return Tr::tr("Network %1").arg(source);
    case NetworkKind::User:
        return Tr::tr("Through the node (NAT, outgoing only)");
    case NetworkKind::None:
        break;
    }
    return Tr::tr("Nothing");
}

QList<FieldChoice> connectionChoices(const QList<Api::NetworkInfo> &networks)
{
    QList<FieldChoice> choices;
    for (const Api::NetworkInfo &network : networks) {
        NicConfig nic;
        nic.kind = network.kind;
        nic.source = network.name;
        if (network.kind == NetworkKind::Bridge || network.kind == NetworkKind::Network)
            choices += {connectionText(nic.kind, nic.source), connectionOf(nic)};
    }
    choices += {connectionText(NetworkKind::User, {}), u"user:"_s};
    choices += {connectionText(NetworkKind::None, {}), u"none:"_s};
    return choices;
}

QList<HardwareDevice> describeHardware(const HardwareDraft &draft, const HardwareChoices &choices)
{
    QList<HardwareDevice> before = devicesOf(draft.base(), choices);
    QHash<QString, const HardwareDevice *> known;
    for (HardwareDevice &old : before) {
        old.key = keyOf(old, old.item, draft.base());
        known.insert(old.key, &old);
    }
    QList<HardwareDevice> devices = devicesOf(draft.edited(), choices);
    for (HardwareDevice &device : devices) {
        device.key = keyOf(device, draft.origin(device.list, device.item), draft.base());
        if (const HardwareDevice *old = known.take(device.key))
            compareWithBase(device, *old);
        else
            device.mark = Mark::Added;
    }
    compareWithPreset(devices, devicesOf(presetLike(draft.edited()), choices));
    for (const HardwareDevice &old : std::as_const(before)) {
        if (known.contains(old.key))
            insertGone(devices, old);
    }
    return devices;
}

Result<void> setField(HardwareDraft &draft, const QString &path, const QJsonValue &value,
                      const HardwareChoices &choices)
{
    if (path.endsWith(u".@connection"_s))
        return setInNic(draft, indexIn(path), value.toString());
    if (path.endsWith(u".@medium"_s))
        return setMedium(draft, indexIn(path), value.toString(), choices);
    if (path.endsWith(u".@trunks"_s))
        return setTrunks(draft, indexIn(path), value.toString());
    if (path.startsWith(u"@boot/"_s))
        return chooseBootEntry(draft, path.mid(6), value.toBool());
    if (path == "tags"_L1)
        return draft.set(path, splitTags(value.toString()));
    return draft.set(path, value);
}

Result<void> moveBootEntry(HardwareDraft &draft, const QString &key, int steps)
{
    QList<BootEntry> entries = bootEntries(draft.edited());
    const auto it = std::find_if(entries.begin(), entries.end(),
                                 [&](const BootEntry &entry) { return entry.key == key; });
    if (it == entries.end())
        return {};
    it->isChosen = true;
    const qsizetype from = it - entries.begin();
    entries.move(from, qBound(qsizetype(0), from + steps, entries.size() - 1));
    return setBootOrder(draft, entries);
}

} // namespace Atoll
