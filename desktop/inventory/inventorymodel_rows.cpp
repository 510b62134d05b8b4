// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "inventorymodel.h"
#include "naturalorder.h"

#include <QSet>

#include <algorithm>
#include <chrono>

using namespace std::chrono_literals;

namespace Atoll {
namespace {

bool guestBefore(const StateStore &store, int a, int b)
{
    const Api::GuestInfo &left = store.guests().at(a);
    const Api::GuestInfo &right = store.guests().at(b);
    const int order = naturalCompare(left.name, right.name);
    return order != 0 ? order < 0 : left.uuid < right.uuid;
}

// Sorts the new ones and merges, instead of sorting all again.
template <class Before>
void insertSorted(std::vector<int> &all, std::vector<int> &&added, Before before)
{
    std::sort(added.begin(), added.end(), before);
    const auto middle = qsizetype(all.size());
    all.insert(all.end(), added.begin(), added.end());
    std::inplace_merge(all.begin(), all.begin() + middle, all.end(), before);
}

bool isInOrder(const ClusterRows &cluster, const std::vector<int> &all, int guest)
{
    const auto at = std::find(all.begin(), all.end(), guest);
    return (at == all.begin() || guestBefore(*cluster.store, at[-1], guest))
           && (at + 1 == all.end() || guestBefore(*cluster.store, guest, at[1]));
}

void drop(std::vector<int> &all, const QSet<int> &gone)
{
    all.erase(
        std::remove_if(all.begin(), all.end(), [&gone](int child) { return gone.contains(child); }),
        all.end());
}

} // namespace

QString searchText(const Api::GuestInfo &guest)
{
    QString text = guest.name;
    text.reserve(text.size() + 64);
    if (guest.id > 0)
        text += u'\t' + QString::number(guest.id);
    for (const QString &address : guest.addresses)
        text += u'\t' + address;
    for (const QString &tag : guest.tags)
        text += u'\t' + tag;
    for (const QString &mac : guest.macs)
        text += u'\t' + mac;
    if (!guest.osName.isEmpty())
        text += u'\t' + guest.osName;
    if (!guest.notes.isEmpty())
        text += u'\t' + guest.notes.simplified();
    return text;
}

InventoryModel::InventoryModel(QObject *parent)
    : QAbstractItemModel(parent)
{
    m_idle.setInterval(0ms);
    connect(&m_idle, &QTimer::timeout, this, [this] {
        for (const auto &cluster : m_clusters) {
            if (cluster && cluster->arena->refreshOne())
                return;
        }
        m_idle.stop();
    });
    // Nothing pushes the passing of time: "last seen 3 min ago" has to be said anew.
    m_ages.setInterval(20s);
    connect(&m_ages, &QTimer::timeout, this, [this] {
        for (size_t slot = 0; slot < m_clusters.size(); ++slot) {
            if (m_clusters[slot] && !m_clusters[slot]->store->isLive())
                announceCluster(int(slot));
        }
    });
    m_ages.start();
}

InventoryModel::~InventoryModel() = default;

void InventoryModel::addCluster(const QString &key, StateStore *store, const QString &name,
                                const QString &site)
{
    const auto free = std::find(m_clusters.begin(), m_clusters.end(), nullptr);
    const int slot = int(free - m_clusters.begin());
    if (free == m_clusters.end())
        m_clusters.emplace_back();
    auto cluster = std::make_unique<ClusterRows>();
    cluster->key = key;
    cluster->name = name;
    cluster->site = site;
    cluster->store = store;
    cluster->arena = std::make_unique<SearchArena>([store](int index) {
        return store->guests().contains(index) ? searchText(store->guests().at(index)) : QString();
    });
    m_clusters[size_t(slot)] = std::move(cluster);
    m_clusterByKey.insert(key, slot);
    insertNodes(slot, store->nodes().indexes());
    insertGuests(slot, store->guests().indexes());
    match(*m_clusters[size_t(slot)]);
    placeCluster(slot);
    connectStore(slot);
}

void InventoryModel::connectStore(int slot)
{
    const StateStore *store = m_clusters[size_t(slot)]->store;
    connect(store, &StateStore::nodesInserted, this,
            [this, slot](const QList<int> &indexes) { insertNodes(slot, indexes); });
    connect(store, &StateStore::nodesRemoved, this,
            [this, slot](const QList<int> &indexes) { removeNodes(slot, indexes); });
    connect(store, &StateStore::nodesChanged, this,
            [this, slot](const QList<int> &indexes) { announceNodes(slot, indexes); });
    connect(store, &StateStore::nodeUsageChanged, this,
            [this, slot](const QList<int> &indexes) { announceNodes(slot, indexes); });
    connect(store, &StateStore::guestsInserted, this,
            [this, slot](const QList<int> &indexes) { insertGuests(slot, indexes); });
    connect(store, &StateStore::guestsRemoved, this, [this, slot](const QList<int> &indexes) {
        for (const int guest : indexes)
            m_clusters[size_t(slot)]->arena->markChanged(guest);
        removeGuests(slot, indexes);
    });
    connect(store, &StateStore::guestsChanged, this,
            [this, slot](const QList<int> &indexes, GuestAspects aspects) {
                changeGuests(slot, indexes, aspects);
            });
    connect(store, &StateStore::guestUsageChanged, this,
            [this, slot](const QList<int> &indexes) { changeUsage(slot, indexes); });
    connect(store, &StateStore::liveChanged, this, [this, slot] { announceCluster(slot); });
}

void InventoryModel::removeCluster(const QString &key)
{
    const int slot = m_clusterByKey.value(key, -1);
    if (slot < 0)
        return;
    disconnect(m_clusters[size_t(slot)]->store, nullptr, this, nullptr);
    unplaceCluster(slot);
    m_clusterByKey.remove(key);
    m_clusters[size_t(slot)].reset();
}

void InventoryModel::renameCluster(const QString &key, const QString &name, const QString &site)
{
    const int slot = m_clusterByKey.value(key, -1);
    if (slot < 0)
        return;
    ClusterRows &cluster = *m_clusters[size_t(slot)];
    if (cluster.name == name && cluster.site == site)
        return;
    unplaceCluster(slot);
    cluster.name = name;
    cluster.site = site;
    match(cluster);
    placeCluster(slot);
}

void InventoryModel::placeCluster(int slot)
{
    ClusterRows &cluster = *m_clusters[size_t(slot)];
    const auto nameOf = [this](int code) -> QStringView {
        return code % 2 == 0 ? QStringView(m_sites[size_t(code / 2)]->name)
                             : QStringView(m_clusters[size_t(code / 2)]->name);
    };
    const auto before = [&nameOf](int a, int b) {
        return a % 2 != b % 2 ? a % 2 == 0 : naturalCompare(nameOf(a), nameOf(b)) < 0;
    };
    int code = 2 * slot + 1;
    cluster.siteSlot = -1;
    cluster.isGone = false;
    if (!cluster.site.isEmpty()) {
        auto site = std::find_if(m_sites.begin(), m_sites.end(), [&cluster](const auto &known) {
            return known && known->name == cluster.site;
        });
        if (site == m_sites.end()) {
            site = std::find(m_sites.begin(), m_sites.end(), nullptr);
            if (site == m_sites.end())
                site = m_sites.emplace(m_sites.end());
            *site = std::make_unique<SiteRows>();
            (*site)->name = cluster.site;
        }
        cluster.siteSlot = int(site - m_sites.begin());
        insertSorted((*site)->all, {slot}, [this](int a, int b) {
            return naturalCompare(m_clusters[size_t(a)]->name, m_clusters[size_t(b)]->name) < 0;
        });
        code = 2 * cluster.siteSlot;
    }
    if (std::find(m_root.begin(), m_root.end(), code) == m_root.end())
        insertSorted(m_root, {code}, before);
    if (cluster.siteSlot >= 0)
        syncClusters(cluster.siteSlot, true);
    syncRoot(true);
}

void InventoryModel::unplaceCluster(int slot)
{
    ClusterRows &cluster = *m_clusters[size_t(slot)];
    const int site = cluster.siteSlot;
    int code = 2 * slot + 1;
    cluster.isGone = true;
    if (site >= 0) {
        syncClusters(site, true);
        drop(m_sites[size_t(site)]->all, {slot});
        if (!m_sites[size_t(site)]->all.empty())
            return;
        code = 2 * site;
    }
    syncRoot(true);
    drop(m_root, {code});
    if (site >= 0)
        m_sites[size_t(site)].reset();
}

int InventoryModel::takeNode(ClusterRows &cluster, const QString &name)
{
    const QString key = name.isNull() ? QStringLiteral("") : name;
    if (const auto known = cluster.nodeByName.constFind(key);
        known != cluster.nodeByName.constEnd())
        return *known;
    const auto free = std::find_if(cluster.nodes.begin(), cluster.nodes.end(),
                                   [](const NodeRows &node) { return !node.isUsed(); });
    const int slot = int(free - cluster.nodes.begin());
    if (free == cluster.nodes.end())
        cluster.nodes.emplace_back();
    NodeRows &node = cluster.nodes[size_t(slot)];
    node = {};
    node.name = key;
    node.mask = m_query.words().foundIn(foldedText(key));
    cluster.nodeByName.insert(key, slot);
    insertSorted(cluster.all, {slot}, [&cluster](int a, int b) {
        return naturalCompare(cluster.nodes[size_t(a)].name, cluster.nodes[size_t(b)].name) < 0;
    });
    return slot;
}

void InventoryModel::insertNodes(int slot, const QList<int> &indexes)
{
    ClusterRows &cluster = *m_clusters[size_t(slot)];
    for (const int index : indexes) {
        const int node = takeNode(cluster, cluster.store->nodes().at(index).name);
        cluster.nodes[size_t(node)].store = index;
    }
    syncUp(slot);
    announceCluster(slot);
}

void InventoryModel::removeNodes(int slot, const QList<int> &indexes)
{
    ClusterRows &cluster = *m_clusters[size_t(slot)];
    for (size_t i = 0; i < cluster.nodes.size(); ++i) {
        if (cluster.nodes[i].isUsed() && indexes.contains(cluster.nodes[i].store)) {
            cluster.nodes[i].store = -1;
            dropNodeIfEmpty(slot, int(i));
        }
    }
    announceCluster(slot);
}

void InventoryModel::dropNodeIfEmpty(int slot, int number)
{
    ClusterRows &cluster = *m_clusters[size_t(slot)];
    NodeRows &node = cluster.nodes[size_t(number)];
    if (node.store >= 0 || !node.all.empty())
        return;
    cluster.nodeByName.remove(node.name);
    node.name = QString(); // no longer used, so no longer wanted
    syncUp(slot);
    drop(cluster.all, {number});
}

void InventoryModel::insertGuests(int slot, const QList<int> &indexes)
{
    ClusterRows &cluster = *m_clusters[size_t(slot)];
    cluster.guests.resize(size_t(cluster.store->guests().indexEnd()));
    QHash<int, std::vector<int>> byNode;
    for (const int guest : indexes) {
        const int node = takeNode(cluster, cluster.store->guests().at(guest).node);
        cluster.guests[size_t(guest)] = {node, -1, false};
        byNode[node].push_back(guest);
        matchGuest(cluster, guest);
    }
    for (auto it = byNode.begin(); it != byNode.end(); ++it) {
        NodeRows &node = cluster.nodes[size_t(it.key())];
        insertSorted(node.all, std::move(it.value()),
                     [&cluster](int a, int b) { return guestBefore(*cluster.store, a, b); });
        countMatches(cluster, node);
        syncGuests(slot, it.key());
    }
    syncUp(slot);
}

void InventoryModel::removeGuests(int slot, const QList<int> &indexes)
{
    ClusterRows &cluster = *m_clusters[size_t(slot)];
    QHash<int, QSet<int>> byNode;
    for (const int guest : indexes) {
        byNode[cluster.guests[size_t(guest)].node].insert(guest);
        cluster.guests[size_t(guest)].isGone = true;
    }
    for (auto it = byNode.cbegin(); it != byNode.cend(); ++it) {
        syncGuests(slot, it.key());
        NodeRows &node = cluster.nodes[size_t(it.key())];
        drop(node.all, it.value());
        for (const int guest : it.value())
            cluster.guests[size_t(guest)] = {};
        countMatches(cluster, node);
        dropNodeIfEmpty(slot, it.key());
    }
    syncUp(slot);
}

void InventoryModel::changeGuests(int slot, const QList<int> &indexes, GuestAspects aspects)
{
    ClusterRows &cluster = *m_clusters[size_t(slot)];
    // A state is no text, but a query may ask for it.
    const bool isTextChanged =
        aspects & (GuestAspect::Name | GuestAspect::Tags | GuestAspect::Other)
        || (!m_query.isWordsOnly() && aspects.testFlag(GuestAspect::State));
    const bool mayMove = aspects & (GuestAspect::Name | GuestAspect::Node);
    QSet<int> nodes;
    QSet<int> unordered;
    for (const int guest : indexes) {
        const int number = cluster.guests[size_t(guest)].node;
        if (isTextChanged) {
            matchGuest(cluster, guest);
            nodes.insert(number);
        }
        if (mayMove && !isInOrder(cluster, cluster.nodes[size_t(number)].all, guest))
            unordered.insert(number);
    }
    // Those that did not change are still in order among themselves, so all that did come out.
    QList<int> moved;
    for (const int guest : indexes) {
        const int number = cluster.guests[size_t(guest)].node;
        if (unordered.contains(number)
            || (mayMove
                && cluster.store->guests().at(guest).node != cluster.nodes[size_t(number)].name))
            moved += guest;
    }
    if (!moved.isEmpty()) {
        removeGuests(slot, moved);
        insertGuests(slot, moved);
    }
    if (isFiltering()) {
        for (const int number : std::as_const(nodes)) {
            if (!cluster.nodes[size_t(number)].isUsed())
                continue;
            countMatches(cluster, cluster.nodes[size_t(number)]);
            syncGuests(slot, number);
        }
        syncUp(slot);
    }
    announceGuests(slot, indexes);
}

void InventoryModel::changeUsage(int slot, const QList<int> &indexes)
{
    ClusterRows &cluster = *m_clusters[size_t(slot)];
    if (m_query.usesUsage()) {
        QSet<int> nodes;
        for (const int guest : indexes) {
            const int number = cluster.guests[size_t(guest)].node;
            if (number >= 0
                && isWantedGuest(cluster, guest) != (cluster.guests[size_t(guest)].row >= 0))
                nodes.insert(number);
        }
        for (const int number : std::as_const(nodes)) {
            countMatches(cluster, cluster.nodes[size_t(number)]);
            syncGuests(slot, number);
        }
        if (!nodes.isEmpty())
            syncUp(slot);
    }
    announceGuests(slot, indexes);
}

// One range per node: views look at what of it they show.
void InventoryModel::announceGuests(int slot, const QList<int> &indexes)
{
    const ClusterRows &cluster = *m_clusters[size_t(slot)];
    QHash<int, std::pair<int, int>> ranges;
    for (const int guest : indexes) {
        const GuestRow &place = cluster.guests[size_t(guest)];
        if (place.node < 0 || place.row < 0)
            continue;
        const auto it = ranges.find(place.node);
        if (it == ranges.end())
            ranges.insert(place.node, {place.row, place.row});
        else
            *it = {std::min(it->first, place.row), std::max(it->second, place.row)};
    }
    for (auto it = ranges.cbegin(); it != ranges.cend(); ++it) {
        const NodeRows &node = cluster.nodes[size_t(it.key())];
        if (isShown({Level::Node, slot, it.key()}))
            Q_EMIT dataChanged(indexFor({Level::Guest, slot, node.shown[size_t(it->first)]}),
                               indexFor({Level::Guest, slot, node.shown[size_t(it->second)]}));
    }
}

void InventoryModel::announceNodes(int slot, const QList<int> &indexes)
{
    const ClusterRows &cluster = *m_clusters[size_t(slot)];
    for (const int index : indexes) {
        const int node = cluster.nodeByName.value(cluster.store->nodes().at(index).name, -1);
        const QModelIndex changed = node < 0 ? QModelIndex() : indexFor({Level::Node, slot, node});
        if (changed.isValid())
            Q_EMIT dataChanged(changed, changed);
    }
    announceCluster(slot);
}

void InventoryModel::announceCluster(int slot)
{
    const QModelIndex index = indexFor({Level::Cluster, slot, -1});
    if (index.isValid())
        Q_EMIT dataChanged(index, index);
}

} // namespace Atoll
