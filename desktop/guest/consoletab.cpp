// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "consoletab.h"

#include "filedrop.h"
#include "filedroppanel.h"
#include "guestcommands.h"

#include <app/appcontext.h>
#include <app/docktitle.h>
#include <app/keymap.h>
#include <app/layoutkeeper.h>
#include <app/settings.h>
#include <client/clustersession.h>
#include <console/consolepane.h>
#include <console/consolewindow.h> // QPointer in consolepane.h wants it whole
#include <console/serial/serialview.h>
#include <console/spice/spicesupport.h>
#include <console/vnc/vncview.h>
#include <terminal/terminalview.h>
#include <theme/theme.h>

#include <QAction>
#include <QActionGroup>
#include <QDockWidget>
#include <QFileInfo>
#include <QLabel>
#include <QMainWindow>
#include <QPushButton>
#include <QStackedLayout>
#include <QStackedWidget>
#include <QTimer>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

constexpr int kRememberedDocks = 20;
constexpr int kRememberedChoices = 200;
constexpr std::chrono::seconds kWindowsSettle{1};

const QString kDockId = u"console.dock"_s;

using Api::ConsoleKind;

bool canShow(const Api::GuestInfo &guest, ConsoleKind kind)
{
    switch (kind) {
    case ConsoleKind::Vnc:
        return guest.displayKind == "vnc"_L1;
    case ConsoleKind::Spice:
        return guest.hasSpice && Console::SpiceSupport::isBuilt();
    case ConsoleKind::Serial:
        break;
    }
    return guest.hasSerial;
}

//! As the settings remember it.
QString choiceOf(ConsoleKind kind, const QString &uuid) { return nameOf(kind) + u' ' + uuid; }

Console::ConsoleView *makeView(ConsoleKind kind, const Console::ConsoleTransport &transport,
                               const Theme &theme)
{
    switch (kind) {
    case ConsoleKind::Vnc:
        return new Console::VncView(transport, theme);
    case ConsoleKind::Spice:
        return Console::SpiceSupport::makeView(transport, theme);
    case ConsoleKind::Serial:
        break;
    }
    return new Console::SerialView(transport, theme);
}

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
    , m_layouts(context.settings(), uuid, LayoutKeeper::currentScreens)
{
    defineKeys(context.keys());
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
    m_keepLayout.setSingleShot(true);
    m_keepLayout.setInterval(kWindowsSettle);
    connect(&m_keepLayout, &QTimer::timeout, this, &ConsoleTab::keepLayout);
    StateStore *store = &session.store();
    connect(store, &StateStore::guestsChanged, this, [this, store](const QList<int> &indexes) {
        if (indexes.contains(store->guests().find(m_uuid)))
            refresh();
    });
    connect(&session, &ClusterSession::stateChanged, this, [this] {
        refresh();
        retryWhenBack();
    });
    refresh();
}

void ConsoleTab::defineKeys(KeyMap &keys)
{
    keys.define({kDockId,
                 tr("Console in a dock, and back"),
                 KeyPlace::Console,
                 {QKeySequence(u"Ctrl+Shift+K"_s)}});
    Console::ConsoleWindow::defineKeys(keys);
    Terminal::TerminalView::defineKeys(keys);
}

ConsoleTab::~ConsoleTab()
{
    // While windows go, the program may be ending, and they are to come again.
    if (!m_keepLayout.isActive())
        keepLayout();
    for (const Kind &kind : m_consoles) {
        if (kind.pane)
            kind.view->disconnect(this);
    }
    if (m_dock)
        delete m_dock.data();
}

//! The pause between attempts is for what cannot be known: here it is.
void ConsoleTab::retryWhenBack()
{
    const bool wasReady = std::exchange(m_isReady, m_session && m_session->isReady());
    for (const Kind &kind : m_consoles) {
        if (!kind.pane || !m_isReady || wasReady)
            continue;
        Console::ConsoleSession &console = kind.view->session();
        // What looked as if another viewer had taken it may have been our connection's end.
        const bool seemsTaken = console.status() == Console::ConsoleStatus::Failed
                                && console.error()->code == ErrorCode::Busy
                                && !Console::viewerOf(console.error());
        if (console.status() == Console::ConsoleStatus::Waiting || seemsTaken)
            console.retryNow();
    }
}

