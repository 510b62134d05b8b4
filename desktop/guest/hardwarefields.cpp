// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "hardwarefields.h"

#include <core/units.h>

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Hardware)
};

using Api::DiskBus;
using Api::DiskConfig;
using Api::DiskKind;
using Api::GuestConfig;
using Api::NetworkKind;
using Api::NicConfig;
using Mark = HardwareDevice::Mark;

QString indexed(const char *list, qsizetype index, const QString &member)
{
    return QString::fromLatin1(list) + u'[' + QString::number(index) + u"]."_s + member;
}

QString textOf(const HardwareField &field)
{
    for (const FieldChoice &choice : field.choices) {
        if (choice.value == field.value)
            return choice.text;
    }
    switch (field.kind) {
    case FieldKind::Bytes:
        return units::formatBytes(field.value.toInteger());
    case FieldKind::Number:
        return QString::number(field.value.toInteger());
    case FieldKind::Flag:
        return field.value.toBool() ? Tr::tr("Yes") : Tr::tr("No");
    default:
        return field.value.toString();
    }
}

HardwareField make(const QString &path, const QString &label, FieldKind kind,
                   const QJsonValue &value, const QList<FieldChoice> &choices = {})
{
    HardwareField field{path, label, kind, value, {}, choices};
    field.text = textOf(field);
    return field;
}

HardwareField number(const QString &path, const QString &label, qint64 value, qint64 minimum,
                     qint64 maximum)
{
    HardwareField field = make(path, label, FieldKind::Number, value);
    field.minimum = minimum;
    field.maximum = maximum;
    return field;
}

HardwareField fixed(const QString &label, const QString &text)
{
    return {{}, label, FieldKind::FixedText, {}, text};
}

template <class E>
QList<FieldChoice> choicesOf(std::initializer_list<std::pair<E, QString>> entries)
{
    QList<FieldChoice> choices;
    for (const auto &[value, text] : entries)
        choices += FieldChoice{text, toJson(value)};
    return choices;
}

HardwareDevice general(const GuestConfig &config)
{
    HardwareDevice device{u"general"_s, u"tag"_s, Tr::tr("General"), config.name, {}};
    device.fields = {make(u"name"_s, Tr::tr("Name"), FieldKind::Text, config.name),
                     make(u"tags"_s, Tr::tr("Tags"), FieldKind::Text, config.tags.join(u", ")),
                     make(u"osType"_s, Tr::tr("System"), FieldKind::Choice, toJson(config.osType),
                          choicesOf<Api::OsType>({{Api::OsType::Linux, u"Linux"_s},
                                                  {Api::OsType::Windows, u"Windows"_s},
                                                  {Api::OsType::Bsd, u"BSD"_s},
                                                  {Api::OsType::Other, Tr::tr("Other")}})),
                     make(u"startsAtBoot"_s, Tr::tr("Start with the node"), FieldKind::Flag,
                          config.startsAtBoot),
                     make(u"isProtected"_s, Tr::tr("Protected from deletion"), FieldKind::Flag,
                          config.isProtected)};
    return device;
}

HardwareDevice processor(const GuestConfig &config)
{
    HardwareDevice device{u"cpu"_s, u"cpu"_s, Tr::tr("Processor"), {}, {}};
    device.summary = Tr::tr("%n core(s)", nullptr, config.cpu.sockets * config.cpu.cores);
    device.fields = {number(u"cpu.sockets"_s, Tr::tr("Sockets"), config.cpu.sockets, 1, 16),
                     number(u"cpu.cores"_s, Tr::tr("Cores per socket"), config.cpu.cores, 1, 256),
                     make(u"cpu.model"_s, Tr::tr("Model"), FieldKind::Text, config.cpu.model)};
    if (config.cpu.model.isEmpty())
        device.fields.last().text = Tr::tr("Best that the node offers");
    return device;
}

HardwareDevice memory(const GuestConfig &config)
{
    HardwareDevice device{
        u"memory"_s, u"memory"_s, Tr::tr("Memory"), units::formatBytes(config.memoryBytes), {}};
    HardwareField size =
        make(u"memoryBytes"_s, Tr::tr("Size"), FieldKind::Bytes, config.memoryBytes);
    size.minimum = 16 * units::MiB;
    size.maximum = 16LL << 40;
    device.fields = {size};
    return device;
}

HardwareDevice system(const GuestConfig &config)
{
    HardwareDevice device{u"system"_s, u"settings"_s, Tr::tr("Board"), {}, {}};
    device.fields = {make(u"firmware"_s, Tr::tr("Firmware"), FieldKind::Choice,
                          toJson(config.firmware),
                          choicesOf<Api::Firmware>({{Api::Firmware::Bios, u"BIOS"_s},
                                                    {Api::Firmware::Uefi, u"UEFI"_s}})),
                     make(u"machine"_s, Tr::tr("Machine type"), FieldKind::Text, config.machine)};
    if (config.machine.isEmpty())
        device.fields.last().text = Tr::tr("q35 (default)");
    device.summary = device.fields.first().text + u", "_s
                     + (config.machine.isEmpty() ? u"q35"_s : config.machine);
    if (!config.kernel.isEmpty())
        device.fields += fixed(Tr::tr("Kernel"), config.kernel);
    return device;
}

