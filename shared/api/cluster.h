// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "guest.h"
#include "network.h"
#include "node.h"
#include "storage.h"

//! The cluster as a whole: its inventory, pushed as deltas.
//!
//! `inventory.subscribe` answers with the present revision; the state then comes as
//! `inventory.changed`. A client that comes back with epoch and revision gets what changed since;
//! when that is no longer known, a fresh snapshot: parts with `isSnapshot`, the last of them with
//! `isComplete`. What a complete snapshot did not name no longer exists.
namespace Atoll::Api {

struct ClusterInfo
{
    QString id;
    QString name;
    QString site; //!< the datacenter it stands in; may be empty
    static constexpr auto fields()
    {
        return fieldsOf(field("id", &ClusterInfo::id), field("name", &ClusterInfo::name),
                        field("site", &ClusterInfo::site));
    }
    bool operator==(const ClusterInfo &) const = default;
};

struct InventorySubscribe
{
    QString epoch; //!< of the state that the client holds; empty: nothing
    qint64 revision = 0;
    static constexpr auto fields()
    {
        return fieldsOf(
            field("epoch", &InventorySubscribe::epoch, "Epoch of the state held; empty for none"),
            field("revision", &InventorySubscribe::revision, "Revision of the state held"));
    }
};

struct InventoryRevision
{
    QString epoch; //!< changes when the agent starts anew
    qint64 revision = 0;
    static constexpr auto fields()
    {
        return fieldsOf(field("epoch", &InventoryRevision::epoch),
                        field("revision", &InventoryRevision::revision));
    }
};

struct InventoryDelta
{
    QString epoch;
    qint64 revision = 0; //!< state after this delta
    bool isSnapshot = false;
    bool isComplete = true; //!< false: more parts of the snapshot follow
    std::optional<ClusterInfo> cluster;
    QList<NodeInfo> nodes;
    QList<GuestInfo> guests;
    QList<StorageInfo> storages;
    QList<NetworkInfo> networks;
    QStringList removedNodes;
    QStringList removedGuests;   //!< UUIDs
    QStringList removedStorages; //!< "node/name"
    QStringList removedNetworks; //!< "node/name"
    static constexpr auto fields()
    {
        return fieldsOf(
            field("epoch", &InventoryDelta::epoch), field("revision", &InventoryDelta::revision),
            field("isSnapshot", &InventoryDelta::isSnapshot),
            field("isComplete", &InventoryDelta::isComplete),
            field("cluster", &InventoryDelta::cluster), field("nodes", &InventoryDelta::nodes),
            field("guests", &InventoryDelta::guests), field("storages", &InventoryDelta::storages),
            field("networks", &InventoryDelta::networks),
            field("removedNodes", &InventoryDelta::removedNodes),
            field("removedGuests", &InventoryDelta::removedGuests),
            field("removedStorages", &InventoryDelta::removedStorages),
            field("removedNetworks", &InventoryDelta::removedNetworks));
    }
};

inline constexpr Method<InventorySubscribe, InventoryRevision> inventorySubscribe{
    "inventory.subscribe", "Follow the state of everything", Kind::Query, Privilege::ClusterView,
    "/"};
inline constexpr Method<Nothing, Nothing> inventoryUnsubscribe{
    "inventory.unsubscribe", "Stop following", Kind::Query, Privilege::LoggedIn, "/"};

inline constexpr Notification<InventoryDelta> inventoryChanged{"inventory.changed",
                                                               "What changed in the cluster"};

inline constexpr std::tuple kClusterMethods{inventorySubscribe, inventoryUnsubscribe};

} // namespace Atoll::Api
