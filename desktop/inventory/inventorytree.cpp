// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "inventorytree.h"

#include "inventorydelegate.h"
#include "inventorymodel.h"
#include "objectmenu.h"

#include <app/appcontext.h>
#include <theme/theme.h>

#include <QAccessible>
#include <QContextMenuEvent>
#include <QDropEvent>
#include <QHeaderView>

namespace Atoll {

constexpr int kOpensAfter = 700; //!< ms that something is held above it

InventoryTree::InventoryTree(AppContext &context, InventoryModel &model, QWidget *parent)
    : QTreeView(parent)
    , m_context(context)
    , m_model(model)
    , m_drops(context, *this, [&model](const QModelIndex &index) { return model.objectAt(index); })
{
    setObjectName(QStringLiteral("inventoryTree"));
    setModel(&model);
    setItemDelegate(new InventoryDelegate(context.theme(), this));
    setUniformRowHeights(true);
    setHeaderHidden(true);
    header()->setStretchLastSection(true);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setExpandsOnDoubleClick(false);
    setAnimated(false);
    setMouseTracking(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    setProperty("borderless", true);
    setAccessibleName(tr("Inventory"));
    setAutoExpandDelay(kOpensAfter);

    connect(this, &QTreeView::activated, this, [this](const QModelIndex &index) {
        const ObjectRef object = m_model.objectAt(index);
        if (m_context.registry().canShow(object.kind))
            m_context.open(object);
        else
            setExpanded(index, !isExpanded(index));
    });
    connect(this, &QTreeView::expanded, this, [this](const QModelIndex &index) {
        if (!m_model.isFiltering() && !m_isRestoring)
            m_opened.insert(m_model.objectAt(index));
    });
    connect(this, &QTreeView::collapsed, this, [this](const QModelIndex &index) {
        if (!m_model.isFiltering() && !m_isRestoring)
            m_opened.remove(m_model.objectAt(index));
    });
    connect(&model, &QAbstractItemModel::rowsInserted, this, &InventoryTree::openWhatWasOpened);
    connect(&context.theme(), &Theme::changed, this, [this] { scheduleDelayedItemsLayout(); });
}

void InventoryTree::setOpened(const QSet<ObjectRef> &objects)
{
    m_opened = objects;
    m_isRestoring = true;
    for (const ObjectRef &object : objects)
        expand(m_model.indexOf(object));
    m_isRestoring = false;
}

// Rows that come back after a filter, a new connection or a rename are as open as they were.
void InventoryTree::openWhatWasOpened(const QModelIndex &parent, int first, int last)
{
    if (m_model.isFiltering() || m_isRestoring || m_opened.isEmpty())
        return;
    const auto kind =
        ObjectKind(m_model.data(m_model.index(first, 0, parent), InventoryModel::KindRole).toInt());
    if (kind == ObjectKind::Guest)
        return;
    m_isRestoring = true;
    for (int row = first; row <= last; ++row) {
        const QModelIndex index = m_model.index(row, 0, parent);
        if (m_opened.contains(m_model.objectAt(index)))
            expand(index);
    }
    m_isRestoring = false;
}

void InventoryTree::setFilter(const QString &query)
{
    const bool wasFiltering = m_model.isFiltering();
    const QList<ObjectRef> selection = selectedObjects();
    if (!wasFiltering && !query.isEmpty())
        collapseAll();
    m_model.setFilter(query);
    if (!m_model.isFiltering()) {
        collapseAll();
        setOpened(m_opened);
        if (!selection.isEmpty())
            reveal(selection.first());
        return;
    }
    if (m_model.matchCount() <= kOpenedMatches)
        expandAll();
    else
        expandToDepth(0);
}

QList<ObjectRef> InventoryTree::selectedObjects() const
{
    QList<ObjectRef> objects;
    for (const QModelIndex &index : selectionModel()->selectedIndexes())
        objects += m_model.objectAt(index);
    return objects;
}

void InventoryTree::reveal(const ObjectRef &object)
{
    const QModelIndex index = m_model.indexOf(object);
    if (!index.isValid())
        return;
    for (QModelIndex above = index.parent(); above.isValid(); above = above.parent())
        expand(above);
    setCurrentIndex(index);
    scrollTo(index);
}

// Rows have one height and no editors, so a change is only ever a repaint. Qt's own looks for the
// row among all open ones, one by one, which with 100,000 of them takes the whole core.
void InventoryTree::dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight,
                                const QList<int> &roles)
{
    if (QAccessible::isActive())
        QTreeView::dataChanged(topLeft, bottomRight, roles);
    else if (isVisible())
        viewport()->update();
}

void InventoryTree::contextMenuEvent(QContextMenuEvent *event) { showMenu(event->globalPos()); }

void InventoryTree::showMenu(const QPoint &globalPosition)
{
    showObjectMenu(m_context, selectedObjects(), globalPosition, this);
}

void InventoryTree::dragEnterEvent(QDragEnterEvent *event) { m_drops.enter(event); }

void InventoryTree::dragMoveEvent(QDragMoveEvent *event)
{
    QTreeView::dragMoveEvent(event); // scrolls and opens what it rests on
    m_drops.move(event);
}

void InventoryTree::dragLeaveEvent(QDragLeaveEvent *event)
{
    QTreeView::dragLeaveEvent(event);
    m_drops.leave();
}

void InventoryTree::dropEvent(QDropEvent *event)
{
    stopAutoScroll();
    setState(NoState);
    m_drops.drop(event);
}

void InventoryTree::drawRow(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    QTreeView::drawRow(painter, option, index);
    m_drops.paint(painter, option.rect, index);
}

void InventoryTree::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Menu && currentIndex().isValid())
        return showMenu(viewport()->mapToGlobal(visualRect(currentIndex()).bottomLeft()));
    if (isPeekKey(*event) && m_model.objectAt(currentIndex()).kind == ObjectKind::Guest) {
        const QRect row = visualRect(currentIndex());
        return m_context.peek(m_model.objectAt(currentIndex()),
                              {viewport()->mapToGlobal(row.topLeft()), row.size()}, this);
    }
    QTreeView::keyPressEvent(event);
}

} // namespace Atoll
