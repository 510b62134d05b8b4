// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "snapshotmodel.h"

#include <theme/theme.h>

#include <QHash>
#include <QLocale>
#include <QSet>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

//! The same tree with the same names: rows stay, what they say may change.
bool isSameTree(const QList<Api::SnapshotInfo> &a, const QList<Api::SnapshotInfo> &b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto &one, const auto &two) {
        return one.name == two.name && one.parent == two.parent && one.isCurrent == two.isCurrent;
    });
}

} // namespace

SnapshotModel::SnapshotModel(const Theme &theme, QObject *parent)
    : QAbstractItemModel(parent)
    , m_theme(theme)
{}

void SnapshotModel::setSnapshots(const QList<Api::SnapshotInfo> &snapshots)
{
    if (isSameTree(m_snapshots, snapshots)) {
        m_snapshots = snapshots;
        for (const Node &node : std::as_const(m_nodes)) {
            const int id = int(&node - m_nodes.constData());
            Q_EMIT dataChanged(createIndex(node.row, 0, quintptr(id)),
                               createIndex(node.row, ColumnCount - 1, quintptr(id)));
        }
        return;
    }
    beginResetModel(); // the tree is another one; the view keeps its place by name
    m_snapshots = snapshots;
    build();
    endResetModel();
}

void SnapshotModel::build()
{
    m_nodes.clear();
    m_top.clear();
    QHash<QString, int> idOf;
    for (int i = 0; i < int(m_snapshots.size()); ++i) {
        idOf.insert(m_snapshots.at(i).name, int(m_nodes.size()));
        m_nodes += Node{i, -1, 0, {}};
    }
    int current = -1;
    for (int id = 0; id < int(m_snapshots.size()); ++id) {
        const Api::SnapshotInfo &snapshot = m_snapshots.at(id);
        m_nodes[id].parent = idOf.value(snapshot.parent, -1);
        if (snapshot.isCurrent)
            current = id;
    }
    // A parent that is its own descendant would hang the view; the agent is not trusted that far.
    for (int id = 0; id < int(m_nodes.size()); ++id) {
        QSet<int> seen{id};
        for (int above = m_nodes.at(id).parent; above >= 0; above = m_nodes.at(above).parent) {
            if (seen.contains(above)) {
                m_nodes[id].parent = -1;
                break;
            }
            seen.insert(above);
        }
    }
    if (!m_snapshots.isEmpty())
        m_nodes += Node{-1, current, 0, {}};
    for (int id = 0; id < int(m_nodes.size()); ++id) {
        Node &node = m_nodes[id];
        QList<int> &siblings = node.parent < 0 ? m_top : m_nodes[node.parent].children;
        node.row = int(siblings.size());
        siblings += id;
    }
}

const Api::SnapshotInfo *SnapshotModel::snapshot(const QModelIndex &index) const
{
    if (!index.isValid())
        return nullptr;
    const int at = m_nodes.at(qsizetype(index.internalId())).snapshot;
    return at < 0 ? nullptr : &m_snapshots.at(at);
}

QModelIndex SnapshotModel::indexOf(const QString &name) const
{
    for (int id = 0; id < int(m_nodes.size()); ++id) {
        const Node &node = m_nodes.at(id);
        if (node.snapshot >= 0 && m_snapshots.at(node.snapshot).name == name)
            return createIndex(node.row, NameColumn, quintptr(id));
    }
    return {};
}

QModelIndex SnapshotModel::here() const
{
    if (m_nodes.isEmpty())
        return {};
    return createIndex(m_nodes.last().row, NameColumn, quintptr(m_nodes.size() - 1));
}

int SnapshotModel::countBelow(const QString &name) const
{
    int count = 0;
    QStringList names{name};
    for (qsizetype i = 0; i < names.size(); ++i) {
        for (const Api::SnapshotInfo &other : m_snapshots) {
            if (other.parent == names.at(i) && !names.contains(other.name)) {
                names += other.name;
                ++count;
            }
        }
    }
    return count;
}

