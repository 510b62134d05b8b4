// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "shortcutinhibitor.h"

namespace Atoll::Console {

std::unique_ptr<ShortcutInhibitor> ShortcutInhibitor::create() { return {}; }

} // namespace Atoll::Console
