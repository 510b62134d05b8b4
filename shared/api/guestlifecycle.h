// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "guest.h"

//! Guests over time: what waits for the next start, and the way back to an earlier version.
namespace Atoll::Api {

struct PendingChange
{
    QString path;
    QJsonValue running;
    QJsonValue wanted;
    QString reason;
    static constexpr auto fields()
    {
        using P = PendingChange;
        return fieldsOf(
            field("path", &P::path, "Key, as disks[sda].cache"),
            field("running", &P::running, "What runs; left out when it does not have it"),
            field("wanted", &P::wanted, "What the next start brings; left out when it goes"),
            field("reason", &P::reason, "Why it waits"));
    }
    bool operator==(const PendingChange &) const = default;
};

struct PendingRevert
{
    QString guest;
    qint64 version = 0;
    QStringList keys;
    static constexpr auto fields()
    {
        return fieldsOf(
            field("guest", &PendingRevert::guest, "Id, UUID or name").required().length(1, 255),
            field("version", &PendingRevert::version, "Version that was looked at").required(),
            field("keys", &PendingRevert::keys, "Paths of guest.pending; none: all of them")
                .length(0, 1024));
    }
};

struct GuestRevert
{
    QString guest;
    qint64 version = 0;
    qint64 toVersion = 0;
    static constexpr auto fields()
    {
        return fieldsOf(
            field("guest", &GuestRevert::guest, "Id, UUID or name").required().length(1, 255),
            field("version", &GuestRevert::version, "Version that it has now").required(),
            field("toVersion", &GuestRevert::toVersion, "Version of its history to go back to")
                .required());
    }
};

//! A guest that was deleted and can still be restored.
struct DeletedGuest
{
    int id = 0;
    QString uuid;
    QString name;
    QDateTime deletedAt;
    QString deletedBy;
    QDateTime purgedAt;
    qint64 sizeBytes = 0;
    QStringList volumes;
    bool keepsVolumes = false;
    static constexpr auto fields()
    {
        using D = DeletedGuest;
        return fieldsOf(
            field("id", &D::id), field("uuid", &D::uuid), field("name", &D::name),
            field("deletedAt", &D::deletedAt), field("deletedBy", &D::deletedBy),
            field("purgedAt", &D::purgedAt, "When it is deleted for good"),
            field("sizeBytes", &D::sizeBytes, "Of its disks"),
            field("volumes", &D::volumes, "Its disks, as storage/volume"),
            field("keepsVolumes", &D::keepsVolumes, "Its disks stay when it is deleted for good"));
    }
    bool operator==(const DeletedGuest &) const = default;
};

struct DeletedRestore
{
    QString guest;
    QString name;
    static constexpr auto fields()
    {
        return fieldsOf(
            field("guest", &DeletedRestore::guest, "Id, UUID or name").required().length(1, 255),
            field("name", &DeletedRestore::name, "A new name, where the old one is taken")
                .length(0, 64));
    }
};

struct DeletedPurge
{
    QString guest;
    QString confirmName;
    static constexpr auto fields()
    {
        return fieldsOf(
            field("guest", &DeletedPurge::guest, "Id, UUID or name").required().length(1, 255),
            field("confirmName", &DeletedPurge::confirmName, "Its name, typed again")
                .required()
                .length(1, 255));
    }
};

struct GuestPolicy
{
    int keepsDeletedDays = 7;
    static constexpr auto fields()
    {
        return fieldsOf(field("keepsDeletedDays", &GuestPolicy::keepsDeletedDays,
                              "Deleted guests can be restored so long; 0: not at all")
                            .required()
                            .range(0, 3650));
    }
    bool operator==(const GuestPolicy &) const = default;
};

struct GuestHibernate
{
    QString guest;
    static constexpr auto fields()
    {
        return fieldsOf(
            field("guest", &GuestHibernate::guest, "Id, UUID or name").required().length(1, 255));
    }
};

//! Of one node; empty for the only one.
struct NodeGuestsRequest
{
    QString node;
    static constexpr auto fields()
    {
        return fieldsOf(field("node", &NodeGuestsRequest::node, "Name of the node").length(0, 64));
    }
};

#define ATOLL_GUEST "/guests/{guest}"
inline constexpr Method<GuestRef, QList<PendingChange>> guestPending{
    "guest.pending", "Show what takes effect at the next start", Kind::Query, Privilege::GuestView,
    ATOLL_GUEST};
inline constexpr auto guestPendingRevert =
    Method<PendingRevert, GuestRef>{"guest.pending.revert",
                                    "Set what waits for the next start back to what runs",
                                    Kind::Change, Privilege::GuestEdit, ATOLL_GUEST}
        .withDryRun();
inline constexpr auto guestRevert =
    Method<GuestRevert, GuestRef>{"guest.revert", "Go back to an earlier version", Kind::Change,
                                  Privilege::GuestEdit, ATOLL_GUEST}
        .withDryRun();
inline constexpr auto guestHibernate = Method<GuestHibernate, Nothing>{
    "guest.hibernate", "Save the memory on disk and switch off; start goes on there", Kind::Change,
    Privilege::GuestPower, ATOLL_GUEST};
#undef ATOLL_GUEST
inline constexpr Method<Nothing, QList<DeletedGuest>> guestDeletedList{
    "guest.deleted.list", "List deleted guests that can be restored", Kind::Query,
    Privilege::GuestView, "/guests"};
inline constexpr auto guestDeletedRestore =
    Method<DeletedRestore, GuestRef>{"guest.deleted.restore",
                                     "Bring a deleted guest back with its disks", Kind::Change,
                                     Privilege::GuestDelete, "/guests"}
        .withDryRun();
inline constexpr auto guestDeletedPurge =
    Method<DeletedPurge, Nothing>{"guest.deleted.purge", "Delete a deleted guest for good",
                                  Kind::Change, Privilege::GuestDelete, "/guests"}
        .withDryRun();
inline constexpr Method<Nothing, GuestPolicy> guestPolicyGet{
    "guest.policy.get", "Show how long deleted guests can be restored", Kind::Query,
    Privilege::GuestView, "/guests"};
inline constexpr auto guestPolicySet =
    Method<GuestPolicy, Nothing>{"guest.policy.set", "Set how long deleted guests can be restored",
                                 Kind::Change, Privilege::ClusterEdit, "/guests"};
inline constexpr auto nodeStartGuests = Method<NodeGuestsRequest, Nothing>{
    "node.start-guests", "Start the guests that start with the node, in order", Kind::Change,
    Privilege::NodeEdit, "/nodes"};
inline constexpr auto nodeShutdownGuests = Method<NodeGuestsRequest, Nothing>{
    "node.shutdown-guests", "Shut all guests of the node down, in reverse order", Kind::Change,
    Privilege::NodeEdit, "/nodes"};

inline constexpr std::tuple kGuestLifecycleMethods{
    guestPending,     guestPendingRevert,  guestRevert,       guestHibernate,
    guestDeletedList, guestDeletedRestore, guestDeletedPurge, guestPolicyGet,
    guestPolicySet,   nodeStartGuests,     nodeShutdownGuests};

} // namespace Atoll::Api
