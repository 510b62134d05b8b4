// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "libvirthandles.h"

#include <system/filedescriptor.h>

namespace Atoll::Kvm {

//! Joins the guest's first serial console, a stream of libvirt, with a local socket, whose other
//! end is the result. Ends by itself when either side does. A viewer that was there before loses
//! the console: it may be one that nobody closed.
Result<std::shared_ptr<FileDescriptor>> bridgeSerial(virDomain *domain);

} // namespace Atoll::Kvm
