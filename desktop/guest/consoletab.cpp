// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "consoletab.h"

#include "guestcommands.h"

#include <app/appcontext.h>
#include <app/docktitle.h>
#include <app/settings.h>
#include <client/clustersession.h>
#include <console/consolepane.h>
#include <console/consolewindow.h> // QPointer in consolepane.h wants it whole
#include <console/vnc/vncview.h>
#include <theme/theme.h>

#include <QAction>
#include <QDockWidget>
#include <QLabel>
#include <QMainWindow>
#include <QPushButton>
#include <QStackedLayout>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

constexpr int kRememberedDocks = 20;

bool hasPicture(Api::GuestState state)
{
    using S = Api::GuestState;
    return state == S::Running || state == S::Paused || state == S::ShuttingDown;
}

} // namespace

ConsoleTab::ConsoleTab(AppContext &context, ClusterSession &session, const QString &uuid,
                       GuestCommands &commands, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_session(&session)
    , m_uuid(uuid)
    , m_commands(commands)
    , m_stack(new QStackedLayout(this))
    , m_message(new QLabel(this))
    , m_away(new QWidget(this))
{
    m_message->setAlignment(Qt::AlignCenter);
    m_message->setWordWrap(true);
    m_message->setProperty("role", u"remark"_s);
    auto *back = new QPushButton(tr("&Bring it back"), m_away);
    auto *layout = new QVBoxLayout(m_away);
    layout->setSpacing(Theme::kStep * 2);
    layout->addStretch();
    layout->addWidget(new QLabel(tr("The console is in a dock"), m_away), 0, Qt::AlignCenter);
    layout->addWidget(back, 0, Qt::AlignCenter);
    layout->addStretch();
    m_stack->addWidget(m_message);
    m_stack->addWidget(m_away);
    connect(back, &QPushButton::clicked, this, &ConsoleTab::moveBack);
    StateStore *store = &session.store();
    connect(store, &StateStore::guestsChanged, this, [this, store](const QList<int> &indexes) {
        if (indexes.contains(store->guests().find(m_uuid)))
            refresh();
    });
    connect(&session, &ClusterSession::stateChanged, this, &ConsoleTab::refresh);
    refresh();
}

ConsoleTab::~ConsoleTab()
{
    if (m_dock)
        delete m_dock.data();
}

void ConsoleTab::refresh()
{
    const Api::GuestInfo *guest = m_session ? m_session->store().guest(m_uuid) : nullptr;
    if (!guest)
        return;
    if (!m_pane && guest->displayKind == "vnc"_L1)
        makePane();
    if (!m_pane) {
        m_message->setText(guest->displayKind.isEmpty()
                               ? tr("%1 has no display.").arg(guest->name)
                               : tr("The display of %1 is of the kind %2, which Atoll cannot show.")
                                     .arg(guest->name, guest->displayKind));
        return;
    }
    m_pane->setTitle(tr("%1 – console").arg(guest->name));
    if (m_dock)
        m_dock->setWindowTitle(tr("%1 – console").arg(guest->name));
    m_view->session().setGuestRunning(hasPicture(guest->state));
    const ObjectRef ref{ObjectKind::Guest, m_session->key(), m_uuid};
    m_view->setCanStartGuest(whyNot(GuestVerb::Start, m_commands.situation(ref)).isEmpty());
}

void ConsoleTab::makePane()
{
    const QPointer<ClusterSession> session = m_session;
    m_view = new Console::VncView(
        [session, uuid = m_uuid]() -> QFuture<Result<Console::ConsoleDevice>> {
            if (session)
                return session->openConsole(uuid, Api::ConsoleKind::Vnc);
            QPromise<Result<Console::ConsoleDevice>> gone;
            gone.start();
            gone.addResult(fail(ErrorCode::ConnectionLost, tr("the cluster is no longer known")));
            gone.finish();
            return gone.future();
        },
        m_context.theme());
    m_pane = new Console::ConsolePane(m_view, QString(), this);
    m_stack->addWidget(m_pane);
    m_stack->setCurrentWidget(m_pane);
    setFocusProxy(m_pane);
    connect(m_view, &Console::ConsoleView::startGuestRequested, this, [this] {
        m_commands.run(GuestVerb::Start, {{ObjectKind::Guest, m_session->key(), m_uuid}}, window());
    });
    makeDockAction();
}

void ConsoleTab::makeDockAction()
{
    m_dockAction = new QAction(m_context.theme().icon(u"pin"_s), tr("Dock"), this);
    m_dockAction->setToolTip(tr("Beside the pages, in sight while others are in front; or back "
                                "(Ctrl+Shift+K)"));
    m_dockAction->setCheckable(true);
    m_dockAction->setShortcut(QKeySequence(u"Ctrl+Shift+K"_s));
    m_dockAction->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(m_dockAction, &QAction::triggered, this,
            [this](bool isDocked) { isDocked ? moveToDock() : moveBack(); });
    addAction(m_dockAction);
    m_pane->addAction(m_dockAction);
    m_pane->addPlace(m_dockAction);
    // The page is not in its window yet.
    if (m_context.settings().dockedConsoles.value().contains(m_uuid))
        QTimer::singleShot(0, this, &ConsoleTab::moveToDock);
}

void ConsoleTab::moveToDock()
{
    auto *main = qobject_cast<QMainWindow *>(window());
    m_dockAction->setChecked(main || m_dock);
    if (!main || m_dock)
        return;
    m_dock = new QDockWidget(main);
    m_dock->setObjectName(u"dock.console."_s + m_uuid);
    m_dock->setTitleBarWidget(new DockTitle(m_context.theme(), m_dock));
    m_stack->removeWidget(m_pane);
    m_dock->setWidget(m_pane);
    m_stack->setCurrentWidget(m_away);
    // Where it was the last time, if the window's saved layout knows.
    if (!main->restoreDockWidget(m_dock))
        main->addDockWidget(Qt::RightDockWidgetArea, m_dock);
    m_dock->show();
    remember(true);
    refresh();
    // Closing the dock brings the console home. Looked at later: floating it hides it for a moment.
    connect(m_dock, &QDockWidget::visibilityChanged, this, [this](bool isVisible) {
        if (!isVisible)
            QTimer::singleShot(0, this, [this] {
                if (m_dock && m_dock->isHidden() && m_dock->parentWidget()->isVisible())
                    moveBack();
            });
    });
    m_pane->setFocus();
}

void ConsoleTab::moveBack()
{
    if (!m_dock || !m_pane)
        return;
    m_dockAction->setChecked(false);
    m_stack->addWidget(m_pane);
    m_stack->setCurrentWidget(m_pane);
    m_dock->deleteLater();
    m_dock.clear();
    remember(false);
    m_pane->setFocus();
}

void ConsoleTab::remember(bool isDocked)
{
    Setting<QStringList> &docked = m_context.settings().dockedConsoles;
    QStringList guests = docked.value();
    guests.removeAll(m_uuid);
    if (isDocked)
        guests.prepend(m_uuid);
    docked.set(guests.mid(0, kRememberedDocks));
}

} // namespace Atoll
