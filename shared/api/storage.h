// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "guestconfig.h"
#include "task.h"

//! Storages and the volumes in them.
namespace Atoll::Api {

struct StorageInfo
{
    QString name;
    QString node;
    QString type; //!< "dir"
    QString path;
    bool isActive = false;
    QString problem; //!< why it is not active, for people
    qint64 totalBytes = 0;
    qint64 usedBytes = 0;
    static constexpr auto fields()
    {
        return fieldsOf(field("name", &StorageInfo::name).required(),
                        field("node", &StorageInfo::node), field("type", &StorageInfo::type),
                        field("path", &StorageInfo::path),
                        field("isActive", &StorageInfo::isActive),
                        field("problem", &StorageInfo::problem, "Why it is not active"),
                        field("totalBytes", &StorageInfo::totalBytes),
                        field("usedBytes", &StorageInfo::usedBytes));
    }
    bool operator==(const StorageInfo &) const = default;
};

struct VolumeInfo
{
    QString storage;
    QString name;
    VolumeFormat format = VolumeFormat::Raw;
    qint64 sizeBytes = 0;      //!< as a guest sees it
    qint64 allocatedBytes = 0; //!< what it takes in the storage
    QString usedBy;            //!< UUID of the guest whose configuration names it
    static constexpr auto fields()
    {
        return fieldsOf(
            field("storage", &VolumeInfo::storage), field("name", &VolumeInfo::name),
            field("format", &VolumeInfo::format),
            field("sizeBytes", &VolumeInfo::sizeBytes, "As a guest sees it"),
            field("allocatedBytes", &VolumeInfo::allocatedBytes, "What it takes in the storage"),
            field("usedBy", &VolumeInfo::usedBy, "UUID of the guest that has it"));
    }
};

struct StorageRef
{
    QString storage;
    static constexpr auto fields()
    {
        return fieldsOf(
            field("storage", &StorageRef::storage, "Name of the storage").required().length(1, 64));
    }
};

struct VolumeRef
{
    QString storage;
    QString volume;
    static constexpr auto fields()
    {
        return fieldsOf(
            field("storage", &VolumeRef::storage, "Name of the storage").required().length(1, 64),
            field("volume", &VolumeRef::volume, "Name of the volume").required().length(1, 255));
    }
};

inline constexpr Method<Nothing, QList<StorageInfo>> storageList{
    "storage.list", "List storages", Kind::Query, Privilege::StorageView, "/storages"};
inline constexpr Method<StorageRef, QList<VolumeInfo>> volumeList{
    "storage.volume.list", "List the volumes of a storage", Kind::Query, Privilege::StorageView,
    "/storages/{storage}"};
inline constexpr auto volumeDelete =
    Method<VolumeRef, Nothing>{"storage.volume.delete", "Delete a volume that no guest uses",
                               Kind::Change, Privilege::StorageEdit, "/storages/{storage}"}
        .withDryRun();

inline constexpr std::tuple kStorageMethods{storageList, volumeList, volumeDelete};

} // namespace Atoll::Api
