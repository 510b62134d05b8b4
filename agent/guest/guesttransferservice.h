// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "guestparts.h"

namespace Atoll {

class Registry;
class TaskRunner;

//! Answers the rows of api/guesttransfer.h: import, export, and disks on the move.
void registerGuestTransfers(Registry &registry, TaskRunner &tasks, const GuestParts &parts);

} // namespace Atoll
