// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guestlistmodel.h"
#include "naturalorder.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {
// What comes and goes is shown soon, what only changes its place when there is rest.
constexpr int kSoon = 50;
constexpr int kCalm = 1000;
} // namespace

void GuestListModel::later(int milliseconds)
{
    if (!m_later.isActive() || m_later.remainingTime() > milliseconds)
        m_later.start(milliseconds);
}

void GuestListModel::addCluster(const QString &key, StateStore *store, const QString &name,
                                const QString &site)
{
    const auto free = std::find(m_clusters.begin(), m_clusters.end(), nullptr);
    const int slot = int(free - m_clusters.begin());
    if (free == m_clusters.end())
        m_clusters.emplace_back();
    auto cluster = std::make_unique<Cluster>();
    cluster->key = key;
    cluster->name = name;
    cluster->site = site;
    cluster->store = store;
    cluster->arena = std::make_unique<SearchArena>([store](int index) {
        if (!store->guests().contains(index))
            return QString();
        const Api::GuestInfo &guest = store->guests().at(index);
        return QString(searchText(guest) + u'\t' + guest.node);
    });
    m_clusters[size_t(slot)] = std::move(cluster);
    m_clusterByKey.insert(key, slot);
    match(*m_clusters[size_t(slot)]);
    insertGuests(slot, inScope(slot, store->guests().indexes()));
    later(kSoon);
    connectStore(slot);
}

void GuestListModel::connectStore(int slot)
{
    const StateStore *store = m_clusters[size_t(slot)]->store;
    connect(store, &StateStore::guestsInserted, this,
            [this, slot](const QList<int> &guests) { insertGuests(slot, inScope(slot, guests)); });
    connect(store, &StateStore::guestsRemoved, this,
            [this, slot](const QList<int> &guests) { removeGuests(slot, entered(slot, guests)); });
    connect(store, &StateStore::guestsChanged, this,
            [this, slot](const QList<int> &guests, GuestAspects aspects) {
                if (const QList<int> ours = entered(slot, guests); !ours.isEmpty())
                    changeGuests(slot, ours, aspects);
            });
    connect(store, &StateStore::guestUsageChanged, this, [this, slot](const QList<int> &guests) {
        if (const QList<int> ours = entered(slot, guests); !ours.isEmpty())
            changeUsage(slot, ours);
    });
    connect(store, &StateStore::liveChanged, this,
            [this, slot] { announce(slot, followed(slot)); });
}

QList<int> GuestListModel::inScope(int slot, QList<int> guests) const
{
    const Cluster &cluster = *m_clusters[size_t(slot)];
    if (m_scope)
        guests.removeIf([this, &cluster](int guest) {
            return !m_scope(cluster.key, cluster.store->guests().at(guest).uuid);
        });
    return guests;
}

//! Those that were in scope when they came.
QList<int> GuestListModel::entered(int slot, QList<int> guests) const
{
    const std::vector<int> &entries = m_clusters[size_t(slot)]->entries;
    if (m_scope)
        guests.removeIf([&entries](int guest) { return entries[size_t(guest)] < 0; });
    return guests;
}

//! The store may hold guests already that it is only about to tell of.
QList<int> GuestListModel::followed(int slot) const
{
    QList<int> guests;
    const std::vector<int> &entries = m_clusters[size_t(slot)]->entries;
    for (size_t guest = 0; guest < entries.size(); ++guest) {
        if (entries[guest] >= 0)
            guests += int(guest);
    }
    return guests;
}

void GuestListModel::removeCluster(const QString &key)
{
    const int slot = m_clusterByKey.value(key, -1);
    if (slot < 0)
        return;
    disconnect(m_clusters[size_t(slot)]->store, nullptr, this, nullptr);
    removeGuests(slot, followed(slot));
    m_clusterByKey.remove(key);
    m_clusters[size_t(slot)].reset();
}

