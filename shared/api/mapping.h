// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "method.h"

//! Names that stand for a device or directory on each node. Guests are given the name: who uses it
//! needs no right on the nodes, and a guest finds what it needs on whatever node it starts.
namespace Atoll::Api {

enum class MappingKind { Pci, Usb, Directory };
constexpr auto enumNames(MappingKind)
{
    return std::array{EnumName{MappingKind::Pci, "pci"}, EnumName{MappingKind::Usb, "usb"},
                      EnumName{MappingKind::Directory, "directory"}};
}

struct MappedDevice
{
    QString node;
    QString device;
    static constexpr auto fields()
    {
        return fieldsOf(
            field("node", &MappedDevice::node).required().length(1, 255),
            field("device", &MappedDevice::device,
                  "PCI: 0000:01:00.0; USB: 046d:c52b, or a port as 1-2.3; or a directory's path")
                .required()
                .length(1, 4096));
    }
    bool operator==(const MappedDevice &) const = default;
};

struct Mapping
{
    QString name;
    MappingKind kind = MappingKind::Pci;
    QString description;
    QList<MappedDevice> devices; //!< one a node
    QStringList usedBy;          //!< names of guests; not stored
    qint64 version = 0;          //!< not stored
    static constexpr auto fields()
    {
        return fieldsOf(field("name", &Mapping::name).length(1, 64), field("kind", &Mapping::kind),
                        field("description", &Mapping::description).length(0, 1024),
                        field("devices", &Mapping::devices).length(0, 1024),
                        field("usedBy", &Mapping::usedBy, "Guests that are given it"),
                        field("version", &Mapping::version));
    }
    bool operator==(const Mapping &) const = default;
};

struct MappingSet
{
    QString name;
    MappingKind kind = MappingKind::Pci;
    QString description;
    QList<MappedDevice> devices;
    qint64 version = 0;
    static constexpr auto fields()
    {
        using M = MappingSet;
        return fieldsOf(
            field("name", &M::name, "Letters, digits and . _ -").required().length(1, 64),
            field("kind", &M::kind).required(),
            field("description", &M::description, "What it is").length(0, 1024),
            field("devices", &M::devices, "What it stands for, one a node").length(0, 1024),
            field("version", &M::version, "The version that you saw; 0 for a new one")
                .range(0, 1LL << 53));
    }
};

struct MappingRef
{
    QString name;
    static constexpr auto fields()
    {
        return fieldsOf(field("name", &MappingRef::name).required().length(1, 64));
    }
};

inline constexpr Method<Nothing, QList<Mapping>> mappingList{
    "mapping.list", "List the names that stand for devices of nodes", Kind::Query,
    Privilege::GuestView, "/mappings"};
inline constexpr auto mappingSet =
    Method<MappingSet, Nothing>{"mapping.set", "Make or change a mapping", Kind::Change,
                                Privilege::ClusterEdit, "/mappings"}
        .answering("POST /cluster/mapping/pci");
inline constexpr auto mappingDelete =
    Method<MappingRef, Nothing>{"mapping.delete", "Delete a mapping that no guest uses",
                                Kind::Change, Privilege::ClusterEdit, "/mappings"}
        .answering("DELETE /cluster/mapping/pci/{id}");

inline constexpr std::tuple kMappingMethods{mappingList, mappingSet, mappingDelete};

} // namespace Atoll::Api