void ConsoleTab::refresh()
{
    const Api::GuestInfo *guest = m_session ? m_session->store().guest(m_uuid) : nullptr;
    if (!guest)
        return;
    offer(*guest);
    if (!m_panes) {
        m_message->setText(
            guest->displayKind.isEmpty()
                ? tr("%1 has neither a display nor a serial port. Add one under Hardware.")
                      .arg(guest->name)
                : tr("The display of %1 is of the kind %2, which Atoll cannot show, and it has no "
                     "serial port.")
                      .arg(guest->name, guest->displayKind));
        return;
    }
    if (m_dock)
        m_dock->setWindowTitle(tr("%1 – console").arg(guest->name));
    const ObjectRef ref{ObjectKind::Guest, m_session->key(), m_uuid};
    const bool mayStart = whyNot(GuestVerb::Start, m_commands.situation(ref)).isEmpty();
    for (const Kind &kind : m_consoles) {
        if (!kind.pane)
            continue;
        kind.pane->setTitle(tr("%1 – console").arg(guest->name));
        // While its state is not known it may well run, and its console with it.
        if (guest->state != Api::GuestState::Unknown)
            kind.view->session().setGuestRunning(hasPicture(guest->state));
        kind.view->setCanStartGuest(mayStart);
    }
}

//! What can be had; the first time also shows it.
void ConsoleTab::offer(const Api::GuestInfo &guest)
{
    const bool hasVnc = canShow(guest, ConsoleKind::Vnc);
    const bool hasSpice = canShow(guest, ConsoleKind::Spice);
    if (!m_panes && !hasVnc && !hasSpice && !guest.hasSerial)
        return;
    if (!m_panes)
        makeChoice();
    Kind &spice = of(ConsoleKind::Spice);
    spice.choose->setVisible(hasSpice || spice.pane);
    spice.choose->setToolTip(tr("The guest's screen, with its agent's clipboard and sizes"));
    Kind &vnc = of(ConsoleKind::Vnc);
    vnc.choose->setText(spice.choose->isVisible() ? tr("VNC") : tr("Display"));
    vnc.choose->setVisible(hasVnc || vnc.pane || !spice.choose->isVisible());
    vnc.choose->setEnabled(hasVnc || vnc.pane);
    vnc.choose->setToolTip(
        hasVnc ? tr("The guest's screen")
        : guest.displayKind.isEmpty()
            ? tr("%1 has no display: add one under Hardware").arg(guest.name)
            : tr("Atoll cannot show a display of the kind %1").arg(guest.displayKind));
    Kind &serial = of(ConsoleKind::Serial);
    serial.choose->setEnabled(guest.hasSerial || serial.pane);
    serial.choose->setToolTip(
        guest.hasSerial ? tr("The guest's first serial port, as a terminal")
                        : tr("%1 has no serial port: add one under Hardware").arg(guest.name));
    if (!spice.pane && !vnc.pane && !serial.pane)
        showKind(preferred(guest));
}

//! What was chosen last, else the one that can do the most.
ConsoleKind ConsoleTab::preferred(const Api::GuestInfo &guest) const
{
    const QStringList choices = m_context.settings().consoleChoices.value();
    const std::array order{ConsoleKind::Spice, ConsoleKind::Vnc, ConsoleKind::Serial};
    for (const ConsoleKind kind : order) {
        if (canShow(guest, kind) && choices.contains(choiceOf(kind, m_uuid)))
            return kind;
    }
    return *std::find_if(order.begin(), order.end() - 1,
                         [&](ConsoleKind kind) { return canShow(guest, kind); });
}

void ConsoleTab::makeChoice()
{
    m_panes = new QStackedWidget(this);
    m_stack->addWidget(m_panes);
    m_stack->setCurrentWidget(m_panes);
    auto *group = new QActionGroup(this);
    const auto add = [&](ConsoleKind kind, const QString &text) {
        QAction *action = of(kind).choose = group->addAction(text);
        action->setCheckable(true);
        connect(action, &QAction::triggered, this, [this, kind] { choose(kind); });
    };
    add(ConsoleKind::Spice, tr("SPICE"));
    add(ConsoleKind::Vnc, tr("Display"));
    add(ConsoleKind::Serial, tr("Serial"));
    makeDockAction();
}

