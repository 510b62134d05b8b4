// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "guest.h"

//! The program inside of a guest (qemu-guest-agent): what it tells and does. All that it tells are
//! bytes of a guest: bounded, and never trusted.
namespace Atoll::Api {

struct AgentUser
{
    QString name;
    QString domain; //!< of Windows
    QDateTime loginAt;
    static constexpr auto fields()
    {
        return fieldsOf(field("name", &AgentUser::name), field("domain", &AgentUser::domain),
                        field("loginAt", &AgentUser::loginAt));
    }
    bool operator==(const AgentUser &) const = default;
};

struct AgentInterface
{
    QString name;
    QString mac;
    QStringList addresses; //!< "10.0.0.5/24"
    qint64 receivedBytes = 0;
    qint64 sentBytes = 0;
    static constexpr auto fields()
    {
        return fieldsOf(field("name", &AgentInterface::name), field("mac", &AgentInterface::mac),
                        field("addresses", &AgentInterface::addresses, "As 10.0.0.5/24"),
                        field("receivedBytes", &AgentInterface::receivedBytes),
                        field("sentBytes", &AgentInterface::sentBytes));
    }
    bool operator==(const AgentInterface &) const = default;
};

struct AgentFilesystem
{
    QString mountPoint;
    QString type;
    QString device;
    qint64 totalBytes = 0; //!< 0: the agent does not tell
    qint64 usedBytes = 0;
    static constexpr auto fields()
    {
        return fieldsOf(
            field("mountPoint", &AgentFilesystem::mountPoint),
            field("type", &AgentFilesystem::type), field("device", &AgentFilesystem::device),
            field("totalBytes", &AgentFilesystem::totalBytes, "0 when the agent does not tell"),
            field("usedBytes", &AgentFilesystem::usedBytes));
    }
    bool operator==(const AgentFilesystem &) const = default;
};

//! What is known of a guest from inside, and how old that is.
struct AgentInfo
{
    bool isAnswering = false;
    QDateTime silentSince; //!< only while it does not answer
    QString problem;
    QString advice;
    QDateTime askedAt; //!< when the facts below were told; invalid: never
    QString version;
    QStringList commands;
    QString osName;
    QString osVersion;
    QString kernel;
    QString machine;
    QString hostName;
    QString timeZone;
    qint64 clockOffsetMs = 0; //!< the guest's clock is ahead of the node's by so much
    QList<AgentUser> users;
    QList<AgentInterface> interfaces;
    QList<AgentFilesystem> filesystems;
    bool isFrozen = false;
    QDateTime frozenUntil;
    static constexpr auto fields()
    {
        using I = AgentInfo;
        return fieldsOf(
            field("isAnswering", &I::isAnswering),
            field("silentSince", &I::silentSince, "Since when it does not answer"),
            field("problem", &I::problem, "Why it does not answer"),
            field("advice", &I::advice, "What to do about it"),
            field("askedAt", &I::askedAt, "When it told what follows; missing: never"),
            field("version", &I::version, "Of the guest agent"),
            field("commands", &I::commands, "Commands that the guest agent allows"),
            field("osName", &I::osName), field("osVersion", &I::osVersion),
            field("kernel", &I::kernel), field("machine", &I::machine),
            field("hostName", &I::hostName), field("timeZone", &I::timeZone),
            field("clockOffsetMs", &I::clockOffsetMs,
                  "How far the guest's clock is ahead of the node's"),
            field("users", &I::users, "Who is logged in"), field("interfaces", &I::interfaces),
            field("filesystems", &I::filesystems),
            field("isFrozen", &I::isFrozen, "Its file systems are frozen: nothing is written"),
            field("frozenUntil", &I::frozenUntil, "When they are thawed by themselves"));
    }
    bool operator==(const AgentInfo &) const = default;
};

struct AgentInfoRequest
{
    QString guest;
    int maximumAgeSeconds = 10;
    static constexpr auto fields()
    {
        return fieldsOf(
            field("guest", &AgentInfoRequest::guest, "Id, UUID or name").required().length(1, 255),
            field("maximumAgeSeconds", &AgentInfoRequest::maximumAgeSeconds,
                  "What is younger is not asked for again")
                .range(0, 86400));
    }
};

struct AgentPing
{
    qint64 roundTripMs = 0;
    static constexpr auto fields()
    {
        return fieldsOf(field("roundTripMs", &AgentPing::roundTripMs, "Until it answered"));
    }
};

struct AgentExec
{
    QString guest;
    QStringList command;
    QString input;
    QStringList environment;
    int timeoutSeconds = 60;
    static constexpr auto fields()
    {
        using E = AgentExec;
        return fieldsOf(
            field("guest", &E::guest, "Id, UUID or name").required().length(1, 255),
            field("command", &E::command, "Program and its arguments; no shell")
                .required()
                .length(1, 256),
            field("input", &E::input, "Standard input, base64").secret().length(0, 1 << 20),
            field("environment", &E::environment, "Variables, as NAME=value")
                .secret()
                .length(0, 256),
            field("timeoutSeconds", &E::timeoutSeconds,
                  "Wait so long for its end; the program goes on after that")
                .range(1, 3600));
    }
};

struct AgentExecResult
{
    int exitCode = -1;
    int signal = 0;
    QString output;
    QString errorOutput;
    bool isOutputCut = false;
    static constexpr auto fields()
    {
        using R = AgentExecResult;
        return fieldsOf(field("exitCode", &R::exitCode, "-1 when a signal ended it"),
                        field("signal", &R::signal, "Signal or exception that ended it; 0: none"),
                        field("output", &R::output, "Standard output"),
                        field("errorOutput", &R::errorOutput, "Standard error"),
                        field("isOutputCut", &R::isOutputCut, "It said more than is kept"));
    }
};

//! Of one call; larger files come and go in pieces.
inline constexpr qint64 kAgentFileBytes = 512 * 1024;

struct AgentFileRead
{
    QString guest;
    QString path;
    qint64 offset = 0;
    qint64 length = kAgentFileBytes;
    static constexpr auto fields()
    {
        using F = AgentFileRead;
        return fieldsOf(
            field("guest", &F::guest, "Id, UUID or name").required().length(1, 255),
            field("path", &F::path, "Absolute path in the guest").required().length(1, 4096),
            field("offset", &F::offset, "From this byte on").range(0, 1LL << 50),
            field("length", &F::length, "At most so many bytes").range(1, kAgentFileBytes));
    }
};

struct AgentFileData
{
    QString data;
    bool isEnd = false;
    static constexpr auto fields()
    {
        return fieldsOf(field("data", &AgentFileData::data, "Base64"),
                        field("isEnd", &AgentFileData::isEnd, "The file ends with these"));
    }
};

struct AgentFileWrite
{
    QString guest;
    QString path;
    QString data;
    bool isAppending = false;
    static constexpr auto fields()
    {
        using F = AgentFileWrite;
        return fieldsOf(
            field("guest", &F::guest, "Id, UUID or name").required().length(1, 255),
            field("path", &F::path, "Absolute path in the guest").required().length(1, 4096),
            field("data", &F::data, "Base64")
                .required()
                .secret()
                .length(0, kAgentFileBytes * 4 / 3 + 4),
            field("isAppending", &F::isAppending, "Add to the file instead of replacing it"));
    }
};

struct AgentFileWritten
{
    qint64 writtenBytes = 0;
    static constexpr auto fields()
    {
        return fieldsOf(field("writtenBytes", &AgentFileWritten::writtenBytes));
    }
};

struct AgentPassword
{
    QString guest;
    QString user;
    QString password;
    static constexpr auto fields()
    {
        return fieldsOf(
            field("guest", &AgentPassword::guest, "Id, UUID or name").required().length(1, 255),
            field("user", &AgentPassword::user, "Who exists in the guest")
                .required()
                .length(1, 256),
            field("password", &AgentPassword::password, "The new password")
                .required()
                .secret()
                .length(1, 256));
    }
};

struct AgentFreeze
{
    QString guest;
    int limitSeconds = 60;
    static constexpr auto fields()
    {
        return fieldsOf(
            field("guest", &AgentFreeze::guest, "Id, UUID or name").required().length(1, 255),
            field("limitSeconds", &AgentFreeze::limitSeconds, "Thaw by itself after this time")
                .range(1, 600));
    }
};

struct AgentFrozen
{
    int filesystems = 0;
    QDateTime until;
    static constexpr auto fields()
    {
        return fieldsOf(
            field("filesystems", &AgentFrozen::filesystems, "How many were frozen or thawed"),
            field("until", &AgentFrozen::until, "When they are thawed by themselves"));
    }
};

struct AgentTrimmed
{
    qint64 trimmedBytes = 0;
    int filesystems = 0;
    QStringList problems;
    static constexpr auto fields()
    {
        return fieldsOf(
            field("trimmedBytes", &AgentTrimmed::trimmedBytes, "Given back to the storage"),
            field("filesystems", &AgentTrimmed::filesystems, "How many were trimmed"),
            field("problems", &AgentTrimmed::problems, "What could not be trimmed, and why"));
    }
};

#define ATOLL_GUEST "/guests/{guest}"
inline constexpr Method<GuestRef, AgentPing> guestAgentPing{
    "guest.agent.ping", "See whether the guest agent answers", Kind::Query, Privilege::GuestView,
    ATOLL_GUEST};
inline constexpr Method<AgentInfoRequest, AgentInfo> guestAgentInfo{
    "guest.agent.info", "Show what the guest agent tells of the guest", Kind::Query,
    Privilege::GuestView, ATOLL_GUEST};
inline constexpr Method<AgentExec, AgentExecResult> guestAgentExec{
    "guest.agent.exec", "Run a program in the guest, as its administrator", Kind::Change,
    Privilege::GuestAgent, ATOLL_GUEST};
inline constexpr Method<AgentFileRead, AgentFileData> guestAgentFileRead{
    "guest.agent.file.read", "Read a piece of a file in the guest", Kind::Query,
    Privilege::GuestAgent, ATOLL_GUEST};
inline constexpr Method<AgentFileWrite, AgentFileWritten> guestAgentFileWrite{
    "guest.agent.file.write", "Write a file in the guest, or add to it", Kind::Change,
    Privilege::GuestAgent, ATOLL_GUEST};
inline constexpr Method<AgentPassword, Nothing> guestAgentPassword{
    "guest.agent.password", "Set a user's password in the guest", Kind::Change,
    Privilege::GuestAgent, ATOLL_GUEST};
inline constexpr Method<AgentFreeze, AgentFrozen> guestAgentFreeze{
    "guest.agent.freeze", "Freeze the guest's file systems for a while", Kind::Change,
    Privilege::GuestPower, ATOLL_GUEST};
inline constexpr Method<GuestRef, AgentFrozen> guestAgentThaw{
    "guest.agent.thaw", "Thaw the guest's file systems", Kind::Change, Privilege::GuestPower,
    ATOLL_GUEST};
inline constexpr Method<GuestRef, AgentTrimmed> guestAgentTrim{
    "guest.agent.trim", "Give unused blocks of the guest's file systems back to the storage",
    Kind::Change, Privilege::GuestPower, ATOLL_GUEST};
#undef ATOLL_GUEST

inline constexpr std::tuple kGuestAgentMethods{
    guestAgentPing,     guestAgentInfo,   guestAgentExec, guestAgentFileRead, guestAgentFileWrite,
    guestAgentPassword, guestAgentFreeze, guestAgentThaw, guestAgentTrim};

} // namespace Atoll::Api