QList<FieldChoice> mediumChoices(const QList<Api::VolumeInfo> &images)
{
    QList<FieldChoice> choices{{Tr::tr("No medium"), QString()}};
    for (const Api::VolumeInfo &image : images)
        choices += {image.name, image.storage + u'/' + image.name};
    return choices;
}

QString mediumOf(const DiskConfig &disk)
{
    return disk.volume.isEmpty() ? QString() : disk.storage + u'/' + disk.volume;
}

QList<FieldChoice> storageChoices(const QList<Api::StorageInfo> &storages)
{
    QList<FieldChoice> choices;
    for (const Api::StorageInfo &storage : storages) {
        choices +=
            {Tr::tr("%1 (%2 free)")
                 .arg(storage.name, units::formatBytes(storage.totalBytes - storage.usedBytes)),
             storage.name};
    }
    return choices;
}

HardwareField sizeField(const DiskConfig &disk, qsizetype index)
{
    HardwareField size = make(indexed("disks", index, u"sizeBytes"_s), Tr::tr("Size"),
                              FieldKind::Bytes, disk.sizeBytes);
    size.minimum = units::MiB;
    size.maximum = 1LL << 50;
    return size;
}

QList<HardwareField> newDiskFields(const DiskConfig &disk, qsizetype index,
                                   const HardwareChoices &choices)
{
    using Api::VolumeFormat;
    return {sizeField(disk, index),
            make(indexed("disks", index, u"storage"_s), Tr::tr("Storage"), FieldKind::Choice,
                 disk.storage, storageChoices(choices.storages)),
            make(indexed("disks", index, u"format"_s), Tr::tr("Format"), FieldKind::Choice,
                 toJson(disk.format),
                 choicesOf<VolumeFormat>(
                     {{VolumeFormat::Qcow2, u"qcow2"_s}, {VolumeFormat::Raw, u"raw"_s}}))};
}

HardwareDevice diskDevice(const DiskConfig &disk, qsizetype index, const HardwareChoices &choices)
{
    const bool isCdrom = disk.kind == DiskKind::Cdrom;
    HardwareDevice device;
    device.disk = int(index);
    device.key = disk.target.isEmpty() ? u"disk-new-%1"_s.arg(index) : u"disk-"_s + disk.target;
    device.icon = isCdrom ? u"cdrom"_s : u"disk"_s;
    device.title = isCdrom ? Tr::tr("CD drive %1") : Tr::tr("Disk %1");
    device.title =
        device.title.arg(disk.target.isEmpty() ? Tr::tr("(new)") : disk.target).trimmed();
    if (isCdrom) {
        HardwareField medium =
            make(indexed("disks", index, u"@medium"_s), Tr::tr("Medium"), FieldKind::Choice,
                 mediumOf(disk), mediumChoices(choices.images));
        if (!disk.path.isEmpty())
            medium.text = disk.path;
        device.summary = medium.text;
        device.fields += medium;
    } else if (disk.volume.isEmpty() && disk.path.isEmpty()) {
        device.fields = newDiskFields(disk, index, choices);
        device.summary =
            Tr::tr("%1 in %2, new").arg(units::formatBytes(disk.sizeBytes), disk.storage);
    } else {
        const QString where = disk.path.isEmpty() ? disk.storage + u'/' + disk.volume : disk.path;
        device.fields += fixed(Tr::tr("Volume"), where);
        device.fields += fixed(Tr::tr("Format"), QString(nameOf(disk.format)));
        device.summary = where;
        if (disk.sizeBytes > 0) {
            const QString size = units::formatBytes(disk.sizeBytes);
            device.fields +=
                disk.path.isEmpty() ? sizeField(disk, index) : fixed(Tr::tr("Size"), size);
            device.summary = size + u", "_s + where;
        }
    }
    device.fields +=
        make(indexed("disks", index, u"bus"_s), Tr::tr("Bus"), FieldKind::Choice, toJson(disk.bus),
             choicesOf<DiskBus>({{DiskBus::Virtio, u"VirtIO"_s},
                                 {DiskBus::Scsi, u"SCSI"_s},
                                 {DiskBus::Sata, u"SATA"_s},
                                 {DiskBus::Ide, u"IDE"_s}}));
    return device;
}

