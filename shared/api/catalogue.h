// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "access.h"
#include "cloudinit.h"
#include "cluster.h"
#include "guestagent.h"
#include "guestbulk.h"
#include "guestclone.h"
#include "guestlifecycle.h"
#include "guestsnapshot.h"
#include "guesttransfer.h"
#include "mapping.h"
#include "metrics.h"
#include "nodecapabilities.h"
#include "storagetransfer.h"

//! The catalogue: every method there is. What is not here does not exist on the wire.
namespace Atoll::Api {

inline constexpr auto kCatalogue = std::tuple_cat(
    kAccessMethods, kClusterMethods, kNodeMethods, kNodeCapabilityMethods, kGuestMethods,
    kGuestLifecycleMethods, kGuestBulkMethods, kGuestAgentMethods, kCloudInitMethods,
    kSnapshotMethods, kCloneMethods, kGuestTransferMethods, kMappingMethods, kStorageMethods,
    kStorageTransferMethods, kNetworkMethods, kTaskMethods, kMetricsMethods);
inline constexpr std::tuple kNotifications{inventoryChanged, taskChanged, metricsSampled};

//! A row without its types, for the command line, documentation and dispatch by name.
struct MethodInfo
{
    QString name;
    QString summary;
    Kind kind = Kind::Query;
    Privilege privilege = Privilege::Nobody;
    QString path;
    bool dryRun = false;
    QString since;
    QString pve;
    // JSON Schemas, made when they are asked for: an agent hardly ever needs one.
    QJsonObject (*params)() = nullptr;
    QJsonObject (*answer)() = nullptr; //!< of a change: of its task's result
};

struct NotificationInfo
{
    QString name;
    QString summary;
    QJsonObject (*params)() = nullptr; //!< JSON Schema
};

//! All rows in the order of the catalogue.
const QList<MethodInfo> &methods();
const MethodInfo *findMethod(const QString &name);
const QList<NotificationInfo> &notifications();

//! Members that every change accepts beside its own parameters.
inline constexpr const char *kDryRunMember = "dryRun";
inline constexpr const char *kRequestIdMember = "requestId";

} // namespace Atoll::Api
