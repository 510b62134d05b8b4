// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "taskmodel.h"

#include "taskwords.h"

#include <app/format.h>
#include <client/clusters.h>
#include <theme/theme.h>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Atoll {

TaskModel::TaskModel(const Theme &theme, QObject *parent)
    : QAbstractTableModel(parent)
    , m_theme(theme)
{}

void TaskModel::follow(Clusters &clusters)
{
    const auto add = [this](ClusterSession *session) {
        addStore(session->key(), session->name(), &session->store());
    };
    for (ClusterSession *session : clusters.sessions())
        add(session);
    connect(&clusters, &Clusters::added, this, add);
    connect(&clusters, &Clusters::sessionChanged, this, [this](ClusterSession *session) {
        for (Source &known : m_sources) {
            if (known.store != &session->store() || known.name == session->name())
                continue;
            known.name = session->name();
            if (rowCount() > 0)
                Q_EMIT dataChanged(index(0, NodeColumn), index(rowCount() - 1, NodeColumn));
        }
    });
    connect(&clusters, &Clusters::aboutToRemove, this,
            [this](ClusterSession *session) { removeStore(&session->store()); });
}

void TaskModel::addStore(const QString &cluster, const QString &name, StateStore *store)
{
    const int number = m_nextSource++;
    m_sources.push_back({cluster, name, store, number});
    connect(store, &StateStore::tasksInserted, this,
            [this, number](const QList<int> &indexes) { insert(number, indexes); });
    connect(store, &StateStore::tasksRemoved, this,
            [this, number](const QList<int> &indexes) { remove(number, indexes); });
    connect(store, &StateStore::tasksChanged, this,
            [this, number](const QList<int> &indexes) { change(number, indexes); });
    insert(number, store->tasks().indexes());
}

void TaskModel::removeStore(StateStore *store)
{
    const auto it = std::find_if(m_sources.begin(), m_sources.end(),
                                 [&](const Source &candidate) { return candidate.store == store; });
    if (it == m_sources.end())
        return;
    store->disconnect(this);
    remove(it->number, store->tasks().indexes());
    m_sources.erase(std::find_if(m_sources.begin(), m_sources.end(), [&](const Source &candidate) {
        return candidate.store == store;
    }));
}

const TaskModel::Source *TaskModel::source(int number) const
{
    for (const Source &candidate : m_sources) {
        if (candidate.number == number)
            return &candidate;
    }
    Q_UNREACHABLE();
    return nullptr;
}

TaskModel::Row TaskModel::rowOf(int number, int index) const
{
    return {source(number)->store->tasks().at(index).created.toMSecsSinceEpoch(), number, index};
}

int TaskModel::positionOf(const Row &row) const
{
    const auto it = std::lower_bound(m_rows.begin(), m_rows.end(), row);
    return it != m_rows.end() && *it == row ? int(it - m_rows.begin()) : -1;
}

//! A sorted batch goes in by runs that land at the same place; usually that is one run, on top.
void TaskModel::insert(int number, const QList<int> &indexes)
{
    std::vector<Row> batch;
    batch.reserve(size_t(indexes.size()));
    for (const int index : indexes)
        batch.push_back(rowOf(number, index));
    std::sort(batch.begin(), batch.end());
    while (!batch.empty()) {
        const auto place = std::upper_bound(m_rows.begin(), m_rows.end(), batch.back());
        auto first = batch.begin();
        if (place != m_rows.begin())
            first = std::upper_bound(batch.begin(), batch.end(), *(place - 1));
        const int count = int(batch.end() - first);
        const int top = int(m_rows.end() - place);
        beginInsertRows({}, top, top + count - 1);
        m_rows.insert(place, first, batch.end());
        batch.erase(first, batch.end());
        endInsertRows();
    }
    recount();
}

void TaskModel::remove(int number, const QList<int> &indexes)
{
    std::vector<int> positions;
    for (const int index : indexes) {
        if (const int position = positionOf(rowOf(number, index)); position >= 0)
            positions.push_back(position);
    }
    std::sort(positions.begin(), positions.end());
    while (!positions.empty()) { // runs from the back: what is before keeps its place
        const int last = positions.back();
        int first = last;
        positions.pop_back();
        while (!positions.empty() && positions.back() == first - 1) {
            --first;
            positions.pop_back();
        }
        beginRemoveRows({}, viewRow(last), viewRow(first));
        m_rows.erase(m_rows.begin() + first, m_rows.begin() + last + 1);
        endRemoveRows();
    }
    recount();
}

