// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <core/result.h>

#include <QFuture>
#include <QIODevice>

#include <functional>
#include <memory>

namespace Atoll::Console {

//! An open, sequential, unbuffered-by-us byte stream to the guest's display: a channel of the
//! agent's connection, in tests a local socket. It lives in the thread of the session.
using ConsoleDevice = std::shared_ptr<QIODevice>;

enum class Claim {
    Ask,      //!< Busy when another viewer has it
    TakeOver, //!< that one loses it
};

//! Opens a fresh stream, as often as the session connects again; asks for a new ticket each time.
//! An InvalidState error means "the guest is off" and its text is shown as it is. Busy may name the
//! viewer that has it: see viewerOf().
using ConsoleTransport = std::function<QFuture<Result<ConsoleDevice>>(Claim)>;

} // namespace Atoll::Console
