// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QJsonObject>
#include <QString>

// Not "atoll": that is a function of the C library (stdlib.h).
namespace Atoll {

//! Stable numbers of errors on the wire. Never renumber; the desktop translates by code.
//! Negative values are those of JSON-RPC 2.0 (https://www.jsonrpc.org/specification#error_object).
enum class ErrorCode : int {
    ParseError = -32700,
    InvalidRequest = -32600,
    MethodNotFound = -32601,
    InvalidParams = -32602, //!< details.field names the field
    Internal = -32603,

    NotAuthenticated = 1001, //!< log in first, or the session has ended
    LoginFailed = 1002,      //!< user name or password is wrong
    Throttled = 1003,        //!< too many failed logins; details.retryAfterMs
    PermissionDenied = 1004, //!< details.privilege, details.path
    TicketInvalid = 1005,    //!< used, expired or made for something else

    NotFound = 1010,
    AlreadyExists = 1011,
    Conflict = 1012, //!< somebody else changed it; details.version, details.author, details.changes
    InvalidState = 1013, //!< not possible while the object is in this state
    Unsupported = 1014,  //!< neither this engine nor this version can do it
    Busy = 1015,         //!< a task already works on the object; details.task

    LimitExceeded = 1020, //!< details.limit, details.maximum
    Cancelled = 1021,
    Timeout = 1022,
    NoSpace = 1023, //!< details.storage, details.neededBytes, details.freeBytes

    EngineFailed = 1030,      //!< libvirt, qemu-img … said no; text carries its words
    EngineUnavailable = 1031, //!< the engine does not answer; details.since

    ConnectionLost = 1040,
    CertificateUnknown = 1041, //!< first contact: details.fingerprint to be shown
    CertificateChanged =
        1042, //!< pinned fingerprint differs: details.expected, details.fingerprint
    ProtocolMismatch = 1043,
};

//! What failed, why, and what to do. `text` is one English sentence without a final full stop that
//! names the object; `hint` says what the user can do, and may be empty.
struct Error
{
    ErrorCode code = ErrorCode::Internal;
    QString text;
    QString hint = {};
    QJsonObject details = {};

    //! Shown to people: text and hint as sentences.
    QString sentence() const;
    //! The same error with words in front: "cannot start web-1: " + text.
    Error prefixed(const QString &words) const;

    QJsonObject
    toJson() const; //!< {"code","message","data":{"hint",…details}} as JSON-RPC wants it
    static Error fromJson(const QJsonObject &object);

    bool operator==(const Error &) const = default;
};

//! InvalidParams whose details name the field, for example "disks[0].sizeBytes".
Error invalidField(const QString &field, const QString &why);

} // namespace Atoll
