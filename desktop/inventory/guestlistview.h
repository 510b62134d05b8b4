// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "inventorydelegate.h"

#include <app/objectdrag.h>

#include <QTreeView>

namespace Atoll {

class AppContext;
class GuestListModel;

//! A cell of the list of guests: the name as in the tree, loads with a bar, tags as chips.
class GuestListDelegate : public InventoryDelegate
{
    Q_OBJECT
public:
    using InventoryDelegate::InventoryDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
};

//! The table of all guests; its header's menu chooses the columns. GUI thread.
class GuestListView : public QTreeView
{
    Q_OBJECT
public:
    GuestListView(AppContext &context, GuestListModel &model, QWidget *parent);

    //! Guests, each once.
    QList<ObjectRef> selectedGuests() const;
    //! Those that are in sight, at most `maximum`.
    QList<ObjectRef> visibleGuests(int maximum) const;
    //! Columns, widths and order; without a state, or with one that does not fit, the defaults.
    void restoreHeader(const QByteArray &state);
    void showHeaderMenu(const QPoint &position);
    void dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight,
                     const QList<int> &roles) override;

Q_SIGNALS:
    void seenChanged(); //!< scrolled, resized or laid out

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragMoveEvent(QDragMoveEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void drawRow(QPainter *painter, const QStyleOptionViewItem &option,
                 const QModelIndex &index) const override;

private:
    AppContext &m_context;
    GuestListModel &m_model;
    DropGuide m_drops;
};

} // namespace Atoll