void GuestListModel::renameCluster(const QString &key, const QString &name, const QString &site)
{
    const int slot = m_clusterByKey.value(key, -1);
    if (slot < 0)
        return;
    Cluster &cluster = *m_clusters[size_t(slot)];
    cluster.name = name;
    cluster.site = site;
    match(cluster);
    announce(slot, followed(slot));
    arrange();
}

bool GuestListModel::isBefore(int a, int b) const
{
    const Api::GuestInfo &left = guestOf(a);
    const Api::GuestInfo &right = guestOf(b);
    const int order = naturalCompare(left.name, right.name);
    return order != 0 ? order < 0 : left.uuid < right.uuid;
}

void GuestListModel::insertGuests(int slot, const QList<int> &guests)
{
    Cluster &cluster = *m_clusters[size_t(slot)];
    cluster.entries.resize(size_t(cluster.store->guests().indexEnd()), -1);
    cluster.hits.resize(cluster.entries.size());
    if (guests.isEmpty()) // none in scope
        return;
    const auto middle = qsizetype(m_byName.size());
    m_byName.reserve(m_byName.size() + size_t(guests.size()));
    for (const int guest : guests) {
        int entry = int(m_entries.size());
        if (m_free.empty()) {
            m_entries.emplace_back();
        } else {
            entry = m_free.back();
            m_free.pop_back();
        }
        m_entries[size_t(entry)] = {slot, guest, -1, -1};
        cluster.entries[size_t(guest)] = entry;
        m_byName.push_back(entry);
        matchGuest(cluster, guest);
    }
    const auto before = [this](int a, int b) { return isBefore(a, b); };
    std::sort(m_byName.begin() + middle, m_byName.end(), before);
    std::inplace_merge(m_byName.begin(), m_byName.begin() + middle, m_byName.end(), before);
    later(kSoon);
}

// At once, for the store forgets them when this returns.
void GuestListModel::removeGuests(int slot, const QList<int> &guests)
{
    if (guests.isEmpty())
        return;
    Cluster &cluster = *m_clusters[size_t(slot)];
    std::vector<bool> isGone(m_entries.size());
    bool wasShown = false;
    for (const int guest : guests) {
        const int entry = cluster.entries[size_t(guest)];
        isGone[size_t(entry)] = true;
        wasShown = wasShown || isShown(entry);
        cluster.arena->markChanged(guest);
    }
    const auto stays = [&isGone](int entry) { return !isGone[size_t(entry)]; };
    if (wasShown) {
        Layout layout;
        layout.children.resize(m_groups.size());
        for (size_t group = 0; group < m_groups.size(); ++group)
            std::copy_if(m_groups[group].entries.begin(), m_groups[group].entries.end(),
                         std::back_inserter(layout.children[group]), stays);
        std::copy_if(m_shownGroups.begin(), m_shownGroups.end(), std::back_inserter(layout.groups),
                     [&layout](int group) { return !layout.children[size_t(group)].empty(); });
        apply(std::move(layout));
    }
    m_byName.erase(std::remove_if(m_byName.begin(), m_byName.end(),
                                  [&stays](int entry) { return !stays(entry); }),
                   m_byName.end());
    for (const int guest : guests) {
        const int entry = cluster.entries[size_t(guest)];
        cluster.entries[size_t(guest)] = -1;
        m_entries[size_t(entry)] = {};
        m_free.push_back(entry);
    }
    later(kSoon); // the counts
}

bool GuestListModel::isSortedBy(GuestAspects aspects) const
{
    switch (m_sortColumn) {
    case StateColumn:
    case SinceColumn:
        return aspects & (GuestAspect::State | GuestAspect::Pending);
    case NodeColumn:
        return aspects.testFlag(GuestAspect::Node);
    case TagsColumn:
        return aspects.testFlag(GuestAspect::Tags);
    case CpuColumn:
    case MemoryColumn:
    case DiskColumn:
    case NetworkColumn:
        return aspects.testFlag(GuestAspect::State); // known while it runs
    default:
        return aspects.testFlag(GuestAspect::Other);
    }
}

