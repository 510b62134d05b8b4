// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <app/objectdrag.h>

#include <QSet>
#include <QTreeView>

namespace Atoll {

class AppContext;
class InventoryModel;

//! The tree of the inventory dock. Remembers what was open while a filter is on.
class InventoryTree : public QTreeView
{
    Q_OBJECT
public:
    //! At most so many matches are opened by themselves.
    static constexpr int kOpenedMatches = 200;

    InventoryTree(AppContext &context, InventoryModel &model, QWidget *parent);

    void setFilter(const QString &query);
    void reveal(const ObjectRef &object);
    QList<ObjectRef> selectedObjects() const;
    QSet<ObjectRef> opened() const { return m_opened; }
    void setOpened(const QSet<ObjectRef> &objects);
    void dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight,
                     const QList<int> &roles) override;

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragMoveEvent(QDragMoveEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void drawRow(QPainter *painter, const QStyleOptionViewItem &option,
                 const QModelIndex &index) const override;

private:
    void showMenu(const QPoint &globalPosition);
    void openWhatWasOpened(const QModelIndex &parent, int first, int last);

    AppContext &m_context;
    InventoryModel &m_model;
    DropGuide m_drops;
    QSet<ObjectRef> m_opened;
    bool m_isRestoring = false;
};

} // namespace Atoll
