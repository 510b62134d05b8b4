// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "storage.h"

//! Volumes on their way in and out of a storage.
namespace Atoll::Api {

//! A channel whose bytes a task takes or gives. The agent ends the channel; a client that ends it
//! earlier, or loses the connection, has cancelled.
struct TransferTicket
{
    QString ticket;
    QString task;
    static constexpr auto fields()
    {
        return fieldsOf(field("ticket", &TransferTicket::ticket,
                              "Redeem it once, soon, on this connection: channel.open")
                            .required()
                            .secret()
                            .length(1, 256),
                        field("task", &TransferTicket::task,
                              "Id of the task that takes or gives the bytes; its end is the "
                              "transfer's")
                            .required());
    }
};

//! Result of the task of every transfer.
struct TransferResult
{
    QString storage;
    QString volume;
    qint64 sizeBytes = 0;
    QString sha256;
    static constexpr auto fields()
    {
        return fieldsOf(field("storage", &TransferResult::storage),
                        field("volume", &TransferResult::volume),
                        field("sizeBytes", &TransferResult::sizeBytes, "Bytes that passed"),
                        field("sha256", &TransferResult::sha256, "Of these bytes, hexadecimal"));
    }
};

struct StorageUpload
{
    QString storage;
    QString name;
    qint64 sizeBytes = 0;
    QString sha256;
    static constexpr auto fields()
    {
        return fieldsOf(
            field("storage", &StorageUpload::storage, "Name of the storage")
                .required()
                .length(1, 64),
            field("name", &StorageUpload::name,
                  "Name of the new volume; its ending tells what it "
                  "is: .iso, .qcow2, .raw, .vmdk, .ova …")
                .required()
                .length(1, 200),
            field("sizeBytes", &StorageUpload::sizeBytes, "Bytes that will come")
                .required()
                .range(1, 1LL << 46),
            field("sha256", &StorageUpload::sha256,
                  "Their SHA-256, hexadecimal; when it is given, bytes that differ are refused")
                .length(0, 64));
    }
};

//! One of several files whose bytes come one after the other.
struct SentFile
{
    QString name;
    qint64 sizeBytes = 0;
    static constexpr auto fields()
    {
        return fieldsOf(
            field("name", &SentFile::name, "Without a directory").required().length(1, 200),
            field("sizeBytes", &SentFile::sizeBytes, "Bytes that will come").range(0, 1LL << 46));
    }
};

struct StorageDisc
{
    QString storage;
    QString name;
    QList<SentFile> files;
    static constexpr auto fields()
    {
        return fieldsOf(
            field("storage", &StorageDisc::storage, "Name of the storage").required().length(1, 64),
            field("name", &StorageDisc::name, "Name of the new volume, ending with .iso")
                .required()
                .length(1, 200),
            field("files", &StorageDisc::files, "What will be on it, in the order of the bytes")
                .required()
                .length(1, 256));
    }
};

struct StorageFetch
{
    QString storage;
    QString url;
    QString name;
    QString sha256;
    QString sha512;
    static constexpr auto fields()
    {
        return fieldsOf(
            field("storage", &StorageFetch::storage, "Name of the storage")
                .required()
                .length(1, 64),
            field("url", &StorageFetch::url, "http or https; the node fetches it")
                .required()
                .length(1, 2048),
            field("name", &StorageFetch::name, "Name of the new volume; empty: as the address ends")
                .length(0, 200),
            field("sha256", &StorageFetch::sha256, "Wanted SHA-256, hexadecimal").length(0, 64),
            field("sha512", &StorageFetch::sha512, "Wanted SHA-512, hexadecimal").length(0, 128));
    }
};

inline constexpr Method<StorageUpload, TransferTicket> storageUpload{
    "storage.upload", "Send a file to a storage, where it becomes a volume", Kind::Channel,
    Privilege::StorageEdit, "/storages/{storage}"};
inline constexpr Method<StorageDisc, TransferTicket> storageDisc{
    "storage.disc", "Send files to a storage, where they become a CD image", Kind::Channel,
    Privilege::StorageEdit, "/storages/{storage}"};
inline constexpr Method<VolumeRef, TransferTicket> storageDownload{
    "storage.download", "Get a volume's bytes as they are in the storage", Kind::Channel,
    Privilege::StorageEdit, "/storages/{storage}"};
inline constexpr auto storageFetch =
    Method<StorageFetch, TransferResult>{"storage.fetch", "Let the node fetch a file from the web",
                                         Kind::Change, Privilege::StorageEdit,
                                         "/storages/{storage}"}
        .withDryRun()
        .answering("POST /nodes/{node}/storage/{storage}/download-url");

inline constexpr std::tuple kStorageTransferMethods{storageUpload, storageDisc, storageDownload,
                                                    storageFetch};

} // namespace Atoll::Api