void GuestListModel::changeGuests(int slot, const QList<int> &guests, GuestAspects aspects)
{
    Cluster &cluster = *m_clusters[size_t(slot)];
    bool isOtherMatch = false;
    for (const int guest : guests) {
        const int entry = cluster.entries[size_t(guest)];
        matchGuest(cluster, guest);
        isOtherMatch = isOtherMatch || isWanted(entry) != isShown(entry);
    }
    if (aspects.testFlag(GuestAspect::Name))
        std::stable_sort(m_byName.begin(), m_byName.end(),
                         [this](int a, int b) { return isBefore(a, b); });
    const bool isRegrouped = (m_grouping == ByState && aspects.testFlag(GuestAspect::State))
                             || (m_grouping == ByNode && aspects.testFlag(GuestAspect::Node))
                             || (m_grouping == ByTag && aspects.testFlag(GuestAspect::Tags));
    announce(slot, guests);
    if (isOtherMatch || isRegrouped || aspects.testFlag(GuestAspect::Name))
        later(kSoon);
    else if (isSortedBy(aspects))
        later(kCalm);
}

void GuestListModel::changeUsage(int slot, const QList<int> &guests)
{
    announce(slot, guests);
    if (m_query.usesUsage() || (m_sortColumn >= CpuColumn && m_sortColumn <= NetworkColumn))
        later(kCalm);
}

// One range per group: views look at what of it they show.
void GuestListModel::announce(int slot, const QList<int> &guests)
{
    const Cluster &cluster = *m_clusters[size_t(slot)];
    const auto changed = [this](int group, int first, int last) {
        const Children &entries = m_groups[size_t(group)].entries;
        const QModelIndex parent = groupIndex(group);
        if (!entries.empty() && (group == 0 || parent.isValid()))
            Q_EMIT dataChanged(index(first, 0, parent), index(last, ColumnCount - 1, parent));
    };
    if (m_grouping == ByTag) {
        // A guest stands in several groups, and knows its row in one of them only.
        std::vector<bool> isChanged(m_entries.size());
        for (const int guest : guests) {
            if (const int entry = cluster.entries[size_t(guest)]; entry >= 0)
                isChanged[size_t(entry)] = true;
        }
        const auto isOne = [&](int entry) { return isChanged[size_t(entry)]; };
        for (const int group : m_shownGroups) {
            const Children &entries = m_groups[size_t(group)].entries;
            const auto first = std::find_if(entries.begin(), entries.end(), isOne);
            if (first == entries.end())
                continue;
            const auto last = std::find_if(entries.rbegin(), entries.rend(), isOne);
            changed(group, int(first - entries.begin()), int(entries.rend() - last) - 1);
        }
        return;
    }
    QHash<int, std::pair<int, int>> ranges;
    for (const int guest : guests) {
        const int entry = cluster.entries[size_t(guest)];
        if (entry < 0 || !isShown(entry))
            continue;
        const Entry &place = m_entries[size_t(entry)];
        const auto it = ranges.find(place.group);
        if (it == ranges.end())
            ranges.insert(place.group, {place.row, place.row});
        else
            *it = {std::min(it->first, place.row), std::max(it->second, place.row)};
    }
    for (auto it = ranges.cbegin(); it != ranges.cend(); ++it)
        changed(it.key(), it->first, it->second);
}

void GuestListModel::match(Cluster &cluster)
{
    if (m_query.isEmpty())
        return;
    cluster.hits.resize(size_t(cluster.store->guests().indexEnd()));
    cluster.arena->search(m_query.words(), cluster.hits);
    cluster.mask = m_query.words().foundIn(foldedText(cluster.name + u'\n' + cluster.site));
}

void GuestListModel::matchGuest(Cluster &cluster, int guest)
{
    const bool isLeft = cluster.arena->update(guest);
    if (!m_query.isEmpty()) {
        const Api::GuestInfo &info = cluster.store->guests().at(guest);
        cluster.hits[size_t(guest)] =
            m_query.words().foundIn(foldedText(searchText(info) + u'\t' + info.node));
    }
    if (isLeft && !m_idle.isActive())
        m_idle.start();
}

} // namespace Atoll
