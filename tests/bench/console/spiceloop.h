// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <spice.h>

typedef struct _GMainContext GMainContext;

namespace Atoll::Bench {

//! What spice-server wants of its host's event loop, by GLib. One server a process.
SpiceCoreInterface *spiceLoop(GMainContext *context);

} // namespace Atoll::Bench
