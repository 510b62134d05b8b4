// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "spicemonitorwindows.h"

#include "../consolewindow.h"
#include "../screenchooser.h"
#include "spicemonitorview.h"
#include "spicesession.h"
#include "spiceview.h"

#include <theme/theme.h>

#include <QAction>
#include <QMenu>

#include <algorithm>
#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Atoll::Console {

namespace {

constexpr auto kAnswers = 8s;       //!< a guest that switches a monitor on
constexpr auto kComesBack = 1500ms; //!< a monitor that takes another size goes for a moment

} // namespace

SpiceMonitorWindows::SpiceMonitorWindows(SpiceView &first)
    : m_first(first)
    , m_session(first.spice())
    , m_menu(std::make_unique<QMenu>())
    , m_menuAction(new QAction(first.theme().icon(u"vm"_s), tr("Monitors"), this))
{
    makeActions();
    m_answer.setSingleShot(true);
    m_answer.setInterval(kAnswers);
    connect(&m_answer, &QTimer::timeout, this, &SpiceMonitorWindows::answered);
    m_tidy.setSingleShot(true);
    m_tidy.setInterval(kComesBack);
    connect(&m_tidy, &QTimer::timeout, this, &SpiceMonitorWindows::closeGone);
    connect(&m_session, &SpiceSession::monitorsChanged, this, &SpiceMonitorWindows::update);
    connect(&m_session, &SpiceSession::agentChanged, this, &SpiceMonitorWindows::update);
    connect(&first, &ConsoleView::fullScreenLeft, this, &SpiceMonitorWindows::leaveScreens);
    update();
}

SpiceMonitorWindows::~SpiceMonitorWindows()
{
    for (const QPointer<ConsoleWindow> &window : std::as_const(m_windows)) {
        if (window)
            window->disconnect(this);
        delete window;
    }
}

void SpiceMonitorWindows::makeActions()
{
    m_menu->setToolTipsVisible(true);
    m_menuAction->setMenu(m_menu.get());
    m_menuAction->setToolTip(tr("The guest's monitors, each in a window of its own"));
    m_showAll = new QAction(tr("Show All Monitors"), this);
    m_showAll->setObjectName(u"showAllMonitors"_s);
    m_add = new QAction(tr("Add a Monitor"), this);
    m_add->setObjectName(u"addMonitor"_s);
    m_choose = new QAction(tr("Full Screen on Several Screens…"), this);
    m_choose->setObjectName(u"chooseScreens"_s);
    for (QAction *action : {m_showAll, m_add, m_choose})
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(m_showAll, &QAction::triggered, this, &SpiceMonitorWindows::showAll);
    connect(m_add, &QAction::triggered, this, [this] {
        if (const int off = firstThatIsOff(); off >= 0)
            show(off);
    });
    connect(m_choose, &QAction::triggered, this, [this] { chooseScreens(m_first); });
    connect(m_menu.get(), &QMenu::aboutToShow, this, &SpiceMonitorWindows::fillMenu);
}

bool SpiceMonitorWindows::isFirst(int monitor) const
{
    const SpiceMonitor *first = m_session.firstMonitor();
    return first && first->id == monitor;
}

int SpiceMonitorWindows::firstThatIsOff() const
{
    for (int id = 0; id < m_session.mostMonitors(); ++id) {
        if (!m_session.monitor(id))
            return id;
    }
    return -1;
}

void SpiceMonitorWindows::fillMenu()
{
    for (QAction *old : m_menu->actions()) {
        m_menu->removeAction(old);
        if (old->parent() == m_menu.get())
            delete old;
    }
    for (int id = 0; id < m_session.mostMonitors(); ++id)
        m_menu->addAction(addMonitorAction(id));
    m_menu->addSeparator();
    m_menu->addAction(m_showAll);
    m_menu->addAction(m_add);
    m_menu->addSeparator();
    m_menu->addAction(m_choose);
}

