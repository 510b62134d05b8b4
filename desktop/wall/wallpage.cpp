// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wallpage.h"

#include "tiledelegate.h"
#include "tileview.h"

#include <app/appcontext.h>
#include <app/findkey.h>
#include <app/settings.h>
#include <client/clusters.h>
#include <inventory/guestviews.h>
#include <inventory/inventorymodel.h>
#include <inventory/objectmenu.h>
#include <inventory/queryfield.h>
#include <inventory/selectionactions.h>
#include <theme/theme.h>

#include <QAction>
#include <QComboBox>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSlider>
#include <QStackedLayout>
#include <QToolButton>
#include <QVBoxLayout>

#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Atoll {
namespace {

constexpr auto kInFront = 2s;
constexpr auto kBehind = 10s;
constexpr int kNarrowest = 140;
constexpr int kWidest = 480;
constexpr qsizetype kWatched = 48; //!< as GuestListPage

} // namespace

WallPage::WallPage(const ObjectRef &object, AppContext &context, Parts parts, QWidget *parent)
    : Page(object, context, parent)
    , m_parts(std::move(parts))
    , m_scope(WallScope::of(object))
    , m_model(*new GuestListModel(this))
    , m_view(new TileView)
    , m_delegate(new TileDelegate(context.theme(), m_model, m_parts.thumbnails, m_view))
    , m_filter(new QueryField(
          context.theme(), [this](QueryKey key) { return m_parts.inventory.vocabulary(key); },
          this))
    , m_order(new QComboBox(this))
    , m_size(new QSlider(Qt::Horizontal, this))
    , m_problem(new QLabel(this))
    , m_empty(new QLabel(this))
    , m_stack(new QStackedLayout)
    , m_content(new QWidget(this))
    , m_place(new QStackedLayout(this))
    , m_fullScreen(
          new QAction(context.theme().icon(u"fullscreen"_s), tr("Wall on full screen"), this))
    , m_watches(context.clusters())
{
    setScope();
    m_model.follow(context.clusters());
    m_view->setObjectName(u"wall"_s);
    m_view->setAccessibleName(tr("Wall"));
    m_view->setProperty("borderless", true);
    m_view->setModel(&m_model);
    m_view->setItemDelegate(m_delegate);
    m_view->setCaptionHeight(TileDelegate::captionHeight(context.theme(), m_view->fontMetrics()));
    m_view->setTileWidth(std::clamp(context.settings().wallTileWidth.value(), kNarrowest, kWidest));
    m_actions = new SelectionActions(context, *m_view, [this] { return selected(); });
    auto *layout = new QVBoxLayout(m_content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeBar());
    m_empty->setAlignment(Qt::AlignHCenter | Qt::AlignVCenter);
    m_empty->setProperty("role", u"label"_s);
    m_empty->setWordWrap(true);
    m_empty->setTextFormat(Qt::PlainText);
    m_stack->addWidget(m_view);
    m_stack->addWidget(m_empty);
    layout->addLayout(m_stack, 1);
    m_content->installEventFilter(this);
    m_view->installEventFilter(this);
    m_view->viewport()->installEventFilter(this);
    m_place->addWidget(m_content);
    m_place->addWidget(makeAway());
    setFocusProxy(m_view);
    m_fullScreen->setToolTip(tr("Show the wall on a whole screen (%1)")
                                 .arg(context.keys().text(u"window.fullScreen"_s)));
    connect(m_fullScreen, &QAction::triggered, this, &WallPage::toggleFullScreen);

    m_wanting.setSingleShot(true);
    m_wanting.setInterval(100ms);
    connect(&m_wanting, &QTimer::timeout, this, &WallPage::wantPictures);
    m_clock.setInterval(1s);
    connect(&m_clock, &QTimer::timeout, this, [this] {
        if (m_view->window()->isMinimized())
            return wantPictures();
        m_view->viewport()->update();
    });
    connect(m_view, &TileView::seenChanged, this, [this] {
        if (!m_wanting.isActive())
            m_wanting.start();
    });
    connect(m_view, &QAbstractItemView::activated, this, &WallPage::activate);
    connect(&m_model, &GuestListModel::countsChanged, this, &WallPage::refresh);
    connect(m_actions, &SelectionActions::changed, this, &Page::changed);
    connect(&m_parts.thumbnails, &Thumbnails::changed, m_view,
            [this](const ObjectRef &guest) { m_view->update(m_model.indexOf(guest)); });
    connect(&context.theme(), &Theme::changed, m_view, [this] {
        m_view->setCaptionHeight(
            TileDelegate::captionHeight(this->context().theme(), m_view->fontMetrics()));
    });
    refresh();
}

