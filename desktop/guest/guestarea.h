// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "guestpage.h"

#include <QObject>

QT_BEGIN_NAMESPACE
class QAction;
QT_END_NAMESPACE

namespace Atoll {

class AppContext;
class TaskModel;

//! Plugs guests into the window: their pages and actions, and "New VM". Made by the composition
//! root before the window.
class GuestArea : public QObject
{
    Q_OBJECT
public:
    GuestArea(AppContext &context, TaskModel &tasks, ConsoleFactory makeConsole,
              QObject *parent = nullptr);

    GuestCommands &commands() const { return *m_commands; }
    //! `cluster` may be empty: the first one where it is allowed.
    void createVm(QWidget *window, const QString &cluster = {}, const QString &node = {});
    //! Of these files, or of what the user chooses.
    void importVm(const QStringList &files, QWidget *window);

private:
    void addTagTarget();
    QList<QAction *> clusterActions(const QList<ObjectRef> &selection, QObject *owner);
    void exportVm(const ObjectRef &guest, QWidget *window);

    AppContext &m_context;
    GuestCommands *m_commands;
};

} // namespace Atoll