QAction *SpiceMonitorWindows::addMonitorAction(int id)
{
    const SpiceMonitor *monitor = m_session.monitor(id);
    auto *action = new QAction(m_menu.get());
    action->setCheckable(true);
    if (monitor)
        action->setText(tr("Monitor %1 (%2 × %3)")
                            .arg(id + 1)
                            .arg(monitor->rect.width())
                            .arg(monitor->rect.height()));
    else
        action->setText(tr("Monitor %1 (off)").arg(id + 1));
    action->setChecked(isFirst(id) || m_windows.value(id));
    if (isFirst(id)) {
        action->setEnabled(false);
        action->setToolTip(tr("It is the console itself"));
    } else if (!monitor && !m_session.hasAgent()) {
        action->setEnabled(false);
        action->setToolTip(
            tr("Switching it on needs the SPICE agent (spice-vdagent) in the guest"));
    }
    connect(action, &QAction::triggered, this, [this, id](bool on) { on ? show(id) : hide(id); });
    return action;
}

void SpiceMonitorWindows::update()
{
    const bool hasSeveral = m_session.mostMonitors() > 1;
    m_menuAction->setVisible(hasSeveral);
    m_showAll->setEnabled(m_session.monitors().size() > 1);
    m_choose->setEnabled(m_session.monitors().size() > 1);
    const bool hasRoom = firstThatIsOff() >= 0;
    m_add->setEnabled(hasRoom && m_session.hasAgent());
    m_add->setToolTip(!hasRoom ? tr("All monitors that the guest's display can have are on")
                      : !m_session.hasAgent()
                          ? tr("Needs the SPICE agent (spice-vdagent) in the guest")
                          : tr("Asks the guest to switch one more on"));
    for (auto it = m_wished.cbegin(); it != m_wished.cend(); ++it) {
        const SpiceMonitor *monitor = m_session.monitor(it.key());
        if (monitor && !m_windows.value(it.key()) && !isFirst(it.key()))
            QTimer::singleShot(0, this, [this, id = it.key()] { open(id); });
        if (!monitor && m_windows.value(it.key()))
            m_tidy.start();
    }
}

void SpiceMonitorWindows::show(int id, const WindowPlace &place)
{
    if (isFirst(id))
        return;
    WindowPlace wish = place;
    wish.monitor = id;
    if (wish.kind == WindowPlace::Page)
        wish.kind = WindowPlace::Window;
    m_wished.insert(id, wish);
    if (const QPointer<ConsoleWindow> window = m_windows.value(id))
        window->showAt(wish);
    else if (m_session.monitor(id))
        open(id);
    else
        switchOn(id);
}

void SpiceMonitorWindows::open(int id)
{
    if (!m_wished.contains(id) || m_windows.value(id) || !m_session.monitor(id) || isFirst(id))
        return;
    auto *view = new SpiceMonitorView(m_first, id);
    auto *window =
        new ConsoleWindow(*view, tr("%1 – monitor %2").arg(m_first.windowTitle()).arg(id + 1));
    m_windows.insert(id, window);
    window->setAlone();
    if (m_first.keys())
        window->bindKeys(*m_first.keys());
    connect(window, &ConsoleWindow::closing, this, [this, id] { hide(id); });
    connect(view, &ConsoleView::fullScreenLeft, this, &SpiceMonitorWindows::leaveScreens);
    connect(view, &ConsoleView::windowsChanged, this, &SpiceMonitorWindows::changed);
    connect(&m_first, &QWidget::windowTitleChanged, window, [window, id](const QString &title) {
        window->setWindowTitle(tr("%1 – monitor %2").arg(title).arg(id + 1));
    });
    window->showAt(m_wished.value(id));
    view->setFocus();
    m_session.setMonitorOn(id, true);
    Q_EMIT changed();
}

void SpiceMonitorWindows::hide(int id)
{
    m_wished.remove(id);
    const QPointer<ConsoleWindow> window = m_windows.take(id);
    if (window) {
        window->disconnect(this);
        window->close();
    }
    m_session.setMonitorOn(id, false);
    Q_EMIT changed();
}

void SpiceMonitorWindows::showAll()
{
    const QList<SpiceMonitor> all = m_session.monitors();
    for (const SpiceMonitor &monitor : all)
        show(monitor.id, m_wished.value(monitor.id));
}

