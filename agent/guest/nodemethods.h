// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace Atoll {

struct GuestParts;
class Registry;

//! node.capabilities and node.devices: what a guest can be given here, and who has it.
void registerNodeCapabilityMethods(Registry &registry, const GuestParts &parts);

} // namespace Atoll
