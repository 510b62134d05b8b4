// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "spicesupport.h"

#include "spiceview.h"

namespace Atoll::Console::SpiceSupport {

bool isBuilt() { return true; }

ConsoleView *makeView(ConsoleTransport transport, const Theme &theme, const QByteArray &password)
{
    return new SpiceView(std::move(transport), theme, nullptr, password);
}

} // namespace Atoll::Console::SpiceSupport
