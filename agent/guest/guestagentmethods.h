// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "guestparts.h"

namespace Atoll {

class Registry;

//! Answers the guest.agent.* rows. What it keeps belongs to the roster.
void registerGuestAgentMethods(Registry &registry, const GuestParts &parts);

} // namespace Atoll