WallPage::~WallPage()
{
    m_parts.thumbnails.release(this);
    delete m_window;
}

void WallPage::setScope()
{
    const QString cluster = m_scope.cluster;
    const QSet<ObjectRef> only(m_scope.guests.begin(), m_scope.guests.end());
    QSet<QString> ids; // asked first: every guest of every cluster is
    for (const ObjectRef &guest : only)
        ids.insert(guest.id);
    if (!only.isEmpty())
        m_model.setScope([only, ids](const QString &key, const QString &uuid) {
            return ids.contains(uuid) && only.contains({ObjectKind::Guest, key, uuid});
        });
    else if (!cluster.isEmpty())
        m_model.setScope([cluster](const QString &key, const QString &) { return key == cluster; });
    const GuestView *view = m_scope.view.isEmpty() ? nullptr : m_parts.views.find(m_scope.view);
    m_filter->setText(view ? view->query : m_scope.query);
    m_model.setFilter(m_filter->text());
}

QWidget *WallPage::makeBar()
{
    auto *bar = new QWidget(m_content);
    auto *layout = new QVBoxLayout(bar);
    layout->setContentsMargins(8, 0, 8, 6);
    layout->setSpacing(4);
    m_filter->setObjectName(u"wallFilter"_s);
    FindKey::define(context().keys());
    m_filter->setPlaceholderText(tr("Filter: words, tag:web, state:running, memory>8G  (%1)")
                                     .arg(context().keys().text(FindKey::id())));
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_model.setFilter(text);
        refresh();
    });
    connect(m_filter, &QLineEdit::returnPressed, this, [this] { m_view->setFocus(); });
    makeOrder();
    m_size->setObjectName(u"wallSize"_s);
    m_size->setAccessibleName(tr("Size of the pictures"));
    m_size->setToolTip(tr("Size of the pictures"));
    m_size->setRange(kNarrowest, kWidest);
    m_size->setPageStep(40);
    m_size->setFixedWidth(120);
    m_size->setValue(m_view->tileWidth());
    connect(m_size, &QSlider::valueChanged, this, [this](int width) {
        m_view->setTileWidth(width);
        context().settings().wallTileWidth.set(width);
    });
    auto *full = new QToolButton(bar);
    full->setDefaultAction(m_fullScreen);
    full->setAutoRaise(true);
    m_problem->setWordWrap(true);
    m_problem->setTextFormat(Qt::PlainText);
    auto *line = new QHBoxLayout;
    line->setSpacing(6);
    line->addWidget(m_filter, 1);
    line->addWidget(m_order);
    line->addWidget(m_size);
    line->addWidget(full);
    layout->addLayout(line);
    layout->addWidget(m_problem);
    return bar;
}

