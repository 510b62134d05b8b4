// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "guestparts.h"

namespace Atoll {

class Registry;
class TaskRunner;

//! Answers guest.clone and the guest.template.* rows. Call it before TaskRunner::resume().
void registerCloneMethods(Registry &registry, TaskRunner &tasks, const GuestParts &parts);

} // namespace Atoll
