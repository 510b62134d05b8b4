// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tileview.h"

#include <QAccessible>
#include <QPainter>
#include <QPaintEvent>
#include <QScrollBar>

#include <algorithm>

namespace Atoll {
namespace {

constexpr int kInset = 8; //!< of a tile's picture, both sides together

} // namespace

TileView::TileView(QWidget *parent)
    : QAbstractItemView(parent)
{
    setFrameShape(NoFrame);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    viewport()->setAttribute(Qt::WA_Hover);
}

void TileView::setModel(QAbstractItemModel *newModel)
{
    QAbstractItemView::setModel(newModel);
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(newModel, signal, this, &TileView::refresh);
    connect(newModel, &QAbstractItemModel::layoutChanged, this, &TileView::refresh);
    refresh();
}

void TileView::setTileWidth(int width)
{
    if (width == m_wishedWidth)
        return;
    const QModelIndex top = currentIndex().isValid() ? currentIndex() : indexAt({1, 1});
    m_wishedWidth = width;
    refresh();
    scrollTo(top);
}

void TileView::setCaptionHeight(int height)
{
    m_captionHeight = height;
    refresh();
}

void TileView::refresh()
{
    updateGeometries();
    viewport()->update();
    Q_EMIT seenChanged();
}

void TileView::updateGeometries()
{
    const int width = std::max(1, viewport()->width());
    m_columns = std::max(1, width / m_wishedWidth);
    m_width = width / m_columns;
    m_height = (m_width - kInset) * 9 / 16 + m_captionHeight + kInset;
    const int lines = (count() + m_columns - 1) / m_columns;
    verticalScrollBar()->setSingleStep(std::max(1, m_height / 4));
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setRange(0, std::max(0, lines * m_height - viewport()->height()));
    QAbstractItemView::updateGeometries();
}

int TileView::verticalOffset() const { return verticalScrollBar()->value(); }

QRect TileView::rectOf(int row) const
{
    return {row % m_columns * m_width, row / m_columns * m_height, m_width, m_height};
}

QRect TileView::visualRect(const QModelIndex &index) const
{
    return index.isValid() && index.column() == 0
               ? rectOf(index.row()).translated(0, -verticalOffset())
               : QRect();
}

QModelIndex TileView::indexAt(const QPoint &point) const
{
    const int y = point.y() + verticalOffset();
    const int column = point.x() / m_width;
    if (!model() || point.x() < 0 || y < 0 || column >= m_columns)
        return {};
    const int row = y / m_height * m_columns + column;
    return row < count() ? model()->index(row, 0, rootIndex()) : QModelIndex();
}

QModelIndexList TileView::seen() const
{
    QModelIndexList indexes;
    const int first = verticalOffset() / m_height * m_columns;
    const int last = ((verticalOffset() + viewport()->height() - 1) / m_height + 1) * m_columns - 1;
    for (int row = first; row <= std::min(last, count() - 1); ++row)
        indexes += model()->index(row, 0, rootIndex());
    return indexes;
}

void TileView::scrollTo(const QModelIndex &index, ScrollHint hint)
{
    if (!index.isValid())
        return;
    const QRect rect = rectOf(index.row());
    QScrollBar *bar = verticalScrollBar();
    const int height = viewport()->height();
    if (hint == PositionAtCenter)
        bar->setValue(rect.center().y() - height / 2);
    else if (rect.top() < bar->value() || hint == PositionAtTop)
        bar->setValue(rect.top());
    else if (rect.bottom() >= bar->value() + height || hint == PositionAtBottom)
        bar->setValue(rect.bottom() + 1 - height);
}

QModelIndex TileView::moveCursor(CursorAction action, Qt::KeyboardModifiers)
{
    const int rows = count();
    if (rows == 0)
        return {};
    const int row = currentIndex().isValid() ? currentIndex().row() : -1;
    if (row < 0)
        return model()->index(0, 0, rootIndex());
    const int page = std::max(1, viewport()->height() / m_height) * m_columns;
    int next = row;
    const auto within = [row, rows](int wanted) {
        return wanted >= 0 && wanted < rows ? wanted : row;
    };
    switch (action) {
    case MoveLeft:
    case MovePrevious:
        next = within(row - 1);
        break;
    case MoveRight:
    case MoveNext:
        next = within(row + 1);
        break;
    case MoveUp:
        next = within(row - m_columns);
        break;
    case MoveDown: // to the last line also where nothing stands right below
        next = row / m_columns < (rows - 1) / m_columns ? std::min(row + m_columns, rows - 1) : row;
        break;
    case MoveHome:
        next = 0;
        break;
    case MoveEnd:
        next = rows - 1;
        break;
    case MovePageUp:
        next = row - page >= 0 ? row - page : row % m_columns;
        break;
    case MovePageDown:
        next = std::min(row + page, rows - 1);
        break;
    }
    return model()->index(next, 0, rootIndex());
}

// A click and Shift choose from one tile to another, as they are read; a drag what is within.
void TileView::setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags command)
{
    QItemSelection selection;
    const auto add = [this, &selection](int first, int last) {
        if (first <= last)
            selection.select(model()->index(first, 0, rootIndex()),
                             model()->index(last, 0, rootIndex()));
    };
    if (state() != DragSelectingState) {
        const QModelIndex from = indexAt(rect.topLeft());
        const QModelIndex to = indexAt(rect.bottomRight());
        if (from.isValid() && to.isValid())
            add(std::min(from.row(), to.row()), std::max(from.row(), to.row()));
    } else {
        const QRect area = rect.normalized().translated(0, verticalOffset());
        const int left = std::clamp(area.left() / m_width, 0, m_columns - 1);
        const int right = std::clamp(area.right() / m_width, 0, m_columns - 1);
        for (int line = std::max(0, area.top() / m_height); line <= area.bottom() / m_height;
             ++line) {
            if (line * m_columns + left >= count())
                break;
            add(line * m_columns + left, std::min(line * m_columns + right, count() - 1));
        }
    }
    selectionModel()->select(selection, command);
}

