// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain.h"
#include "xml.h"

namespace Atoll::Kvm {

//! A definition with all that a good guest has beside what its document models: chipset, clock,
//! display, input, agent channel, entropy, room for hotplug. Disks, cards, CPU count and memory are
//! patched in afterwards.
XmlDocument defaultDomain(const Api::GuestConfig &config, const HostCapabilities &host);

} // namespace Atoll::Kvm
