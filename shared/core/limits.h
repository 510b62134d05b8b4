// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#include <chrono>

//! Every limit that stands before parsing or queueing, in one place. Both ends of the wire obey
//! them.
namespace Atoll::limits {

inline constexpr qint64 kFrameBytesBeforeLogin = 64 * 1024;
inline constexpr qint64 kFrameBytes = 4 * 1024 * 1024;
inline constexpr qint64 kMessageBytes = 32 * 1024 * 1024; //!< also of unpacked zstd text
inline constexpr int kJsonDepth = 32;
inline constexpr int kOutstandingCalls = 256;     //!< per session
inline constexpr int kChannels = 256;             //!< per session; a SPICE console takes six
inline constexpr qint64 kChannelWindow = 4 << 20; //!< unacknowledged bytes of one channel
inline constexpr qint64 kListenerBacklog =
    32 << 20; //!< unsent bytes before a slow listener is dropped
inline constexpr int kConnections = 1024;
inline constexpr int kConnectionsBeforeLogin = 64;
inline constexpr int kConnectionsPerAddressBeforeLogin = 16;
inline constexpr std::chrono::seconds kLoginDeadline{60}; //!< from connect to a successful login
inline constexpr std::chrono::seconds kKeepAlive{10}; //!< ping; two unanswered end the connection
inline constexpr std::chrono::seconds kTicketLife{30};
inline constexpr qint64 kCompressAbove = 16 * 1024; //!< text larger than this goes as zstd
inline constexpr int kNameLength = 64;
inline constexpr int kTaskLogLines = 2000;

} // namespace Atoll::limits
