// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "clustersummary.h"

#include <QAbstractTableModel>

namespace Atoll {

class Theme;

//! What needs a look in all clusters, worst first. GUI thread.
class AttentionModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { TextColumn, ClusterColumn, ColumnCount };

    AttentionModel(const Theme &theme, ClusterSummaries &summaries, QObject *parent = nullptr);

    const ObjectRef &objectAt(int row) const { return m_rows.at(row).item.object; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row
    {
        Attention item;
        QString cluster;
        bool operator==(const Row &) const = default;
    };
    void refresh();

    const Theme &m_theme;
    ClusterSummaries &m_summaries;
    QList<Row> m_rows;
};

} // namespace Atoll
