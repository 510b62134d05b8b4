// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "objectmenu.h"

#include <app/appcontext.h>

#include <QCoreApplication>
#include <QKeyEvent>
#include <QMenu>

namespace Atoll {
namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(ObjectMenu)
};

} // namespace

bool isPeekKey(const QKeyEvent &event)
{
    return event.key() == Qt::Key_Space && event.modifiers() == Qt::NoModifier;
}

void showObjectMenu(AppContext &context, const QList<ObjectRef> &objects,
                    const QPoint &globalPosition, QWidget *parent)
{
    if (objects.isEmpty())
        return;
    auto *menu = new QMenu(parent);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    if (objects.size() == 1 && context.registry().canShow(objects.first().kind)) {
        QAction *open = menu->addAction(Tr::tr("Open"));
        QObject::connect(open, &QAction::triggered, &context,
                         [&context, object = objects.first()] { context.open(object); });
        menu->setDefaultAction(open);
        menu->addSeparator();
    }
    for (QAction *action : context.registry().actionsFor(objects, menu)) {
        if (action)
            menu->addAction(action);
        else
            menu->addSeparator();
    }
    if (menu->isEmpty())
        menu->deleteLater();
    else
        menu->popup(globalPosition);
}

} // namespace Atoll
