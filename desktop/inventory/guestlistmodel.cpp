// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guestlistmodel.h"

#include <app/objectdrag.h>
#include <client/clusters.h>

#include <QSet>

#include <algorithm>
#include <chrono>

using namespace std::chrono_literals;

namespace Atoll {
namespace {

// Group and entry in one number: indexes need no objects behind them. Both count from one.
quintptr pack(int group, int entry)
{
    return quintptr(quint32(group + 1)) << 32 | quint32(entry + 1);
}
int groupIn(const QModelIndex &index) { return int(index.internalId() >> 32) - 1; }
int entryIn(const QModelIndex &index) { return int(quint32(index.internalId())) - 1; }

} // namespace

GuestListModel::GuestListModel(QObject *parent)
    : QAbstractItemModel(parent)
{
    m_later.setSingleShot(true);
    connect(&m_later, &QTimer::timeout, this, &GuestListModel::arrange);
    m_idle.setInterval(0ms);
    connect(&m_idle, &QTimer::timeout, this, [this] {
        for (const auto &cluster : m_clusters) {
            if (cluster && cluster->arena->refreshOne())
                return;
        }
        m_idle.stop();
    });
}

GuestListModel::~GuestListModel() = default;

void GuestListModel::follow(Clusters &clusters)
{
    const auto add = [this](ClusterSession *session) {
        addCluster(session->key(), &session->store(), session->name(), session->site());
        connect(session, &ClusterSession::nameChanged, this, [this, session] {
            renameCluster(session->key(), session->name(), session->site());
        });
    };
    connect(&clusters, &Clusters::added, this, add);
    connect(&clusters, &Clusters::aboutToRemove, this,
            [this](ClusterSession *session) { removeCluster(session->key()); });
    for (ClusterSession *session : clusters.sessions())
        add(session);
}

void GuestListModel::setScope(Scope scope)
{
    Q_ASSERT(m_clusters.empty());
    m_scope = std::move(scope);
}

bool GuestListModel::isGroup(const QModelIndex &index) const
{
    return index.isValid() && entryIn(index) < 0;
}

QModelIndex GuestListModel::groupIndex(int slot) const
{
    return slot == 0 || m_groups[size_t(slot)].row < 0
               ? QModelIndex()
               : createIndex(m_groups[size_t(slot)].row, 0, pack(slot, -1));
}

QModelIndex GuestListModel::index(int row, int column, const QModelIndex &parent) const
{
    if (row < 0 || column < 0 || column >= ColumnCount || parent.column() > 0)
        return {};
    if (!parent.isValid() && m_grouping != NoGroups)
        return size_t(row) < m_shownGroups.size()
                   ? createIndex(row, column, pack(m_shownGroups[size_t(row)], -1))
                   : QModelIndex();
    if (parent.isValid() && !isGroup(parent))
        return {};
    const int slot = parent.isValid() ? groupIn(parent) : 0;
    const Children &entries = m_groups[size_t(slot)].entries;
    return size_t(row) < entries.size() ? createIndex(row, column, pack(slot, entries[size_t(row)]))
                                        : QModelIndex();
}

QModelIndex GuestListModel::parent(const QModelIndex &index) const
{
    return index.isValid() && !isGroup(index) ? groupIndex(groupIn(index)) : QModelIndex();
}

int GuestListModel::rowCount(const QModelIndex &parent) const
{
    if (parent.column() > 0 || (parent.isValid() && !isGroup(parent)))
        return 0;
    if (!parent.isValid() && m_grouping != NoGroups)
        return int(m_shownGroups.size());
    return int(m_groups[size_t(parent.isValid() ? groupIn(parent) : 0)].entries.size());
}

ObjectRef GuestListModel::objectAt(const QModelIndex &index) const
{
    const int entry = index.isValid() ? entryIn(index) : -1;
    return entry < 0 ? ObjectRef()
                     : ObjectRef{ObjectKind::Guest, clusterOf(entry).key, guestOf(entry).uuid};
}

ObjectRef GuestListModel::groupObjectAt(const QModelIndex &index) const
{
    if (!index.isValid() || m_grouping != ByTag)
        return {};
    const QString tag = m_groups[size_t(groupIn(index))].key.section(u'\n', 1);
    return tag.isEmpty() ? ObjectRef() : ObjectRef{ObjectKind::Tag, {}, tag};
}

Qt::ItemFlags GuestListModel::flags(const QModelIndex &index) const
{
    const bool isDragged = index.isValid() && !isGroup(index);
    return QAbstractItemModel::flags(index) | (isDragged ? Qt::ItemIsDragEnabled : Qt::NoItemFlags);
}

QStringList GuestListModel::mimeTypes() const { return {objectMimeType()}; }

QMimeData *GuestListModel::mimeData(const QModelIndexList &indexes) const
{
    QList<ObjectRef> guests;
    QSet<ObjectRef> seen; // by tag, a guest has several rows
    for (const QModelIndex &index : indexes) {
        const ObjectRef guest = objectAt(index);
        if (index.column() != NameColumn || !guest.isValid() || seen.contains(guest))
            continue;
        seen.insert(guest);
        guests += guest;
    }
    return mimeOf(guests);
}

std::pair<const Api::GuestInfo *, const StateStore *>
GuestListModel::guestAt(const QModelIndex &index) const
{
    const int entry = index.isValid() ? entryIn(index) : -1;
    if (entry < 0)
        return {};
    return {&guestOf(entry), clusterOf(entry).store};
}

QModelIndex GuestListModel::indexOf(const ObjectRef &guest) const
{
    const int slot = m_clusterByKey.value(guest.cluster, -1);
    if (slot < 0 || guest.kind != ObjectKind::Guest)
        return {};
    const Cluster &cluster = *m_clusters[size_t(slot)];
    const int number = cluster.store->guests().find(guest.id);
    if (number < 0 || size_t(number) >= cluster.entries.size())
        return {};
    const int entry = cluster.entries[size_t(number)];
    if (entry < 0 || !isShown(entry))
        return {};
    const Entry &place = m_entries[size_t(entry)];
    return createIndex(place.row, 0, pack(place.group, entry));
}

// Rows of many indexes at once: a table per group, for the indexes come in no order.
void GuestListModel::replace(Layout &layout)
{
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    for (Group &group : m_groups) {
        group.row = -1;
        group.entries.clear();
    }
    for (Entry &entry : m_entries)
        entry.row = -1;
    m_shownGroups = std::move(layout.groups);
    for (size_t i = 0; i < m_shownGroups.size(); ++i)
        m_groups[size_t(m_shownGroups[i])].row = int(i);
    for (size_t slot = 0; slot < layout.children.size(); ++slot) {
        m_groups[slot].entries = std::move(layout.children[slot]);
        renumber(int(slot));
    }
    std::vector<std::vector<int>> rows(m_groups.size());
    QModelIndexList after;
    after.reserve(before.size());
    for (const QModelIndex &index : before) {
        const int slot = groupIn(index);
        const int entry = entryIn(index);
        if (size_t(slot) >= m_groups.size()) {
            after += QModelIndex();
            continue;
        }
        const Group &group = m_groups[size_t(slot)];
        int row = entry < 0 ? group.row : -1;
        if (entry >= 0 && !group.entries.empty()) {
            std::vector<int> &table = rows[size_t(slot)];
            if (table.empty()) {
                table.assign(m_entries.size(), -1);
                for (size_t i = 0; i < group.entries.size(); ++i)
                    table[size_t(group.entries[i])] = int(i);
            }
            row = table[size_t(entry)];
        }
        after +=
            row < 0 ? QModelIndex() : createIndex(row, index.column(), index.internalPointer());
    }
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged({}, VerticalSortHint);
}

} // namespace Atoll
