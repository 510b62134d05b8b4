// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "consolebar.h"

#include "consoleactions.h"
#include "consoleview.h"

#include <theme/theme.h>

#include <QAction>
#include <QGuiApplication>
#include <QLabel>
#include <QMenu>
#include <QScreen>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace Atoll::Console {

ConsoleBar::ConsoleBar(ConsoleView &view, QWidget *parent)
    : QToolBar(parent)
    , m_view(view)
    , m_state(new QLabel(this))
    , m_screens(new QMenu(this))
{
    constexpr int kIcon = 16;
    setObjectName(u"consoleBar"_s);
    setIconSize({kIcon, kIcon});
    setMovable(false);
    setAutoFillBackground(true);
    ConsoleActions &actions = view.actions();
    addAction(actions.ctrlAltDelete);
    auto *keys = static_cast<QToolButton *>(widgetForAction(actions.ctrlAltDelete));
    keys->setMenu(actions.keysMenu());
    keys->setPopupMode(QToolButton::MenuButtonPopup);
    keys->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    addAction(actions.grabKeys);
    addAction(actions.typeClipboard);
    addAction(actions.fit);
    for (QAction *action : view.barActions()) {
        addAction(action);
        if (action->menu())
            static_cast<QToolButton *>(widgetForAction(action))
                ->setPopupMode(QToolButton::InstantPopup);
    }
    auto *more = new QToolButton(this);
    more->setIcon(view.theme().icon(u"more"_s));
    more->setToolTip(tr("More"));
    more->setAccessibleName(tr("More"));
    more->setMenu(makeMoreMenu());
    more->setPopupMode(QToolButton::InstantPopup);
    addWidget(more);
    // Takes what is left: in a narrow window the buttons are worth more.
    m_state->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_state->setMinimumWidth(1);
    m_state->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_state->setContentsMargins(Theme::kStep, 0, 2 * Theme::kStep, 0);
    addWidget(m_state);
    m_detach = addAction(view.theme().icon(u"detach"_s), tr("Own Window"), this,
                         &ConsoleBar::detachToggled);
    m_fullScreen = addAction(view.theme().icon(u"fullscreen"_s), tr("Full Screen"), this,
                             &ConsoleBar::goFullScreen);
    connect(m_screens, &QMenu::aboutToShow, this, &ConsoleBar::fillScreens);
    connect(&view, &ConsoleView::stateChanged, this, &ConsoleBar::showState);
    setPlace(Pane);
    showState();
}

QMenu *ConsoleBar::makeMoreMenu()
{
    const ConsoleActions &actions = m_view.actions();
    auto *menu = new QMenu(this);
    menu->setToolTipsVisible(true); // they tell why something cannot be had
    menu->addAction(actions.shareClipboard);
    menu->addMenu(actions.layoutMenu());
    menu->addAction(actions.windowLayouts);
    menu->addSeparator();
    menu->addAction(actions.copyScreenshot);
    menu->addAction(actions.saveScreenshot);
    menu->addSeparator();
    menu->addAction(actions.statistics);
    menu->addSeparator();
    menu->addActions(m_view.moreActions());
    return menu;
}

void ConsoleBar::goFullScreen()
{
    if (m_place == FullScreen || !m_view.chooseScreens(*widgetForAction(m_fullScreen)))
        Q_EMIT fullScreenRequested(nullptr);
}

void ConsoleBar::setPlace(Place place)
{
    m_place = place;
    m_detach->setText(place == Pane ? tr("Own Window") : tr("Back into the Main Window"));
    m_fullScreen->setText(place == FullScreen ? tr("Leave Full Screen") : tr("Full Screen"));
    const bool choose = place != FullScreen && QGuiApplication::screens().size() > 1;
    m_fullScreen->setMenu(choose ? m_screens : nullptr);
}

void ConsoleBar::fillScreens()
{
    m_screens->clear();
    for (QScreen *screen : QGuiApplication::screens()) {
        const QSize size = screen->size() * screen->devicePixelRatio();
        connect(m_screens->addAction(
                    tr("%1 (%2 × %3)").arg(screen->name()).arg(size.width()).arg(size.height())),
                &QAction::triggered, screen,
                [this, screen] { Q_EMIT fullScreenRequested(screen); });
    }
}

void ConsoleBar::showState()
{
    QStringList parts = m_view.lights();
    if (const QString size = m_view.sizeText(); !size.isEmpty())
        parts << size;
    m_state->setText(parts.join(u" · "_s));
    m_state->setToolTip(m_state->text()); // it may be cut
    m_state->setEnabled(m_view.session().isConnected());
}

} // namespace Atoll::Console
