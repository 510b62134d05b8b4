// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "../consoletransport.h"

namespace Atoll {
class Theme;
}

namespace Atoll::Console {
class ConsoleView;
}

//! SPICE as far as this program was built with it.
namespace Atoll::Console::SpiceSupport {

bool isBuilt();
//! Null when it is not built. Begins to connect at once.
ConsoleView *makeView(ConsoleTransport transport, const Theme &theme,
                      const QByteArray &password = {});

} // namespace Atoll::Console::SpiceSupport
