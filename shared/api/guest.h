// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "guestconfig.h"
#include "task.h"

//! Guests: what they are now, and what can be done to them.
namespace Atoll::Api {

enum class GuestState {
    Unknown, //!< the engine does not answer; stateSince says since when
    Stopped,
    Running,
    Paused,
    ShuttingDown,
    Crashed,
    Suspended, //!< memory saved on disk
};
constexpr auto enumNames(GuestState)
{
    using S = GuestState;
    return std::array{EnumName{S::Unknown, "unknown"},
                      EnumName{S::Stopped, "stopped"},
                      EnumName{S::Running, "running"},
                      EnumName{S::Paused, "paused"},
                      EnumName{S::ShuttingDown, "shutting-down"},
                      EnumName{S::Crashed, "crashed"},
                      EnumName{S::Suspended, "suspended"}};
}

//! One guest as lists and trees show it. Part of the inventory.
struct GuestInfo
{
    QString uuid; //!< its key on the wire
    int id = 0;   //!< 0 while it is not managed
    QString name;
    QString node;
    GuestKind kind = GuestKind::Vm;
    GuestState state = GuestState::Unknown;
    QDateTime stateSince;
    bool isManaged = false; //!< false: another tool defined it; `guest.adopt` takes it over
    bool isPersistent = true;
    bool isProtected = false;
    bool isTemplate = false;
    bool hasPending = false; //!< the next start brings what the running guest does not have
    int cpus = 0;
    qint64 memoryBytes = 0;
    QString osName;
    QStringList addresses;
    QStringList tags;
    QStringList macs;      //!< of its network cards
    QString notes;         //!< the beginning of its description, to be found by
    QString displayKind;   //!< "vnc", "spice" or empty
    bool hasSpice = false; //!< also when displayKind is "vnc": a display can be had by both
    bool hasSerial = false;
    qint64 version = 0; //!< of its configuration document; 0 while it is not managed
    static constexpr auto fields()
    {
        return fieldsOf(
            field("uuid", &GuestInfo::uuid).required(),
            field("id", &GuestInfo::id, "0 while it is not managed"),
            field("name", &GuestInfo::name), field("node", &GuestInfo::node),
            field("kind", &GuestInfo::kind), field("state", &GuestInfo::state),
            field("stateSince", &GuestInfo::stateSince),
            field("isManaged", &GuestInfo::isManaged,
                  "False when another tool defined it; adopt takes it over"),
            field("isPersistent", &GuestInfo::isPersistent),
            field("isProtected", &GuestInfo::isProtected),
            field("isTemplate", &GuestInfo::isTemplate),
            field("hasPending", &GuestInfo::hasPending), field("cpus", &GuestInfo::cpus),
            field("memoryBytes", &GuestInfo::memoryBytes), field("osName", &GuestInfo::osName),
            field("addresses", &GuestInfo::addresses), field("tags", &GuestInfo::tags),
            field("macs", &GuestInfo::macs, "MAC addresses of its network cards"),
            field("notes", &GuestInfo::notes, "The first 500 characters of its description"),
            field("displayKind", &GuestInfo::displayKind),
            field("hasSpice", &GuestInfo::hasSpice, "Its display can be had by SPICE"),
            field("hasSerial", &GuestInfo::hasSerial, "Has a serial console"),
            field("version", &GuestInfo::version));
    }
    bool operator==(const GuestInfo &) const = default;
};

struct GuestRef
{
    QString guest;
    static constexpr auto fields()
    {
        return fieldsOf(field("guest", &GuestRef::guest, "Id, UUID or name of the guest")
                            .required()
                            .length(1, 255));
    }
};

struct GuestDetail
{
    GuestInfo info;
    GuestConfig config; //!< of an unmanaged guest: as read from the engine
    qint64 version = 0;
    static constexpr auto fields()
    {
        return fieldsOf(field("info", &GuestDetail::info), field("config", &GuestDetail::config),
                        field("version", &GuestDetail::version,
                              "Send it back with a change, so that no other's is lost"));
    }
};

struct GuestCreate
{
    GuestConfig config;
    bool startsAfterwards = false;
    static constexpr auto fields()
    {
        return fieldsOf(
            field("config", &GuestCreate::config).required(),
            field("startsAfterwards", &GuestCreate::startsAfterwards, "Start it when it is made"));
    }
};

struct GuestSet
{
    QString guest;
    qint64 version = 0;
    QJsonObject changes;
    static constexpr auto fields()
    {
        return fieldsOf(
            field("guest", &GuestSet::guest, "Id, UUID or name").required().length(1, 255),
            field("version", &GuestSet::version, "Version that the changes were made on")
                .required(),
            field("changes", &GuestSet::changes,
                  "Top-level keys of the configuration with their new values")
                .required());
    }
};

struct GuestDelete
{
    QString guest;
    QString confirmName;
    bool keepsVolumes = false;
    bool purges = false;
    static constexpr auto fields()
    {
        return fieldsOf(
            field("guest", &GuestDelete::guest, "Id, UUID or name").required().length(1, 255),
            field("confirmName", &GuestDelete::confirmName, "The guest's name, typed again")
                .required()
                .length(1, 255),
            field("keepsVolumes", &GuestDelete::keepsVolumes,
                  "Leave its disks in the storage, also when it is deleted for good"),
            field("purges", &GuestDelete::purges, "For good and at once: it cannot be restored"));
    }
};

struct GuestStart
{
    QString guest;
    bool discardsSaved = false;
    static constexpr auto fields()
    {
        return fieldsOf(
            field("guest", &GuestStart::guest, "Id, UUID or name").required().length(1, 255),
            field("discardsSaved", &GuestStart::discardsSaved,
                  "Begin anew, where its memory was saved by hibernating"));
    }
};

struct GuestShutdown
{
    QString guest;
    int timeoutSeconds = 180;
    bool stopsAfterTimeout = false;
    static constexpr auto fields()
    {
        return fieldsOf(
            field("guest", &GuestShutdown::guest, "Id, UUID or name").required().length(1, 255),
            field("timeoutSeconds", &GuestShutdown::timeoutSeconds, "How long to wait")
                .range(1, 86400),
            field("stopsAfterTimeout", &GuestShutdown::stopsAfterTimeout,
                  "Pull the plug when it has not shut down by then"));
    }
};

struct GuestXml
{
    QString xml;
    static constexpr auto fields()
    {
        return fieldsOf(field("xml", &GuestXml::xml, "Domain XML as the engine has it"));
    }
};

struct GuestVersion
{
    qint64 version = 0;
    QDateTime at;
    QString author;
    QList<Change> changes;
    static constexpr auto fields()
    {
        return fieldsOf(field("version", &GuestVersion::version), field("at", &GuestVersion::at),
                        field("author", &GuestVersion::author),
                        field("changes", &GuestVersion::changes));
    }
};

struct GuestPicture
{
    QString guest;
    int width = 0;
    static constexpr auto fields()
    {
        return fieldsOf(
            field("guest", &GuestPicture::guest, "Id, UUID or name").required().length(1, 255),
            field("width", &GuestPicture::width,
                  "A wider picture is scaled down to it by the agent; 0: as it is")
                .range(0, 16384));
    }
};

struct Screenshot
{
    QString png; //!< base64
    static constexpr auto fields()
    {
        return fieldsOf(field("png", &Screenshot::png, "PNG picture, base64"));
    }
};

enum class ConsoleKind { Vnc, Serial, Spice };
constexpr auto enumNames(ConsoleKind)
{
    return std::array{EnumName{ConsoleKind::Vnc, "vnc"}, EnumName{ConsoleKind::Serial, "serial"},
                      EnumName{ConsoleKind::Spice, "spice"}};
}

struct GuestConsole
{
    QString guest;
    ConsoleKind kind = ConsoleKind::Vnc;
    bool takesOver = false;
    QString viewer = {};
    static constexpr auto fields()
    {
        return fieldsOf(
            field("guest", &GuestConsole::guest, "Id, UUID or name").required().length(1, 255),
            field("kind", &GuestConsole::kind,
                  "One ticket is one stream; SPICE takes one for each of its channels"),
            field("takesOver", &GuestConsole::takesOver,
                  "Take a serial port or SPICE display from who has it"),
            field("viewer", &GuestConsole::viewer,
                  "Made up once by a program: what it lost with its connection stays its own")
                .length(0, 64));
    }
};

//! Who has a console that only one viewer can have: `holder` in the details of ErrorCode::Busy.
struct ConsoleHolder
{
    QString user;
    QString address;
    QDateTime since;
    static constexpr auto fields()
    {
        return fieldsOf(field("user", &ConsoleHolder::user),
                        field("address", &ConsoleHolder::address, "Where the viewer's program is"),
                        field("since", &ConsoleHolder::since));
    }
};

struct ConsoleTicket
{
    QString ticket;
    static constexpr auto fields()
    {
        return fieldsOf(field("ticket", &ConsoleTicket::ticket,
                              "Redeem it once, soon, on this connection: channel.open")
                            .required()
                            .secret()
                            .length(1, 256));
    }
};

struct ChannelOpened
{
    int channel = 0;
    static constexpr auto fields()
    {
        return fieldsOf(field("channel", &ChannelOpened::channel, "Number in binary frames"));
    }
};

#define ATOLL_GUEST "/guests/{guest}"
inline constexpr Method<Nothing, QList<GuestInfo>> guestList{
    "guest.list", "List guests", Kind::Query, Privilege::GuestView, "/guests"};
inline constexpr Method<GuestRef, GuestDetail> guestGet{
    "guest.get", "Show a guest with its configuration", Kind::Query, Privilege::GuestView,
    ATOLL_GUEST};
inline constexpr Method<GuestRef, GuestXml> guestXml{
    "guest.xml", "Show the definition that the engine has", Kind::Query, Privilege::GuestView,
    ATOLL_GUEST};
inline constexpr Method<GuestRef, QList<GuestVersion>> guestHistory{
    "guest.history", "Show who changed the configuration, when and how", Kind::Query,
    Privilege::GuestView, ATOLL_GUEST};
inline constexpr Method<GuestPicture, Screenshot> guestScreenshot{
    "guest.screenshot", "Take a picture of the display", Kind::Query, Privilege::GuestConsole,
    ATOLL_GUEST};
inline constexpr auto guestCreate =
    Method<GuestCreate, GuestRef>{"guest.create", "Make a VM with its disks", Kind::Change,
                                  Privilege::GuestCreate, "/guests"}
        .withDryRun()
        .answering("POST /nodes/{node}/qemu");
inline constexpr auto guestSet =
    Method<GuestSet, GuestRef>{"guest.set", "Change the configuration", Kind::Change,
                               Privilege::GuestEdit, ATOLL_GUEST}
        .withDryRun()
        .answering("POST /nodes/{node}/qemu/{vmid}/config");
inline constexpr auto guestAdopt =
    Method<GuestRef, GuestRef>{"guest.adopt", "Take over a guest that another tool defined",
                               Kind::Change, Privilege::GuestCreate, ATOLL_GUEST}
        .withDryRun();
inline constexpr auto guestDelete =
    Method<GuestDelete, Nothing>{"guest.delete", "Delete a guest; it can be restored for a while",
                                 Kind::Change, Privilege::GuestDelete, ATOLL_GUEST}
        .withDryRun()
        .answering("DELETE /nodes/{node}/qemu/{vmid}");
inline constexpr auto guestStart =
    Method<GuestStart, Nothing>{"guest.start", "Start a guest", Kind::Change, Privilege::GuestPower,
                                ATOLL_GUEST}
        .answering("POST /nodes/{node}/qemu/{vmid}/status/start");
inline constexpr auto guestShutdown =
    Method<GuestShutdown, Nothing>{"guest.shutdown", "Ask the guest to shut down", Kind::Change,
                                   Privilege::GuestPower, ATOLL_GUEST}
        .answering("POST /nodes/{node}/qemu/{vmid}/status/shutdown");
inline constexpr auto guestStop =
    Method<GuestRef, Nothing>{"guest.stop", "Switch a guest off at once", Kind::Change,
                              Privilege::GuestPower, ATOLL_GUEST}
        .answering("POST /nodes/{node}/qemu/{vmid}/status/stop");
inline constexpr auto guestReboot =
    Method<GuestShutdown, Nothing>{"guest.reboot", "Ask the guest to start again", Kind::Change,
                                   Privilege::GuestPower, ATOLL_GUEST}
        .answering("POST /nodes/{node}/qemu/{vmid}/status/reboot");
inline constexpr auto guestReset =
    Method<GuestRef, Nothing>{"guest.reset", "Press the reset button", Kind::Change,
                              Privilege::GuestPower, ATOLL_GUEST}
        .answering("POST /nodes/{node}/qemu/{vmid}/status/reset");
inline constexpr auto guestPause =
    Method<GuestRef, Nothing>{"guest.pause", "Freeze the guest's CPUs", Kind::Change,
                              Privilege::GuestPower, ATOLL_GUEST}
        .answering("POST /nodes/{node}/qemu/{vmid}/status/suspend");
inline constexpr auto guestResume =
    Method<GuestRef, Nothing>{"guest.resume", "Let a paused guest go on", Kind::Change,
                              Privilege::GuestPower, ATOLL_GUEST}
        .answering("POST /nodes/{node}/qemu/{vmid}/status/resume");
inline constexpr Method<GuestConsole, ConsoleTicket> guestConsole{
    "guest.console", "Ask for a ticket to the guest's console", Kind::Channel,
    Privilege::GuestConsole, ATOLL_GUEST};
inline constexpr Method<ConsoleTicket, ChannelOpened> channelOpen{
    "channel.open", "Redeem a ticket; bytes then flow in binary frames", Kind::Query,
    Privilege::LoggedIn, "/"};
#undef ATOLL_GUEST

inline constexpr std::tuple kGuestMethods{
    guestList,   guestGet,   guestXml,    guestHistory, guestScreenshot, guestCreate,
    guestSet,    guestAdopt, guestDelete, guestStart,   guestShutdown,   guestStop,
    guestReboot, guestReset, guestPause,  guestResume,  guestConsole,    channelOpen};

} // namespace Atoll::Api
