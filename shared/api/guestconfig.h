// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "method.h"

//! A guest's configuration: one document per guest, `/guests/<id>`, rendered to libvirt domain XML.
//! Values are the user's wishes; what the engine made of them is live state (guest.h).
namespace Atoll::Api {

enum class GuestKind { Vm, Container };
constexpr auto enumNames(GuestKind)
{
    return std::array{EnumName{GuestKind::Vm, "vm"}, EnumName{GuestKind::Container, "container"}};
}

enum class OsType { Linux, Windows, Bsd, Other };
constexpr auto enumNames(OsType)
{
    return std::array{EnumName{OsType::Linux, "linux"}, EnumName{OsType::Windows, "windows"},
                      EnumName{OsType::Bsd, "bsd"}, EnumName{OsType::Other, "other"}};
}

enum class Firmware { Bios, Uefi };
constexpr auto enumNames(Firmware)
{
    return std::array{EnumName{Firmware::Bios, "bios"}, EnumName{Firmware::Uefi, "uefi"}};
}

enum class DiskKind { Disk, Cdrom };
constexpr auto enumNames(DiskKind)
{
    return std::array{EnumName{DiskKind::Disk, "disk"}, EnumName{DiskKind::Cdrom, "cdrom"}};
}

enum class DiskBus { Virtio, Scsi, Sata, Ide };
constexpr auto enumNames(DiskBus)
{
    return std::array{EnumName{DiskBus::Virtio, "virtio"}, EnumName{DiskBus::Scsi, "scsi"},
                      EnumName{DiskBus::Sata, "sata"}, EnumName{DiskBus::Ide, "ide"}};
}

enum class VolumeFormat { Qcow2, Raw, Iso, Other };
constexpr auto enumNames(VolumeFormat)
{
    return std::array{EnumName{VolumeFormat::Qcow2, "qcow2"}, EnumName{VolumeFormat::Raw, "raw"},
                      EnumName{VolumeFormat::Iso, "iso"}, EnumName{VolumeFormat::Other, "other"}};
}

enum class NetworkKind { None, Bridge, Network, User };
constexpr auto enumNames(NetworkKind)
{
    return std::array{EnumName{NetworkKind::None, "none"}, EnumName{NetworkKind::Bridge, "bridge"},
                      EnumName{NetworkKind::Network, "network"},
                      EnumName{NetworkKind::User, "user"}};
}

struct CpuConfig
{
    int sockets = 1;
    int cores = 1;
    QString model; //!< empty: the best that the node can give ("host-passthrough", "max" under TCG)
    static constexpr auto fields()
    {
        return std::tuple{
            field("sockets", &CpuConfig::sockets, "CPU sockets").range(1, 16),
            field("cores", &CpuConfig::cores, "Cores per socket").range(1, 256),
            field("model", &CpuConfig::model, "CPU model; empty for the best there is")
                .length(0, 64)};
    }
    bool operator==(const CpuConfig &) const = default;
};

struct DiskConfig
{
    QString target; //!< "vda", "sda": stable name of the device
    DiskKind kind = DiskKind::Disk;
    DiskBus bus = DiskBus::Virtio;
    QString storage; //!< empty with an empty volume: no medium
    QString volume;  //!< name in the storage
    qint64 sizeBytes = 0;
    VolumeFormat format = VolumeFormat::Qcow2;
    QString path; //!< for volumes outside of any storage (adopted guests)
    static constexpr auto fields()
    {
        return std::tuple{
            field("target", &DiskConfig::target, "Device name, as vda; chosen when empty")
                .length(0, 16),
            field("kind", &DiskConfig::kind),
            field("bus", &DiskConfig::bus),
            field("storage", &DiskConfig::storage, "Storage of the volume").length(0, 64),
            field("volume", &DiskConfig::volume,
                  "Existing volume or ISO; a new one is made when empty")
                .length(0, 255),
            field("sizeBytes", &DiskConfig::sizeBytes, "Size of a new volume in bytes")
                .range(0, 1LL << 50),
            field("format", &DiskConfig::format),
            field("path", &DiskConfig::path, "Of an adopted guest's file outside of any storage")};
    }
    bool operator==(const DiskConfig &) const = default;
};

struct NicConfig
{
    QString mac; //!< chosen when empty
    QString model = QStringLiteral("virtio");
    NetworkKind kind = NetworkKind::User;
    QString source; //!< name of the bridge or network
    bool isLinkUp = true;
    static constexpr auto fields()
    {
        return std::tuple{
            field("mac", &NicConfig::mac, "MAC address; chosen when empty").length(0, 17),
            field("model", &NicConfig::model, "virtio, e1000e, …").length(1, 32),
            field("kind", &NicConfig::kind), field("source", &NicConfig::source).length(0, 64),
            field("isLinkUp", &NicConfig::isLinkUp, "The cable is plugged in")};
    }
    bool operator==(const NicConfig &) const = default;
};

struct GuestConfig
{
    int id = 0;
    QString uuid;
    QString name;
    QString description; //!< Markdown
    QStringList tags;
    GuestKind kind = GuestKind::Vm;
    OsType osType = OsType::Linux;
    QString machine; //!< "q35", "pc-q35-7.2"; empty: q35
    Firmware firmware = Firmware::Bios;
    CpuConfig cpu;
    qint64 memoryBytes = 0;
    QList<DiskConfig> disks;
    QList<NicConfig> nics;
    bool startsAtBoot = false;
    bool isProtected = false;
    QString kernel; //!< direct kernel boot: path on the node, Administrator only
    QString initrd;
    QString kernelArguments;
    QString foreignXml; //!< adopted guests: the domain XML as found; elements not modelled stay
    static constexpr auto fields()
    {
        return std::tuple{
            field("id", &GuestConfig::id, "Number, unique in the cluster").range(0, 999999999),
            field("uuid", &GuestConfig::uuid).length(0, 36),
            field("name", &GuestConfig::name, "Name").required().length(1, 64),
            field("description", &GuestConfig::description, "Notes in Markdown").length(0, 8192),
            field("tags", &GuestConfig::tags).length(0, 64),
            field("kind", &GuestConfig::kind),
            field("osType", &GuestConfig::osType, "Chooses defaults that suit the system"),
            field("machine", &GuestConfig::machine, "Machine type; empty for q35").length(0, 64),
            field("firmware", &GuestConfig::firmware),
            field("cpu", &GuestConfig::cpu),
            field("memoryBytes", &GuestConfig::memoryBytes, "Memory in bytes")
                .required()
                .range(16LL << 20, 16LL << 40),
            field("disks", &GuestConfig::disks).length(0, 64),
            field("nics", &GuestConfig::nics).length(0, 32),
            field("startsAtBoot", &GuestConfig::startsAtBoot, "Start when the node starts"),
            field("isProtected", &GuestConfig::isProtected, "Refuse to delete it"),
            field("kernel", &GuestConfig::kernel, "Kernel file on the node, to boot directly"),
            field("initrd", &GuestConfig::initrd),
            field("kernelArguments", &GuestConfig::kernelArguments),
            field("foreignXml", &GuestConfig::foreignXml).length(0, 1 << 20)};
    }
    bool operator==(const GuestConfig &) const = default;
};

} // namespace Atoll::Api
