// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace Atoll {

class Hypervisor;
class Registry;

//! node.capabilities and node.devices: what a guest can be given here.
void registerNodeCapabilityMethods(Registry &registry, Hypervisor &hypervisor);

} // namespace Atoll
