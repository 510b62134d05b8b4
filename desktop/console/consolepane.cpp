// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "consolepane.h"

#include "consolebar.h"
#include "consoleview.h"
#include "consolewindow.h"

#include <theme/theme.h>

#include <QLabel>
#include <QPushButton>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace Atoll::Console {

ConsolePane::ConsolePane(ConsoleView *view, const QString &title, QWidget *parent)
    : QWidget(parent)
    , m_view(view)
    , m_title(title)
    , m_bar(new ConsoleBar(*view, this))
    , m_stack(new QStackedLayout)
{
    auto *away = new QWidget(this);
    auto *awayLayout = new QVBoxLayout(away);
    awayLayout->setSpacing(2 * Theme::kStep);
    auto *back = new QPushButton(tr("Bring Back"), away);
    awayLayout->addStretch();
    awayLayout->addWidget(new QLabel(tr("The console is in its own window"), away), 0,
                          Qt::AlignCenter);
    awayLayout->addWidget(back, 0, Qt::AlignCenter);
    awayLayout->addStretch();

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_bar);
    layout->addLayout(m_stack, 1);
    m_stack->addWidget(view);
    m_stack->addWidget(away);
    setFocusProxy(view);
    view->setWindowTitle(title);
    connect(view, &ConsoleView::placeWanted, this, &ConsolePane::setPlace);
    connect(back, &QPushButton::clicked, this, &ConsolePane::attach);
    connect(m_bar, &ConsoleBar::detachToggled, this, &ConsolePane::detach);
    connect(m_bar, &ConsoleBar::fullScreenRequested, this, &ConsolePane::showFullScreen);
}

ConsolePane::~ConsolePane()
{
    // With the view: nothing is moved into a page that is going.
    if (m_window)
        m_window->disconnect(this);
    delete m_window;
}

void ConsolePane::setKeys(KeyMap &keys) { m_view->setKeys(keys); }

void ConsolePane::addPlace(QAction *action) { m_bar->addPlace(action); }

void ConsolePane::setTitle(const QString &title)
{
    m_title = title;
    m_view->setWindowTitle(title); // for windows of further monitors
    if (m_window)
        m_window->setWindowTitle(title);
}

ConsoleWindow &ConsolePane::window()
{
    if (!m_window) {
        m_window = new ConsoleWindow(*m_view, m_title);
        if (m_view->keys())
            m_window->bindKeys(*m_view->keys());
        connect(m_window, &ConsoleWindow::closing, this, &ConsolePane::attach);
        m_stack->setCurrentIndex(0);
        m_bar->hide();
    }
    return *m_window;
}

void ConsolePane::detach()
{
    window().showInWindow();
    m_view->setFocus();
    Q_EMIT m_view->windowsChanged();
}

void ConsolePane::showFullScreen(QScreen *screen)
{
    window().showFullScreenOn(screen ? screen : this->screen());
    m_view->setFocus();
}

WindowPlace ConsolePane::place() const { return m_window ? m_window->place() : WindowPlace(); }

void ConsolePane::setPlace(const WindowPlace &place)
{
    if (place.kind == WindowPlace::Page)
        attach();
    else
        window().showAt(place);
    Q_EMIT m_view->windowsChanged();
}

void ConsolePane::attach()
{
    if (!m_window)
        return;
    ConsoleWindow *old = m_window;
    m_window.clear();
    old->disconnect(this);
    m_stack->insertWidget(0, m_view);
    m_stack->setCurrentIndex(0);
    m_bar->show();
    m_view->show();
    m_view->setFocus();
    old->close();
    Q_EMIT m_view->windowsChanged();
}

} // namespace Atoll::Console
