// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <client/statestore.h>

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>

#include <vector>

namespace Atoll {

class Clusters;
class Theme;

//! The tasks of all clusters, newest first. GUI thread. Follows the stores by ranges.
class TaskModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column {
        TitleColumn,
        ProgressColumn,
        NodeColumn,
        UserColumn,
        StartedColumn,
        TookColumn,
        ColumnCount
    };
    enum Role {
        FractionRole =
            Qt::UserRole, //!< 0…1 of a running task; -1 running, not known; invalid: ended
        StateRole,
    };

    explicit TaskModel(const Theme &theme, QObject *parent = nullptr);

    void follow(Clusters &clusters);
    void addStore(const QString &cluster, const QString &name, StateStore *store);
    void removeStore(StateStore *store);

    const Api::TaskInfo &task(int row) const;
    const QString &cluster(int row) const; //!< key of the session
    int runningCount() const { return m_running; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void runningCountChanged();

private:
    struct Source
    {
        QString cluster;
        QString name;
        StateStore *store;
        int number;
    };
    //! What never changes of a task, so that a row is found by search; ascending in time.
    struct Row
    {
        qint64 created;
        int source;
        int index;
        auto operator<=>(const Row &) const = default;
    };

    Row rowOf(int source, int index) const;
    const Source *source(int number) const;
    int positionOf(const Row &row) const; //!< in m_rows; negative: not there
    int viewRow(qsizetype position) const { return int(m_rows.size()) - 1 - int(position); }
    void insert(int source, const QList<int> &indexes);
    void remove(int source, const QList<int> &indexes);
    void change(int source, const QList<int> &indexes);
    void recount();
    QVariant display(const Api::TaskInfo &task, const Row &row, int column) const;

    const Theme &m_theme;
    std::vector<Source> m_sources;
    std::vector<Row> m_rows;
    int m_nextSource = 0;
    int m_running = 0;
};

//! Those of a TaskModel that are asked for. Keeps its order.
class TaskFilterModel : public QSortFilterProxyModel
{
    Q_OBJECT
public:
    enum class Show : quint8 { All, Running, Failed };

    explicit TaskFilterModel(TaskModel *model, QObject *parent = nullptr);

    void setShow(Show show);
    void setText(const QString &text);
    //! Only tasks on this object ("/guests/<uuid>") of this cluster.
    void setObject(const QString &cluster, const QString &object);

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    TaskModel *m_model;
    Show m_show = Show::All;
    QString m_text;
    QString m_cluster;
    QString m_object;
};

} // namespace Atoll
