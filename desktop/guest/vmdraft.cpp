// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "vmdraft.h"

#include <core/units.h>

#include <QCoreApplication>
#include <QSet>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(CreateVm)
};

using Api::NetworkKind;
using Api::StorageInfo;

qint64 freeBytes(const StorageInfo &storage) { return storage.totalBytes - storage.usedBytes; }

//! Where most is free.
QString roomiest(const QList<StorageInfo> &storages, const QString &node)
{
    const StorageInfo *best = nullptr;
    for (const StorageInfo &storage : storages) {
        if (storage.isActive && storage.node == node
            && (!best || freeBytes(storage) > freeBytes(*best)))
            best = &storage;
    }
    return best ? best->name : QString();
}

//! A bridge puts the guest into the real network, which is what people expect; then a network of
//! the engine; what always works is the node's own NAT.
QString bestConnection(const QList<Api::NetworkInfo> &networks, const QString &node)
{
    for (const NetworkKind kind : {NetworkKind::Bridge, NetworkKind::Network}) {
        for (const Api::NetworkInfo &network : networks) {
            if (network.kind == kind && network.isActive && network.node == node)
                return QString(nameOf(kind)) + u':' + network.name;
        }
    }
    return u"user:"_s;
}

QString bestNode(const QList<Api::NodeInfo> &nodes, const QList<Api::GuestInfo> &guests)
{
    QHash<QString, int> load;
    for (const Api::GuestInfo &guest : guests)
        load[guest.node] += guest.state == Api::GuestState::Running ? guest.cpus : 0;
    const Api::NodeInfo *best = nullptr;
    for (const Api::NodeInfo &node : nodes) {
        if (node.state != Api::NodeState::Online)
            continue;
        if (!best || load.value(node.name) * best->cpus < load.value(best->name) * node.cpus)
            best = &node;
    }
    return best ? best->name : nodes.isEmpty() ? QString() : nodes.first().name;
}

const StorageInfo *findStorage(const VmPlace &place, const VmDraft &draft)
{
    for (const StorageInfo &storage : place.storages) {
        if (storage.name == draft.storage && storage.node == draft.node)
            return &storage;
    }
    return nullptr;
}

std::optional<Error> checkPlace(const VmDraft &draft, const VmPlace &place)
{
    if (draft.node.isEmpty())
        return invalidField(u"node"_s, Tr::tr("is missing: no node is online"));
    for (const Api::GuestInfo &guest : place.guests) {
        if (guest.id == draft.id && draft.id != 0)
            return invalidField(u"id"_s, Tr::tr("is taken by %1").arg(guest.name));
        if (guest.name == draft.name)
            return invalidField(u"name"_s, Tr::tr("is taken by another guest"));
    }
    if (draft.firstDisk == FirstDisk::Existing && draft.image.isEmpty())
        return invalidField(u"image"_s, Tr::tr("is missing: choose a volume"));
    if (draft.firstDisk != FirstDisk::New)
        return {};
    if (draft.diskBytes < units::MiB)
        return invalidField(u"diskBytes"_s, Tr::tr("must be at least 1 MiB"));
    const StorageInfo *storage = findStorage(place, draft);
    if (!storage)
        return invalidField(u"storage"_s, Tr::tr("is missing: choose where the disk is kept"));
    // qcow2 grows as it fills; raw of a directory is sparse too, but promises the space.
    if (draft.format == Api::VolumeFormat::Raw && draft.diskBytes > freeBytes(*storage)) {
        return invalidField(u"diskBytes"_s,
                            Tr::tr("must be at most %1: that much is free in %2")
                                .arg(units::formatBytes(freeBytes(*storage)), storage->name));
    }
    return {};
}

Api::DiskConfig firstDiskOf(const VmDraft &draft)
{
    Api::DiskConfig disk;
    disk.bus = draft.bus;
    if (draft.firstDisk == FirstDisk::New) {
        disk.storage = draft.storage;
        disk.sizeBytes = draft.diskBytes;
        disk.format = draft.format;
        return disk;
    }
    disk.storage = draft.image.section(u'/', 0, 0);
    disk.volume = draft.image.section(u'/', 1);
    disk.format =
        disk.volume.endsWith(u".qcow2"_s) ? Api::VolumeFormat::Qcow2 : Api::VolumeFormat::Raw;
    return disk;
}

} // namespace

VmPreset presetFor(Api::OsType osType)
{
    switch (osType) {
    case Api::OsType::Windows:
        // Its installer knows neither VirtIO disks nor cards.
        return {osType,
                4,
                8 * units::GiB,
                64 * units::GiB,
                Api::DiskBus::Sata,
                u"e1000e"_s,
                Api::Firmware::Uefi};
    case Api::OsType::Other:
        return {osType,
                1,
                units::GiB,
                16 * units::GiB,
                Api::DiskBus::Sata,
                u"e1000e"_s,
                Api::Firmware::Bios};
    case Api::OsType::Linux:
    case Api::OsType::Bsd:
        break;
    }
    return {osType,
            2,
            2 * units::GiB,
            32 * units::GiB,
            Api::DiskBus::Virtio,
            u"virtio"_s,
            Api::Firmware::Bios};
}

