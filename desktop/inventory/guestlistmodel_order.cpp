// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guestlistmodel.h"
#include "naturalorder.h"

#include <guest/guestwords.h>

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace Qt::StringLiterals;

namespace Atoll {

bool GuestListModel::isWanted(int entry) const
{
    if (m_query.isEmpty())
        return true;
    const Entry &place = m_entries[size_t(entry)];
    const Cluster &cluster = *m_clusters[size_t(place.cluster)];
    const quint8 hits = cluster.hits[size_t(place.guest)] | cluster.mask;
    if (m_query.isWordsOnly())
        return m_query.matches({}, hits);
    const Api::GuestInfo &guest = guestOf(entry);
    return m_query.matches(
        {&guest, &cluster.store->guestUsage(place.guest), guest.node, cluster.name, cluster.site},
        hits);
}

// Texts by their place among all the different ones: most columns have few.
std::vector<double> GuestListModel::ranks(const Children &entries) const
{
    QHash<QString, int> known;
    QStringList texts;
    std::vector<int> numbers;
    numbers.reserve(entries.size());
    for (const int entry : entries) {
        const QString text = textOf(entry, m_sortColumn);
        const auto it = known.constFind(text);
        if (it != known.constEnd()) {
            numbers.push_back(*it);
            continue;
        }
        numbers.push_back(int(texts.size()));
        known.insert(text, int(texts.size()));
        texts += text;
    }
    std::vector<int> order(size_t(texts.size()));
    std::iota(order.begin(), order.end(), 0);
    std::sort(order.begin(), order.end(),
              [&texts](int a, int b) { return naturalCompare(texts.at(a), texts.at(b)) < 0; });
    std::vector<double> rank(order.size());
    for (size_t i = 0; i < order.size(); ++i)
        rank[size_t(order[i])] = texts.at(order[i]).isEmpty() ? std::nan("") : double(i);
    std::vector<double> keys;
    keys.reserve(entries.size());
    for (const int number : numbers)
        keys.push_back(rank[size_t(number)]);
    return keys;
}

std::vector<double> GuestListModel::sortKeys(const Children &entries) const
{
    switch (m_sortColumn) {
    case ClusterColumn:
    case NodeColumn:
    case TagsColumn:
    case AddressColumn:
    case OsColumn:
    case SiteColumn:
    case MacColumn:
    case NotesColumn:
        return ranks(entries);
    default:
        break;
    }
    std::vector<double> keys;
    keys.reserve(entries.size());
    for (const int entry : entries)
        keys.push_back(numberOf(entry, m_sortColumn));
    return keys;
}

void GuestListModel::sortEntries(Children &entries) const
{
    if (m_sortColumn == NameColumn) {
        if (m_sortOrder == Qt::DescendingOrder)
            std::reverse(entries.begin(), entries.end());
        return;
    }
    const std::vector<double> keys = sortKeys(entries);
    std::vector<std::pair<double, int>> sorted;
    sorted.reserve(entries.size());
    for (size_t i = 0; i < entries.size(); ++i)
        sorted.emplace_back(m_sortOrder == Qt::AscendingOrder ? keys[i] : -keys[i], entries[i]);
    const auto unknown = std::stable_partition(
        sorted.begin(), sorted.end(), [](const auto &item) { return !std::isnan(item.first); });
    std::stable_sort(sorted.begin(), unknown,
                     [](const auto &a, const auto &b) { return a.first < b.first; });
    for (size_t i = 0; i < entries.size(); ++i)
        entries[i] = sorted[i].second;
}

int GuestListModel::takeGroup(const QString &key, const QString &title)
{
    const auto known = m_groupByKey.constFind(key);
    if (known != m_groupByKey.constEnd()) {
        m_groups[size_t(*known)].title = title;
        return *known;
    }
    const int slot = int(m_groups.size());
    m_groups.push_back({key, title, -1, {}});
    m_groupByKey.insert(key, slot);
    return slot;
}

void GuestListModel::addToGroups(int entry, Layout &layout, QHash<QString, int> &seen)
{
    const Api::GuestInfo &guest = guestOf(entry);
    const Cluster &cluster = clusterOf(entry);
    const auto add = [&](const QString &name, const QString &key, const auto &title) {
        // The kind of grouping stands before: two kinds must not share what is open.
        const auto it = seen.constFind(key);
        int slot = it == seen.constEnd() ? -1 : *it;
        if (slot < 0) {
            slot = takeGroup(QString::number(int(m_grouping)) + u'\n' + key,
                             name.isEmpty() ? title() : name);
            seen.insert(key, slot);
            layout.groups.push_back(slot);
            if (layout.children.size() <= size_t(slot))
                layout.children.resize(size_t(slot) + 1);
        }
        layout.children[size_t(slot)].push_back(entry);
    };
    switch (m_grouping) {
    case ByCluster:
        return add(cluster.name, cluster.key, [] { return tr("No name"); });
    case BySite:
        return add(cluster.site, cluster.site, [] { return tr("No site"); });
    case ByNode:
        return add({}, guest.node + u'\n' + cluster.key, [&] {
            return guest.node.isEmpty()
                       ? tr("No node")
                       : tr("%1 in %2", "node, cluster").arg(guest.node, cluster.name);
        });
    case ByState:
        return add({}, QString::number(int(guest.state)),
                   [&] { return GuestWords::state(guest.state); });
    case ByTag:
        for (const QString &tag : guest.tags)
            add(tag, tag, [] { return QString(); });
        if (guest.tags.isEmpty())
            add({}, {}, [] { return tr("No tag"); });
        return;
    case NoGroups:
        return;
    }
}

GuestListModel::Layout GuestListModel::layOut(Children entries)
{
    Layout layout;
    layout.children.resize(m_groups.size());
    if (m_grouping == NoGroups) {
        layout.children[0] = std::move(entries);
        return layout;
    }
    QHash<QString, int> seen;
    for (const int entry : entries)
        addToGroups(entry, layout, seen);
    // Those without anything come last; their key is empty.
    const auto isNothing = [this](int slot) {
        const QString &key = m_groups[size_t(slot)].key;
        return m_grouping != ByState && key.size() > 1 && (key.size() == 2 || key.at(2) == u'\n');
    };
    std::sort(layout.groups.begin(), layout.groups.end(), [&](int a, int b) {
        if (isNothing(a) != isNothing(b))
            return isNothing(b);
        const int order = naturalCompare(m_groups[size_t(a)].title, m_groups[size_t(b)].title);
        return order != 0 ? order < 0 : m_groups[size_t(a)].key < m_groups[size_t(b)].key;
    });
    return layout;
}

void GuestListModel::arrange()
{
    m_later.stop();
    Children entries;
    entries.reserve(m_byName.size());
    std::copy_if(m_byName.begin(), m_byName.end(), std::back_inserter(entries),
                 [this](int entry) { return isWanted(entry); });
    m_matchCount = int(entries.size());
    sortEntries(entries);
    apply(layOut(std::move(entries)));
    Q_EMIT countsChanged();
}

void GuestListModel::sort(int column, Qt::SortOrder order)
{
    if (column < 0 || column >= ColumnCount || (column == m_sortColumn && order == m_sortOrder))
        return;
    m_sortColumn = column;
    m_sortOrder = order;
    arrange();
}

void GuestListModel::setGrouping(Grouping grouping)
{
    if (grouping == m_grouping)
        return;
    // Rows and groups do not turn into each other: what is shown goes, then the others come.
    apply({});
    m_grouping = grouping;
    arrange();
}

void GuestListModel::setFilter(const QString &query)
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
    arrange();
}

} // namespace Atoll
