// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "consolelayoutmenu.h"
#include "consoletab.h"
#include "guestkeys.h"

#include <app/appcontext.h>
#include <app/keymap.h>
#include <console/consoleactions.h>
#include <console/consolepane.h>
#include <console/consoleview.h>
#include <console/consolewindow.h> // QPointer in consolepane.h wants it whole

#include <QAction>
#include <QStackedWidget>

#include <algorithm>

using namespace Qt::StringLiterals;

// The half of ConsoleTab that remembers how the windows stood.
namespace Atoll {

using Api::ConsoleKind;
using Console::ConsoleLayout;
using Console::WindowPlace;

namespace {

//! Nobody moved anything.
bool isPlain(const ConsoleLayout &layout)
{
    return layout.isFitted && layout.followsSize && layout.windows.size() == 1
           && layout.windows.first().kind == WindowPlace::Page;
}

std::optional<ConsoleKind> kindOf(const QString &name)
{
    for (const ConsoleKind kind : {ConsoleKind::Spice, ConsoleKind::Vnc, ConsoleKind::Serial}) {
        if (nameOf(kind) == name)
            return kind;
    }
    return {};
}

} // namespace

void ConsoleTab::offerLayouts(ConsoleKind kind)
{
    Console::ConsoleView *view = of(kind).view;
    auto *menu = new ConsoleLayoutMenu(
        m_context, m_layouts, *view, [this] { return layout(); },
        [this](const ConsoleLayout &layout) { apply(layout); });
    view->actions().windowLayouts->setMenu(menu);
    view->actions().windowLayouts->setVisible(true);
    defineGuestKeys(m_context.keys());
    auto *save = new QAction(view);
    save->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(save, &QAction::triggered, menu, &ConsoleLayoutMenu::askAndSave);
    m_context.keys().bind(save, u"console.saveLayout"_s);
    view->addAction(save);
    for (QAction *action : view->keyActions())
        m_context.keys().bind(action, u"console."_s + action->objectName());
    // Where it was the last time; the page is not in its window yet.
    const auto last = m_layouts.last();
    if (last && last->console == nameOf(kind))
        QTimer::singleShot(0, view, [this, kind, last] { place(kind, *last); });
    connect(view, &Console::ConsoleView::windowsChanged, this, [this] { m_keepLayout.start(); });
}

std::optional<ConsoleKind> ConsoleTab::shown() const
{
    for (size_t i = 0; i < kKinds; ++i) {
        if (m_panes && m_consoles[i].pane && m_panes->currentWidget() == m_consoles[i].pane)
            return ConsoleKind(i);
    }
    return {};
}

ConsoleLayout ConsoleTab::layout() const
{
    ConsoleLayout layout;
    const auto kind = shown();
    if (!kind)
        return layout;
    const Kind &console = m_consoles[size_t(*kind)];
    layout.console = nameOf(*kind);
    layout.isFitted = console.view->scaling() == Console::Scaling::Fit;
    layout.followsSize = console.view->followsSize();
    layout.windows = {console.pane->place()};
    for (const WindowPlace &place : console.view->furtherWindows()) {
        if (place.monitor != layout.windows.first().monitor)
            layout.windows.append(place);
    }
    return layout;
}

void ConsoleTab::apply(const ConsoleLayout &layout)
{
    const auto kind = kindOf(layout.console);
    if (!kind || !of(*kind).choose->isVisible() || !of(*kind).choose->isEnabled()) {
        if (const auto now = shown())
            of(*now).view->notify(tr("The guest no longer has the console of this layout"));
        return;
    }
    if (shown() != kind)
        choose(*kind);
    place(*kind, layout);
}

void ConsoleTab::place(ConsoleKind kind, const ConsoleLayout &layout)
{
    const Kind &console = of(kind);
    if (!console.pane || layout.windows.isEmpty())
        return;
    console.view->setScaling(layout.isFitted ? Console::Scaling::Fit
                                             : Console::Scaling::ActualSize);
    console.view->setFollowsSize(layout.followsSize);
    console.pane->setPlace(layout.windows.first());
    console.view->showFurther(layout.windows.mid(1));
}

void ConsoleTab::keepLayout()
{
    const ConsoleLayout now = layout();
    if (!now.windows.isEmpty() && (!isPlain(now) || m_layouts.last()))
        m_layouts.keepLast(now);
}

} // namespace Atoll
