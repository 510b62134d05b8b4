// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guestarea.h"

#include "createvmdialog.h"
#include "deletedguestsview.h"
#include "deletedialog.h"
#include "guestcommands.h"

#include <app/appcontext.h>
#include <client/clusters.h>
#include <theme/theme.h>

#include <QAction>

using namespace Qt::StringLiterals;

namespace Atoll {

GuestArea::GuestArea(AppContext &context, TaskModel &tasks, ConsoleFactory makeConsole,
                     QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_commands(new GuestCommands(context, this))
{
    Registry &registry = context.registry();
    registry.addPage(ObjectKind::Guest,
                     [this, &tasks, makeConsole = std::move(makeConsole)](
                         const ObjectRef &guest, AppContext &owner, QWidget *pageParent) -> Page * {
                         ClusterSession *session = owner.clusters().session(guest.cluster);
                         if (!session)
                             return nullptr;
                         return new GuestPage(*session, guest, owner,
                                              {*m_commands, tasks, makeConsole}, pageParent);
                     });
    registry.addActions([this](const QList<ObjectRef> &selection, QObject *owner) {
        return m_commands->actions(selection, owner);
    });
    registry.addCreator({tr("Virtual machine…"), u"vm"_s, QKeySequence(u"Ctrl+N"_s),
                         [this](QWidget *window) { createVm(window); }});
    registry.addDock({u"deletedGuests"_s, tr("Recently deleted"), u"delete"_s,
                      Qt::BottomDockWidgetArea, false, [](AppContext &owner, QWidget *dockParent) {
                          return new DeletedGuestsView(owner, dockParent);
                      }});
    connect(m_commands, &GuestCommands::deleteRequested, this,
            [this](const QList<ObjectRef> &guests, QWidget *window) {
                (new DeleteDialog(m_context, guests, window))->open();
            });
}

void GuestArea::createVm(QWidget *window, const QString &cluster, const QString &node)
{
    (new CreateVmDialog(m_context, cluster, node, window))->open();
}

} // namespace Atoll
