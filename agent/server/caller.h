// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace Atoll {

class Session;

//! Who asks. A relayed request carries the user, not the relay.
struct Caller
{
    QString user;               //!< "admin@builtin"; empty before login
    QString address;            //!< where the connection comes from
    Session *session = nullptr; //!< only in the event-loop thread
};

} // namespace Atoll