void ConsoleTab::choose(ConsoleKind kind)
{
    Setting<QStringList> &setting = m_context.settings().consoleChoices;
    QStringList choices = setting.value();
    choices.removeIf([this](const QString &choice) { return choice.endsWith(m_uuid); });
    choices.prepend(choiceOf(kind, m_uuid));
    setting.set(choices.mid(0, kRememberedChoices));
    showKind(kind);
    of(kind).pane->setFocus();
    refresh();
}

void ConsoleTab::showKind(ConsoleKind kind)
{
    if (!of(kind).pane)
        makePane(kind);
    of(kind).choose->setChecked(true);
    m_panes->setCurrentWidget(of(kind).pane);
    m_panes->setFocusProxy(of(kind).pane);
    setFocusProxy(of(kind).pane);
}

void ConsoleTab::makePane(ConsoleKind kind)
{
    const auto transport =
        [session = m_session,
         wish = Api::GuestConsole{m_uuid, kind, false,
                                  QUuid::createUuid().toString(QUuid::WithoutBraces)}](
            Console::Claim claim) mutable -> QFuture<Result<Console::ConsoleDevice>> {
        wish.takesOver = claim == Console::Claim::TakeOver;
        if (session)
            return session->openConsole(wish);
        QPromise<Result<Console::ConsoleDevice>> gone;
        gone.start();
        gone.addResult(fail(ErrorCode::ConnectionLost, tr("the cluster is no longer known")));
        gone.finish();
        return gone.future();
    };
    Kind &made = of(kind);
    made.view = makeView(kind, transport, m_context.theme());
    made.pane = new Console::ConsolePane(made.view, QString(), m_panes);
    made.pane->setKeys(m_context.keys());
    if (const auto *serial = qobject_cast<Console::SerialView *>(made.view))
        serial->terminal().bindKeys(m_context.keys());
    m_panes->addWidget(made.pane);
    for (const ConsoleKind each : {ConsoleKind::Spice, ConsoleKind::Vnc, ConsoleKind::Serial})
        made.pane->addPlace(of(each).choose);
    made.pane->addAction(m_dockAction);
    made.pane->addPlace(m_dockAction);
    made.view->setFileTarget(
        [this, view = made.view](const QStringList &files) { takeFiles(*view, files); });
    connect(made.view, &Console::ConsoleView::startGuestRequested, this, [this] {
        m_commands.run(GuestVerb::Start, {{ObjectKind::Guest, m_session->key(), m_uuid}}, window());
    });
    offerLayouts(kind);
}

void ConsoleTab::takeFiles(Console::ConsoleView &view, const QStringList &files)
{
    if (!m_session)
        return;
    for (const QString &file : files) {
        if (QFileInfo(file).isDir())
            return view.notify(tr("%1 is a folder: pack it, or drop the files in it")
                                   .arg(QFileInfo(file).fileName()));
    }
    auto *panel = new FileDropPanel(new FileDrop(*m_session, m_uuid, files, &view),
                                    m_context.theme(), view.window());
    panel->show();
}

void ConsoleTab::makeDockAction()
{
    m_dockAction = new QAction(m_context.theme().icon(u"pin"_s), tr("Dock"), this);
    const auto tell = [this] {
        m_dockAction->setToolTip(
            tr("Beside the pages, in sight while others are in front; or back (%1)")
                .arg(m_context.keys().text(kDockId)));
    };
    tell();
    connect(&m_context.keys(), &KeyMap::changed, m_dockAction, tell);
    m_dockAction->setCheckable(true);
    m_context.keys().bind(m_dockAction, kDockId);
    m_dockAction->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(m_dockAction, &QAction::triggered, this,
            [this](bool isDocked) { isDocked ? moveToDock() : moveBack(); });
    addAction(m_dockAction);
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
    m_stack->removeWidget(m_panes);
    m_dock->setWidget(m_panes);
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
    m_panes->setFocus();
}

void ConsoleTab::moveBack()
{
    if (!m_dock || !m_panes)
        return;
    m_dockAction->setChecked(false);
    m_stack->addWidget(m_panes);
    m_stack->setCurrentWidget(m_panes);
    m_dock->deleteLater();
    m_dock.clear();
    remember(false);
    m_panes->setFocus();
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
