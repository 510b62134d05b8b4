// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "method.h"

//! Disks and network cards of a guest: parts of GuestConfig (guestconfig.h).
namespace Atoll::Api {

enum class DiskKind { Disk, Cdrom };
constexpr auto enumNames(DiskKind)
{
    return std::array{EnumName{DiskKind::Disk, "disk"}, EnumName{DiskKind::Cdrom, "cdrom"}};
}

enum class DiskBus { Virtio, Scsi, Sata, Ide, Usb };
constexpr auto enumNames(DiskBus)
{
    return std::array{EnumName{DiskBus::Virtio, "virtio"}, EnumName{DiskBus::Scsi, "scsi"},
                      EnumName{DiskBus::Sata, "sata"}, EnumName{DiskBus::Ide, "ide"},
                      EnumName{DiskBus::Usb, "usb"}};
}

enum class VolumeFormat { Qcow2, Raw, Iso, Vmdk, Other };
constexpr auto enumNames(VolumeFormat)
{
    return std::array{EnumName{VolumeFormat::Qcow2, "qcow2"}, EnumName{VolumeFormat::Raw, "raw"},
                      EnumName{VolumeFormat::Iso, "iso"}, EnumName{VolumeFormat::Vmdk, "vmdk"},
                      EnumName{VolumeFormat::Other, "other"}};
}

enum class DiskCache { Default, None, Writethrough, Writeback, Directsync, Unsafe };
constexpr auto enumNames(DiskCache)
{
    using C = DiskCache;
    return std::array{
        EnumName{C::Default, "default"},           EnumName{C::None, "none"},
        EnumName{C::Writethrough, "writethrough"}, EnumName{C::Writeback, "writeback"},
        EnumName{C::Directsync, "directsync"},     EnumName{C::Unsafe, "unsafe"}};
}

enum class DiskAio { Default, IoUring, Native, Threads };
constexpr auto enumNames(DiskAio)
{
    return std::array{EnumName{DiskAio::Default, "default"}, EnumName{DiskAio::IoUring, "io_uring"},
                      EnumName{DiskAio::Native, "native"}, EnumName{DiskAio::Threads, "threads"}};
}

//! 0 is no limit. A burst may be used for `burstSeconds` when the disk was quiet before.
struct DiskLimits
{
    qint64 readBytesPerSecond = 0;
    qint64 writeBytesPerSecond = 0;
    qint64 readIops = 0;
    qint64 writeIops = 0;
    qint64 readBytesPerSecondBurst = 0;
    qint64 writeBytesPerSecondBurst = 0;
    qint64 readIopsBurst = 0;
    qint64 writeIopsBurst = 0;
    int burstSeconds = 0;
    static constexpr auto fields()
    {
        using L = DiskLimits;
        return fieldsOf(
            field("readBytesPerSecond", &L::readBytesPerSecond).range(0, 1LL << 50),
            field("writeBytesPerSecond", &L::writeBytesPerSecond).range(0, 1LL << 50),
            field("readIops", &L::readIops, "Requests a second").range(0, 1LL << 40),
            field("writeIops", &L::writeIops, "Requests a second").range(0, 1LL << 40),
            field("readBytesPerSecondBurst", &L::readBytesPerSecondBurst).range(0, 1LL << 50),
            field("writeBytesPerSecondBurst", &L::writeBytesPerSecondBurst).range(0, 1LL << 50),
            field("readIopsBurst", &L::readIopsBurst).range(0, 1LL << 40),
            field("writeIopsBurst", &L::writeIopsBurst).range(0, 1LL << 40),
            field("burstSeconds", &L::burstSeconds, "How long a burst may last; 0: a second")
                .range(0, 86400));
    }
    bool operator==(const DiskLimits &) const = default;
};

struct DiskConfig
{
    QString target; //!< "vda", "sda": stable name of the device
    DiskKind kind = DiskKind::Disk;
    DiskBus bus = DiskBus::Scsi;
    QString storage; //!< empty with an empty volume: no medium
    QString volume;  //!< name in the storage
    qint64 sizeBytes = 0;
    VolumeFormat format = VolumeFormat::Qcow2;
    QString path; //!< for volumes outside of any storage (adopted guests)
    DiskCache cache = DiskCache::Default;
    DiskAio aio = DiskAio::Default;
    bool discards = true;
    bool isSsd = false;
    bool hasIoThread = true;
    bool isReadOnly = false;
    bool isBackedUp = true;
    bool isReplicated = true;
    QString serial;
    DiskLimits limits;
    static constexpr auto fields()
    {
        using D = DiskConfig;
        return fieldsOf(
            field("target", &D::target, "Device name, as sda; chosen when empty").length(0, 16),
            field("kind", &D::kind), field("bus", &D::bus),
            field("storage", &D::storage, "Storage of the volume").length(0, 64),
            field("volume", &D::volume, "Existing volume or ISO; a new one is made when empty")
                .length(0, 255),
            field("sizeBytes", &D::sizeBytes, "Size of a new volume in bytes").range(0, 1LL << 50),
            field("format", &D::format),
            field("path", &D::path, "Of an adopted guest's file outside of any storage"),
            field("cache", &D::cache, "How the host caches; default: not at all where it can"),
            field("aio", &D::aio, "How the host does the input and output"),
            field("discards", &D::discards, "What the guest trims is free in the storage again"),
            field("isSsd", &D::isSsd, "The guest sees a disk without rotation (scsi, sata, ide)"),
            field("hasIoThread", &D::hasIoThread, "A thread of its own (scsi and virtio)"),
            field("isReadOnly", &D::isReadOnly, "The guest cannot write (scsi and virtio)"),
            field("isBackedUp", &D::isBackedUp, "Backups include it"),
            field("isReplicated", &D::isReplicated, "Replication includes it"),
            field("serial", &D::serial, "Serial number that the guest sees").length(0, 36),
            field("limits", &D::limits, "Limits of throughput; they can change while it runs"));
    }
    bool operator==(const DiskConfig &) const = default;
};

enum class NetworkKind { None, Bridge, Network, User };
constexpr auto enumNames(NetworkKind)
{
    return std::array{EnumName{NetworkKind::None, "none"}, EnumName{NetworkKind::Bridge, "bridge"},
                      EnumName{NetworkKind::Network, "network"},
                      EnumName{NetworkKind::User, "user"}};
}

struct NicConfig
{
    QString mac; //!< chosen when empty
    QString model = QStringLiteral("virtio");
    NetworkKind kind = NetworkKind::User;
    QString source; //!< name of the bridge or network
    bool isLinkUp = true;
    int vlan = 0;
    QList<int> trunks; //!< further VLANs, tagged
    qint64 rateBytesPerSecond = 0;
    int queues = 0;
    int mtu = 0;
    bool isFirewalled = true;
    static constexpr auto fields()
    {
        using N = NicConfig;
        return fieldsOf(
            field("mac", &N::mac, "MAC address; chosen when empty").length(0, 17),
            field("model", &N::model, "virtio, e1000e, …").length(1, 32), field("kind", &N::kind),
            field("source", &N::source).length(0, 64),
            field("isLinkUp", &N::isLinkUp, "The cable is plugged in"),
            field("vlan", &N::vlan, "VLAN of untagged frames; 0: none").range(0, 4094),
            field("trunks", &N::trunks, "VLANs that pass tagged").length(0, 64),
            field("rateBytesPerSecond", &N::rateBytesPerSecond,
                  "Limit in each direction; 0: none. It can change while it runs")
                .range(0, 1LL << 40),
            field("queues", &N::queues, "Queues (virtio); 0: one").range(0, 64),
            field("mtu", &N::mtu, "Largest packet (virtio); 0: as the bridge").range(0, 65520),
            field("isFirewalled", &N::isFirewalled, "The firewall's rules apply to it"));
    }
    bool operator==(const NicConfig &) const = default;
};

} // namespace Atoll::Api
