// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QPointer>
#include <QWidget>

QT_BEGIN_NAMESPACE
class QAction;
class QDockWidget;
class QLabel;
class QStackedLayout;
QT_END_NAMESPACE

namespace Atoll {

class AppContext;
class ClusterSession;
class GuestCommands;
namespace Console {
class ConsolePane;
class VncView;
} // namespace Console

//! A guest's console within its page; or in a dock of the window, where it stays while other pages
//! come to the front, and where it is again after the next start. A window of its own and full
//! screen are the pane's. Where the guest has no display that we can show, it says so.
class ConsoleTab : public QWidget
{
    Q_OBJECT
public:
    ConsoleTab(AppContext &context, ClusterSession &session, const QString &uuid,
               GuestCommands &commands, QWidget *parent);
    ~ConsoleTab() override;

private:
    void refresh();
    void makePane();
    void makeDockAction();
    void moveToDock();
    void moveBack();
    void remember(bool isDocked);

    AppContext &m_context;
    QPointer<ClusterSession> m_session;
    QString m_uuid;
    GuestCommands &m_commands;
    QStackedLayout *m_stack;
    QLabel *m_message;
    QWidget *m_away;
    QPointer<Console::ConsolePane> m_pane;
    Console::VncView *m_view = nullptr;
    QAction *m_dockAction = nullptr;
    QPointer<QDockWidget> m_dock;
};

} // namespace Atoll
