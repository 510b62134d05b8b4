// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Disks, drives and cards of the hardware list.
#include "hardwarebuild.h"

#include <core/units.h>

using namespace Qt::StringLiterals;

namespace Atoll::Hardware {
namespace {

using Api::DiskBus;
using Api::DiskConfig;
using Api::DiskKind;
using Api::NicConfig;

constexpr qint64 kMostRequests = 1LL << 40;

QString inDisk(qsizetype index, const QString &member) { return inList(u"disks"_s, index, member); }
QString inNic(qsizetype index, const QString &member) { return inList(u"nics"_s, index, member); }

QString volumeKey(const QString &storage, const QString &volume)
{
    return volume.isEmpty() ? QString() : storage + u'/' + volume;
}

QList<FieldChoice> volumeChoices(const QString &nothing, const QList<Api::VolumeInfo> &volumes)
{
    QList<FieldChoice> choices{{nothing, QString()}};
    for (const Api::VolumeInfo &volume : volumes)
        choices += {Tr::tr("%1 (%2)").arg(volumeKey(volume.storage, volume.name),
                                          units::formatBytes(volume.sizeBytes)),
                    volumeKey(volume.storage, volume.name)};
    return choices;
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

//! What is there already, to be chosen instead of a new volume; or the medium of a drive.
HardwareField volumeField(const DiskConfig &disk, qsizetype index, const HardwareChoices &choices)
{
    const bool isCdrom = disk.kind == DiskKind::Cdrom;
    FieldMaker field =
        choice(inDisk(index, u"@medium"_s), isCdrom ? Tr::tr("Medium") : Tr::tr("Volume"),
               volumeKey(disk.storage, disk.volume),
               isCdrom ? volumeChoices(Tr::tr("No medium"), choices.images)
                       : volumeChoices(Tr::tr("a new one"), choices.volumes));
    field.covers(
        {inDisk(index, u"storage"_s), inDisk(index, u"volume"_s), inDisk(index, u"path"_s)});
    if (!disk.path.isEmpty())
        field.shownAs(disk.path);
    return field;
}

HardwareField sizeField(const DiskConfig &disk, qsizetype index)
{
    return bytes(inDisk(index, u"sizeBytes"_s), Tr::tr("Size"), disk.sizeBytes, units::MiB,
                 1LL << 50);
}

QList<HardwareField> newVolumeFields(const DiskConfig &disk, qsizetype index,
                                     const HardwareChoices &choices)
{
    using F = Api::VolumeFormat;
    return {sizeField(disk, index),
            choice(inDisk(index, u"storage"_s), Tr::tr("Storage"), disk.storage,
                   storageChoices(choices.storages)),
            choice(inDisk(index, u"format"_s), Tr::tr("Format"), toJson(disk.format),
                   choicesOf<F>({{F::Qcow2, u"qcow2"_s}, {F::Raw, u"raw"_s}}))
                .remark(disk.format == F::Raw ? Tr::tr("as large as it is, no snapshots inside")
                                              : Tr::tr("grows as it fills, has snapshots")),
            volumeField(disk, index, choices)};
}

QList<HardwareField> presentVolumeFields(const DiskConfig &disk, qsizetype index)
{
    const QString where = disk.path.isEmpty() ? volumeKey(disk.storage, disk.volume) : disk.path;
    QList<HardwareField> fields{fixed(Tr::tr("Volume"), where),
                                fixed(Tr::tr("Format"), QString(nameOf(disk.format)))};
    if (disk.sizeBytes > 0)
        fields += disk.path.isEmpty() ? sizeField(disk, index)
                                      : fixed(Tr::tr("Size"), units::formatBytes(disk.sizeBytes));
    return fields;
}

HardwareField busField(const DiskConfig &disk, qsizetype index)
{
    return choice(inDisk(index, u"bus"_s), Tr::tr("Bus"), toJson(disk.bus),
                  choicesOf<DiskBus>({{DiskBus::Scsi, u"VirtIO SCSI"_s},
                                      {DiskBus::Virtio, u"VirtIO"_s},
                                      {DiskBus::Sata, u"SATA"_s},
                                      {DiskBus::Ide, u"IDE"_s},
                                      {DiskBus::Usb, u"USB"_s}}))
        .remark(disk.kind == DiskKind::Cdrom ? QString()
                                             : Tr::tr("VirtIO needs a driver in the guest"));
}

QList<HardwareField> behaviourFields(const DiskConfig &disk, qsizetype index)
{
    using C = Api::DiskCache;
    using A = Api::DiskAio;
    const bool isParavirtual = disk.bus == DiskBus::Scsi || disk.bus == DiskBus::Virtio;
    return {flag(inDisk(index, u"discards"_s), Tr::tr("Discard"), disk.discards)
                .remark(Tr::tr("what the guest trims is free in the storage again")),
            choice(inDisk(index, u"cache"_s), Tr::tr("Cache"), toJson(disk.cache),
                   choicesOf<C>({{C::Default, Tr::tr("default (none)")},
                                 {C::None, Tr::tr("none")},
                                 {C::Writethrough, Tr::tr("write through")},
                                 {C::Writeback, Tr::tr("write back")},
                                 {C::Directsync, Tr::tr("direct sync")},
                                 {C::Unsafe, Tr::tr("unsafe, for data that may be lost")}}))
                .advanced(),
            choice(inDisk(index, u"aio"_s), Tr::tr("Input and output"), toJson(disk.aio),
                   choicesOf<A>({{A::Default, Tr::tr("default")},
                                 {A::IoUring, u"io_uring"_s},
                                 {A::Native, Tr::tr("native")},
                                 {A::Threads, Tr::tr("threads")}}))
                .advanced(),
            flag(inDisk(index, u"isSsd"_s), Tr::tr("Shown as SSD"), disk.isSsd)
                .remark(disk.bus == DiskBus::Virtio ? Tr::tr("not on a VirtIO bus") : QString())
                .advanced(),
            flag(inDisk(index, u"hasIoThread"_s), Tr::tr("Thread of its own"), disk.hasIoThread)
                .remark(isParavirtual ? QString() : Tr::tr("only on VirtIO buses"))
                .advanced(),
            flag(inDisk(index, u"isReadOnly"_s), Tr::tr("Read only"), disk.isReadOnly)
                .remark(isParavirtual ? QString() : Tr::tr("only on VirtIO buses"))
                .advanced(),
            text(inDisk(index, u"serial"_s), Tr::tr("Serial number"), disk.serial)
                .zero(Tr::tr("none"))
                .advanced(),
            flag(inDisk(index, u"isBackedUp"_s), Tr::tr("In backups"), disk.isBackedUp).advanced(),
            flag(inDisk(index, u"isReplicated"_s), Tr::tr("In replication"), disk.isReplicated)
                .advanced()};
}

QList<HardwareField> limitFields(const Api::DiskLimits &limits, qsizetype index)
{
    const auto in = [&](const QString &member) { return inDisk(index, u"limits."_s + member); };
    const auto requests = [&](const QString &member, const QString &label, qint64 value) {
        return number(in(member), label, value, 0, kMostRequests)
            .unit(Tr::tr("requests/s"))
            .zero(Tr::tr("no limit"));
    };
    QList<FieldMaker> makers{
        rate(in(u"readBytesPerSecond"_s), Tr::tr("Read limit"), limits.readBytesPerSecond),
        rate(in(u"readBytesPerSecondBurst"_s), Tr::tr("Read limit, burst"),
             limits.readBytesPerSecondBurst),
        rate(in(u"writeBytesPerSecond"_s), Tr::tr("Write limit"), limits.writeBytesPerSecond),
        rate(in(u"writeBytesPerSecondBurst"_s), Tr::tr("Write limit, burst"),
             limits.writeBytesPerSecondBurst),
        requests(u"readIops"_s, Tr::tr("Read requests"), limits.readIops),
        requests(u"readIopsBurst"_s, Tr::tr("Read requests, burst"), limits.readIopsBurst),
        requests(u"writeIops"_s, Tr::tr("Write requests"), limits.writeIops),
        requests(u"writeIopsBurst"_s, Tr::tr("Write requests, burst"), limits.writeIopsBurst),
        number(in(u"burstSeconds"_s), Tr::tr("Length of a burst"), limits.burstSeconds, 0, 86'400)
            .unit(Tr::tr("s", "seconds"))
            .zero(Tr::tr("one second"))
            .remark(Tr::tr("when the disk was quiet before"))};
    QList<HardwareField> fields;
    for (FieldMaker &maker : makers)
        fields += maker.advanced();
    return fields;
}

QString nicSummary(const NicConfig &nic, const QString &connection)
{
    QStringList parts{connection, nic.model};
    if (nic.vlan > 0)
        parts += Tr::tr("VLAN %1").arg(nic.vlan);
    if (nic.rateBytesPerSecond > 0)
        parts += Tr::tr("at most %1/s", "a rate").arg(units::formatBytes(nic.rateBytesPerSecond));
    if (!nic.isLinkUp)
        parts += Tr::tr("unplugged");
    return parts.join(u", "_s);
}

QList<HardwareField> nicDetails(const NicConfig &nic, qsizetype index)
{
    QStringList trunks;
    for (const int vlan : nic.trunks)
        trunks += QString::number(vlan);
    return {flag(inNic(index, u"isLinkUp"_s), Tr::tr("Cable plugged in"), nic.isLinkUp),
            number(inNic(index, u"vlan"_s), Tr::tr("VLAN"), nic.vlan, 0, 4094).zero(Tr::tr("none")),
            text(inNic(index, u"mac"_s), Tr::tr("MAC address"), nic.mac)
                .zero(Tr::tr("Chosen when it is made"))
                .advanced(nic.mac.isEmpty()),
            text(inNic(index, u"@trunks"_s), Tr::tr("Tagged VLANs"), trunks.join(u", "_s))
                .covers({inNic(index, u"trunks"_s)})
                .zero(Tr::tr("none"))
                .remark(Tr::tr("as 10, 20; the guest sees their tags"))
                .advanced(),
            rate(inNic(index, u"rateBytesPerSecond"_s), Tr::tr("Limit"), nic.rateBytesPerSecond)
                .remark(Tr::tr("in each direction"))
                .advanced(),
            number(inNic(index, u"queues"_s), Tr::tr("Queues"), nic.queues, 0, 64)
                .zero(Tr::tr("one"))
                .remark(Tr::tr("VirtIO only; as many as cores is good for busy cards"))
                .advanced(),
            number(inNic(index, u"mtu"_s), Tr::tr("Largest packet (MTU)"), nic.mtu, 0, 65'520)
                .zero(Tr::tr("as the bridge"))
                .remark(Tr::tr("VirtIO only"))
                .advanced(),
            flag(inNic(index, u"isFirewalled"_s), Tr::tr("Firewall"), nic.isFirewalled)
                .remark(Tr::tr("the firewall's rules apply to it"))
                .advanced()};
}

} // namespace

HardwareDevice disk(const DiskConfig &disk, qsizetype index, const HardwareChoices &choices)
{
    const bool isCdrom = disk.kind == DiskKind::Cdrom;
    HardwareDevice device;
    device.list = u"disks"_s;
    device.item = int(index);
    device.icon = isCdrom ? u"cdrom"_s : u"disk"_s;
    device.title = isCdrom ? Tr::tr("CD drive %1") : Tr::tr("Disk %1");
    device.title =
        device.title.arg(disk.target.isEmpty() ? Tr::tr("(new)") : disk.target).trimmed();
    // What has no device name yet is not made yet.
    const bool isNew = disk.target.isEmpty();
    if (isCdrom) {
        device.fields = {volumeField(disk, index, choices), busField(disk, index)};
        device.summary = device.fields.first().text;
        return device;
    }
    const QString size = units::formatBytes(disk.sizeBytes);
    const QString where = disk.path.isEmpty() ? volumeKey(disk.storage, disk.volume) : disk.path;
    if (where.isEmpty()) {
        device.fields = newVolumeFields(disk, index, choices);
        device.summary = Tr::tr("%1 in %2, new").arg(size, disk.storage);
    } else if (isNew) {
        device.fields = {volumeField(disk, index, choices)};
        device.summary = where;
    } else {
        device.fields = presentVolumeFields(disk, index);
        device.summary = disk.sizeBytes > 0 ? size + u", "_s + where : where;
    }
    device.fields += busField(disk, index);
    device.fields += behaviourFields(disk, index);
    device.fields += limitFields(disk.limits, index);
    return device;
}

HardwareDevice nic(const NicConfig &nic, qsizetype index, const HardwareChoices &choices)
{
    HardwareDevice device;
    device.list = u"nics"_s;
    device.item = int(index);
    device.icon = u"nic"_s;
    device.title = Tr::tr("Network card %1").arg(index + 1);
    const QString connection = connectionText(nic.kind, nic.source);
    device.fields = {choice(inNic(index, u"@connection"_s), Tr::tr("Connected to"),
                            connectionOf(nic), connectionChoices(choices.networks))
                         .covers({inNic(index, u"kind"_s), inNic(index, u"source"_s)})
                         .shownAs(connection),
                     combo(inNic(index, u"model"_s), Tr::tr("Model"), nic.model,
                           {u"virtio"_s, u"e1000e"_s, u"e1000"_s, u"rtl8139"_s, u"vmxnet3"_s})};
    device.fields += nicDetails(nic, index);
    device.summary = nicSummary(nic, connection);
    return device;
}

} // namespace Atoll::Hardware
