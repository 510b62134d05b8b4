// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

namespace Atoll {

class AppContext;
class TaskModel;

//! Plugs the dock of tasks into the window. Made by the composition root before the window.
class TasksArea : public QObject
{
    Q_OBJECT
public:
    explicit TasksArea(AppContext &context, QObject *parent = nullptr);

    TaskModel &tasks() const { return *m_tasks; }

private:
    TaskModel *m_tasks;
};

} // namespace Atoll