const QList<int> &SnapshotModel::childrenOf(const QModelIndex &parent) const
{
    return parent.isValid() ? m_nodes.at(qsizetype(parent.internalId())).children : m_top;
}

QModelIndex SnapshotModel::index(int row, int column, const QModelIndex &parent) const
{
    if (parent.isValid() && parent.column() != 0)
        return {};
    const QList<int> &children = childrenOf(parent);
    if (row < 0 || row >= children.size() || column < 0 || column >= ColumnCount)
        return {};
    return createIndex(row, column, quintptr(children.at(row)));
}

QModelIndex SnapshotModel::parent(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    const int above = m_nodes.at(qsizetype(index.internalId())).parent;
    return above < 0 ? QModelIndex() : createIndex(m_nodes.at(above).row, 0, quintptr(above));
}

int SnapshotModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : int(childrenOf(parent).size());
}

int SnapshotModel::columnCount(const QModelIndex &) const { return ColumnCount; }

QString SnapshotModel::text(const Api::SnapshotInfo &snapshot, int column) const
{
    switch (column) {
    case NameColumn:
        return snapshot.name;
    case TakenColumn:
        return QLocale().toString(snapshot.at.toLocalTime(), QLocale::ShortFormat);
    case MemoryColumn:
        return snapshot.hasMemory ? tr("yes") : tr("no");
    case DescriptionColumn:
        return snapshot.description;
    default:
        return {};
    }
}

QString SnapshotModel::toolTip(const Api::SnapshotInfo &snapshot) const
{
    QStringList lines{snapshot.name};
    lines += snapshot.kind == Api::SnapshotKind::Internal
                 ? tr("Kept inside of the volumes")
                 : tr("The volumes of that time, with new ones on top");
    if (snapshot.isQuiesced)
        lines += tr("The guest's file systems were frozen");
    if (!snapshot.author.isEmpty())
        lines += tr("By %1").arg(snapshot.author);
    if (!snapshot.problem.isEmpty())
        lines += tr("Cannot be rolled back to: %1").arg(snapshot.problem);
    return lines.join(u'\n');
}

QVariant SnapshotModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Api::SnapshotInfo *info = snapshot(index);
    if (!info) {
        if (index.column() != NameColumn)
            return {};
        if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole)
            return tr("You are here");
        if (role == Qt::DecorationRole)
            return m_theme.icon(u"pin"_s);
        if (role == Qt::FontRole)
            return m_theme.boldFont();
        return {};
    }
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
        return text(*info, index.column());
    case Qt::DecorationRole:
        if (index.column() == NameColumn)
            return m_theme.icon(info->problem.isEmpty() ? u"snapshot"_s : u"warning"_s);
        return {};
    case Qt::ToolTipRole:
        return toolTip(*info);
    default:
        return {};
    }
}

bool SnapshotModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    const Api::SnapshotInfo *info = snapshot(index);
    if (!info || role != Qt::EditRole || index.column() != DescriptionColumn)
        return false;
    const QString description = value.toString();
    if (description == info->description)
        return true;
    m_snapshots[m_nodes.at(qsizetype(index.internalId())).snapshot].description = description;
    Q_EMIT dataChanged(index, index);
    Q_EMIT descriptionEdited(info->name, description);
    return true;
}

QVariant SnapshotModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return tr("Name");
    case TakenColumn:
        return tr("Taken");
    case MemoryColumn:
        return tr("Memory");
    case DescriptionColumn:
        return tr("Description");
    default:
        return {};
    }
}

Qt::ItemFlags SnapshotModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = QAbstractItemModel::flags(index);
    const Api::SnapshotInfo *info = snapshot(index);
    if (info && !info->isForeign && index.column() == DescriptionColumn)
        flags |= Qt::ItemIsEditable;
    return flags;
}

} // namespace Atoll