QRegion TileView::visualRegionForSelection(const QItemSelection &selection) const
{
    // Exact where few are meant; else all of it is painted anew, which costs one screen.
    if (selection.size() > 1 || (selection.size() == 1 && selection.first().height() > 1))
        return viewport()->rect();
    return selection.isEmpty() ? QRegion() : visualRect(selection.first().topLeft());
}

void TileView::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    const QModelIndex hovered = indexAt(viewport()->mapFromGlobal(QCursor::pos()));
    for (const QModelIndex &index : seen()) {
        option.rect = visualRect(index);
        if (!event->region().intersects(option.rect))
            continue;
        option.state = QStyle::State_Enabled;
        if (selectionModel()->isSelected(index))
            option.state |= QStyle::State_Selected;
        if (index == currentIndex() && hasFocus())
            option.state |= QStyle::State_HasFocus;
        if (index == hovered && viewport()->underMouse())
            option.state |= QStyle::State_MouseOver;
        itemDelegateForIndex(index)->paint(&painter, option, index);
    }
}

// Tiles have one size and no editors, so a change is only ever a repaint.
void TileView::dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight,
                           const QList<int> &roles)
{
    if (QAccessible::isActive())
        QAbstractItemView::dataChanged(topLeft, bottomRight, roles);
    else if (isVisible())
        viewport()->update();
}

void TileView::resizeEvent(QResizeEvent *event)
{
    QAbstractItemView::resizeEvent(event);
    refresh();
}

void TileView::scrollContentsBy(int dx, int dy)
{
    scrollDirtyRegion(dx, dy);
    viewport()->scroll(dx, dy);
    Q_EMIT seenChanged();
}

} // namespace Atoll
