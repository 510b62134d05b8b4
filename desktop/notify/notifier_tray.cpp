// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "notifier.h"

namespace Atoll {

// Where there is no such service, the tray shows it.
bool SystemNotifier::showOnBus(const QString &, const QString &, const QString &) { return false; }

} // namespace Atoll
