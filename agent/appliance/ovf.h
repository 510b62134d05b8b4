// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <api/guestconfig.h>
#include <core/result.h>

#include <QHash>

//! The Open Virtualization Format (DMTF DSP0243): the description of a VM that travels with its
//! disks. Pure functions; what they read comes from strangers.
namespace Atoll::ovf {

inline constexpr qint64 kMaximumBytes = 4 << 20;

struct Disk
{
    QString file; //!< name of the file, as the descriptor has it
    qint64 capacityBytes = 0;
    bool isCompressed = false; //!< gzip around the image
    Api::DiskBus bus = Api::DiskBus::Scsi;

    bool operator==(const Disk &) const = default;
};

struct Card
{
    QString network; //!< name where it came from
    QString model;
    QString mac;

    bool operator==(const Card &) const = default;
};

struct Machine
{
    QString name;
    QString description;
    int cpus = 1;
    int coresPerSocket = 0;
    qint64 memoryBytes = 0;
    Api::OsType osType = Api::OsType::Other;
    Api::Firmware firmware = Api::Firmware::Bios;
    QList<Disk> disks;
    QList<Card> cards;
    int drives = 0;      //!< CD drives
    QStringList ignored; //!< hardware that is not taken over, for people

    bool operator==(const Machine &) const = default;
};

Result<Machine> read(const QByteArray &xml);

//! A disk as it is written into the package.
struct PackedDisk
{
    QString file;
    qint64 fileBytes = 0;
    qint64 capacityBytes = 0;
    Api::DiskBus bus = Api::DiskBus::Scsi;
};
//! The descriptor of a guest; other programs read it too.
QByteArray write(const Api::GuestConfig &config, const QList<PackedDisk> &disks);

//! Lines as "SHA256(disk.vmdk)= 0123…": hash by file name.
struct Hash
{
    QString algorithm; //!< "SHA1", "SHA256", "SHA512"
    QByteArray digest;

    bool operator==(const Hash &) const = default;
};
Result<QHash<QString, Hash>> readManifest(const QByteArray &text);

} // namespace Atoll::ovf