//! The guest switched them off, or is off: they come again with it.
void SpiceMonitorWindows::closeGone()
{
    for (const int id : m_windows.keys()) {
        const QPointer<ConsoleWindow> window = m_windows.value(id);
        if (m_session.monitor(id) || !window)
            continue;
        m_wished[id] = window->place();
        m_wished[id].monitor = id;
        m_windows.remove(id);
        window->disconnect(this);
        window->close();
    }
}

void SpiceMonitorWindows::switchOn(int id)
{
    if (!m_session.isConnected())
        return; // it may have the monitor when it comes
    if (!m_session.hasAgent()) {
        m_first.notify(tr("Monitor %1 is off, and switching it on from here needs the SPICE agent "
                          "(spice-vdagent) in the guest")
                           .arg(id + 1));
        return;
    }
    m_asked.append(id);
    m_answer.start();
    m_session.setMonitorOn(id, true, m_session.picture().size());
}

void SpiceMonitorWindows::answered()
{
    for (const int id : std::exchange(m_asked, {})) {
        if (m_session.monitor(id) || !m_wished.contains(id))
            continue;
        m_wished.remove(id);
        m_session.setMonitorOn(id, false);
        m_first.notify(tr("The guest did not switch monitor %1 on. Its display must have several "
                          "monitors, and its desktop a driver and the SPICE agent (spice-vdagent) "
                          "that know them.")
                           .arg(id + 1));
    }
}

QList<WindowPlace> SpiceMonitorWindows::places() const
{
    QMap<int, WindowPlace> places = m_wished;
    for (auto it = m_windows.cbegin(); it != m_windows.cend(); ++it) {
        if (!it.value())
            continue;
        places[it.key()] = it.value()->place();
        places[it.key()].monitor = it.key();
    }
    return places.values();
}

void SpiceMonitorWindows::showPlaces(const QList<WindowPlace> &places)
{
    for (const int id : m_windows.keys()) {
        const bool stays =
            std::any_of(places.cbegin(), places.cend(),
                        [id](const WindowPlace &each) { return each.monitor == id; });
        if (!stays)
            hide(id);
    }
    qsizetype full = 0;
    for (const WindowPlace &place : places) {
        full += place.kind == WindowPlace::FullScreen;
        if (m_session.monitor(place.monitor))
            show(place.monitor, place);
        else
            m_wished.insert(place.monitor, place); // when it comes
    }
    m_isTogether = full > 0;
}

QList<NamedMonitor> SpiceMonitorWindows::named() const
{
    QList<NamedMonitor> names;
    for (const SpiceMonitor &monitor : m_session.monitors())
        names.append({monitor.id, tr("Monitor %1").arg(monitor.id + 1)});
    return names;
}

bool SpiceMonitorWindows::chooseScreens(QWidget &beside)
{
    const QStringList screens = screensFromLeft();
    if (m_session.monitors().size() < 2 || screens.size() < 2)
        return false;
    auto *chooser = new ScreenChooser(named(), screens, m_screens, &beside);
    connect(chooser, &ScreenChooser::chosen, this, &SpiceMonitorWindows::fillScreens);
    chooser->showBeside(beside);
    return true;
}

void SpiceMonitorWindows::fillScreens(const QMap<int, QString> &screens)
{
    m_screens = screens;
    for (auto it = screens.cbegin(); it != screens.cend(); ++it) {
        const WindowPlace place{it.key(), WindowPlace::FullScreen, {}, it.value()};
        if (isFirst(it.key()))
            Q_EMIT m_first.placeWanted(place);
        else
            show(it.key(), place);
    }
    m_isTogether = screens.size() > 1;
}

void SpiceMonitorWindows::leaveScreens()
{
    if (!std::exchange(m_isTogether, false))
        return;
    for (const QPointer<ConsoleWindow> &window : std::as_const(m_windows)) {
        if (window && window->isFullScreen())
            window->showInWindow();
    }
    if (m_first.window()->isFullScreen())
        Q_EMIT m_first.placeWanted({0, WindowPlace::Window, {}, {}});
}

} // namespace Atoll::Console
