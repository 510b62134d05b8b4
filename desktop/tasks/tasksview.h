// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "taskmodel.h"

#include <app/objectref.h>

#include <QWidget>

QT_BEGIN_NAMESPACE
class QAction;
class QLabel;
class QSplitter;
class QTreeView;
QT_END_NAMESPACE

namespace Atoll {

class AppContext;
class TaskItems;
class TaskLogView;

//! Tasks with their progress; beside them the log of the chosen one. The dock shows those of all
//! clusters, a page those of its object.
class TasksView : public QWidget
{
    Q_OBJECT
public:
    TasksView(AppContext &context, TaskModel &model, QWidget *parent = nullptr);

    void setObject(const QString &cluster, const QString &object);
    //! Selects a task and shows its log.
    void reveal(const QString &cluster, const QString &task);

private:
    QWidget *makeBar();
    void makeList();
    void makeActions();
    void currentChanged();
    void updateActions();
    void showItems();
    void updateEmpty();
    void showMenu(const QPoint &point);
    void cancel();
    void setLogShown(bool isShown);
    int currentRow() const; //!< of the model; negative: none

    AppContext &m_context;
    TaskModel &m_model;
    TaskFilterModel *m_filter;
    QTreeView *m_list;
    QSplitter *m_splitter;
    QSplitter *m_detail; //!< what became of each guest, and the log
    TaskItems *m_items;
    TaskLogView *m_log;
    QLabel *m_empty;
    QAction *m_cancel = nullptr;
    QAction *m_openObject = nullptr;
    QAction *m_showLog = nullptr;
};

} // namespace Atoll
