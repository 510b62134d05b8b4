// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "guestparts.h"

namespace Atoll {

class Registry;
class TaskRunner;

//! Answers all guest.* rows of the catalogue, and registers with the task runner what undoes and
//! finishes their work after a restart of the agent. Call it before TaskRunner::resume().
void registerGuestMethods(Registry &registry, TaskRunner &tasks, const GuestParts &parts);

} // namespace Atoll
