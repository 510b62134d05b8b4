// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "consolelayout.h"

#include <QAction>
#include <QPointer>
#include <QScreen>
#include <QTimer>
#include <QWidget>

namespace Atoll {
class KeyMap;
}

namespace Atoll::Console {

class ConsoleBar;
class ConsoleView;

//! A console in a window of its own, or filling a screen with a slim bar that shows itself at the
//! upper edge. Borrows the view: whoever lent it takes it back on closing(). GUI thread.
class ConsoleWindow final : public QWidget
{
    Q_OBJECT

public:
    ConsoleWindow(ConsoleView &view, const QString &title);

    static void defineKeys(KeyMap &keys);
    void bindKeys(KeyMap &keys);
    //! For a console that belongs to no page.
    void setAlone();
    void showFullScreenOn(QScreen *screen);
    void showInWindow();
    //! As it stands, to be had again; the monitor's number is not this one's business.
    WindowPlace place() const;
    //! A screen that is not there any more: in a window.
    void showAt(const WindowPlace &place);

Q_SIGNALS:
    //! The window goes; the view must be taken out now.
    void closing();

protected:
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;
    void moveEvent(QMoveEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void placeBar();
    void showBar();
    void leaveFullScreen();
    void screenGone();

    QPointer<ConsoleView> m_view;
    ConsoleBar *m_bar;
    QAction *m_toggle; //!< full screen, by key
    QTimer m_hideBar;
    QRect m_inWindow;                  //!< before it filled a screen
    const QScreen *m_filled = nullptr; //!< only to be compared
};

} // namespace Atoll::Console
