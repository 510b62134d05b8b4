// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "guestlifecycle.h"
#include "guestsnapshot.h"

//! The same for many guests: one task that asks for each guest what the single method would do.
namespace Atoll::Api {

enum class BulkVerb {
    Start,
    Shutdown,
    Stop,
    Reboot,
    Pause,
    Resume,
    Hibernate,
    Snapshot,
    AddTags,
    RemoveTags,
    Set,
};
constexpr auto enumNames(BulkVerb)
{
    using V = BulkVerb;
    return std::array{EnumName{V::Start, "start"},
                      EnumName{V::Shutdown, "shutdown"},
                      EnumName{V::Stop, "stop"},
                      EnumName{V::Reboot, "reboot"},
                      EnumName{V::Pause, "pause"},
                      EnumName{V::Resume, "resume"},
                      EnumName{V::Hibernate, "hibernate"},
                      EnumName{V::Snapshot, "snapshot"},
                      EnumName{V::AddTags, "add-tags"},
                      EnumName{V::RemoveTags, "remove-tags"},
                      EnumName{V::Set, "set"}};
}

//! The single method that does it to one guest.
constexpr const char *methodOf(BulkVerb verb)
{
    switch (verb) {
    case BulkVerb::Start:
        return guestStart.name;
    case BulkVerb::Shutdown:
        return guestShutdown.name;
    case BulkVerb::Stop:
        return guestStop.name;
    case BulkVerb::Reboot:
        return guestReboot.name;
    case BulkVerb::Pause:
        return guestPause.name;
    case BulkVerb::Resume:
        return guestResume.name;
    case BulkVerb::Hibernate:
        return guestHibernate.name;
    case BulkVerb::Snapshot:
        return snapshotCreate.name;
    case BulkVerb::AddTags:
    case BulkVerb::RemoveTags:
    case BulkVerb::Set:
        break;
    }
    return guestSet.name;
}

struct GuestBulk
{
    BulkVerb verb = BulkVerb::Start;
    QStringList guests;
    int atOnce = 4;
    bool inOrder = false;
    int timeoutSeconds = 180;
    bool stopsAfterTimeout = false;
    QString snapshot;
    QString description;
    bool withMemory = false;
    bool quiesces = false;
    QStringList tags;
    QJsonObject changes;
    static constexpr auto fields()
    {
        using B = GuestBulk;
        return fieldsOf(
            field("verb", &B::verb, "What to do").required(),
            field("guests", &B::guests, "Ids, UUIDs or names").required().length(1, 1000),
            field("atOnce", &B::atOnce, "So many at the same time").range(1, 8),
            field("inOrder", &B::inOrder,
                  "Keep to the start order and its delays; what switches off goes the other way"),
            field("timeoutSeconds", &B::timeoutSeconds, "shutdown, reboot: how long to wait")
                .range(1, 86400),
            field("stopsAfterTimeout", &B::stopsAfterTimeout,
                  "shutdown: pull the plug when it has not shut down by then"),
            field("snapshot", &B::snapshot, "snapshot: its name").length(0, 64),
            field("description", &B::description, "snapshot: its description").length(0, 4096),
            field("withMemory", &B::withMemory, "snapshot: save the memory of those that run, too"),
            field("quiesces", &B::quiesces,
                  "snapshot: have the agents of those that run freeze their file systems; fails "
                  "where one cannot"),
            field("tags", &B::tags, "add-tags, remove-tags: which").length(0, 64),
            field("changes", &B::changes,
                  "set: tags, isProtected, startsAtBoot, startOrder with their new values"));
    }
};

enum class BulkOutcome {
    Done,
    Failed,  //!< refused, or begun and failed
    Skipped, //!< there was nothing to do
    NotBegun,
    Begun, //!< it goes on in its own task: the order was cancelled meanwhile
};
constexpr auto enumNames(BulkOutcome)
{
    using O = BulkOutcome;
    return std::array{EnumName{O::Done, "done"}, EnumName{O::Failed, "failed"},
                      EnumName{O::Skipped, "skipped"}, EnumName{O::NotBegun, "not-begun"},
                      EnumName{O::Begun, "begun"}};
}

struct BulkItem
{
    QString guest;
    QString name;
    BulkOutcome outcome = BulkOutcome::NotBegun;
    QString reason;
    QString task;
    static constexpr auto fields()
    {
        using I = BulkItem;
        return fieldsOf(field("guest", &I::guest, "UUID, or as it was asked for"),
                        field("name", &I::name), field("outcome", &I::outcome),
                        field("reason", &I::reason, "Why it failed or was skipped"),
                        field("task", &I::task, "Its own task, if it came to one"));
    }
    bool operator==(const BulkItem &) const = default;
};

struct GuestBulkResult
{
    QList<BulkItem> items;
    static constexpr auto fields()
    {
        return fieldsOf(field("items", &GuestBulkResult::items,
                              "In the order of work; when any failed, or it was cancelled, they "
                              "are in the error's details"));
    }
};

// Whoever may do it to a guest may do it to many: each is checked as its own method would be.
inline constexpr auto guestBulk =
    Method<GuestBulk, GuestBulkResult>{"guest.bulk", "Do the same to many guests", Kind::Change,
                                       Privilege::LoggedIn, "/guests"}
        .withDryRun();

inline constexpr std::tuple kGuestBulkMethods{guestBulk};

} // namespace Atoll::Api
