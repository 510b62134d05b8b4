// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "consolelayout.h"

#include <QPointer>
#include <QScreen>
#include <QWidget>

QT_BEGIN_NAMESPACE
class QStackedLayout;
QT_END_NAMESPACE

namespace Atoll {
class KeyMap;
}

namespace Atoll::Console {

class ConsoleBar;
class ConsoleView;
class ConsoleWindow;

//! What a page or dock embeds: the bar and the console, or, while the console is in a window of its
//! own, a line that says so. The session lives through all moves. GUI thread.
class ConsolePane final : public QWidget
{
    Q_OBJECT

public:
    //! Takes the view; `title` names the guest.
    ConsolePane(ConsoleView *view, const QString &title, QWidget *parent = nullptr);
    ~ConsolePane() override;

    ConsoleView &view() const { return *m_view; }
    ConsoleWindow *detachedWindow() const { return m_window; }
    WindowPlace place() const;
    void setTitle(const QString &title);
    //! For the windows that it makes.
    void setKeys(KeyMap &keys);
    //! Another place where it can go: shown in the bar.
    void addPlace(QAction *action);

public Q_SLOTS:
    void detach();
    void attach();
    void showFullScreen(QScreen *screen = nullptr);
    void setPlace(const WindowPlace &place);

private:
    ConsoleWindow &window();

    ConsoleView *const m_view;
    QString m_title;
    ConsoleBar *m_bar;
    QStackedLayout *m_stack;
    QPointer<ConsoleWindow> m_window;
};

} // namespace Atoll::Console
