// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "inventorymodel.h"

#include <app/objectdrag.h>

#include <algorithm>

namespace Atoll {
namespace {

// Level, cluster and item in one number: indexes need no objects behind them.
constexpr int kLevelShift = 60;
constexpr int kClusterShift = 32;

quintptr pack(int level, int cluster, int item)
{
    return quintptr(level) << kLevelShift | quintptr(quint32(cluster) & 0xfffffffU) << kClusterShift
           | quint32(item);
}

} // namespace

InventoryModel::Handle InventoryModel::handleOf(const QModelIndex &index)
{
    if (!index.isValid())
        return {};
    const quintptr id = index.internalId();
    return {Level(id >> kLevelShift), int(id >> kClusterShift & 0xfffffffU), int(quint32(id))};
}

InventoryModel::Handle InventoryModel::rootChild(int code)
{
    return {code % 2 == 0 ? Level::Site : Level::Cluster, code / 2, -1};
}

int InventoryModel::rowOf(const Handle &handle) const
{
    switch (handle.level) {
    case Level::Root:
        return -1;
    case Level::Site:
        return m_sites[size_t(handle.cluster)]->row;
    case Level::Cluster:
        return m_clusters[size_t(handle.cluster)]->row;
    case Level::Node:
        return m_clusters[size_t(handle.cluster)]->nodes[size_t(handle.item)].row;
    case Level::Guest:
        return m_clusters[size_t(handle.cluster)]->guests[size_t(handle.item)].row;
    }
    return -1;
}

InventoryModel::Handle InventoryModel::parentOf(const Handle &handle) const
{
    switch (handle.level) {
    case Level::Root:
    case Level::Site:
        return {};
    case Level::Cluster: {
        const int site = m_clusters[size_t(handle.cluster)]->siteSlot;
        return site < 0 ? Handle{} : Handle{Level::Site, site, -1};
    }
    case Level::Node:
        return {Level::Cluster, handle.cluster, -1};
    case Level::Guest:
        return {Level::Node, handle.cluster,
                m_clusters[size_t(handle.cluster)]->guests[size_t(handle.item)].node};
    }
    return {};
}

bool InventoryModel::isShown(const Handle &handle) const
{
    return handle.level == Level::Root || (rowOf(handle) >= 0 && isShown(parentOf(handle)));
}

QModelIndex InventoryModel::indexFor(const Handle &handle) const
{
    if (handle.level == Level::Root || !isShown(handle))
        return {};
    return createIndex(rowOf(handle), 0, pack(int(handle.level), handle.cluster, handle.item));
}

const std::vector<int> &InventoryModel::shownOf(const Handle &handle) const
{
    static const std::vector<int> none;
    switch (handle.level) {
    case Level::Root:
        return m_rootShown;
    case Level::Site:
        return m_sites[size_t(handle.cluster)]->shown;
    case Level::Cluster:
        return m_clusters[size_t(handle.cluster)]->shown;
    case Level::Node:
        return m_clusters[size_t(handle.cluster)]->nodes[size_t(handle.item)].shown;
    case Level::Guest:
        break;
    }
    return none;
}

QModelIndex InventoryModel::index(int row, int column, const QModelIndex &parent) const
{
    const Handle above = handleOf(parent);
    const std::vector<int> &shown = shownOf(above);
    if (row < 0 || column != 0 || size_t(row) >= shown.size())
        return {};
    const int child = shown[size_t(row)];
    switch (above.level) {
    case Level::Root: {
        const Handle handle = rootChild(child);
        return createIndex(row, 0, pack(int(handle.level), handle.cluster, -1));
    }
    case Level::Site:
        return createIndex(row, 0, pack(int(Level::Cluster), child, -1));
    case Level::Cluster:
        return createIndex(row, 0, pack(int(Level::Node), above.cluster, child));
    case Level::Node:
        return createIndex(row, 0, pack(int(Level::Guest), above.cluster, child));
    case Level::Guest:
        break;
    }
    return {};
}

QModelIndex InventoryModel::parent(const QModelIndex &index) const
{
    return index.isValid() ? indexFor(parentOf(handleOf(index))) : QModelIndex();
}

int InventoryModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : int(shownOf(handleOf(parent)).size());
}

bool InventoryModel::hasChildren(const QModelIndex &parent) const { return rowCount(parent) > 0; }

ObjectRef InventoryModel::objectAt(const QModelIndex &index) const
{
    const Handle handle = handleOf(index);
    if (handle.level == Level::Root)
        return {};
    if (handle.level == Level::Site)
        return {ObjectKind::Site, {}, m_sites[size_t(handle.cluster)]->name};
    const ClusterRows &cluster = *m_clusters[size_t(handle.cluster)];
    switch (handle.level) {
    case Level::Node:
        return {ObjectKind::Node, cluster.key, cluster.nodes[size_t(handle.item)].name};
    case Level::Guest:
        return {ObjectKind::Guest, cluster.key, cluster.store->guests().at(handle.item).uuid};
    default:
        return {ObjectKind::Cluster, cluster.key, {}};
    }
}

Qt::ItemFlags InventoryModel::flags(const QModelIndex &index) const
{
    const Level level = handleOf(index).level;
    const bool isDragged = level == Level::Guest || level == Level::Cluster;
    return QAbstractItemModel::flags(index) | (isDragged ? Qt::ItemIsDragEnabled : Qt::NoItemFlags);
}

QStringList InventoryModel::mimeTypes() const { return {objectMimeType()}; }

QMimeData *InventoryModel::mimeData(const QModelIndexList &indexes) const
{
    QList<ObjectRef> objects;
    for (const QModelIndex &index : indexes)
        objects += objectAt(index);
    return mimeOf(objects);
}

QModelIndex InventoryModel::indexOf(const ObjectRef &object) const
{
    if (object.kind == ObjectKind::Site) {
        for (size_t i = 0; i < m_sites.size(); ++i) {
            if (m_sites[i] && m_sites[i]->name == object.id)
                return indexFor({Level::Site, int(i), -1});
        }
        return {};
    }
    const int slot = m_clusterByKey.value(object.cluster, -1);
    if (slot < 0)
        return {};
    const ClusterRows &cluster = *m_clusters[size_t(slot)];
    if (object.kind == ObjectKind::Cluster)
        return indexFor({Level::Cluster, slot, -1});
    if (object.kind == ObjectKind::Node) {
        const int node = cluster.nodeByName.value(object.id, -1);
        return node < 0 ? QModelIndex() : indexFor({Level::Node, slot, node});
    }
    const int guest =
        object.kind == ObjectKind::Guest ? cluster.store->guests().find(object.id) : -1;
    if (guest < 0 || size_t(guest) >= cluster.guests.size()
        || cluster.guests[size_t(guest)].node < 0)
        return {};
    return indexFor({Level::Guest, slot, guest});
}

int InventoryModel::matchCount() const
{
    int count = 0;
    for (const auto &cluster : m_clusters)
        count += cluster ? cluster->matches : 0;
    return isFiltering() ? count : guestCount();
}

int InventoryModel::guestCount() const
{
    qsizetype count = 0;
    for (const auto &cluster : m_clusters)
        count += cluster ? cluster->store->guests().size() : 0;
    return int(count);
}

const StateStore *InventoryModel::store(const QString &key) const
{
    const int slot = m_clusterByKey.value(key, -1);
    return slot < 0 ? nullptr : m_clusters[size_t(slot)]->store;
}

} // namespace Atoll
