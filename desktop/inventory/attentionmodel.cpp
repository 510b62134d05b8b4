// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "attentionmodel.h"

#include <theme/theme.h>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Atoll {

AttentionModel::AttentionModel(const Theme &theme, ClusterSummaries &summaries, QObject *parent)
    : QAbstractTableModel(parent)
    , m_theme(theme)
    , m_summaries(summaries)
{
    connect(&summaries, &ClusterSummaries::changed, this, &AttentionModel::refresh);
    refresh();
}

// Takes out what is no longer so and puts in what is new; what stays keeps its row.
void AttentionModel::refresh()
{
    QList<Row> wanted;
    for (const ClusterSummary &summary : m_summaries.all()) {
        for (const Attention &item : summary.attention)
            wanted.append({item, summary.name});
    }
    std::stable_sort(wanted.begin(), wanted.end(),
                     [](const Row &a, const Row &b) { return a.item.severity > b.item.severity; });
    for (int row = int(m_rows.size()) - 1; row >= 0; --row) {
        if (!wanted.contains(m_rows.at(row))) {
            beginRemoveRows({}, row, row);
            m_rows.removeAt(row);
            endRemoveRows();
        }
    }
    for (int row = 0; row < int(wanted.size()); ++row) {
        if (row < m_rows.size() && m_rows.at(row) == wanted.at(row))
            continue;
        if (m_rows.contains(wanted.at(row)))
            continue;
        const int at = std::min(row, int(m_rows.size()));
        beginInsertRows({}, at, at);
        m_rows.insert(at, wanted.at(row));
        endInsertRows();
    }
}

int AttentionModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int AttentionModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant AttentionModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Row &row = m_rows.at(index.row());
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole)
        return index.column() == TextColumn ? row.item.text : row.cluster;
    if (role == Qt::DecorationRole && index.column() == TextColumn) {
        const bool isError = row.item.severity == Severity::Error;
        return m_theme.icon(isError ? u"error"_s : u"warning"_s, Overlay::None,
                            isError ? Token::Error : Token::Warning);
    }
    return {};
}

QVariant AttentionModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == TextColumn ? tr("What") : tr("Cluster");
}

} // namespace Atoll
