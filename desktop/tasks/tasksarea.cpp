// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tasksarea.h"

#include "taskmodel.h"
#include "tasksview.h"

#include <app/appcontext.h>

using namespace Qt::StringLiterals;

namespace Atoll {

TasksArea::TasksArea(AppContext &context, QObject *parent)
    : QObject(parent)
    , m_tasks(new TaskModel(context.theme(), this))
{
    m_tasks->follow(context.clusters());
    context.registry().addDock({.id = u"tasks"_s,
                                .title = tr("Tasks"),
                                .icon = u"task"_s,
                                .make = [this](AppContext &owner, QWidget *parentWidget) {
                                    return new TasksView(owner, *m_tasks, parentWidget);
                                }});
}

} // namespace Atoll
