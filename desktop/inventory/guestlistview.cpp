// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guestlistview.h"

#include "guestlistmodel.h"
#include "inventorymodel.h"
#include "objectmenu.h"

#include <app/appcontext.h>
#include <metrics/sparkline.h>
#include <theme/tags.h>
#include <theme/theme.h>

#include <QAccessible>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>
#include <QSet>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

constexpr int kGap = 6;
constexpr int kBarWidth = 36;

struct ColumnLook
{
    int column;
    int width;
    bool isShown;
};
using M = GuestListModel;
constexpr ColumnLook kColumns[] = {
    {M::NameColumn, 220, true},    {M::StateColumn, 110, true},    {M::ClusterColumn, 110, true},
    {M::NodeColumn, 110, true},    {M::CpuColumn, 90, true},       {M::MemoryColumn, 170, true},
    {M::DiskColumn, 90, false},    {M::NetworkColumn, 90, false},  {M::VcpusColumn, 60, true},
    {M::SizeColumn, 80, true},     {M::TagsColumn, 140, true},     {M::SinceColumn, 90, true},
    {M::AddressColumn, 130, true}, {M::OsColumn, 140, true},       {M::SiteColumn, 100, false},
    {M::IdColumn, 60, false},      {M::ManagedColumn, 100, false}, {M::ProtectedColumn, 90, false},
    {M::MacColumn, 140, false},    {M::NotesColumn, 240, false},
};

} // namespace

void GuestListDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const
{
    if (index.column() == GuestListModel::NameColumn)
        return InventoryDelegate::paint(painter, option, index);
    painter->save();
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, m_theme.color(Token::Selection));
    else if (option.state & QStyle::State_MouseOver)
        painter->fillRect(option.rect, m_theme.color(Token::Surface2));
    QRect free = option.rect.adjusted(kGap, 0, -kGap, 0);
    if (index.column() == GuestListModel::TagsColumn) {
        Tags::paint(painter, free, index.data(InventoryModel::TagsRole).toStringList(), m_theme);
        return painter->restore();
    }
    const QVariant load = index.data(InventoryModel::LoadRole);
    if (load.isValid() && load.toDouble() >= 0 && free.width() > 2 * kBarWidth) {
        const QRectF bar(free.left(), option.rect.center().y() - 1, kBarWidth, 4);
        paintLoadBar(painter, bar, load.toDouble(), m_theme);
        free.setLeft(int(bar.right()) + kGap);
    }
    const QVariant alignment = index.data(Qt::TextAlignmentRole);
    painter->setFont(option.font);
    painter->setPen(m_theme.color(Token::Text2));
    painter->drawText(
        free,
        (alignment.isValid() ? alignment.toInt() : int(Qt::AlignVCenter)) | Qt::TextSingleLine,
        option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight, free.width()));
    painter->restore();
}

GuestListView::GuestListView(AppContext &context, GuestListModel &model, QWidget *parent)
    : QTreeView(parent)
    , m_context(context)
    , m_model(model)
    , m_drops(context, *this,
              [&model](const QModelIndex &index) { return model.groupObjectAt(index); })
{
    setObjectName(u"guestList"_s);
    setModel(&model);
    setItemDelegate(new GuestListDelegate(context.theme(), this));
    setUniformRowHeights(true);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setExpandsOnDoubleClick(false);
    setAllColumnsShowFocus(true);
    setMouseTracking(true);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    setProperty("borderless", true);
    setAccessibleName(tr("All guests"));
    header()->setStretchLastSection(false);
    header()->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header(), &QWidget::customContextMenuRequested, this, &GuestListView::showHeaderMenu);
    connect(this, &QTreeView::activated, this, [this](const QModelIndex &index) {
        if (m_model.isGroup(index))
            setExpanded(index, !isExpanded(index));
        else
            m_context.open(m_model.objectAt(index));
    });
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &GuestListView::seenChanged);
    connect(&model, &GuestListModel::countsChanged, this, &GuestListView::seenChanged);
    connect(this, &QTreeView::expanded, this, &GuestListView::seenChanged);
    connect(this, &QTreeView::collapsed, this, &GuestListView::seenChanged);
    connect(&context.theme(), &Theme::changed, this, [this] { scheduleDelayedItemsLayout(); });
}

void GuestListView::dragEnterEvent(QDragEnterEvent *event) { m_drops.enter(event); }

