// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "inventoryrows.h"

#include <app/objectref.h>

#include <QAbstractItemModel>
#include <QTimer>

#include <functional>
#include <memory>

namespace Atoll {

class Clusters;

//! Every guest of every cluster in one table, which is searched, sorted and grouped here: no proxy
//! stands on it. Follows the state stores by ranges and re-orders at most once a second; is never
//! reset, so selection, open groups and scroll position stay. GUI thread.
class GuestListModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    enum Column {
        NameColumn,
        StateColumn,
        ClusterColumn,
        NodeColumn,
        CpuColumn,
        MemoryColumn,
        DiskColumn,
        NetworkColumn,
        VcpusColumn,
        SizeColumn,
        TagsColumn,
        SinceColumn,
        AddressColumn,
        OsColumn,
        SiteColumn,
        IdColumn,
        ManagedColumn,
        ProtectedColumn,
        MacColumn,
        NotesColumn,
        ColumnCount,
    };
    Q_ENUM(Column)
    //! By tag, a guest stands under each of its tags.
    enum Grouping { NoGroups, ByCluster, BySite, ByNode, ByState, ByTag };
    Q_ENUM(Grouping)

    explicit GuestListModel(QObject *parent = nullptr);
    ~GuestListModel() override;

    void addCluster(const QString &key, StateStore *store, const QString &name,
                    const QString &site);
    void removeCluster(const QString &key);
    void renameCluster(const QString &key, const QString &name, const QString &site);

    //! Follows all clusters, those of now and those that come.
    void follow(Clusters &clusters);

    //! Takes only these from the stores, so that the others cost nothing. Before there are any.
    using Scope = std::function<bool(const QString &cluster, const QString &uuid)>;
    void setScope(Scope scope);

    //! See Query; one that cannot be understood finds nothing.
    void setFilter(const QString &query);
    const Query &filter() const { return m_query; }
    void setGrouping(Grouping grouping);
    Grouping grouping() const { return m_grouping; }
    int sortColumn() const { return m_sortColumn; }
    Qt::SortOrder sortOrder() const { return m_sortOrder; }

    int matchCount() const { return m_matchCount; }
    int guestCount() const { return int(m_byName.size()); }

    //! None for a group.
    ObjectRef objectAt(const QModelIndex &index) const;
    //! The guest and the store that it is in; null for a group. Until the event loop comes again.
    std::pair<const Api::GuestInfo *, const StateStore *> guestAt(const QModelIndex &index) const;
    //! Where the guest is shown, first of all; invalid when it is not.
    QModelIndex indexOf(const ObjectRef &guest) const;
    bool isGroup(const QModelIndex &index) const;
    //! What stands for the whole group that the row is of: its tag, where they are grouped so.
    ObjectRef groupObjectAt(const QModelIndex &index) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex & = {}) const override { return ColumnCount; }
    //! Roles of the name are those of InventoryModel.
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QStringList mimeTypes() const override;
    QMimeData *mimeData(const QModelIndexList &indexes) const override;
    Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    //! Stable; equal ones by name, what is not known last.
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

Q_SIGNALS:
    void countsChanged(); //!< matchCount() or guestCount()

private:
    struct Cluster
    {
        QString key; //!< number of the grouping, line feed, what the guests share
        QString name;
        QString site;
        StateStore *store = nullptr;
        std::unique_ptr<SearchArena> arena;
        std::vector<quint8> hits; //!< by the store's index
        std::vector<int> entries; //!< by the store's index
        quint8 mask = 0;
    };
    struct Entry
    {
        int cluster = -1; //!< slot
        int guest = -1;   //!< the store's index
        int group = -1;
        int row = -1;
    };
    struct Group
    {
        QString key; //!< number of the grouping, line feed, what the guests share
        QString title;
        int row = -1;
        std::vector<int> entries;
    };
    using Children = std::vector<int>;
    struct Layout
    {
        Children groups;                //!< slots in order; none without grouping
        std::vector<Children> children; //!< by slot
    };

    // Following the stores, in guestlistmodel_rows.cpp.
    void connectStore(int slot);
    QList<int> followed(int slot) const;
    QList<int> inScope(int slot, QList<int> guests) const;
    QList<int> entered(int slot, QList<int> guests) const;
    void insertGuests(int slot, const QList<int> &guests);
    void removeGuests(int slot, const QList<int> &guests);
    void changeGuests(int slot, const QList<int> &guests, GuestAspects aspects);
    void changeUsage(int slot, const QList<int> &guests);
    void announce(int slot, const QList<int> &guests);
    void match(Cluster &cluster);
    void matchGuest(Cluster &cluster, int guest);
    bool isSortedBy(GuestAspects aspects) const;
    bool isBefore(int a, int b) const;
    void later(int milliseconds);

    // What is shown in which order, in guestlistmodel_order.cpp.
    void arrange();
    bool isWanted(int entry) const;
    bool isShown(int entry) const { return m_entries[size_t(entry)].row >= 0; }
    void sortEntries(Children &entries) const;
    std::vector<double> sortKeys(const Children &entries) const;
    std::vector<double> ranks(const Children &entries) const;
    Layout layOut(Children entries);
    int takeGroup(const QString &key, const QString &title);
    void addToGroups(int entry, Layout &layout, QHash<QString, int> &seen);

    // From one layout to the next, in guestlistmodel_layout.cpp.
    void apply(Layout layout);
    bool patch(int group, Children &shown, const Children &wanted);
    void replace(Layout &layout);
    void renumber(int group);
    QModelIndex groupIndex(int slot) const;

    const Api::GuestInfo &guestOf(int entry) const
    {
        const Entry &place = m_entries[size_t(entry)];
        return m_clusters[size_t(place.cluster)]->store->guests().at(place.guest);
    }
    const Cluster &clusterOf(int entry) const
    {
        return *m_clusters[size_t(m_entries[size_t(entry)].cluster)];
    }
    //! Null when it is not known how busy the guest is now.
    const Usage *usageOf(int entry) const;
    QString textOf(int entry, int column) const;
    double numberOf(int entry, int column) const;
    QVariant guestData(int entry, int column, int role) const;
    QVariant nameData(int entry, int role) const;
    QVariant groupData(const Group &group, int column, int role) const;

    std::vector<std::unique_ptr<Cluster>> m_clusters; //!< by slot; null: free
    QHash<QString, int> m_clusterByKey;
    std::vector<Entry> m_entries;
    std::vector<int> m_free;
    Children m_byName; //!< all entries: the order on which every other one stands
    std::vector<Group> m_groups{Group{}}; //!< by slot; the first one holds the list without groups
    QHash<QString, int> m_groupByKey;
    Children m_shownGroups;
    Scope m_scope;
    Query m_query;
    QString m_queryText;
    Grouping m_grouping = NoGroups;
    int m_sortColumn = NameColumn;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
    int m_matchCount = 0;
    QTimer m_later;
    QTimer m_idle; //!< reads texts for the search when there is nothing else to do
};

} // namespace Atoll
