// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "method.h"

//! Processors, memory, display and small devices of a guest: parts of GuestConfig (guestconfig.h).
//! Zero, empty and "default" mean: no wish, what the engine or the operating system's preset does.
namespace Atoll::Api {

struct CpuConfig
{
    int sockets = 1;
    int cores = 1;
    int online = 0; //!< plugged in at start; 0: all. The rest can be added while it runs
    QString model; //!< empty: the best that the node can give ("host-passthrough", "max" under TCG)
    QStringList flags; //!< "+aes", "-hypervisor": on top of the model
    bool isNuma = false;
    QString affinity;
    int limitPercent = 0;
    int weight = 0;
    static constexpr auto fields()
    {
        return fieldsOf(
            field("sockets", &CpuConfig::sockets, "CPU sockets").range(1, 16),
            field("cores", &CpuConfig::cores, "Cores per socket").range(1, 256),
            field("online", &CpuConfig::online,
                  "CPUs that are plugged in; the rest can be added while it runs. 0 for all")
                .range(0, 4096),
            field("model", &CpuConfig::model, "CPU model; empty for the best there is")
                .length(0, 64),
            field("flags", &CpuConfig::flags, "Single features, as +aes or -vmx").length(0, 512),
            field("isNuma", &CpuConfig::isNuma, "The guest sees a NUMA node per socket"),
            field("affinity", &CpuConfig::affinity, "Host CPUs that it may run on, as 0-3,8")
                .length(0, 256),
            field("limitPercent", &CpuConfig::limitPercent,
                  "CPU time at most; 100 is one core, 0 is no limit")
                .range(0, 409600),
            field("weight", &CpuConfig::weight,
                  "Share when CPUs are scarce, 100 is normal; 0 for the default")
                .range(0, 10000));
    }
    bool operator==(const CpuConfig &) const = default;
};

enum class HugePages { None, Any, TwoMiB, OneGiB };
constexpr auto enumNames(HugePages)
{
    using H = HugePages;
    return std::array{EnumName{H::None, "none"}, EnumName{H::Any, "any"},
                      EnumName{H::TwoMiB, "2MiB"}, EnumName{H::OneGiB, "1GiB"}};
}

//! Beside GuestConfig::memoryBytes, which is what the guest has at start.
struct MemoryConfig
{
    bool hasBalloon = true;
    qint64 minimumBytes = 0; //!< down to here the balloon may take; 0: it takes nothing
    int shares = 0;
    qint64 maximumBytes = 0; //!< up to here memory can be added while it runs; 0: none
    HugePages hugePages = HugePages::None;
    bool isMerged = true;
    bool isShared = false;
    static constexpr auto fields()
    {
        return fieldsOf(
            field("hasBalloon", &MemoryConfig::hasBalloon, "Tells how much is used, can give back"),
            field("minimumBytes", &MemoryConfig::minimumBytes,
                  "The balloon may take memory down to this; 0: it takes none")
                .range(0, 16LL << 40),
            field("shares", &MemoryConfig::shares,
                  "Share when memory is scarce, 1000 is normal; 0 for the default")
                .range(0, 50000),
            field("maximumBytes", &MemoryConfig::maximumBytes,
                  "Memory can be added up to this while it runs; 0: not at all")
                .range(0, 16LL << 40),
            field("hugePages", &MemoryConfig::hugePages, "Size of the pages on the host"),
            field("isMerged", &MemoryConfig::isMerged,
                  "The host may merge pages that are equal (KSM)"),
            field("isShared", &MemoryConfig::isShared,
                  "Shared with helpers on the host; set by itself for shared directories"));
    }
    bool operator==(const MemoryConfig &) const = default;
};

enum class DisplayModel { Default, None, Std, Qxl, Virtio, VirtioGl, Vmware, Cirrus, Serial };
constexpr auto enumNames(DisplayModel)
{
    using M = DisplayModel;
    return std::array{EnumName{M::Default, "default"}, EnumName{M::None, "none"},
                      EnumName{M::Std, "std"},         EnumName{M::Qxl, "qxl"},
                      EnumName{M::Virtio, "virtio"},   EnumName{M::VirtioGl, "virtio-gl"},
                      EnumName{M::Vmware, "vmware"},   EnumName{M::Cirrus, "cirrus"},
                      EnumName{M::Serial, "serial"}};
}

struct DisplayConfig
{
    DisplayModel model = DisplayModel::Default;
    int heads = 1;
    qint64 memoryBytes = 0;
    bool hasVnc = true;
    bool hasSpice = false;
    bool hasClipboard = true;
    static constexpr auto fields()
    {
        return fieldsOf(
            field("model", &DisplayConfig::model,
                  "Graphics card; serial: none, the console is the serial port"),
            field("heads", &DisplayConfig::heads, "Monitors (qxl and virtio)").range(1, 4),
            field("memoryBytes", &DisplayConfig::memoryBytes, "Video memory; 0 for the default")
                .range(0, 1LL << 30),
            field("hasVnc", &DisplayConfig::hasVnc, "The display can be seen by VNC"),
            field("hasSpice", &DisplayConfig::hasSpice, "The display can be seen by SPICE"),
            field("hasClipboard", &DisplayConfig::hasClipboard,
                  "Clipboard between console and guest"));
    }
    bool operator==(const DisplayConfig &) const = default;
};

enum class UsbKind { Host, Spice, Mapping };
constexpr auto enumNames(UsbKind)
{
    return std::array{EnumName{UsbKind::Host, "host"}, EnumName{UsbKind::Spice, "spice"},
                      EnumName{UsbKind::Mapping, "mapping"}};
}

struct UsbConfig
{
    UsbKind kind = UsbKind::Host;
    QString device;
    static constexpr auto fields()
    {
        return fieldsOf(
            field("kind", &UsbConfig::kind,
                  "A device of the host, a port for redirection by SPICE, or a mapping"),
            field("device", &UsbConfig::device,
                  "Vendor and product as 046d:c52b, the port as 1-2.3, or the mapping's name")
                .length(0, 64));
    }
    bool operator==(const UsbConfig &) const = default;
};

struct PciConfig
{
    QString address; //!< of the host: "0000:01:00.0"
    QString mapping; //!< or a name that stands for a device on each node
    bool isPrimaryDisplay = false;
    bool hasRom = true;
    QString mediatedType;
    static constexpr auto fields()
    {
        return fieldsOf(
            field("address", &PciConfig::address, "Of the host, as 0000:01:00.0").length(0, 16),
            field("mapping", &PciConfig::mapping, "Or the name of a mapping").length(0, 64),
            field("isPrimaryDisplay", &PciConfig::isPrimaryDisplay, "The guest's first display"),
            field("hasRom", &PciConfig::hasRom, "The guest sees the device's ROM"),
            field("mediatedType", &PciConfig::mediatedType,
                  "A part of the device (vGPU): the mediated type")
                .length(0, 64));
    }
    bool operator==(const PciConfig &) const = default;
};

//! A directory of the host, seen in the guest by virtiofs: mount -t virtiofs TAG /mnt
struct ShareConfig
{
    QString tag;
    QString path;
    QString mapping;
    bool isReadOnly = false;
    static constexpr auto fields()
    {
        return fieldsOf(
            field("tag", &ShareConfig::tag, "Name by which the guest mounts it")
                .required()
                .length(1, 36),
            field("path", &ShareConfig::path, "Directory on the node, Administrator only")
                .length(0, 4096),
            field("mapping", &ShareConfig::mapping, "Or the name of a mapping").length(0, 64),
            field("isReadOnly", &ShareConfig::isReadOnly, "The guest cannot write"));
    }
    bool operator==(const ShareConfig &) const = default;
};

enum class AudioModel { None, Ich9, Ich6, Ac97 };
constexpr auto enumNames(AudioModel)
{
    using M = AudioModel;
    return std::array{EnumName{M::None, "none"}, EnumName{M::Ich9, "ich9"},
                      EnumName{M::Ich6, "ich6"}, EnumName{M::Ac97, "ac97"}};
}

enum class WatchdogModel { None, I6300esb, Itco };
constexpr auto enumNames(WatchdogModel)
{
    using M = WatchdogModel;
    return std::array{EnumName{M::None, "none"}, EnumName{M::I6300esb, "i6300esb"},
                      EnumName{M::Itco, "itco"}};
}

enum class WatchdogAction { Reset, Shutdown, Poweroff, Pause, None, Dump };
constexpr auto enumNames(WatchdogAction)
{
    using A = WatchdogAction;
    return std::array{EnumName{A::Reset, "reset"},       EnumName{A::Shutdown, "shutdown"},
                      EnumName{A::Poweroff, "poweroff"}, EnumName{A::Pause, "pause"},
                      EnumName{A::None, "none"},         EnumName{A::Dump, "dump"}};
}

//! Memory that several guests of a node share (ivshmem).
struct SharedMemoryConfig
{
    QString name;
    qint64 sizeBytes = 4LL << 20;
    static constexpr auto fields()
    {
        return fieldsOf(
            field("name", &SharedMemoryConfig::name, "The same in all guests that share it")
                .required()
                .length(1, 64),
            field("sizeBytes", &SharedMemoryConfig::sizeBytes, "A power of two")
                .range(1LL << 20, 1LL << 40));
    }
    bool operator==(const SharedMemoryConfig &) const = default;
};

struct DevicesConfig
{
    QList<UsbConfig> usb;
    QList<PciConfig> pci;
    QList<ShareConfig> shares;
    int serialPorts = 1;
    bool hasRng = true;
    bool hasAgent = true;
    bool hasTablet = true;
    bool hasTpm = false;
    bool hasGenerationId = true;
    AudioModel audio = AudioModel::None;
    WatchdogModel watchdog = WatchdogModel::None;
    WatchdogAction watchdogAction = WatchdogAction::Reset;
    QList<SharedMemoryConfig> sharedMemory;
    static constexpr auto fields()
    {
        return fieldsOf(
            field("usb", &DevicesConfig::usb, "USB devices").length(0, 256),
            field("pci", &DevicesConfig::pci, "PCI devices of the host").length(0, 256),
            field("shares", &DevicesConfig::shares, "Shared directories (virtiofs)").length(0, 256),
            field("serialPorts", &DevicesConfig::serialPorts, "Serial ports").range(0, 4),
            field("hasRng", &DevicesConfig::hasRng, "A source of random numbers"),
            field("hasAgent", &DevicesConfig::hasAgent, "A line to the guest agent"),
            field("hasTablet", &DevicesConfig::hasTablet, "A pointer with absolute coordinates"),
            field("hasTpm", &DevicesConfig::hasTpm, "A TPM 2.0 (swtpm)"),
            field("hasGenerationId", &DevicesConfig::hasGenerationId,
                  "The guest is told when it was cloned or rolled back"),
            field("audio", &DevicesConfig::audio, "Sound card"),
            field("watchdog", &DevicesConfig::watchdog, "Watchdog device"),
            field("watchdogAction", &DevicesConfig::watchdogAction, "What happens when it bites"),
            field("sharedMemory", &DevicesConfig::sharedMemory, "Memory shared between guests")
                .length(0, 256));
    }
    bool operator==(const DevicesConfig &) const = default;
};

} // namespace Atoll::Api
