// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guestpage.h"

#include "cloudinittab.h"
#include "guestactionset.h"
#include "guestcommands.h"
#include "guestdocument.h"
#include "guestinside.h"
#include "guestwords.h"
#include "hardwaretab.h"
#include "historytab.h"
#include "insidetab.h"
#include "pendingpanel.h"
#include "snapshottab.h"
#include "summarytab.h"

#include <access/connectionbar.h>
#include <app/appcontext.h>
#include <app/errorbar.h>
#include <app/lazytabs.h>
#include <client/clusters.h>
#include <client/words.h>
#include <tasks/tasksview.h>
#include <theme/theme.h>

#include <QAction>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Atoll {

GuestPage::GuestPage(ClusterSession &session, const ObjectRef &guest, AppContext &context,
                     Parts parts, QWidget *parent)
    : Page(guest, context, parent)
    , m_session(&session)
    , m_parts(std::move(parts))
    , m_document(new GuestDocument(session, guest.id, this))
    , m_inside(new GuestInside(session, guest.id, this))
    , m_actions(new GuestActionSet(m_parts.commands, context, {guest}, this))
    , m_failure(new ErrorBar(context.theme(), this))
    , m_tabs(new LazyTabs(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(new ConnectionBar(context, session, this));
    layout->addWidget(m_failure);
    layout->addWidget(m_tabs, 1);
    makeTabs();
    makeMore();
    for (QAction *action : m_actions->actions()) {
        // Their keys work in the whole window while the page is seen; Delete is the lists'.
        if (!action || action == m_actions->action(GuestVerb::Delete))
            continue;
        action->setShortcutContext(Qt::WindowShortcut);
        addAction(action);
    }

    StateStore *store = &session.store();
    connect(store, &StateStore::guestsChanged, this, [this, store](const QList<int> &indexes) {
        if (indexes.contains(store->guests().find(object().id)))
            guestChanged();
    });
    connect(store, &StateStore::guestsRemoved, this, [this, store](const QList<int> &indexes) {
        if (indexes.contains(store->guests().find(object().id)))
            Q_EMIT closeRequested();
    });
    connect(store, &StateStore::guestsInserted, this, &GuestPage::guestChanged);
    connect(store, &StateStore::liveChanged, this, &GuestPage::guestChanged);
    connect(&session, &ClusterSession::stateChanged, this, &GuestPage::guestChanged);
    connect(&session, &ClusterSession::changeFailed, this, &GuestPage::showFailure);
    connect(&m_parts.commands, &GuestCommands::consoleRequested, this,
            [this](const ObjectRef &ref) {
                if (ref == object())
                    showConsole();
            });
}

//! Everything that can be done, behind one button of the head.
void GuestPage::makeMore()
{
    m_more = new QAction(context().theme().icon(u"more"_s), tr("More"), this);
    auto *menu = new QMenu(this);
    menu->setToolTipsVisible(true);
    for (QAction *action : m_actions->actions()) {
        if (action)
            menu->addAction(action);
        else
            menu->addSeparator();
    }
    m_more->setMenu(menu);
}

void GuestPage::makeTabs()
{
    m_tabs->setDocumentMode(true);
    m_tabs->setObjectName(u"guestTabs"_s);
    m_pendingBar = new ErrorBar(context().theme(), this);
    m_tabs->addLazy(tr("Summary"), m_pendingBar, [this](QWidget *place) {
        m_summary = new SummaryTab(context(), *m_session, *m_document, m_parts.commands, place);
        m_summary->setInside(*m_inside);
        return m_summary;
    });
    m_consolePlace = m_tabs->addLazy(tr("Console"), [this](QWidget *place) -> QWidget * {
        if (!m_parts.makeConsole)
            return nullptr;
        QWidget *console = m_parts.makeConsole(*m_session, object().id, place);
        console->setFocus();
        return console;
    });
    makeHardware();
    m_tabs->addLazy(tr("Cloud-init"), [this](QWidget *place) {
        return new CloudInitTab(context(), *m_session, *m_document, place);
    });
    m_tabs->addLazy(tr("Guest"), [this](QWidget *place) {
        return new InsideTab(context(), *m_session, *m_inside, object().id, place);
    });
    m_tabs->addLazy(tr("Snapshots"), [this](QWidget *place) {
        return new SnapshotTab(context(), *m_session, object().id, m_parts.commands, place);
    });
    m_tabs->addLazy(tr("History"), [this](QWidget *place) {
        return new HistoryTab(context(), *m_session, *m_document, place);
    });
    m_tabs->addLazy(tr("Tasks"), [this](QWidget *place) {
        auto *tasks = new TasksView(context(), m_parts.tasks, place);
        tasks->setObject(object().cluster, u"/guests/"_s + object().id);
        return tasks;
    });
}

void GuestPage::makeHardware()
{
    m_pending = new PendingPanel(context(), *m_session, *m_document, m_tabs);
    m_hardware = m_tabs->addLazy(tr("Hardware"), m_pending, [this](QWidget *place) {
        return new HardwareTab(context(), *m_session, *m_document, place);
    });
    connect(m_pending, &PendingPanel::countChanged, this, &GuestPage::tellPending);
}

void GuestPage::tellPending(int count)
{
    if (count == 0)
        return m_pendingBar->clear();
    m_pendingBar->setDismissable(false);
    m_pendingBar->showMessage(Severity::Info,
                              tr("%n change(s) take effect at the next start", nullptr, count));
    m_pendingBar->addButton(tr("Show"), [this] { m_tabs->setCurrentWidget(m_hardware); });
}

void GuestPage::showConsole() { m_tabs->setCurrentWidget(m_consolePlace); }

void GuestPage::setActive(bool isActive)
{
    if (isActive)
        m_document->use();
}

QString GuestPage::title() const
{
    const Api::GuestInfo *guest = m_session ? m_session->store().guest(object().id) : nullptr;
    return guest ? guest->name : object().id;
}

QIcon GuestPage::icon() const
{
    const Api::GuestInfo *guest = m_session ? m_session->store().guest(object().id) : nullptr;
    if (!guest)
        return context().theme().icon(u"vm"_s);
    const bool isPending = m_session->store().pending(object().id) != nullptr;
    return context().theme().icon(GuestWords::iconName(*guest),
                                  GuestWords::overlay(guest->state, isPending));
}

QList<Crumb> GuestPage::way() const
{
    QList<Crumb> crumbs;
    const Api::GuestInfo *guest = m_session ? m_session->store().guest(object().id) : nullptr;
    if (!guest)
        return crumbs;
    const QString cluster = object().cluster;
    if (!m_session->site().isEmpty())
        crumbs += {{ObjectKind::Site, {}, m_session->site()}, m_session->site()};
    crumbs += {{ObjectKind::Cluster, cluster, {}}, m_session->name()};
    crumbs += {{ObjectKind::Node, cluster, guest->node}, guest->node};
    return crumbs;
}

// Without "for 3 min": nobody moves it on here. The summary does.
QString GuestPage::status() const
{
    const Api::GuestInfo *guest = m_session ? m_session->store().guest(object().id) : nullptr;
    if (!guest)
        return {};
    const PendingAction *pending = m_session->store().pending(object().id);
    return pending ? GuestWords::stateLine(*guest, pending) : GuestWords::state(guest->state);
}

QList<QAction *> GuestPage::headActions() const
{
    using V = GuestVerb;
    QList<QAction *> actions;
    for (const V verb :
         {V::Adopt, V::Start, V::Shutdown, V::Reboot, V::Pause, V::Resume, V::Stop, V::Console}) {
        if (m_actions->action(verb)->isVisible())
            actions += m_actions->action(verb);
    }
    actions += m_more;
    return actions;
}

void GuestPage::guestChanged()
{
    m_summary->refresh();
    m_pending->refresh();
    Q_EMIT changed();
}

void GuestPage::showFailure(const QString &guest, const QString &method, const Error &error)
{
    // Hardware and notes tell of their own failures where they were edited.
    if (guest != object().id || method == QLatin1StringView(Api::guestSet.name)
        || method.startsWith("guest.agent."_L1) || method.startsWith("guest.cloudinit."_L1))
        return;
    if (error.code == ErrorCode::Cancelled)
        return;
    m_failure->showError(error, tr("%1 failed", "action").arg(Words::action(method)));
}

} // namespace Atoll
