// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "spicesupport.h"

namespace Atoll::Console::SpiceSupport {

bool isBuilt() { return false; }

ConsoleView *makeView(ConsoleTransport, const Theme &, const QByteArray &) { return nullptr; }

} // namespace Atoll::Console::SpiceSupport
