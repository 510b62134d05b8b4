// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guestlistpage.h"

#include "guestlistview.h"
#include "guestviews.h"
#include "inventorymodel.h"
#include "queryfield.h"
#include "selectionactions.h"
#include "wallscope.h"

#include <app/appcontext.h>
#include <app/findkey.h>
#include <client/clusters.h>
#include <theme/theme.h>

#include <QAction>
#include <QComboBox>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QStackedLayout>
#include <QToolButton>

#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Atoll {

GuestListPage::GuestListPage(const ObjectRef &object, AppContext &context,
                             const InventoryModel &inventory, GuestViews &views, QWidget *parent)
    : Page(object, context, parent)
    , m_inventory(inventory)
    , m_views(views)
    , m_model(*new GuestListModel(this))
    , m_view(new GuestListView(context, m_model, this))
    , m_filter(new QueryField(
          context.theme(), [this](QueryKey key) { return m_inventory.vocabulary(key); }, this))
    , m_groups(new QComboBox(this))
    , m_viewMenu(new QMenu(this))
    , m_problem(new QLabel(this))
    , m_stack(new QStackedLayout)
    , m_actions(new SelectionActions(context, *m_view, [this] { return m_view->selectedGuests(); }))
    , m_watches(context.clusters())
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeBar());
    m_stack->addWidget(m_view);
    m_stack->addWidget(makeEmpty());
    layout->addLayout(m_stack, 1);
    setFocusProxy(m_view);

    m_watching.setSingleShot(true);
    m_watching.setInterval(200ms);
    connect(&m_watching, &QTimer::timeout, this, &GuestListPage::watchWhatIsSeen);
    connect(m_actions, &SelectionActions::changed, this, &Page::changed);
    connect(m_view, &GuestListView::seenChanged, this, [this] {
        if (m_isActive && !m_watching.isActive())
            m_watching.start();
    });
    connect(&m_model, &GuestListModel::countsChanged, this, &GuestListPage::refresh);
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_model.setFilter(text);
        refresh();
    });
    connect(m_groups, &QComboBox::currentIndexChanged, this, [this](int index) {
        m_closedGroups.clear();
        m_model.setGrouping(GuestListModel::Grouping(index));
        m_view->setRootIsDecorated(index != 0);
    });
    connect(m_view, &QTreeView::collapsed, this,
            [this](const QModelIndex &group) { m_closedGroups.insert(group.data().toString()); });
    connect(m_view, &QTreeView::expanded, this,
            [this](const QModelIndex &group) { m_closedGroups.remove(group.data().toString()); });
    connect(m_viewMenu, &QMenu::aboutToShow, this, &GuestListPage::fillViewMenu);
    restore();
    m_model.follow(context.clusters());
    refresh();
}

// How the list was left is how it comes again; a named view changes when it is saved.
GuestListPage::~GuestListPage()
{
    if (object().id.isEmpty()) {
        GuestView view = current({});
        view.query.clear();
        m_views.save(view);
    }
}

QWidget *GuestListPage::makeBar()
{
    auto *bar = new QWidget(this);
    auto *layout = new QVBoxLayout(bar);
    layout->setContentsMargins(8, 0, 8, 6);
    layout->setSpacing(4);
    m_filter->setObjectName(u"guestListFilter"_s);
    new FindKey(context().keys(), this, [this] {
        m_filter->setFocus(Qt::ShortcutFocusReason);
        m_filter->selectAll();
    });
    m_filter->setPlaceholderText(tr("Filter: words, tag:web, state:running, memory>8G  (%1)")
                                     .arg(context().keys().text(FindKey::id())));
    m_filter->installEventFilter(this);
    m_groups->setObjectName(u"guestListGroups"_s);
    m_groups->addItems({tr("No groups"), tr("By cluster"), tr("By site"), tr("By node"),
                        tr("By state"), tr("By tag")});
    m_groups->setToolTip(tr("Group the guests; by tag, a guest stands under each of its tags"));
    auto *views = new QToolButton(bar);
    views->setText(tr("Views"));
    views->setIcon(context().theme().icon(u"eye"_s));
    views->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    views->setPopupMode(QToolButton::InstantPopup);
    views->setMenu(m_viewMenu);
    m_problem->setWordWrap(true);
    m_problem->setTextFormat(Qt::PlainText);
    auto *wall = new QToolButton(bar);
    wall->setObjectName(u"guestListWall"_s);
    wall->setText(tr("Wall"));
    wall->setIcon(context().theme().icon(u"overview"_s));
    wall->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    wall->setToolTip(tr("Live pictures of the chosen guests, or of those that the filter finds"));
    connect(wall, &QToolButton::clicked, this, [this] { openWall(); });
    auto *line = new QHBoxLayout;
    line->setSpacing(6);
    line->addWidget(m_filter, 1);
    line->addWidget(m_groups);
    line->addWidget(wall);
    line->addWidget(views);
    layout->addLayout(line);
    layout->addWidget(m_problem);
    return bar;
}

