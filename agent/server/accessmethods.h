// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "registry.h"

#include <access/accounts.h>
#include <access/auditlog.h>

namespace Atoll {

//! access.user.*, access.role.*, access.audit.*. The arguments outlive the registry.
void registerAccessMethods(Registry &registry, Accounts &accounts, AuditLog &audit);

} // namespace Atoll
