// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "networkmethods.h"

#include "networkservice.h"

#include <server/registry.h>

namespace Atoll {

void registerNetworkMethods(Registry &registry, NetworkService &networks)
{
    registry.query<Api::Nothing, QList<Api::NetworkInfo>>(
        Api::networkList,
        [&networks](const Caller &, const Api::Nothing &) { return networks.infos(); });
}

} // namespace Atoll
