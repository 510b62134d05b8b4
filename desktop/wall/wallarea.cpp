// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wallarea.h"

#include "peek.h"
#include "wallpage.h"

#include <app/appcontext.h>
#include <app/commandpalette.h>
#include <app/mainwindow.h>
#include <inventory/guestviews.h>
#include <inventory/inventoryarea.h>
#include <theme/theme.h>

#include <QAction>
#include <QMenu>

using namespace Qt::StringLiterals;

namespace Atoll {

WallArea::WallArea(AppContext &context, InventoryArea &inventory,
                   std::function<void(const ObjectRef &guest)> openConsole, QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_inventory(inventory)
    , m_thumbnails(context.clusters())
{
    Registry &registry = context.registry();
    registry.addPage(ObjectKind::Wall,
                     [this, openConsole = std::move(openConsole)](
                         const ObjectRef &object, AppContext &owner, QWidget *widget) -> Page * {
                         return new WallPage(
                             object, owner,
                             {m_thumbnails, m_inventory.model(), m_inventory.views(), openConsole},
                             widget);
                     });
    registry.addActions([this](const QList<ObjectRef> &selection, QObject *owner) {
        return actionsFor(selection, owner);
    });
    registry.addPaletteSource([this](const QString &query, int) { return find(query); });
    context.keys().define(
        {u"window.wall"_s, tr("Wall"), KeyPlace::Window, {QKeySequence(u"Ctrl+Shift+W"_s)}});
}

void WallArea::addTo(MainWindow &window)
{
    auto *wall = new QAction(m_context.theme().icon(u"overview"_s), tr("Wall"), &window);
    wall->setToolTip(tr("Live pictures of all guests"));
    m_context.keys().bind(wall, u"window.wall"_s);
    connect(wall, &QAction::triggered, this, [this] {
        m_context.open({ObjectKind::Wall, {}, {}});
    });
    window.addAction(wall);
    window.viewMenu()->addSeparator();
    window.viewMenu()->addAction(wall);
    auto *peek = new Peek(m_context, m_thumbnails, &window);
    connect(&m_context, &AppContext::peekRequested, peek, &Peek::showFor);
}

QList<QAction *> WallArea::actionsFor(const QList<ObjectRef> &selection, QObject *owner)
{
    const auto add = [this, owner](const QString &text, const WallScope &scope) {
        auto *action = new QAction(m_context.theme().icon(u"overview"_s), text, owner);
        connect(action, &QAction::triggered, this,
                [this, scope] { m_context.open(scope.object()); });
        return action;
    };
    if (selection.size() == 1 && selection.first().kind == ObjectKind::Cluster)
        return {add(tr("Wall of its guests"), {selection.first().cluster, {}, {}, {}})};
    const bool areGuests =
        selection.size() > 1
        && std::all_of(selection.begin(), selection.end(),
                       [](const ObjectRef &object) { return object.kind == ObjectKind::Guest; });
    if (!areGuests)
        return {};
    QAction *action = add(tr("Show on a wall"), {{}, {}, {}, selection});
    action->setEnabled(selection.size() <= WallScope::kMostGuests);
    if (!action->isEnabled())
        action->setToolTip(tr("A wall of chosen guests shows at most %Ln. Use a filter for more.",
                              nullptr, WallScope::kMostGuests));
    return {action};
}

QList<PaletteEntry> WallArea::find(const QString &query)
{
    QList<PaletteEntry> entries;
    for (const GuestView &view : m_inventory.views().all()) {
        const QString text = tr("Wall: %1").arg(view.name);
        const int score =
            view.name.isEmpty() || query.isEmpty() ? 0 : matchScore(query, text.toCaseFolded());
        if (score > 0)
            entries.append({.text = text,
                            .hint = tr("View of guests"),
                            .icon = m_context.theme().icon(u"overview"_s),
                            .score = score,
                            .run = [this, name = view.name] {
                                m_context.open(WallScope{{}, {}, name, {}}.object());
                            }});
    }
    return entries;
}

} // namespace Atoll
