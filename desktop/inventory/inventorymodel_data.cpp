// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "inventorymodel.h"

#include <app/format.h>
#include <client/words.h>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

Overlay overlayOf(Api::GuestState state)
{
    switch (state) {
    case Api::GuestState::Running:
        return Overlay::Running;
    case Api::GuestState::Paused:
    case Api::GuestState::Suspended:
        return Overlay::Paused;
    case Api::GuestState::ShuttingDown:
        return Overlay::Busy;
    case Api::GuestState::Crashed:
        return Overlay::Error;
    case Api::GuestState::Unknown:
        return Overlay::Unknown;
    case Api::GuestState::Stopped:
        break;
    }
    return Overlay::None;
}

QString iconOf(const Api::GuestInfo &guest)
{
    if (guest.isTemplate)
        return u"template"_s;
    return guest.kind == Api::GuestKind::Container ? u"container"_s : u"vm"_s;
}

} // namespace

QVariant InventoryModel::data(const QModelIndex &index, int role) const
{
    const Handle handle = handleOf(index);
    switch (handle.level) {
    case Level::Root:
        return {};
    case Level::Site:
        return siteData(*m_sites[size_t(handle.cluster)], role);
    case Level::Cluster:
        return clusterData(*m_clusters[size_t(handle.cluster)], role);
    case Level::Node: {
        const ClusterRows &cluster = *m_clusters[size_t(handle.cluster)];
        return nodeData(cluster, cluster.nodes[size_t(handle.item)], role);
    }
    case Level::Guest:
        return guestData(*m_clusters[size_t(handle.cluster)], handle.item, role);
    }
    return {};
}

QVariant InventoryModel::siteData(const SiteRows &site, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return site.name;
    case KindRole:
        return int(ObjectKind::Site);
    case IconRole:
        return u"site"_s;
    case LoadRole:
        return -1.0;
    default:
        return {};
    }
}

QVariant InventoryModel::clusterData(const ClusterRows &cluster, int role) const
{
    const StateStore &store = *cluster.store;
    switch (role) {
    case Qt::DisplayRole:
        return cluster.name;
    case KindRole:
        return int(ObjectKind::Cluster);
    case IconRole:
        return u"cluster"_s;
    case OverlayRole:
        return int(store.isLive() ? Overlay::Ok : Overlay::Unknown);
    case LoadRole:
        return -1.0;
    case FadedRole:
        return !store.isLive();
    case Qt::ToolTipRole:
        return store.isLive() ? tr("Connected")
                              : tr("Last seen %1").arg(Format::dateTime(store.lastSeen()));
    case RemarkRole: {
        if (!store.isLive())
            return store.lastSeen().isValid() ? Format::ago(store.lastSeen()) : tr("not connected");
        int online = 0;
        for (const int node : store.nodes().indexes())
            online += store.nodes().at(node).state == Api::NodeState::Online;
        return u"%1/%2"_s.arg(online).arg(store.nodes().size());
    }
    default:
        return {};
    }
}

QVariant InventoryModel::nodeData(const ClusterRows &cluster, const NodeRows &node, int role) const
{
    const StateStore &store = *cluster.store;
    const Api::NodeInfo *info = node.store >= 0 ? &store.nodes().at(node.store) : nullptr;
    const bool isOnline = info && info->state == Api::NodeState::Online;
    const bool isFresh = isOnline && store.isLive();
    switch (role) {
    case Qt::DisplayRole:
        return node.name.isEmpty() ? tr("No node") : node.name;
    case KindRole:
        return int(ObjectKind::Node);
    case IconRole:
        return u"node"_s;
    case OverlayRole:
        if (!info || info->state == Api::NodeState::Unknown)
            return int(Overlay::Unknown);
        return int(isOnline ? Overlay::None : Overlay::Error);
    case LoadRole:
        return isFresh ? double(store.nodeUsage(node.store).cpu) : -1.0;
    case FadedRole:
        return !isFresh;
    case RemarkRole: {
        if (info && info->state == Api::NodeState::Offline)
            return tr("offline");
        const float cpu = isFresh ? store.nodeUsage(node.store).cpu : -1;
        return cpu < 0 ? QString() : Format::wholePercent(double(cpu));
    }
    case Qt::ToolTipRole:
        return info ? tr("%1 · %n CPU(s) · %2", nullptr, info->cpus)
                          .arg(info->osName, Format::bytes(double(info->memoryBytes)))
                    : QVariant();
    default:
        return {};
    }
}

QVariant InventoryModel::guestData(const ClusterRows &cluster, int number, int role) const
{
    const StateStore &store = *cluster.store;
    const Api::GuestInfo &guest = store.guests().at(number);
    const PendingAction *pending = store.pending(guest.uuid);
    switch (role) {
    case Qt::DisplayRole:
        return guest.name.isEmpty() ? guest.uuid : guest.name;
    case KindRole:
        return int(ObjectKind::Guest);
    case IconRole:
        return iconOf(guest);
    case OverlayRole:
        return int(pending ? Overlay::Busy : overlayOf(guest.state));
    case LoadRole:
        return store.isLive() && guest.state == Api::GuestState::Running
                   ? double(store.guestUsage(number).cpu)
                   : -1.0;
    case FadedRole:
        return guest.state != Api::GuestState::Running || !store.isLive();
    case RemarkRole:
        if (pending)
            return Words::pending(pending->method);
        return guest.state == Api::GuestState::Crashed ? tr("crashed") : QString();
    case TagsRole:
        return guest.tags;
    case ProtectedRole:
        return guest.isProtected;
    case PendingRole:
        return guest.hasPending;
    case Qt::AccessibleTextRole: {
        const QString name = guestData(cluster, number, Qt::DisplayRole).toString();
        return guest.hasPending ? name + u", "_s + Words::waitsForColdStart() : name;
    }
    case Qt::ToolTipRole: {
        QStringList parts{guest.name};
        if (guest.id > 0)
            parts += QString::number(guest.id);
        parts += guest.addresses;
        parts += guest.tags;
        if (guest.isProtected)
            parts += tr("protected");
        if (guest.hasPending)
            parts += Words::waitsForColdStart();
        return parts.join(u" · "_s);
    }
    default:
        return {};
    }
}

} // namespace Atoll
