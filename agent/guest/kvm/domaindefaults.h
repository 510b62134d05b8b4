// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain.h"
#include "xml.h"

namespace Atoll::Kvm {

//! A definition with what a good guest has beside what its document models: chipset, clock, room
//! for hotplug. The rest is patched in afterwards.
XmlDocument defaultDomain(const Api::GuestConfig &config, const HostCapabilities &host);

} // namespace Atoll::Kvm