HardwareDevice nicDevice(const NicConfig &nic, qsizetype index, const HardwareChoices &choices)
{
    HardwareDevice device;
    device.nic = int(index);
    device.key = nic.mac.isEmpty() ? u"nic-new-%1"_s.arg(index) : u"nic-"_s + nic.mac;
    device.icon = u"nic"_s;
    device.title = Tr::tr("Network card %1").arg(index + 1);
    HardwareField connection =
        make(indexed("nics", index, u"@connection"_s), Tr::tr("Connected to"), FieldKind::Choice,
             connectionOf(nic), connectionChoices(choices.networks));
    connection.text = connectionText(nic.kind, nic.source);
    QList<FieldChoice> models;
    for (const QString &model : {u"virtio"_s, u"e1000e"_s, u"e1000"_s, u"rtl8139"_s})
        models += {model, model};
    device.fields = {
        connection,
        make(indexed("nics", index, u"model"_s), Tr::tr("Model"), FieldKind::Choice, nic.model,
             models),
        make(indexed("nics", index, u"mac"_s), Tr::tr("MAC address"), FieldKind::Text, nic.mac),
        make(indexed("nics", index, u"isLinkUp"_s), Tr::tr("Cable plugged in"), FieldKind::Flag,
             nic.isLinkUp)};
    if (nic.mac.isEmpty())
        device.fields[2].text = Tr::tr("Chosen when it is made");
    device.summary = connection.text;
    if (!nic.isLinkUp)
        device.summary = Tr::tr("%1, unplugged").arg(device.summary);
    return device;
}

QList<HardwareDevice> devicesOf(const GuestConfig &config, const HardwareChoices &choices)
{
    QList<HardwareDevice> devices{general(config), processor(config), memory(config),
                                  system(config)};
    for (qsizetype i = 0; i < config.disks.size(); ++i)
        devices += diskDevice(config.disks.at(i), i, choices);
    for (qsizetype i = 0; i < config.nics.size(); ++i)
        devices += nicDevice(config.nics.at(i), i, choices);
    return devices;
}

//! What is at the end of a disk would be lost.
void keepFromShrinking(HardwareDevice &device, const HardwareDevice &old)
{
    for (qsizetype i = 0; i < device.fields.size() && i < old.fields.size(); ++i) {
        if (device.fields.at(i).path.endsWith(u".sizeBytes"_s))
            device.fields[i].minimum = old.fields.at(i).value.toInteger();
    }
}

bool looksSame(const HardwareDevice &a, const HardwareDevice &b)
{
    return std::equal(a.fields.begin(), a.fields.end(), b.fields.begin(), b.fields.end(),
                      [](const HardwareField &x, const HardwareField &y) {
                          return x.value == y.value && x.text == y.text;
                      });
}

Result<void> setInNic(HardwareDraft &draft, int index, const QString &connection)
{
    GuestConfig config = draft.edited();
    setConnection(config.nics[index], connection);
    return draft.setEdited(config);
}

Result<void> setMedium(HardwareDraft &draft, int index, const QString &medium)
{
    GuestConfig config = draft.edited();
    DiskConfig &disk = config.disks[index];
    disk.storage = medium.section(u'/', 0, 0);
    disk.volume = medium.section(u'/', 1);
    disk.path.clear();
    disk.sizeBytes = 0;
    disk.format = Api::VolumeFormat::Iso;
    return draft.setEdited(config);
}

} // namespace

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
    const QList<HardwareDevice> before = devicesOf(draft.base(), choices);
    QList<HardwareDevice> devices = devicesOf(draft.edited(), choices);
    const auto find = [](QList<HardwareDevice> &list, const QString &key) {
        return std::find_if(list.begin(), list.end(),
                            [&](const HardwareDevice &device) { return device.key == key; });
    };
    for (const HardwareDevice &old : before) {
        const auto it = find(devices, old.key);
        if (it != devices.end()) {
            it->mark = looksSame(old, *it) ? Mark::Same : Mark::Changed;
            keepFromShrinking(*it, old);
            continue;
        }
        HardwareDevice gone = old;
        gone.mark = Mark::Removed;
        for (HardwareField &field : gone.fields)
            field.path.clear();
        // Before the first device of the next kind, so that disks stay among disks.
        const auto place = std::find_if(devices.begin(), devices.end(), [&](const auto &device) {
            return gone.disk >= 0 && device.nic >= 0;
        });
        devices.insert(place, gone);
    }
    for (HardwareDevice &device : devices) {
        const bool isKnown = std::any_of(before.begin(), before.end(),
                                         [&](const auto &old) { return old.key == device.key; });
        if (!isKnown)
            device.mark = Mark::Added;
    }
    return devices;
}

Result<void> setField(HardwareDraft &draft, const QString &path, const QJsonValue &value)
{
    const int index = path.section(u'[', 1).section(u']', 0, 0).toInt();
    if (path.endsWith(u"@connection"_s))
        return setInNic(draft, index, value.toString());
    if (path.endsWith(u"@medium"_s))
        return setMedium(draft, index, value.toString());
    if (path == u"tags"_s) {
        QJsonArray tags;
        for (const QString &tag : value.toString().split(u',', Qt::SkipEmptyParts)) {
            if (!tag.trimmed().isEmpty())
                tags.append(tag.trimmed());
        }
        return draft.set(path, tags);
    }
    return draft.set(path, value);
}

} // namespace Atoll
