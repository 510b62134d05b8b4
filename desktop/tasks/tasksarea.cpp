// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tasksarea.h"

#include "taskmodel.h"
#include "tasksview.h"

#include <app/appcontext.h>

#include <QDockWidget>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

void revealTask(TasksView *view, const ObjectRef &task)
{
    if (auto *dock = qobject_cast<QDockWidget *>(view->parentWidget())) {
        dock->show();
        dock->raise();
    }
    view->reveal(task.cluster, task.id);
}

} // namespace

TasksArea::TasksArea(AppContext &context, QObject *parent)
    : QObject(parent)
    , m_tasks(new TaskModel(context.theme(), this))
{
    m_tasks->follow(context.clusters());
    context.registry().addDock({.id = u"tasks"_s,
                                .title = tr("Tasks"),
                                .icon = u"task"_s,
                                .make = [this](AppContext &owner, QWidget *parentWidget) {
                                    auto *view = new TasksView(owner, *m_tasks, parentWidget);
                                    connect(&owner, &AppContext::revealRequested, view,
                                            [view](const ObjectRef &object) {
                                                if (object.kind == ObjectKind::Task)
                                                    revealTask(view, object);
                                            });
                                    return view;
                                }});
}

} // namespace Atoll