void GuestListView::dragMoveEvent(QDragMoveEvent *event)
{
    QTreeView::dragMoveEvent(event); // scrolls
    m_drops.move(event);
}

void GuestListView::dragLeaveEvent(QDragLeaveEvent *event)
{
    QTreeView::dragLeaveEvent(event);
    m_drops.leave();
}

void GuestListView::dropEvent(QDropEvent *event)
{
    stopAutoScroll();
    setState(NoState);
    m_drops.drop(event);
}

void GuestListView::drawRow(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    QTreeView::drawRow(painter, option, index);
    m_drops.paint(painter, option.rect, index);
}

void GuestListView::restoreHeader(const QByteArray &state)
{
    setSortingEnabled(false);
    if (state.isEmpty() || !header()->restoreState(state)) {
        for (const ColumnLook &look : kColumns) {
            header()->resizeSection(look.column, look.width);
            header()->setSectionHidden(look.column, !look.isShown);
        }
        header()->setSortIndicator(GuestListModel::NameColumn, Qt::AscendingOrder);
    }
    header()->setSectionHidden(GuestListModel::NameColumn, false);
    header()->setSectionsMovable(true);
    header()->setFirstSectionMovable(false);
    setSortingEnabled(true); // sorts by what the header says
}

void GuestListView::showHeaderMenu(const QPoint &position)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (int column = GuestListModel::NameColumn + 1; column < GuestListModel::ColumnCount;
         ++column) {
        QAction *action =
            menu->addAction(m_model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(column));
        connect(action, &QAction::toggled, this,
                [this, column](bool isShown) { setColumnHidden(column, !isShown); });
    }
    menu->addSeparator();
    connect(menu->addAction(tr("Reset columns")), &QAction::triggered, this,
            [this] { restoreHeader({}); });
    menu->popup(header()->mapToGlobal(position));
}

QList<ObjectRef> GuestListView::selectedGuests() const
{
    QList<ObjectRef> guests;
    QSet<ObjectRef> seen;
    for (const QItemSelectionRange &range : selectionModel()->selection()) {
        if (range.left() > GuestListModel::NameColumn)
            continue; // whole rows are selected
        for (int row = range.top(); row <= range.bottom(); ++row) {
            const ObjectRef guest =
                m_model.objectAt(m_model.index(row, GuestListModel::NameColumn, range.parent()));
            if (!guest.isValid()
                || (m_model.grouping() == GuestListModel::ByTag && seen.contains(guest)))
                continue;
            if (m_model.grouping() == GuestListModel::ByTag)
                seen.insert(guest);
            guests += guest;
        }
    }
    return guests;
}

QList<ObjectRef> GuestListView::visibleGuests(int maximum) const
{
    QList<ObjectRef> guests;
    const int bottom = viewport()->height();
    for (QModelIndex index = indexAt({1, 1});
         index.isValid() && guests.size() < maximum && visualRect(index).top() < bottom;
         index = indexBelow(index)) {
        const ObjectRef guest = m_model.objectAt(index);
        if (guest.isValid() && !guests.contains(guest))
            guests += guest;
    }
    return guests;
}

// As in InventoryTree: rows have one height and no editors, so a change is only ever a repaint.
void GuestListView::dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight,
                                const QList<int> &roles)
{
    if (QAccessible::isActive())
        QTreeView::dataChanged(topLeft, bottomRight, roles);
    else if (isVisible())
        viewport()->update();
}

void GuestListView::contextMenuEvent(QContextMenuEvent *event)
{
    showObjectMenu(m_context, selectedGuests(), event->globalPos(), this);
}

void GuestListView::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Menu && currentIndex().isValid())
        return showObjectMenu(m_context, selectedGuests(),
                              viewport()->mapToGlobal(visualRect(currentIndex()).bottomLeft()),
                              this);
    if (isPeekKey(*event) && m_model.objectAt(currentIndex()).kind == ObjectKind::Guest) {
        const QRect row = visualRect(currentIndex());
        return m_context.peek(m_model.objectAt(currentIndex()),
                              {viewport()->mapToGlobal(row.topLeft()), row.size()}, this);
    }
    QTreeView::keyPressEvent(event);
}

void GuestListView::resizeEvent(QResizeEvent *event)
{
    QTreeView::resizeEvent(event);
    Q_EMIT seenChanged();
}

} // namespace Atoll
