// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "guestconfig.h"

//! What a guest's network card can be plugged into.
namespace Atoll::Api {

struct NetworkInfo
{
    QString name;
    QString node;
    NetworkKind kind = NetworkKind::Bridge;
    bool isActive = true;
    QString comment;
    static constexpr auto fields()
    {
        return fieldsOf(field("name", &NetworkInfo::name).required(),
                        field("node", &NetworkInfo::node), field("kind", &NetworkInfo::kind),
                        field("isActive", &NetworkInfo::isActive),
                        field("comment", &NetworkInfo::comment));
    }
    bool operator==(const NetworkInfo &) const = default;
};

inline constexpr Method<Nothing, QList<NetworkInfo>> networkList{
    "network.list", "List bridges and networks that guests can use", Kind::Query,
    Privilege::NetworkView, "/networks"};

inline constexpr std::tuple kNetworkMethods{networkList};

} // namespace Atoll::Api
