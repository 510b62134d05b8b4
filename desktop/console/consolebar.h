// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QScreen>
#include <QToolBar>

QT_BEGIN_NAMESPACE
class QLabel;
class QMenu;
QT_END_NAMESPACE

namespace Atoll::Console {

class ConsoleView;

//! The slim bar of a console: what one does with it, and its size and lights. GUI thread.
class ConsoleBar final : public QToolBar
{
    Q_OBJECT

public:
    enum Place { Pane, Window, FullScreen };
    ConsoleBar(ConsoleView &view, QWidget *parent);
    void setPlace(Place place);
    //! Another place where the console can go, beside a window of its own.
    void addPlace(QAction *action) { insertAction(m_detach, action); }
    //! There is no other place for the console.
    void setAlone() { m_detach->setVisible(false); }

Q_SIGNALS:
    //! Into a window of its own, or back.
    void detachToggled();
    //! Null: the screen the window is on.
    void fullScreenRequested(QScreen *screen);

private:
    void fillScreens();
    void goFullScreen();
    void showState();
    QMenu *makeMoreMenu();

    ConsoleView &m_view;
    QLabel *m_state;
    QAction *m_detach = nullptr;
    QAction *m_fullScreen = nullptr;
    QMenu *m_screens;
    Place m_place = Pane;
};

} // namespace Atoll::Console
