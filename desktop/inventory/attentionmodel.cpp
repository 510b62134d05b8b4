// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "attentionmodel.h"

#include "clustersummary.h"

#include <app/format.h>
#include <theme/theme.h>

#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Atoll {

AttentionModel::AttentionModel(const Theme &theme, ClusterSummaries &summaries, QObject *parent)
    : QAbstractTableModel(parent)
    , m_theme(theme)
    , m_summaries(summaries)
{
    connect(&summaries, &ClusterSummaries::changed, this, &AttentionModel::refresh);
    connect(&theme, &Theme::changed, this, [this] {
        if (!m_rows.isEmpty())
            Q_EMIT dataChanged(index(0, 0), index(int(m_rows.size()) - 1, 0), {Qt::DecorationRole});
    });
    refresh();
}

int AttentionModel::find(const Row &wanted, int from) const
{
    for (int row = from; row < int(m_rows.size()); ++row) {
        if (m_rows.at(row).isSameTrouble(wanted))
            return row;
    }
    return -1;
}

// Takes out what is over, moves and changes what stays, puts in what is new.
void AttentionModel::refresh()
{
    QList<Attention> items;
    QHash<QString, QString> names;
    for (const ClusterSummary &summary : m_summaries.all()) {
        items += summary.attention;
        names.insert(summary.key, summary.name);
    }
    sortAttention(items);
    QList<Row> wanted;
    for (const Attention &item : std::as_const(items))
        wanted.append({item, names.value(item.object.cluster)});

    for (int row = int(m_rows.size()) - 1; row >= 0; --row) {
        const bool stays = std::any_of(wanted.begin(), wanted.end(), [&](const Row &one) {
            return one.isSameTrouble(m_rows.at(row));
        });
        if (stays)
            continue;
        beginRemoveRows({}, row, row);
        m_rows.removeAt(row);
        endRemoveRows();
    }
    for (int row = 0; row < int(wanted.size()); ++row) {
        const int former = find(wanted.at(row), row);
        if (former < 0) {
            beginInsertRows({}, row, row);
            m_rows.insert(row, wanted.at(row));
            endInsertRows();
            continue;
        }
        if (former != row) {
            beginMoveRows({}, former, former, {}, row);
            m_rows.move(former, row);
            endMoveRows();
        }
        if (m_rows.at(row) != wanted.at(row)) {
            m_rows[row] = wanted.at(row);
            Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
        }
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

QString AttentionModel::text(const Row &row, int column) const
{
    switch (column) {
    case SeverityColumn:
        return row.item.severity == Severity::Error ? tr("Problem") : tr("Warning");
    case WhatColumn:
        return row.item.text;
    case WhereColumn:
        return row.item.node.isEmpty() ? row.cluster : u"%1 ▸ %2"_s.arg(row.cluster, row.item.node);
    case SinceColumn:
        return row.item.since.isValid() ? Format::ago(row.item.since) : Format::unknown();
    case AdviceColumn:
        return row.item.advice;
    default:
        return {};
    }
}

QVariant AttentionModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Row &row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case Qt::ToolTipRole:
        if (index.column() == SinceColumn && row.item.since.isValid())
            return Format::dateTime(row.item.since);
        return text(row, index.column());
    case Qt::DecorationRole:
        if (index.column() == SeverityColumn) {
            const bool isError = row.item.severity == Severity::Error;
            return m_theme.icon(isError ? u"error"_s : u"warning"_s, Overlay::None,
                                isError ? Token::Error : Token::Warning);
        }
        return {};
    default:
        return {};
    }
}

QVariant AttentionModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case SeverityColumn:
        return tr("How bad");
    case WhatColumn:
        return tr("What");
    case WhereColumn:
        return tr("Where");
    case SinceColumn:
        return tr("Since");
    case AdviceColumn:
        return tr("What to do");
    default:
        return {};
    }
}

} // namespace Atoll