void WallPage::makeOrder()
{
    using M = GuestListModel;
    m_order->setObjectName(u"wallOrder"_s);
    m_order->setToolTip(tr("Order of the pictures"));
    m_order->addItem(tr("By name"), int(M::NameColumn));
    m_order->addItem(tr("By state"), int(M::StateColumn));
    m_order->addItem(tr("By CPU"), int(M::CpuColumn));
    m_order->addItem(tr("By memory use"), int(M::MemoryColumn));
    m_order->addItem(tr("By node"), int(M::NodeColumn));
    m_order->addItem(tr("By cluster"), int(M::ClusterColumn));
    m_order->addItem(tr("Latest change first"), int(M::SinceColumn));
    const auto apply = [this] {
        const int column = m_order->currentData().toInt();
        const bool largestFirst = column == M::CpuColumn || column == M::MemoryColumn;
        m_model.sort(column, largestFirst ? Qt::DescendingOrder : Qt::AscendingOrder);
    };
    m_order->setCurrentIndex(
        std::max(0, m_order->findData(context().settings().wallOrder.value())));
    apply();
    connect(m_order, &QComboBox::currentIndexChanged, this, [this, apply] {
        context().settings().wallOrder.set(m_order->currentData().toInt());
        apply();
    });
}

// What stands in the tab while the wall is elsewhere.
QWidget *WallPage::makeAway()
{
    auto *away = new QWidget(this);
    auto *layout = new QVBoxLayout(away);
    auto *words = new QLabel(tr("The wall is on full screen."), away);
    words->setProperty("role", u"label"_s);
    auto *back = new QPushButton(tr("Bring it back"), away);
    connect(back, &QPushButton::clicked, this, &WallPage::toggleFullScreen);
    layout->addStretch(1);
    layout->addWidget(words, 0, Qt::AlignHCenter);
    layout->addWidget(back, 0, Qt::AlignHCenter);
    layout->addStretch(2);
    return away;
}

QString WallPage::scopeName() const
{
    if (!m_scope.guests.isEmpty())
        return tr("%Ln guest(s)", nullptr, int(m_scope.guests.size()));
    if (!m_scope.view.isEmpty())
        return m_scope.view;
    const ClusterSession *session = context().clusters().session(m_scope.cluster);
    return session ? session->name() : m_scope.query;
}

QString WallPage::title() const
{
    const QString name = scopeName();
    return name.isEmpty() ? tr("Wall") : tr("Wall: %1").arg(name);
}

QIcon WallPage::icon() const { return context().theme().icon(u"overview"_s); }

QString WallPage::status() const { return tr("%Ln guest(s)", nullptr, m_model.matchCount()); }

QList<QAction *> WallPage::headActions() const { return m_actions->headActions(); }

void WallPage::refresh()
{
    m_stack->setCurrentIndex(m_model.matchCount() == 0 ? 1 : 0);
    QueryField::showProblem(m_model.filter().problem(), m_problem, context().theme());
    m_empty->setText(m_model.guestCount() > 0
                         ? tr("Nothing matches “%1”.").arg(m_filter->text().trimmed())
                     : m_scope.guests.isEmpty()
                         ? tr("No guests yet. They are here as soon as a connected cluster has "
                              "some.")
                         : tr("None of these guests is there any more."));
    Q_EMIT changed();
}

bool WallPage::canBeSeen() const { return m_view->isVisible() && !m_view->window()->isMinimized(); }

void WallPage::wantPictures()
{
    if (!canBeSeen()) {
        m_parts.thumbnails.release(this);
        m_watches.clear();
        return;
    }
    QList<ObjectRef> guests;
    for (const QModelIndex &index : m_view->seen())
        guests += m_model.objectAt(index);
    const auto every = m_view->isActiveWindow() ? kInFront : kBehind;
    m_delegate->setEverySeconds(int(every.count()));
    const int width =
        int(m_view->visualRect(m_model.index(0, 0)).width() * m_view->devicePixelRatioF());
    m_parts.thumbnails.want(this, {guests, every, width});
    m_watches.watch(guests.first(std::min(guests.size(), kWatched)));
}

QList<ObjectRef> WallPage::selected() const
{
    QList<ObjectRef> guests;
    for (const QModelIndex &index : m_view->selectionModel()->selectedIndexes()) {
        if (index.column() == 0)
            guests += m_model.objectAt(index);
    }
    return guests;
}