void TaskModel::change(int number, const QList<int> &indexes)
{
    int top = INT_MAX;
    int bottom = -1;
    for (const int index : indexes) {
        const int position = positionOf(rowOf(number, index));
        if (position < 0)
            continue;
        top = qMin(top, viewRow(position));
        bottom = qMax(bottom, viewRow(position));
    }
    if (bottom >= 0)
        Q_EMIT dataChanged(index(top, 0), index(bottom, ColumnCount - 1));
    recount();
}

void TaskModel::recount()
{
    int running = 0;
    for (int row = 0; row < rowCount(); ++row)
        running += !task(row).isEnded();
    if (std::exchange(m_running, running) != running)
        Q_EMIT runningCountChanged();
}

const Api::TaskInfo &TaskModel::task(int row) const
{
    const Row &entry = m_rows[m_rows.size() - 1 - size_t(row)];
    return source(entry.source)->store->tasks().at(entry.index);
}

const QString &TaskModel::cluster(int row) const
{
    return source(m_rows[m_rows.size() - 1 - size_t(row)].source)->cluster;
}

int TaskModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int TaskModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant TaskModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Row &row = m_rows[m_rows.size() - 1 - size_t(index.row())];
    const Api::TaskInfo &info = source(row.source)->store->tasks().at(row.index);
    switch (role) {
    case Qt::DisplayRole:
        return display(info, row, index.column());
    case Qt::DecorationRole:
        if (index.column() != TitleColumn)
            return {};
        return m_theme.icon(TaskWords::icon(info.state), Overlay::None,
                            TaskWords::color(info.state));
    case Qt::ToolTipRole:
        if (index.column() == StartedColumn)
            return Format::dateTime(info.started.isValid() ? info.started : info.created);
        return index.column() == ProgressColumn ? TaskWords::outcome(info) : QVariant();
    case Qt::ForegroundRole:
        if (index.column() == ProgressColumn && info.state == Api::TaskState::Failed)
            return m_theme.color(Token::Error);
        return index.column() > ProgressColumn ? m_theme.color(Token::Text2) : QVariant();
    case Qt::TextAlignmentRole:
        return index.column() == TookColumn ? QVariant(int(Qt::AlignRight | Qt::AlignVCenter))
                                            : QVariant();
    case FractionRole:
        return info.isEnded() ? QVariant() : info.progress.fraction;
    case StateRole:
        return int(info.state);
    default:
        return {};
    }
}

QVariant TaskModel::display(const Api::TaskInfo &info, const Row &row, int column) const
{
    switch (column) {
    case TitleColumn:
        return TaskWords::title(info);
    case ProgressColumn:
        return TaskWords::outcome(info);
    case NodeColumn:
        return u"%1 · %2"_s.arg(source(row.source)->name, info.node);
    case UserColumn:
        return info.user;
    case StartedColumn:
        return Format::ago(info.started.isValid() ? info.started : info.created);
    default:
        return TaskWords::took(info);
    }
}

QVariant TaskModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && section == TookColumn)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TitleColumn:
        return tr("Task");
    case ProgressColumn:
        return tr("Progress");
    case NodeColumn:
        return tr("Where");
    case UserColumn:
        return tr("User");
    case StartedColumn:
        return tr("Started");
    default:
        return tr("Took");
    }
}

TaskFilterModel::TaskFilterModel(TaskModel *model, QObject *parent)
    : QSortFilterProxyModel(parent)
    , m_model(model)
{
    setSourceModel(model);
}

void TaskFilterModel::setShow(Show show)
{
    m_show = show;
    invalidateFilter();
}

void TaskFilterModel::setText(const QString &text)
{
    m_text = text;
    invalidateFilter();
}

void TaskFilterModel::setObject(const QString &cluster, const QString &object)
{
    m_cluster = cluster;
    m_object = object;
    invalidateFilter();
}

bool TaskFilterModel::filterAcceptsRow(int row, const QModelIndex &) const
{
    const Api::TaskInfo &task = m_model->task(row);
    if (!m_object.isEmpty() && (task.object != m_object || m_model->cluster(row) != m_cluster))
        return false;
    if (m_show == Show::Running && task.isEnded())
        return false;
    if (m_show == Show::Failed && task.state != Api::TaskState::Failed
        && task.state != Api::TaskState::Unknown)
        return false;
    return m_text.isEmpty() || task.user.contains(m_text, Qt::CaseInsensitive)
           || TaskWords::title(task).contains(m_text, Qt::CaseInsensitive);
}

} // namespace Atoll
