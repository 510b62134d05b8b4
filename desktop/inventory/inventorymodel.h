// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "inventoryrows.h"

#include <app/objectref.h>
#include <theme/icons.h>

#include <QAbstractItemModel>
#include <QTimer>

#include <memory>

namespace Atoll {

//! The tree site → cluster → node → guest of every cluster, with its own filter. Reads the state
//! stores and follows their changes by ranges; is never reset. GUI thread.
class InventoryModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    enum Role {
        KindRole = Qt::UserRole, //!< ObjectKind
        IconRole,                //!< name in the icon family
        OverlayRole,
        LoadRole,   //!< 0…1, negative: none
        RemarkRole, //!< a few words or a number at the right
        FadedRole,  //!< not running, or old
        TagsRole,
        ProtectedRole,
        PendingRole, //!< changes wait for the next cold start
    };

    explicit InventoryModel(QObject *parent = nullptr);
    ~InventoryModel() override;

    void addCluster(const QString &key, StateStore *store, const QString &name,
                    const QString &site);
    void removeCluster(const QString &key);
    void renameCluster(const QString &key, const QString &name, const QString &site);

    //! See Query; one that cannot be understood finds nothing.
    void setFilter(const QString &query);
    const Query &filter() const { return m_query; }
    bool isFiltering() const { return !m_query.isEmpty(); }
    int matchCount() const; //!< guests that the filter lets through
    int guestCount() const;

    ObjectRef objectAt(const QModelIndex &index) const;
    QModelIndex indexOf(const ObjectRef &object) const; //!< invalid when it is not shown

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex & = {}) const override { return 1; }
    bool hasChildren(const QModelIndex &parent) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    //! Guests and clusters can be dragged.
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QStringList mimeTypes() const override;
    QMimeData *mimeData(const QModelIndexList &indexes) const override;
    Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }

    //! For the palette: guests that match best, at most `maximum`.
    QList<ObjectRef> find(const QString &text, int maximum);
    const StateStore *store(const QString &cluster) const;
    //! Values that exist for a key of a query, in order.
    QStringList vocabulary(QueryKey key) const;

private:
    enum class Level : quint8 { Root, Site, Cluster, Node, Guest };
    struct Handle
    {
        Level level = Level::Root;
        int cluster = -1; //!< slot; of a site: its slot
        int item = -1;    //!< node slot or guest index
    };
    static Handle handleOf(const QModelIndex &index);
    QModelIndex indexFor(const Handle &handle) const;
    int rowOf(const Handle &handle) const;
    bool isShown(const Handle &handle) const;
    Handle parentOf(const Handle &handle) const;
    const std::vector<int> &shownOf(const Handle &handle) const;
    static Handle rootChild(int code);

    // Structure, in inventorymodel_rows.cpp.
    void connectStore(int slot);
    int takeNode(ClusterRows &cluster, const QString &name);
    void insertNodes(int slot, const QList<int> &indexes);
    void removeNodes(int slot, const QList<int> &indexes);
    void insertGuests(int slot, const QList<int> &indexes);
    void removeGuests(int slot, const QList<int> &indexes);
    void changeGuests(int slot, const QList<int> &indexes, GuestAspects aspects);
    void announceGuests(int slot, const QList<int> &indexes);
    void changeUsage(int slot, const QList<int> &indexes);
    void announceNodes(int slot, const QList<int> &indexes);
    void announceCluster(int slot);
    void dropNodeIfEmpty(int slot, int node);
    void placeCluster(int slot);
    void unplaceCluster(int slot);

    // Filter and rows, in inventorymodel_filter.cpp.
    QuerySubject subjectOf(const ClusterRows &cluster, int guest) const;
    bool isWantedGuest(const ClusterRows &cluster, int guest) const;
    bool isWantedNode(const ClusterRows &cluster, const NodeRows &node) const;
    bool isWantedCluster(const ClusterRows &cluster) const;
    void match(ClusterRows &cluster);
    void matchGuest(ClusterRows &cluster, int guest);
    void countMatches(ClusterRows &cluster, NodeRows &node) const;
    void syncGuests(int slot, int node);
    void syncNodes(int slot, bool inserts);
    void syncClusters(int site, bool inserts);
    void syncRoot(bool inserts);
    void syncUp(int slot);
    template <class Wanted, class Row>
    void sync(const Handle &parent, const std::vector<int> &all, std::vector<int> &shown,
              Wanted wanted, Row row);

    // Data, in inventorymodel_data.cpp.
    QVariant siteData(const SiteRows &site, int role) const;
    QVariant clusterData(const ClusterRows &cluster, int role) const;
    QVariant nodeData(const ClusterRows &cluster, const NodeRows &node, int role) const;
    QVariant guestData(const ClusterRows &cluster, int guest, int role) const;

    std::vector<std::unique_ptr<ClusterRows>> m_clusters; //!< by slot; null: free
    std::vector<std::unique_ptr<SiteRows>> m_sites;
    QHash<QString, int> m_clusterByKey;
    std::vector<int> m_root; //!< 2 × site slot, or 2 × cluster slot + 1
    std::vector<int> m_rootShown;
    Query m_query;
    QString m_queryText;
    QTimer m_idle; //!< reads texts for the search when there is nothing else to do
    QTimer m_ages;
};

} // namespace Atoll
