// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "inventorymodel.h"

#include "naturalorder.h"
#include "rowranges.h"

#include <QSet>

#include <algorithm>

namespace Atoll {
// Brings the shown children to those wanted, in the order of `all`. A parent that is hidden itself
// has no listeners, so its rows change silently.
template <class Wanted, class Row>
void InventoryModel::sync(const Handle &parent, const std::vector<int> &all,
                          std::vector<int> &shown, Wanted wanted, Row row)
{
    std::vector<RowRange> gone;
    for (size_t i = 0; i < shown.size(); ++i) {
        if (!wanted(shown[i]))
            extend(gone, int(i));
    }
    std::vector<int> target;
    std::vector<RowRange> come;
    target.reserve(all.size());
    for (const int child : all) {
        if (!wanted(child))
            continue;
        if (row(child) < 0)
            extend(come, int(target.size()));
        target.push_back(child);
    }
    if (gone.empty() && come.empty())
        return;
    const auto renumber = [&](size_t from) {
        for (size_t i = from; i < shown.size(); ++i)
            row(shown[i]) = int(i);
    };
    if (!isShown(parent)) {
        for (const int child : shown)
            row(child) = -1;
        shown = std::move(target);
        renumber(0);
        return;
    }
    const QModelIndex index = indexFor(parent);
    if (gone.size() + come.size() > kMostRanges) {
        gone.clear();
        come.clear();
        if (!shown.empty())
            gone.push_back({0, int(shown.size()) - 1});
        if (!target.empty())
            come.push_back({0, int(target.size()) - 1});
    }
    for (auto range = gone.rbegin(); range != gone.rend(); ++range) {
        beginRemoveRows(index, range->first, range->last);
        for (int i = range->first; i <= range->last; ++i)
            row(shown[size_t(i)]) = -1;
        shown.erase(shown.begin() + range->first, shown.begin() + range->last + 1);
        renumber(size_t(range->first));
        endRemoveRows();
    }
    for (const RowRange &range : come) {
        beginInsertRows(index, range.first, range.last);
        shown.insert(shown.begin() + range.first, target.begin() + range.first,
                     target.begin() + range.last + 1);
        renumber(size_t(range.first));
        endInsertRows();
    }
}

QuerySubject InventoryModel::subjectOf(const ClusterRows &cluster, int guest) const
{
    return {&cluster.store->guests().at(guest), &cluster.store->guestUsage(guest),
            cluster.nodes[size_t(cluster.guests[size_t(guest)].node)].name, cluster.name,
            cluster.site};
}

bool InventoryModel::isWantedGuest(const ClusterRows &cluster, int guest) const
{
    if (!isFiltering())
        return true;
    const NodeRows &node = cluster.nodes[size_t(cluster.guests[size_t(guest)].node)];
    const quint8 hits = cluster.hits[size_t(guest)] | node.mask | cluster.mask;
    return m_query.matches(m_query.isWordsOnly() ? QuerySubject() : subjectOf(cluster, guest),
                           hits);
}

bool InventoryModel::isWantedNode(const ClusterRows &cluster, const NodeRows &node) const
{
    return !isFiltering() || node.matches > 0
           || m_query.matches({.node = node.name, .cluster = cluster.name, .site = cluster.site},
                              node.mask | cluster.mask);
}

bool InventoryModel::isWantedCluster(const ClusterRows &cluster) const
{
    if (cluster.isGone)
        return false;
    return !isFiltering()
           || m_query.matches({.cluster = cluster.name, .site = cluster.site}, cluster.mask)
           || std::any_of(cluster.all.begin(), cluster.all.end(), [&](int node) {
                  return isWantedNode(cluster, cluster.nodes[size_t(node)]);
              });
}

void InventoryModel::countMatches(ClusterRows &cluster, NodeRows &node) const
{
    cluster.matches -= node.matches;
    node.matches =
        isFiltering() ? int(std::count_if(node.all.begin(), node.all.end(),
                                          [&](int guest) { return isWantedGuest(cluster, guest); }))
                      : 0;
    cluster.matches += node.matches;
}

void InventoryModel::match(ClusterRows &cluster)
{
    if (!isFiltering()) {
        cluster.matches = 0;
        for (NodeRows &node : cluster.nodes)
            node.matches = 0;
        return;
    }
    cluster.hits.resize(cluster.guests.size());
    cluster.arena->search(m_query.words(), cluster.hits);
    cluster.mask = m_query.words().foundIn(foldedText(cluster.name + u'\n' + cluster.site));
    for (const int slot : cluster.all) {
        NodeRows &node = cluster.nodes[size_t(slot)];
        node.mask = m_query.words().foundIn(foldedText(node.name));
        countMatches(cluster, node);
    }
}

void InventoryModel::matchGuest(ClusterRows &cluster, int guest)
{
    const bool isLeft = cluster.arena->update(guest);
    if (cluster.hits.size() < cluster.guests.size())
        cluster.hits.resize(cluster.guests.size());
    if (isFiltering())
        cluster.hits[size_t(guest)] =
            m_query.words().foundIn(foldedText(searchText(cluster.store->guests().at(guest))));
    if (isLeft && !m_idle.isActive())
        m_idle.start();
}

void InventoryModel::syncGuests(int slot, int number)
{
    ClusterRows &cluster = *m_clusters[size_t(slot)];
    NodeRows &node = cluster.nodes[size_t(number)];
    sync(
        {Level::Node, slot, number}, node.all, node.shown,
        [&](int guest) {
            return !cluster.guests[size_t(guest)].isGone && isWantedGuest(cluster, guest);
        },
        [&](int guest) -> int & { return cluster.guests[size_t(guest)].row; });
}

void InventoryModel::syncNodes(int slot, bool inserts)
{
    ClusterRows &cluster = *m_clusters[size_t(slot)];
    sync(
        {Level::Cluster, slot, -1}, cluster.all, cluster.shown,
        [&](int number) {
            const NodeRows &node = cluster.nodes[size_t(number)];
            return (inserts || node.row >= 0) && node.isUsed() && isWantedNode(cluster, node);
        },
        [&](int number) -> int & { return cluster.nodes[size_t(number)].row; });
}

void InventoryModel::syncClusters(int number, bool inserts)
{
    SiteRows &site = *m_sites[size_t(number)];
    sync(
        {Level::Site, number, -1}, site.all, site.shown,
        [&](int slot) {
            const ClusterRows &cluster = *m_clusters[size_t(slot)];
            return (inserts || cluster.row >= 0) && cluster.siteSlot == number
                   && isWantedCluster(cluster);
        },
        [&](int slot) -> int & { return m_clusters[size_t(slot)]->row; });
}

void InventoryModel::syncRoot(bool inserts)
{
    const auto row = [this](int code) -> int & {
        return code % 2 == 0 ? m_sites[size_t(code / 2)]->row : m_clusters[size_t(code / 2)]->row;
    };
    sync(
        {}, m_root, m_rootShown,
        [&](int code) {
            if (!inserts && row(code) < 0)
                return false;
            if (code % 2 != 0) {
                const ClusterRows &cluster = *m_clusters[size_t(code / 2)];
                return isWantedCluster(cluster);
            }
            const SiteRows &site = *m_sites[size_t(code / 2)];
            return std::any_of(site.all.begin(), site.all.end(), [this](int slot) {
                return isWantedCluster(*m_clusters[size_t(slot)]);
            });
        },
        row);
}

// Hides from the top, so that what vanishes with its parent is not told of child by child; then
// shows from below, so that a parent comes with its children.
void InventoryModel::setFilter(const QString &query)
{
    const QString text = query.simplified();
    if (text == m_queryText)
        return;
    m_queryText = text;
    m_query = Query::parse(text);
    for (const auto &cluster : m_clusters) {
        if (cluster)
            match(*cluster);
    }
    for (const bool inserts : {false, true}) {
        if (!inserts)
            syncRoot(false);
        for (size_t site = 0; site < m_sites.size() && !inserts; ++site) {
            if (m_sites[site])
                syncClusters(int(site), false);
        }
        for (size_t slot = 0; slot < m_clusters.size(); ++slot) {
            if (!m_clusters[slot])
                continue;
            if (inserts) {
                for (const int node : m_clusters[slot]->all)
                    syncGuests(int(slot), node);
            }
            syncNodes(int(slot), inserts);
        }
        for (size_t site = 0; site < m_sites.size() && inserts; ++site) {
            if (m_sites[site])
                syncClusters(int(site), true);
        }
        if (inserts)
            syncRoot(true);
    }
}

void InventoryModel::syncUp(int slot)
{
    syncNodes(slot, true);
    if (const int site = m_clusters[size_t(slot)]->siteSlot; site >= 0)
        syncClusters(site, true);
    syncRoot(true);
}

QList<ObjectRef> InventoryModel::find(const QString &text, int maximum)
{
    const Query query = Query::parse(text);
    QList<ObjectRef> found;
    std::vector<quint8> hits;
    for (const auto &cluster : m_clusters) {
        if (!cluster || query.isEmpty() || query.problem())
            continue;
        hits.resize(cluster->guests.size());
        cluster->arena->search(query.words(), hits);
        for (const int guest : cluster->store->guests().indexes()) {
            if (found.size() >= maximum)
                break;
            if (query.matches(subjectOf(*cluster, guest), hits[size_t(guest)]))
                found.append(
                    {ObjectKind::Guest, cluster->key, cluster->store->guests().at(guest).uuid});
        }
    }
    return found;
}

QStringList InventoryModel::vocabulary(QueryKey key) const
{
    QSet<QString> values;
    for (const auto &cluster : m_clusters) {
        if (!cluster)
            continue;
        if (key == QueryKey::Cluster)
            values.insert(cluster->name);
        else if (key == QueryKey::Site)
            values.insert(cluster->site);
        else if (key == QueryKey::Node)
            for (const int node : cluster->all)
                values.insert(cluster->nodes[size_t(node)].name);
        else if (key == QueryKey::Tag || key == QueryKey::Os)
            for (const int guest : cluster->store->guests().indexes()) {
                const Api::GuestInfo &info = cluster->store->guests().at(guest);
                if (key == QueryKey::Os)
                    values.insert(info.osName);
                for (qsizetype i = 0; key == QueryKey::Tag && i < info.tags.size(); ++i)
                    values.insert(info.tags.at(i));
            }
    }
    values.remove({});
    QStringList sorted(values.begin(), values.end());
    std::sort(sorted.begin(), sorted.end(),
              [](const QString &a, const QString &b) { return naturalCompare(a, b) < 0; });
    return sorted;
}

} // namespace Atoll