VmDraft VmDraft::defaults(const VmPlace &place)
{
    VmDraft draft;
    draft.id = nextFreeId(place.guests);
    draft.name = freeName(place.guests, draft.id);
    draft.node = bestNode(place.nodes, place.guests);
    draft.storage = roomiest(place.storages, draft.node);
    draft.connection = bestConnection(place.networks, draft.node);
    draft.applyPreset(Api::OsType::Linux, {});
    return draft;
}

void VmDraft::applyPreset(Api::OsType type, const QStringList &chosen)
{
    const VmPreset preset = presetFor(type);
    osType = type;
    const auto isFree = [&](const QString &field) { return !chosen.contains(field); };
    if (isFree(u"cores"_s))
        cores = preset.cores;
    if (isFree(u"memoryBytes"_s))
        memoryBytes = preset.memoryBytes;
    if (isFree(u"diskBytes"_s))
        diskBytes = preset.diskBytes;
    if (isFree(u"bus"_s))
        bus = preset.bus;
    if (isFree(u"nicModel"_s))
        nicModel = preset.nicModel;
    if (isFree(u"firmware"_s))
        firmware = preset.firmware;
}

Api::GuestCreate VmDraft::toCreate() const
{
    Api::GuestCreate create;
    create.startsAfterwards = startsAfterwards;
    Api::GuestConfig &config = create.config;
    config.id = id;
    config.name = name;
    config.description = description;
    config.tags = tags;
    config.osType = osType;
    config.firmware = firmware;
    config.cpu.cores = cores;
    config.cpu.sockets = sockets;
    config.memoryBytes = memoryBytes;
    config.startsAtBoot = startsAtBoot;
    config.isProtected = isProtected;
    if (firstDisk != FirstDisk::None)
        config.disks += firstDiskOf(*this);
    if (!iso.isEmpty()) {
        Api::DiskConfig drive;
        drive.kind = Api::DiskKind::Cdrom;
        drive.bus = Api::DiskBus::Sata;
        drive.format = Api::VolumeFormat::Iso;
        drive.storage = iso.section(u'/', 0, 0);
        drive.volume = iso.section(u'/', 1);
        config.disks += drive;
    }
    if (connection != u"none:"_s) {
        Api::NicConfig nic;
        nic.model = nicModel;
        setConnection(nic, connection);
        config.nics += nic;
    }
    return create;
}

std::optional<Error> VmDraft::check(const VmPlace &place) const
{
    // The agent's own rules first, so that both say the same.
    const auto read = fromJson<Api::GuestCreate>(toJson(toCreate()));
    if (read)
        return checkPlace(*this, place);
    Error error = read.error();
    error.details.insert(u"field"_s, formField(error.details.value(u"field"_s).toString()));
    return error;
}

int nextFreeId(const QList<Api::GuestInfo> &guests)
{
    QSet<int> taken;
    for (const Api::GuestInfo &guest : guests)
        taken.insert(guest.id);
    int id = 100;
    while (taken.contains(id))
        ++id;
    return id;
}

QString freeName(const QList<Api::GuestInfo> &guests, int id)
{
    QSet<QString> taken;
    for (const Api::GuestInfo &guest : guests)
        taken.insert(guest.name);
    const QString plain = u"vm-%1"_s.arg(id);
    QString name = plain;
    for (int number = 2; taken.contains(name); ++number)
        name = u"%1-%2"_s.arg(plain).arg(number);
    return name;
}

QString formField(const QString &agentField)
{
    struct Pair
    {
        QLatin1StringView agent;
        QLatin1StringView form;
    };
    static constexpr Pair kPairs[] = {{"config.cpu.cores"_L1, "cores"_L1},
                                      {"config.cpu.sockets"_L1, "sockets"_L1},
                                      {"config.disks[0].sizeBytes"_L1, "diskBytes"_L1},
                                      {"config.disks[0].storage"_L1, "storage"_L1},
                                      {"config.disks[0].volume"_L1, "image"_L1},
                                      {"config.disks[0].bus"_L1, "bus"_L1},
                                      {"config.disks[0]"_L1, "storage"_L1},
                                      {"config.disks[1]"_L1, "iso"_L1},
                                      {"config.nics[0].model"_L1, "nicModel"_L1},
                                      {"config.nics[0]"_L1, "connection"_L1},
                                      {"config."_L1, ""_L1}};
    for (const Pair &pair : kPairs) {
        if (pair.form.isEmpty() && agentField.startsWith(pair.agent))
            return agentField.mid(pair.agent.size()).section(u'[', 0, 0);
        if (agentField.startsWith(pair.agent))
            return pair.form;
    }
    return agentField;
}

} // namespace Atoll