// What has no picture to work with is shown as a page.
void WallPage::activate(const QModelIndex &index)
{
    const auto [guest, store] = m_model.guestAt(index);
    if (!guest)
        return;
    const bool hasConsole =
        store->isLive()
        && (guest->state == Api::GuestState::Running || guest->state == Api::GuestState::Paused);
    const ObjectRef object = m_model.objectAt(index);
    if (hasConsole && m_parts.openConsole)
        m_parts.openConsole(object);
    else
        context().open(object);
}

void WallPage::toggleFullScreen()
{
    if (m_window) {
        m_place->insertWidget(0, m_content);
        m_place->setCurrentIndex(0);
        std::exchange(m_window, nullptr)->deleteLater();
        m_view->setFocus();
        return;
    }
    m_window = new QWidget;
    m_window->setAttribute(Qt::WA_QuitOnClose, false);
    m_window->setObjectName(u"wallWindow"_s);
    m_window->setWindowTitle(tr("%1 – Atoll", "window title").arg(title()));
    m_window->setWindowIcon(window()->windowIcon());
    auto *layout = new QVBoxLayout(m_window);
    layout->setContentsMargins(0, 6, 0, 0);
    layout->addWidget(m_content);
    m_window->installEventFilter(this);
    m_place->setCurrentIndex(0); // what is left: the words
    m_window->setGeometry(screen()->geometry());
    m_window->showFullScreen();
    m_content->show();
    m_view->setFocus();
}

bool WallPage::takeKey(QKeyEvent *event)
{
    const QKeySequence key(event->keyCombination());
    const bool isToggle = context().keys().keys(u"window.fullScreen"_s).contains(key)
                          || (m_window && event->key() == Qt::Key_Escape);
    const bool isFind = context().keys().matches(FindKey::id(), *event);
    const bool isPeek =
        event->key() == Qt::Key_Space && event->modifiers() == Qt::NoModifier && m_view->hasFocus();
    if (!isToggle && !isFind && !isPeek)
        return false;
    event->accept(); // of ShortcutOverride: the key comes here
    if (event->type() != QEvent::KeyPress)
        return true;
    if (isToggle) {
        toggleFullScreen();
    } else if (isFind) {
        m_filter->setFocus(Qt::ShortcutFocusReason);
        m_filter->selectAll();
    } else if (const QModelIndex index = m_view->currentIndex(); index.isValid()) {
        const QRect rect = m_view->visualRect(index);
        context().peek(m_model.objectAt(index),
                       {m_view->viewport()->mapToGlobal(rect.topLeft()), rect.size()}, m_view);
    }
    return true;
}

bool WallPage::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::ShortcutOverride:
    case QEvent::KeyPress:
        if (auto *key = static_cast<QKeyEvent *>(event);
            watched == m_content || watched == m_view) {
            if (takeKey(key))
                return true;
            if (event->type() == QEvent::KeyPress && key->key() == Qt::Key_Menu) {
                showObjectMenu(context(), selected(),
                               m_view->viewport()->mapToGlobal(
                                   m_view->visualRect(m_view->currentIndex()).center()),
                               m_view);
                return true;
            }
        }
        break;
    case QEvent::ContextMenu:
        if (watched == m_view->viewport()) {
            showObjectMenu(context(), selected(),
                           static_cast<QContextMenuEvent *>(event)->globalPos(), m_view);
            return true;
        }
        break;
    case QEvent::Show:
    case QEvent::Hide:
    case QEvent::WindowActivate:
    case QEvent::WindowDeactivate:
        if (watched == m_view) {
            event->type() == QEvent::Hide ? m_clock.stop() : m_clock.start();
            m_wanting.start();
        }
        break;
    case QEvent::Close:
        if (watched == m_window && m_window) {
            toggleFullScreen();
            return true;
        }
        break;
    default:
        break;
    }
    return Page::eventFilter(watched, event);
}

} // namespace Atoll
