// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "../consolelayout.h"

#include <QMap>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <memory>

QT_BEGIN_NAMESPACE
class QAction;
class QMenu;
QT_END_NAMESPACE

namespace Atoll::Console {

class ConsoleView;
class ConsoleWindow;
class ScreenChooser;
class SpiceSession;
class SpiceView;
struct NamedMonitor;

//! The windows of a guest's further monitors, and the actions that open and close them. A window is
//! wished for; it is there while the guest has the monitor, and comes again with it. GUI thread.
class SpiceMonitorWindows final : public QObject
{
    Q_OBJECT

public:
    explicit SpiceMonitorWindows(SpiceView &first);
    ~SpiceMonitorWindows() override;

    //! The menu, for the bar; not visible for a guest that has one monitor only.
    QAction *action() const { return m_menuAction; }
    QAction *showAllAction() const { return m_showAll; }
    QAction *addAction() const { return m_add; }
    QAction *chooseScreensAction() const { return m_choose; }

    //! Switches the monitor on when the guest has it not.
    void show(int monitor, const WindowPlace &place = {});
    //! And switches it off, where the guest's agent can.
    void hide(int monitor);
    void showAll();
    QList<WindowPlace> places() const;
    //! These and no others.
    void showPlaces(const QList<WindowPlace> &places);
    //! False: there is nothing to choose.
    bool chooseScreens(QWidget &beside);
    //! Each on a screen, named as Qt does; all leave together.
    void fillScreens(const QMap<int, QString> &screens);
    void leaveScreens();

Q_SIGNALS:
    void changed();

private:
    void makeActions();
    void fillMenu();
    QAction *addMonitorAction(int id);
    void update();
    void open(int monitor);
    void closeGone();
    void switchOn(int monitor);
    void answered();
    bool isFirst(int monitor) const;
    //! Of the guest's monitors, the first that is off; none: -1.
    int firstThatIsOff() const;
    QList<NamedMonitor> named() const;

    SpiceView &m_first;
    SpiceSession &m_session;
    std::unique_ptr<QMenu> m_menu;
    QAction *m_menuAction;
    QAction *m_showAll = nullptr;
    QAction *m_add = nullptr;
    QAction *m_choose = nullptr;
    QMap<int, WindowPlace> m_wished;
    QMap<int, QPointer<ConsoleWindow>> m_windows;
    QMap<int, QString> m_screens; //!< the latest choice
    QList<int> m_asked;           //!< monitors that the guest was asked to switch on
    QTimer m_answer;
    QTimer m_tidy;
    bool m_isTogether = false; //!< in full screen
};

} // namespace Atoll::Console
