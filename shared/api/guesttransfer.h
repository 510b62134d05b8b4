// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "guest.h"
#include "storagetransfer.h"

//! Guests and their disks on the way between hypervisors, storages and guests.
namespace Atoll::Api {

//! Where a card is plugged in that was in the network `from` before.
struct NetworkMapping
{
    QString from;
    NetworkKind kind = NetworkKind::User;
    QString source;
    int vlan = 0;
    static constexpr auto fields()
    {
        using M = NetworkMapping;
        return fieldsOf(
            field("from", &M::from, "Name in the package; empty: all that have no other line")
                .length(0, 255),
            field("kind", &M::kind),
            field("source", &M::source, "Name of the bridge or network here").length(0, 64),
            field("vlan", &M::vlan, "VLAN; 0: none").range(0, 4094));
    }
};

struct ImportSources
{
    QList<VolumeRef> sources;
    static constexpr auto fields()
    {
        return fieldsOf(
            field("sources", &ImportSources::sources,
                  "Volumes: one .ova, one .ovf with its disks beside it, or one image per disk "
                  "(.qcow2, .raw, .img, .vmdk, .vhdx, .vhd, .vdi)")
                .required()
                .length(1, 64));
    }
};

//! What was found in the sources. Nothing was made.
struct ImportProposal
{
    GuestConfig config; //!< disks without storage and volume
    QStringList networks;
    QStringList ignored;
    bool isDescribed = false;
    bool hasChecksums = false;
    static constexpr auto fields()
    {
        using P = ImportProposal;
        return fieldsOf(
            field("config", &P::config, "The configuration that the guest would get"),
            field("networks", &P::networks, "Networks of its cards, to be mapped"),
            field("ignored", &P::ignored, "Hardware that is not taken over"),
            field("isDescribed", &P::isDescribed, "False: images only, the rest is a default"),
            field("hasChecksums", &P::hasChecksums, "A manifest is there; it will be checked"));
    }
};

struct GuestImport
{
    QList<VolumeRef> sources;
    QString name;
    int id = 0;
    QString storage;
    VolumeFormat format = VolumeFormat::Qcow2;
    QList<NetworkMapping> networks;
    QJsonObject changes;
    bool startsAfterwards = false;
    static constexpr auto fields()
    {
        using I = GuestImport;
        return fieldsOf(
            field("sources", &I::sources,
                  "Volumes: one .ova, one .ovf with its disks beside it, or one image per disk")
                .required()
                .length(1, 64),
            field("name", &I::name, "Name of the guest; empty: as in the package").length(0, 64),
            field("id", &I::id, "Its id; 0: a free one").range(0, 999999999),
            field("storage", &I::storage, "Storage of the new disks").required().length(1, 64),
            field("format", &I::format, "Format of the new disks: qcow2 or raw"),
            field("networks", &I::networks).length(0, 32),
            field("changes", &I::changes,
                  "Keys of the configuration that are to be other than found: memoryBytes, cpu, "
                  "osType, firmware, machine, description, tags, startsAtBoot"),
            field("startsAfterwards", &I::startsAfterwards, "Start it when it is made"));
    }
};

enum class ExportKind { Ova, Qcow2 };
constexpr auto enumNames(ExportKind)
{
    return std::array{EnumName{ExportKind::Ova, "ova"}, EnumName{ExportKind::Qcow2, "qcow2"}};
}

struct GuestExport
{
    QString guest;
    ExportKind kind = ExportKind::Ova;
    QString target;
    QString snapshot;
    static constexpr auto fields()
    {
        using E = GuestExport;
        return fieldsOf(
            field("guest", &E::guest, "Id, UUID or name").required().length(1, 255),
            field("kind", &E::kind, "The whole VM as one OVA, or one disk as qcow2"),
            field("target", &E::target, "Of qcow2: which disk; empty: the first").length(0, 16),
            field("snapshot", &E::snapshot,
                  "Disks as they were at this snapshot inside of their images; empty: as they are, "
                  "of a guest that is off")
                .length(0, 255));
    }
};

struct GuestExportFile
{
    QString guest;
    ExportKind kind = ExportKind::Ova;
    QString target;
    QString snapshot;
    QString storage;
    QString name;
    static constexpr auto fields()
    {
        using E = GuestExportFile;
        return fieldsOf(
            field("guest", &E::guest, "Id, UUID or name").required().length(1, 255),
            field("kind", &E::kind, "The whole VM as one OVA, or one disk as qcow2"),
            field("target", &E::target, "Of qcow2: which disk; empty: the first").length(0, 16),
            field("snapshot", &E::snapshot, "As in guest.export").length(0, 255),
            field("storage", &E::storage, "Storage of the new volume").required().length(1, 64),
            field("name", &E::name, "Name of the new volume").required().length(1, 200));
    }
};

//! A volume that carries the guest's id.
struct GuestVolume
{
    VolumeInfo volume;
    QString target; //!< empty: in no disk of the guest
    static constexpr auto fields()
    {
        return fieldsOf(field("volume", &GuestVolume::volume),
                        field("target", &GuestVolume::target,
                              "The disk that it is; empty: the guest does not use it"));
    }
};

struct DiskMove
{
    QString guest;
    QString target;
    QString storage;
    VolumeFormat format = VolumeFormat::Qcow2;
    bool deletesSource = false;
    static constexpr auto fields()
    {
        using D = DiskMove;
        return fieldsOf(field("guest", &D::guest, "Id, UUID or name").required().length(1, 255),
                        field("target", &D::target, "The disk, as sda").required().length(1, 16),
                        field("storage", &D::storage, "Where it is to be").required().length(1, 64),
                        field("format", &D::format, "qcow2 or raw"),
                        field("deletesSource", &D::deletesSource,
                              "Delete the former volume; else it stays as an unused one"));
    }
};

struct DiskReassign
{
    QString guest;
    QString target;
    QString storage;
    QString volume;
    QString toGuest;
    static constexpr auto fields()
    {
        using D = DiskReassign;
        return fieldsOf(
            field("guest", &D::guest, "Whose it is: id, UUID or name").required().length(1, 255),
            field("target", &D::target, "The disk, as sda; or name an unused volume").length(0, 16),
            field("storage", &D::storage, "Of the unused volume").length(0, 64),
            field("volume", &D::volume, "The unused volume").length(0, 255),
            field("toGuest", &D::toGuest, "Whose it is to be").required().length(1, 255));
    }
};

struct DiskDelete
{
    QString guest;
    QString storage;
    QString volume;
    static constexpr auto fields()
    {
        using D = DiskDelete;
        return fieldsOf(
            field("guest", &D::guest, "Id, UUID or name").required().length(1, 255),
            field("storage", &D::storage, "Of the unused volume").required().length(1, 64),
            field("volume", &D::volume, "The unused volume").required().length(1, 255));
    }
};

//! Of all files of one push: the guest agent is no fast way.
inline constexpr qint64 kPushBytes = 64 << 20;

struct GuestPush
{
    QString guest;
    QString folder;
    QList<SentFile> files;
    static constexpr auto fields()
    {
        return fieldsOf(
            field("guest", &GuestPush::guest, "Id, UUID or name").required().length(1, 255),
            field("folder", &GuestPush::folder,
                  "Absolute path in the guest; empty: /tmp, in Windows "
                  "C:\\Users\\Public\\Downloads")
                .length(0, 4096),
            field("files", &GuestPush::files,
                  "In the order of the bytes; together at most 64 MiB. None replaces another")
                .required()
                .length(1, 256));
    }
};

struct GuestPushed
{
    QStringList paths;
    qint64 sizeBytes = 0;
    static constexpr auto fields()
    {
        return fieldsOf(field("paths", &GuestPushed::paths, "Of the files in the guest"),
                        field("sizeBytes", &GuestPushed::sizeBytes, "Of all of them"));
    }
};

#define ATOLL_GUEST "/guests/{guest}"
inline constexpr Method<ImportSources, ImportProposal> guestImportInspect{
    "guest.import.inspect", "Look what an import would find", Kind::Query, Privilege::GuestCreate,
    "/guests"};
inline constexpr auto guestImport =
    Method<GuestImport, GuestRef>{"guest.import", "Make a VM of a package or of disk images",
                                  Kind::Change, Privilege::GuestCreate, "/guests"}
        .withDryRun();
inline constexpr Method<GuestExport, TransferTicket> guestExport{
    "guest.export", "Get a VM as an OVA, or one of its disks as qcow2", Kind::Channel,
    Privilege::GuestBackup, ATOLL_GUEST};
inline constexpr Method<GuestExportFile, TransferResult> guestExportFile{
    "guest.export.file", "Write a VM as an OVA, or one of its disks, into a storage", Kind::Change,
    Privilege::GuestBackup, ATOLL_GUEST};
inline constexpr Method<GuestPush, TransferTicket> guestPush{
    "guest.push", "Send files into the guest by its guest agent", Kind::Channel,
    Privilege::GuestAgent, ATOLL_GUEST};
inline constexpr Method<GuestRef, QList<GuestVolume>> guestVolumes{
    "guest.volumes", "List the volumes that were made for the guest, also those it does not use",
    Kind::Query, Privilege::GuestView, ATOLL_GUEST};
inline constexpr auto guestDiskMove =
    Method<DiskMove, GuestRef>{"guest.disk.move", "Move a disk to another storage or format",
                               Kind::Change, Privilege::GuestEdit, ATOLL_GUEST}
        .withDryRun()
        .answering("POST /nodes/{node}/qemu/{vmid}/move_disk");
inline constexpr auto guestDiskReassign =
    Method<DiskReassign, GuestRef>{"guest.disk.reassign", "Give a disk to another guest",
                                   Kind::Change, Privilege::GuestEdit, ATOLL_GUEST}
        .withDryRun();
inline constexpr auto guestDiskDelete =
    Method<DiskDelete, Nothing>{"guest.disk.delete", "Delete a volume that the guest does not use",
                                Kind::Change, Privilege::GuestEdit, ATOLL_GUEST}
        .withDryRun();
#undef ATOLL_GUEST

inline constexpr std::tuple kGuestTransferMethods{
    guestImportInspect, guestImport,   guestExport,       guestExportFile, guestPush,
    guestVolumes,       guestDiskMove, guestDiskReassign, guestDiskDelete};

} // namespace Atoll::Api
