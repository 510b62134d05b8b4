// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <api/guestsnapshot.h>

#include <QAbstractItemModel>

namespace Atoll {

class Theme;

//! The snapshots of one guest as a tree, with "You are here" below the one that the guest's present
//! state came after. Descriptions are edited in place. GUI thread.
class SnapshotModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    enum Column { NameColumn, TakenColumn, MemoryColumn, DescriptionColumn, ColumnCount };

    explicit SnapshotModel(const Theme &theme, QObject *parent = nullptr);

    //! Only what differs moves.
    void setSnapshots(const QList<Api::SnapshotInfo> &snapshots);
    bool isEmpty() const { return m_snapshots.isEmpty(); }
    //! None for "You are here".
    const Api::SnapshotInfo *snapshot(const QModelIndex &index) const;
    QModelIndex indexOf(const QString &name) const;
    QModelIndex here() const;
    //! How many were taken after it.
    int countBelow(const QString &name) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

Q_SIGNALS:
    void descriptionEdited(const QString &name, const QString &description);

private:
    struct Node
    {
        int snapshot = -1; //!< in m_snapshots; -1: "You are here"
        int parent = -1;   //!< in m_nodes; -1: the root
        int row = 0;
        QList<int> children;
    };

    void build();
    const QList<int> &childrenOf(const QModelIndex &parent) const;
    QString text(const Api::SnapshotInfo &snapshot, int column) const;
    QString toolTip(const Api::SnapshotInfo &snapshot) const;

    const Theme &m_theme;
    QList<Api::SnapshotInfo> m_snapshots;
    QList<Node> m_nodes;
    QList<int> m_top;
};

} // namespace Atoll
