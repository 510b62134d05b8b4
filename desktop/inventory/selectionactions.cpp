// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "selectionactions.h"

#include <app/appcontext.h>
#include <theme/theme.h>

#include <QAbstractItemView>
#include <QAction>
#include <QMenu>

#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Atoll {

SelectionActions::SelectionActions(AppContext &context, QAbstractItemView &view,
                                   std::function<QList<ObjectRef>()> selection)
    : QObject(&view)
    , m_context(context)
    , m_view(view)
    , m_selection(std::move(selection))
{
    m_later.setSingleShot(true);
    m_later.setInterval(30ms);
    connect(&m_later, &QTimer::timeout, this, &SelectionActions::refresh);
    connect(view.selectionModel(), &QItemSelectionModel::selectionChanged, this,
            [this] { m_later.start(); });
}

// The old buttons go with their actions.
void SelectionActions::refresh()
{
    QObject *old = m_owner;
    m_owner = new QObject(this);
    m_headActions.clear();
    const QList<ObjectRef> objects = m_selection();
    const QList<QAction *> all =
        objects.isEmpty() ? QList<QAction *>() : m_context.registry().actionsFor(objects, m_owner);
    bool isFirstPart = true;
    auto *menu = all.isEmpty() ? nullptr : new QMenu(&m_view);
    for (QAction *action : all) {
        if (!action) {
            isFirstPart = false;
            menu->addSeparator();
            continue;
        }
        menu->addAction(action);
        m_view.addAction(action); // for its key
        if (isFirstPart && action->isVisible())
            m_headActions += action;
    }
    if (menu) {
        menu->setToolTipsVisible(true);
        connect(m_owner, &QObject::destroyed, menu, &QObject::deleteLater);
        auto *more = new QAction(m_context.theme().icon(u"more"_s), tr("More"), m_owner);
        more->setMenu(menu);
        m_headActions += more;
    }
    Q_EMIT changed();
    if (old)
        old->deleteLater();
}

} // namespace Atoll
