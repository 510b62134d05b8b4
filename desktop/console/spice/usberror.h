// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <core/error.h>

namespace Atoll::Console {

//! What spice-client-glib and libusb say about a device, for a person: why it stays here, and what
//! to do. `device` is its name, or empty.
Error usbError(const QString &device, const QString &reason);

} // namespace Atoll::Console