QWidget *GuestListPage::makeEmpty()
{
    auto *empty = new QWidget(this);
    empty->setAutoFillBackground(true);
    empty->setBackgroundRole(QPalette::Base);
    auto *layout = new QVBoxLayout(empty);
    layout->setContentsMargins(24, 48, 24, 24);
    layout->setSpacing(12);
    m_emptyText = new QLabel(empty);
    m_emptyText->setWordWrap(true);
    m_emptyText->setTextFormat(Qt::PlainText);
    m_emptyText->setAlignment(Qt::AlignHCenter);
    m_emptyText->setProperty("role", u"label"_s);
    m_emptyAction = new QPushButton(tr("Clear filter"), empty);
    layout->addWidget(m_emptyText);
    layout->addWidget(m_emptyAction, 0, Qt::AlignHCenter);
    layout->addStretch(1);
    connect(m_emptyAction, &QPushButton::clicked, m_filter, &QLineEdit::clear);
    return empty;
}

QString GuestListPage::title() const
{
    return object().id.isEmpty() ? tr("All guests") : object().id;
}

QIcon GuestListPage::icon() const { return context().theme().icon(u"list"_s); }

QString GuestListPage::status() const
{
    if (m_model.filter().isEmpty())
        return tr("%Ln guest(s)", nullptr, m_model.guestCount());
    return tr("%1 of %Ln guest(s)", nullptr, m_model.guestCount())
        .arg(QLocale().toString(m_model.matchCount()));
}

void GuestListPage::refresh()
{
    const bool isEmpty = m_model.matchCount() == 0;
    m_stack->setCurrentIndex(isEmpty ? 1 : 0);
    QueryField::showProblem(m_model.filter().problem(), m_problem, context().theme());
    m_emptyAction->setVisible(!m_filter->text().isEmpty());
    if (m_model.guestCount() == 0)
        m_emptyText->setText(
            tr("No guests yet. They are here as soon as a connected cluster has some."));
    else if (m_model.filter().problem())
        m_emptyText->setText(tr("A filter is words, and terms of a key and a value: %1.\n"
                                "A minus before a term excludes; “or” or a comma joins.")
                                 .arg(queryKeyNames().join(u", "_s)));
    else
        m_emptyText->setText(tr("Nothing matches “%1”.").arg(m_filter->text().trimmed()));
    openGroups();
    Q_EMIT changed();
}

// Groups are open unless they were closed, also those that come or come again.
void GuestListPage::openGroups()
{
    if (m_model.grouping() == GuestListModel::NoGroups)
        return;
    for (int row = 0; row < m_model.rowCount(); ++row) {
        const QModelIndex group = m_model.index(row, 0);
        if (m_view->isExpanded(group) || m_closedGroups.contains(group.data().toString()))
            continue;
        if (m_closedGroups.isEmpty())
            return m_view->expandAll(); // at once: one by one is slow with many
        m_view->expand(group);
    }
}

void GuestListPage::openWall()
{
    WallScope scope;
    const QString view = object().id;
    const QString query = m_filter->text().simplified();
    const QList<ObjectRef> chosen = m_view->selectedGuests();
    if (chosen.size() > 1 && chosen.size() <= WallScope::kMostGuests)
        scope.guests = chosen;
    else if (!view.isEmpty() && m_views.find(view) && m_views.find(view)->query == query)
        scope.view = view;
    else
        scope.query = query;
    context().open(scope.object());
}

QList<QAction *> GuestListPage::headActions() const { return m_actions->headActions(); }

void GuestListPage::setActive(bool isActive)
{
    m_isActive = isActive;
    if (isActive)
        m_watching.start();
    else
        m_watches.clear();
}

void GuestListPage::watchWhatIsSeen() { m_watches.watch(m_view->visibleGuests(kWatched)); }

bool GuestListPage::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Down || key == Qt::Key_Return || key == Qt::Key_Enter) {
            m_view->setFocus();
            if (!m_view->currentIndex().isValid())
                m_view->setCurrentIndex(m_model.index(0, 0));
            return true;
        }
        if (key == Qt::Key_Escape && !m_filter->text().isEmpty()) {
            m_filter->clear();
            return true;
        }
    }
    return Page::eventFilter(watched, event);
}

} // namespace Atoll
