// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <functional>

//! spice-client-glib works in GLib's default main context. Where Qt's own event dispatcher drives
//! that (Linux), it is the GUI thread; elsewhere a thread of ours does, until the program ends.
namespace Atoll::Console::GlibLoop {

bool isGuiThread();
//! Does the work in the context's thread, later, in the order of posting. From any thread.
void post(std::function<void()> work);

} // namespace Atoll::Console::GlibLoop
