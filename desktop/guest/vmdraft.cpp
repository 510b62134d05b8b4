// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "vmdraft.h"

#include "guestpreset.h"

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

//! What must hold for a disk that is to be made.
std::optional<Error> checkDisk(const Api::DiskConfig &disk, const QString &path,
                               const VmDraft &draft, const VmPlace &place)
{
    if (!disk.volume.isEmpty() || disk.kind == Api::DiskKind::Cdrom)
        return {};
    if (disk.sizeBytes < units::MiB)
        return invalidField(path + u".sizeBytes"_s, Tr::tr("must be at least 1 MiB"));
    const auto it =
        std::find_if(place.storages.begin(), place.storages.end(), [&](const StorageInfo &storage) {
            return storage.name == disk.storage && storage.node == draft.node;
        });
    if (it == place.storages.end())
        return invalidField(path + u".storage"_s,
                            Tr::tr("is missing: choose where the disk is kept"));
    // qcow2 grows as it fills; raw of a directory is sparse too, but promises the space.
    if (disk.format == Api::VolumeFormat::Raw && disk.sizeBytes > freeBytes(*it)) {
        return invalidField(path + u".sizeBytes"_s,
                            Tr::tr("must be at most %1: that much is free in %2")
                                .arg(units::formatBytes(freeBytes(*it)), it->name));
    }
    return {};
}

std::optional<Error> checkPlace(const VmDraft &draft, const VmPlace &place)
{
    if (draft.node.isEmpty())
        return invalidField(u"node"_s, Tr::tr("is missing: no node is online"));
    const Api::GuestConfig &config = draft.config();
    for (const Api::GuestInfo &guest : place.guests) {
        if (guest.id == config.id && config.id != 0)
            return invalidField(u"id"_s, Tr::tr("is taken by %1").arg(guest.name));
        if (guest.name == config.name)
            return invalidField(u"name"_s, Tr::tr("is taken by another guest"));
    }
    for (qsizetype i = 0; i < config.disks.size(); ++i) {
        if (const auto wrong = checkDisk(config.disks.at(i), u"disks[%1]"_s.arg(i), draft, place))
            return wrong;
    }
    return {};
}

Api::DiskConfig driveWith(const QString &medium)
{
    Api::DiskConfig drive = presetDrive();
    drive.storage = medium.section(u'/', 0, 0);
    drive.volume = medium.section(u'/', 1);
    return drive;
}

} // namespace

VmDraft VmDraft::defaults(const VmPlace &place)
{
    VmDraft draft;
    Api::GuestConfig config = presetFor(Api::OsType::Linux);
    config.id = nextFreeId(place.guests);
    config.name = freeName(place.guests, config.id);
    config.disks = {presetDisk(config.osType)};
    config.nics = {presetNic(config.osType)};
    draft.hardware = HardwareDraft(config, 0);
    draft.node = bestNode(place.nodes, place.guests);
    draft.settleAt(place);
    return draft;
}

void VmDraft::settleAt(const VmPlace &place)
{
    Api::GuestConfig config = hardware.edited();
    for (Api::DiskConfig &disk : config.disks) {
        disk.storage = roomiest(place.storages, node);
        disk.volume.clear();
    }
    for (Api::NicConfig &nic : config.nics)
        setConnection(nic, bestConnection(place.networks, node));
    iso.clear();
    driverIso.clear();
    (void)hardware.setEdited(config);
}

bool VmDraft::hasDrivers() const
{
    return config().osType != Api::OsType::Windows || !driverIso.isEmpty();
}

void VmDraft::applyPreset(Api::OsType type, const QStringList &chosen)
{
    const auto isFree = [&](const QString &path) { return !chosen.contains(path); };
    const Api::GuestConfig preset = presetFor(type);
    Api::GuestConfig config = hardware.edited();
    config.osType = type;
    if (isFree(u"cpu.cores"_s))
        config.cpu.cores = preset.cpu.cores;
    if (isFree(u"memoryBytes"_s))
        config.memoryBytes = preset.memoryBytes;
    if (isFree(u"firmware"_s))
        config.firmware = preset.firmware;
    if (isFree(u"devices.hasTpm"_s))
        config.devices.hasTpm = preset.devices.hasTpm;
    const bool hasThem = type != Api::OsType::Windows || !driverIso.isEmpty();
    const Api::DiskConfig like = presetDisk(type, hasThem);
    for (qsizetype i = 0; i < config.disks.size(); ++i) {
        Api::DiskConfig &disk = config.disks[i];
        if (isFree(u"disks[%1].bus"_s.arg(i)))
            disk.bus = like.bus;
        if (i == 0 && disk.volume.isEmpty() && isFree(u"disks[0].sizeBytes"_s))
            disk.sizeBytes = like.sizeBytes;
    }
    for (qsizetype i = 0; i < config.nics.size(); ++i) {
        if (isFree(u"nics[%1].model"_s.arg(i)))
            config.nics[i].model = presetNic(type, hasThem).model;
    }
    (void)hardware.setEdited(config);
}

Api::GuestCreate VmDraft::toCreate() const
{
    Api::GuestCreate create{config(), startsAfterwards};
    for (const QString &medium : {iso, driverIso}) {
        if (!medium.isEmpty())
            create.config.disks += driveWith(medium);
    }
    if (!create.config.cloudInit.isEnabled)
        create.config.cloudInit = {};
    return create;
}

std::optional<Error> VmDraft::check(const VmPlace &place) const
{
    // The agent's own rules first, so that both say the same.
    const auto read = fromJson<Api::GuestCreate>(toJson(toCreate()));
    if (read)
        return checkPlace(*this, place);
    Error error = read.error();
    QString field = error.details.value(u"field"_s).toString();
    if (field.startsWith(u"config."_s))
        error.details.insert(u"field"_s, field.mid(7));
    return error;
}

bool VmDraft::isFromImage() const
{
    return std::any_of(config().disks.begin(), config().disks.end(),
                       [](const Api::DiskConfig &disk) { return !disk.volume.isEmpty(); });
}

void VmDraft::enableCloudInit(bool isEnabled)
{
    Api::GuestConfig config = hardware.edited();
    config.cloudInit.isEnabled = isEnabled;
    if (config.cloudInit.nics.isEmpty() && !config.nics.isEmpty()) {
        Api::CloudInitNic nic;
        nic.address4 = u"dhcp"_s;
        config.cloudInit.nics = {nic};
    }
    (void)hardware.setEdited(config);
}

QString driverImage(const QList<Api::VolumeInfo> &images)
{
    for (const Api::VolumeInfo &image : images) {
        if (image.name.contains(u"virtio"_s, Qt::CaseInsensitive))
            return image.storage + u'/' + image.name;
    }
    return {};
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

} // namespace Atoll
