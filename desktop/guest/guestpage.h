// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <app/page.h>
#include <core/error.h>

#include <QPointer>

#include <functional>

namespace Atoll {

class ClusterSession;
class ConnectionBar;
class ErrorBar;
class GuestActionSet;
class GuestCommands;
class GuestDocument;
class PendingPanel;
class GuestInside;
class LazyTabs;
class SummaryTab;
class TaskModel;

//! Makes the console of a guest; called when it is first looked at.
using ConsoleFactory =
    std::function<QWidget *(ClusterSession &session, const QString &uuid, QWidget *parent)>;

//! Everything about one guest: summary, console, hardware, history, tasks.
class GuestPage : public Page
{
    Q_OBJECT
public:
    struct Parts
    {
        GuestCommands &commands;
        TaskModel &tasks;
        ConsoleFactory makeConsole;
    };
    GuestPage(ClusterSession &session, const ObjectRef &guest, AppContext &context, Parts parts,
              QWidget *parent);

    QString title() const override;
    QIcon icon() const override;
    QList<Crumb> way() const override;
    QString status() const override;
    QList<QAction *> headActions() const override;
    void setActive(bool isActive) override;

    void showConsole();

private:
    void makeMore();
    void makeTabs();
    void makeHardware();
    void tellPending(int count);
    void guestChanged();
    void showFailure(const QString &guest, const QString &method, const Error &error);

    QPointer<ClusterSession> m_session;
    Parts m_parts;
    GuestDocument *m_document;
    GuestInside *m_inside;
    GuestActionSet *m_actions;
    QAction *m_more = nullptr;
    ErrorBar *m_failure;
    LazyTabs *m_tabs;
    SummaryTab *m_summary = nullptr;
    PendingPanel *m_pending = nullptr;
    ErrorBar *m_pendingBar = nullptr; //!< above the summary
    QWidget *m_hardware = nullptr;
    QWidget *m_consolePlace = nullptr;
};

} // namespace Atoll
