// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guestpreset.h"

#include <core/units.h>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

using Api::DiskBus;
using Api::DiskConfig;
using Api::NicConfig;
using Api::OsType;

//! Linux and BSD bring VirtIO drivers; Windows needs a disc with them.
bool bringsDrivers(OsType osType) { return osType == OsType::Linux || osType == OsType::Bsd; }

DiskConfig likeDisk(OsType osType, const DiskConfig &disk)
{
    DiskConfig like = disk.kind == Api::DiskKind::Cdrom ? presetDrive() : presetDisk(osType);
    like.target = disk.target;
    like.storage = disk.storage;
    like.volume = disk.volume;
    like.sizeBytes = disk.sizeBytes;
    like.format = disk.format;
    like.path = disk.path;
    if (disk.bus == DiskBus::Virtio || !bringsDrivers(osType))
        like.bus = disk.bus; // as good, or a matter of the drivers inside
    return like;
}

NicConfig likeNic(OsType osType, const NicConfig &nic)
{
    NicConfig like = presetNic(osType);
    like.mac = nic.mac;
    like.kind = nic.kind;
    like.source = nic.source;
    if (!bringsDrivers(osType))
        like.model = nic.model;
    return like;
}

} // namespace

Api::GuestConfig presetFor(OsType osType)
{
    Api::GuestConfig config;
    config.osType = osType;
    config.cpu.cores = 2;
    config.memoryBytes = 2 * units::GiB;
    if (osType == OsType::Windows) {
        // What Windows 11 asks for; older ones do well with it, too.
        config.cpu.cores = 4;
        config.memoryBytes = 8 * units::GiB;
        config.firmware = Api::Firmware::UefiSecureBoot;
        config.devices.hasTpm = true;
    } else if (osType == OsType::Other) {
        config.cpu.cores = 1;
        config.memoryBytes = units::GiB;
    }
    return config;
}

DiskConfig presetDisk(OsType osType, bool hasDrivers)
{
    DiskConfig disk;
    const bool isParavirtual = bringsDrivers(osType) || (osType == OsType::Windows && hasDrivers);
    disk.bus = isParavirtual ? DiskBus::Scsi : DiskBus::Sata;
    disk.sizeBytes = (osType == OsType::Windows ? 64
                      : osType == OsType::Other ? 16
                                                : 32)
                     * units::GiB;
    return disk;
}

NicConfig presetNic(OsType osType, bool hasDrivers)
{
    NicConfig nic;
    if (!bringsDrivers(osType) && !(osType == OsType::Windows && hasDrivers))
        nic.model = u"e1000e"_s;
    return nic;
}

DiskConfig presetDrive()
{
    DiskConfig drive;
    drive.kind = Api::DiskKind::Cdrom;
    drive.bus = DiskBus::Sata;
    drive.format = Api::VolumeFormat::Iso;
    return drive;
}

Api::GuestConfig presetLike(const Api::GuestConfig &config)
{
    Api::GuestConfig like = presetFor(config.osType);
    like.name = config.name;
    like.description = config.description;
    like.tags = config.tags;
    like.cpu.sockets = config.cpu.sockets;
    like.cpu.cores = config.cpu.cores;
    like.memoryBytes = config.memoryBytes;
    for (const DiskConfig &disk : config.disks)
        like.disks += likeDisk(config.osType, disk);
    for (const NicConfig &nic : config.nics)
        like.nics += likeNic(config.osType, nic);
    like.devices.usb = config.devices.usb;
    like.devices.sharedMemory = config.devices.sharedMemory;
    like.devices.pci.resize(config.devices.pci.size());
    for (qsizetype i = 0; i < like.devices.pci.size(); ++i) {
        like.devices.pci[i].address = config.devices.pci.at(i).address;
        like.devices.pci[i].mapping = config.devices.pci.at(i).mapping;
    }
    like.devices.shares = config.devices.shares;
    for (Api::ShareConfig &share : like.devices.shares)
        share.isReadOnly = false;
    return like;
}

} // namespace Atoll
