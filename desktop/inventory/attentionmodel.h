// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "attention.h"

#include <QAbstractTableModel>

namespace Atoll {

struct ClusterSummary;
class ClusterSummaries;
class Theme;

//! What needs a look in all clusters, worst first. Rows stay as long as their trouble does. GUI
//! thread.
class AttentionModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { SeverityColumn, WhatColumn, WhereColumn, SinceColumn, AdviceColumn, ColumnCount };

    AttentionModel(const Theme &theme, ClusterSummaries &summaries, QObject *parent = nullptr);

    const Attention &at(int row) const { return m_rows.at(row).item; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row
    {
        Attention item;
        QString cluster; //!< its name
        bool operator==(const Row &) const = default;
        bool isSameTrouble(const Row &other) const
        {
            return item.id == other.item.id && item.object.cluster == other.item.object.cluster;
        }
    };
    void refresh();
    int find(const Row &wanted, int from) const;
    QString text(const Row &row, int column) const;

    const Theme &m_theme;
    ClusterSummaries &m_summaries;
    QList<Row> m_rows;
};

} // namespace Atoll
