// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "method.h"

//! What guests can have on a node: choices for those who configure one, with the reason where
//! something is missing.
namespace Atoll::Api {

struct MachineType
{
    QString name;      //!< "pc-q35-7.2"
    QString canonical; //!< of a name that moves with the engine ("q35"): what it stands for now
    int maximumCpus = 0;
    static constexpr auto fields()
    {
        return fieldsOf(field("name", &MachineType::name),
                        field("canonical", &MachineType::canonical, "What an alias stands for"),
                        field("maximumCpus", &MachineType::maximumCpus));
    }
    bool operator==(const MachineType &) const = default;
};

struct ArchInfo
{
    QString name; //!< "x86_64"
    bool isEmulated = false;
    QList<MachineType> machines;
    static constexpr auto fields()
    {
        return fieldsOf(field("name", &ArchInfo::name),
                        field("isEmulated", &ArchInfo::isEmulated, "Many times slower"),
                        field("machines", &ArchInfo::machines));
    }
    bool operator==(const ArchInfo &) const = default;
};

struct CpuModel
{
    QString name;
    bool isUsable = true;
    QStringList missing; //!< features that the node's processor lacks
    static constexpr auto fields()
    {
        return fieldsOf(
            field("name", &CpuModel::name), field("isUsable", &CpuModel::isUsable),
            field("missing", &CpuModel::missing, "Features that the processor does not have"));
    }
    bool operator==(const CpuModel &) const = default;
};

//! Something that a guest can have, or why not.
struct Capability
{
    QString name; //!< "uefi-secure-boot", "tpm", "spice"
    bool isAvailable = false;
    QString problem; //!< what is missing
    QString advice;  //!< how to get it
    static constexpr auto fields()
    {
        return fieldsOf(field("name", &Capability::name),
                        field("isAvailable", &Capability::isAvailable),
                        field("problem", &Capability::problem, "What is missing"),
                        field("advice", &Capability::advice, "How to get it"));
    }
    bool operator==(const Capability &) const = default;
};

struct NodeCapabilities
{
    QString arch;
    bool hasKvm = false;
    QString libvirtVersion;
    QString qemuVersion;
    int maximumCpus = 0;
    QList<ArchInfo> architectures;
    QList<CpuModel> cpuModels;
    QStringList cpuFlags;
    QStringList videoModels;
    QStringList diskBuses;
    QList<Capability> features;
    static constexpr auto fields()
    {
        using N = NodeCapabilities;
        return fieldsOf(
            field("arch", &N::arch),
            field("hasKvm", &N::hasKvm, "Guests run on the processor, not emulated"),
            field("libvirtVersion", &N::libvirtVersion), field("qemuVersion", &N::qemuVersion),
            field("maximumCpus", &N::maximumCpus), field("architectures", &N::architectures),
            field("cpuModels", &N::cpuModels),
            field("cpuFlags", &N::cpuFlags, "Features that can be switched on"),
            field("videoModels", &N::videoModels, "As the engine names them"),
            field("diskBuses", &N::diskBuses),
            field("features", &N::features, "kvm, uefi, tpm, spice, …, with what is missing"));
    }
    bool operator==(const NodeCapabilities &) const = default;
};

struct PciDevice
{
    QString address; //!< "0000:01:00.0"
    QString vendorId;
    QString deviceId;
    QString vendor;
    QString device;
    QString deviceClass; //!< "0300": display
    int iommuGroup = -1;
    QString driver;
    QStringList mediatedTypes;
    QStringList usedBy;
    static constexpr auto fields()
    {
        using P = PciDevice;
        return fieldsOf(
            field("address", &P::address), field("vendorId", &P::vendorId),
            field("deviceId", &P::deviceId), field("vendor", &P::vendor),
            field("device", &P::device),
            field("deviceClass", &P::deviceClass, "Class and subclass, as 0300"),
            field("iommuGroup", &P::iommuGroup,
                  "Devices of a group can only go to a guest together; -1: no IOMMU"),
            field("driver", &P::driver, "Of the host; it lets go when a guest starts"),
            field("mediatedTypes", &P::mediatedTypes, "Parts that it can be split into"),
            field("usedBy", &P::usedBy, "Names of the guests that are given it"));
    }
    bool operator==(const PciDevice &) const = default;
};

struct UsbDevice
{
    QString port; //!< "1-2.3"
    QString vendorId;
    QString productId;
    QString vendor;
    QString product;
    QString serial;
    int bus = 0;
    int device = 0;
    QStringList usedBy;
    static constexpr auto fields()
    {
        using U = UsbDevice;
        return fieldsOf(field("port", &U::port), field("vendorId", &U::vendorId),
                        field("productId", &U::productId), field("vendor", &U::vendor),
                        field("product", &U::product), field("serial", &U::serial),
                        field("bus", &U::bus), field("device", &U::device),
                        field("usedBy", &U::usedBy, "Names of the guests that are given it"));
    }
    bool operator==(const UsbDevice &) const = default;
};

struct NodeDevices
{
    QList<PciDevice> pci;
    QList<UsbDevice> usb;
    static constexpr auto fields()
    {
        return fieldsOf(field("pci", &NodeDevices::pci), field("usb", &NodeDevices::usb));
    }
    bool operator==(const NodeDevices &) const = default;
};

inline constexpr Method<Nothing, NodeCapabilities> nodeCapabilities{
    "node.capabilities", "What guests can have on the node, and what is missing for the rest",
    Kind::Query, Privilege::NodeView, "/nodes"};
inline constexpr Method<Nothing, NodeDevices> nodeDevices{
    "node.devices", "PCI and USB devices of the node that a guest can be given", Kind::Query,
    Privilege::NodeView, "/nodes"};

inline constexpr std::tuple kNodeCapabilityMethods{nodeCapabilities, nodeDevices};

} // namespace Atoll::Api
