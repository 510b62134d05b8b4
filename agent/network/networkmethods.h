// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace Atoll {

class NetworkService;
class Registry;

//! Answers the rows network.* of the catalogue.
void registerNetworkMethods(Registry &registry, NetworkService &networks);

} // namespace Atoll
