// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "fleet.h"

namespace Atoll {

//! Writes a profile that the desktop opens with all clusters of the fleet known, trusted and logged
//! in: `atoll --profile DIR`.
Result<void> writeProfile(const QString &directory, const Fleet &fleet);

} // namespace Atoll
