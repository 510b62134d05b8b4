// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "guestconfig.h"
#include "task.h"

//! Snapshots of guests: what a guest was at a time, with disks, configuration and perhaps memory.
namespace Atoll::Api {

enum class SnapshotKind {
    Internal, //!< inside of the qcow2 volumes
    External, //!< the volume stays as it was, a new one stands on it
};
constexpr auto enumNames(SnapshotKind)
{
    return std::array{EnumName{SnapshotKind::Internal, "internal"},
                      EnumName{SnapshotKind::External, "external"}};
}

struct SnapshotInfo
{
    QString name;
    QString parent; //!< name; empty: the first
    QString description;
    QDateTime at;
    QString author;
    SnapshotKind kind = SnapshotKind::Internal;
    bool hasMemory = false;
    bool isQuiesced = false;
    bool isCurrent = false;
    bool isForeign = false;
    qint64 sizeBytes = 0;
    QString problem;
    std::optional<GuestConfig> config; //!< none of one that another tool took
    static constexpr auto fields()
    {
        using S = SnapshotInfo;
        return fieldsOf(
            field("name", &S::name).required(),
            field("parent", &S::parent,
                  "The snapshot that it was taken after; empty for the first"),
            field("description", &S::description), field("at", &S::at), field("author", &S::author),
            field("kind", &S::kind),
            field("hasMemory", &S::hasMemory, "The guest runs on from there after a rollback"),
            field("isQuiesced", &S::isQuiesced, "The file systems were frozen meanwhile"),
            field("isCurrent", &S::isCurrent, "What the guest is now came after this one"),
            field("isForeign", &S::isForeign, "Another tool took it"),
            field("sizeBytes", &S::sizeBytes, "Saved memory; 0 where it is not known"),
            field("problem", &S::problem, "Why it cannot be rolled back to"),
            field("config", &S::config, "The configuration at that time"));
    }
};

struct SnapshotCreate
{
    QString guest;
    QString name;
    QString description;
    bool withMemory = false;
    bool quiesces = false;
    static constexpr auto fields()
    {
        using S = SnapshotCreate;
        return fieldsOf(
            field("guest", &S::guest, "Id, UUID or name").required().length(1, 255),
            field("name", &S::name, "Name of the snapshot").required().length(1, 64),
            field("description", &S::description).length(0, 4096),
            field("withMemory", &S::withMemory, "Save the memory of a running guest too"),
            field("quiesces", &S::quiesces,
                  "Have the guest agent freeze the file systems meanwhile; fails if it cannot"));
    }
};

struct SnapshotRollback
{
    QString guest;
    QString name;
    bool startsAfterwards = false;
    static constexpr auto fields()
    {
        using S = SnapshotRollback;
        return fieldsOf(field("guest", &S::guest, "Id, UUID or name").required().length(1, 255),
                        field("name", &S::name, "Name of the snapshot").required().length(1, 64),
                        field("startsAfterwards", &S::startsAfterwards,
                              "Start the guest; with memory it always runs on"));
    }
};

struct SnapshotDelete
{
    QString guest;
    QString name;
    bool withChildren = false;
    static constexpr auto fields()
    {
        using S = SnapshotDelete;
        return fieldsOf(
            field("guest", &S::guest, "Id, UUID or name").required().length(1, 255),
            field("name", &S::name, "Name of the snapshot").required().length(1, 64),
            field("withChildren", &S::withChildren, "With all that were taken after it"));
    }
};

struct SnapshotSet
{
    QString guest;
    QString name;
    QString description;
    static constexpr auto fields()
    {
        using S = SnapshotSet;
        return fieldsOf(
            field("guest", &S::guest, "Id, UUID or name").required().length(1, 255),
            field("name", &S::name, "Name of the snapshot").required().length(1, 64),
            field("description", &S::description, "The new description").length(0, 4096));
    }
};

struct SnapshotGuest
{
    QString guest;
    static constexpr auto fields()
    {
        return fieldsOf(field("guest", &SnapshotGuest::guest, "Id, UUID or name of the guest")
                            .required()
                            .length(1, 255));
    }
};

#define ATOLL_GUEST "/guests/{guest}"
inline constexpr Method<SnapshotGuest, QList<SnapshotInfo>> snapshotList{
    "guest.snapshot.list", "List the snapshots of a guest", Kind::Query, Privilege::GuestView,
    ATOLL_GUEST};
inline constexpr auto snapshotCreate =
    Method<SnapshotCreate, Nothing>{"guest.snapshot.create", "Take a snapshot", Kind::Change,
                                    Privilege::GuestSnapshot, ATOLL_GUEST}
        .withDryRun()
        .answering("POST /nodes/{node}/qemu/{vmid}/snapshot");
inline constexpr auto snapshotRollback =
    Method<SnapshotRollback, Nothing>{"guest.snapshot.rollback",
                                      "Make the guest what it was at a snapshot", Kind::Change,
                                      Privilege::GuestSnapshot, ATOLL_GUEST}
        .withDryRun()
        .answering("POST /nodes/{node}/qemu/{vmid}/snapshot/{snapname}/rollback");
inline constexpr auto snapshotDelete =
    Method<SnapshotDelete, Nothing>{"guest.snapshot.delete",
                                    "Delete a snapshot; the guest stays as it is", Kind::Change,
                                    Privilege::GuestSnapshot, ATOLL_GUEST}
        .withDryRun()
        .answering("DELETE /nodes/{node}/qemu/{vmid}/snapshot/{snapname}");
inline constexpr auto snapshotSet =
    Method<SnapshotSet, Nothing>{"guest.snapshot.set", "Change the description of a snapshot",
                                 Kind::Change, Privilege::GuestSnapshot, ATOLL_GUEST}
        .answering("PUT /nodes/{node}/qemu/{vmid}/snapshot/{snapname}/config");
#undef ATOLL_GUEST

inline constexpr std::tuple kSnapshotMethods{snapshotList, snapshotCreate, snapshotRollback,
                                             snapshotDelete, snapshotSet};

} // namespace Atoll::Api
