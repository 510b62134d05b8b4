// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <api/guestsnapshot.h>

#include <QTimer>
#include <QWidget>

QT_BEGIN_NAMESPACE
class QAction;
class QLabel;
class QStackedWidget;
class QTreeView;
QT_END_NAMESPACE

namespace Atoll {

class AppContext;
class ClusterSession;
class ErrorBar;
class GuestCommands;
class SnapshotModel;

//! The snapshots of a guest: take, look, describe, roll back, delete.
class SnapshotTab : public QWidget
{
    Q_OBJECT
public:
    SnapshotTab(AppContext &context, ClusterSession &session, const QString &uuid,
                GuestCommands &commands, QWidget *parent = nullptr);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void makeList();
    QWidget *makeTools();
    QWidget *makeEmptyState();
    void load();
    void show(const QList<Api::SnapshotInfo> &snapshots);
    void updateActions();
    void describe(const QString &name, const QString &description);
    void rollBack();
    void deleteOne();

    AppContext &m_context;
    ClusterSession &m_session;
    GuestCommands &m_commands;
    const QString m_uuid;
    SnapshotModel *m_model;
    ErrorBar *m_error;
    QStackedWidget *m_stack;
    QTreeView *m_list;
    QLabel *m_emptyText;
    QAction *m_take;
    QAction *m_rollBack;
    QAction *m_delete;
    QTimer m_later;
};

} // namespace Atoll
