// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cloudinitconfig.h"
#include "guestdisks.h"
#include "guesthardware.h"

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

enum class Firmware { Bios, Uefi, UefiSecureBoot };
constexpr auto enumNames(Firmware)
{
    return std::array{EnumName{Firmware::Bios, "bios"}, EnumName{Firmware::Uefi, "uefi"},
                      EnumName{Firmware::UefiSecureBoot, "uefi-secure-boot"}};
}

//! When a node starts and shuts down: lower `order` starts first and ends last.
struct StartOrder
{
    int order = 0;
    int upDelaySeconds = 0;
    int downTimeoutSeconds = 180;
    static constexpr auto fields()
    {
        return fieldsOf(
            field("order", &StartOrder::order, "Lower starts first and ends last; 0: any time")
                .range(0, 100000),
            field("upDelaySeconds", &StartOrder::upDelaySeconds,
                  "Wait so long before the next one starts")
                .range(0, 86400),
            field("downTimeoutSeconds", &StartOrder::downTimeoutSeconds,
                  "Give it so long to shut down, then pull the plug")
                .range(0, 86400));
    }
    bool operator==(const StartOrder &) const = default;
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
    QString arch;    //!< empty: the node's own
    QString machine; //!< "q35", "pc", "pc-q35-7.2"; empty: q35
    Firmware firmware = Firmware::Bios;
    CpuConfig cpu;
    qint64 memoryBytes = 0;
    MemoryConfig memory;
    QList<DiskConfig> disks;
    QList<NicConfig> nics;
    DisplayConfig display;
    DevicesConfig devices;
    QStringList bootOrder; //!< targets of disks and MACs of cards; empty: disks, CDs, network
    CloudInitConfig cloudInit;
    bool startsAtBoot = false;
    StartOrder startOrder;
    bool isProtected = false;
    bool isTemplate = false;
    bool hasHyperv = true;
    QString hookScript;        //!< path on the node, Administrator only
    QStringList qemuArguments; //!< verbatim, Administrator only
    QString kernel;            //!< direct kernel boot: path on the node, Administrator only
    QString initrd;
    QString kernelArguments;
    QString foreignXml; //!< adopted guests: the domain XML as found; elements not modelled stay
    static constexpr auto fields()
    {
        using G = GuestConfig;
        return fieldsOf(
            field("id", &G::id, "Number, unique in the cluster").range(0, 999999999),
            field("uuid", &G::uuid).length(0, 36),
            field("name", &G::name, "Name").required().length(1, 255),
            field("description", &G::description, "Notes in Markdown").length(0, 8192),
            field("tags", &G::tags).length(0, 64), field("kind", &G::kind),
            field("osType", &G::osType, "Chooses defaults that suit the system"),
            field("arch", &G::arch, "As aarch64; empty for the node's own").length(0, 16),
            field("machine", &G::machine, "Machine type; empty for q35").length(0, 64),
            field("firmware", &G::firmware), field("cpu", &G::cpu),
            field("memoryBytes", &G::memoryBytes, "Memory in bytes")
                .required()
                .range(16LL << 20, 16LL << 40),
            field("memory", &G::memory, "Balloon, hotplug, pages"),
            field("disks", &G::disks).length(0, 1024), field("nics", &G::nics).length(0, 256),
            field("display", &G::display), field("devices", &G::devices),
            field("bootOrder", &G::bootOrder,
                  "Disks by target and cards by MAC; empty: disks, CDs, network")
                .length(0, 1024),
            field("cloudInit", &G::cloudInit),
            field("startsAtBoot", &G::startsAtBoot, "Start when the node starts"),
            field("startOrder", &G::startOrder),
            field("isProtected", &G::isProtected, "Refuse to delete it"),
            field("isTemplate", &G::isTemplate, "It cannot start; clones are made of it"),
            field("hasHyperv", &G::hasHyperv, "Windows sees what makes it quick on a hypervisor"),
            field("hookScript", &G::hookScript,
                  "Program on the node that is run before and after start and stop")
                .length(0, 4096),
            field("qemuArguments", &G::qemuArguments, "Passed to QEMU as they are").length(0, 64),
            field("kernel", &G::kernel, "Kernel file on the node, to boot directly"),
            field("initrd", &G::initrd), field("kernelArguments", &G::kernelArguments),
            field("foreignXml", &G::foreignXml).length(0, 1 << 20));
    }
    bool operator==(const GuestConfig &) const = default;
};

} // namespace Atoll::Api
