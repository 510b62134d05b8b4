// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "consolelayouts.h"

#include <api/guest.h>

#include <QPointer>
#include <QTimer>
#include <QWidget>

#include <array>

QT_BEGIN_NAMESPACE
class QAction;
class QDockWidget;
class QLabel;
class QStackedLayout;
class QStackedWidget;
QT_END_NAMESPACE

namespace Atoll {

class AppContext;
class ClusterSession;
class GuestCommands;
class KeyMap;
namespace Console {
class ConsolePane;
class ConsoleView;
} // namespace Console

//! A guest's consoles within its page, its display by SPICE or VNC and its serial port; or in a
//! dock of the window, where they stay while other pages come to the front, and where they are
//! again after the next start. A window of its own and full screen are the pane's. Each connects
//! when it is first looked at and goes on behind the other. What the guest has not, it says why.
//! How the windows stood comes back with the console.
class ConsoleTab : public QWidget
{
    Q_OBJECT
public:
    ConsoleTab(AppContext &context, ClusterSession &session, const QString &uuid,
               GuestCommands &commands, QWidget *parent);
    ~ConsoleTab() override;

    //! Those of consoles, their windows and terminals.
    static void defineKeys(KeyMap &keys);

private:
    static constexpr size_t kKinds = 3; //!< of Api::ConsoleKind
    struct Kind
    {
        QPointer<Console::ConsolePane> pane;
        Console::ConsoleView *view = nullptr;
        QAction *choose = nullptr;
    };
    Kind &of(Api::ConsoleKind kind) { return m_consoles[size_t(kind)]; }

    void refresh();
    void retryWhenBack();
    void offer(const Api::GuestInfo &guest);
    Api::ConsoleKind preferred(const Api::GuestInfo &guest) const;
    void showKind(Api::ConsoleKind kind);
    void choose(Api::ConsoleKind kind);
    void makePane(Api::ConsoleKind kind);
    void offerLayouts(Api::ConsoleKind kind);
    std::optional<Api::ConsoleKind> shown() const;
    Console::ConsoleLayout layout() const;
    void apply(const Console::ConsoleLayout &layout);
    void place(Api::ConsoleKind kind, const Console::ConsoleLayout &layout);
    void keepLayout();
    void makeChoice();
    void makeDockAction();
    void moveToDock();
    void moveBack();
    void remember(bool isDocked);
    void takeFiles(Console::ConsoleView &view, const QStringList &files);

    AppContext &m_context;
    QPointer<ClusterSession> m_session;
    QString m_uuid;
    GuestCommands &m_commands;
    QStackedLayout *m_stack;
    QLabel *m_message;
    QWidget *m_away;
    QPointer<QStackedWidget> m_panes; //!< null until there is something to show
    std::array<Kind, kKinds> m_consoles;
    QAction *m_dockAction = nullptr;
    bool m_isReady = false;
    QPointer<QDockWidget> m_dock;
    ConsoleLayouts m_layouts;
    QTimer m_keepLayout; //!< windows come and go together
};

} // namespace Atoll
