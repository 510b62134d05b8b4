// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "objectref.h"

#include <QModelIndex>
#include <QPersistentModelIndex>
#include <QStringList>

#include <functional>

QT_BEGIN_NAMESPACE
class QAbstractItemView;
class QDragEnterEvent;
class QDragMoveEvent;
class QDropEvent;
class QMimeData;
class QPainter;
QT_END_NAMESPACE

namespace Atoll {

class AppContext;
struct DropTarget;

//! What is dragged: files of this computer, or objects of the inventory; never both.
struct Dragged
{
    QStringList files;
    QList<ObjectRef> objects;

    bool isEmpty() const { return files.isEmpty() && objects.isEmpty(); }
    //! True: objects, all of this kind.
    bool isAll(ObjectKind kind) const;
};

//! Empty for anything else, and for what has other things among it.
Dragged draggedOf(const QMimeData *data);
QString objectMimeType();
//! For QAbstractItemModel::mimeData(); the caller owns it.
QMimeData *mimeOf(const QList<ObjectRef> &objects);

//! The part of a view that things are dropped on: while something is above a row it says there what
//! a drop would do, or why it cannot be (Registry::dropTarget). GUI thread.
class DropGuide
{
public:
    using ObjectAt = std::function<ObjectRef(const QModelIndex &)>;

    DropGuide(AppContext &context, QAbstractItemView &view, ObjectAt objectAt);

    // For the view's handlers of the same names.
    void enter(QDragEnterEvent *event) const;
    void move(QDragMoveEvent *event);
    void leave();
    void drop(QDropEvent *event);
    //! A frame around the row that would take it.
    void paint(QPainter *painter, const QRect &row, const QModelIndex &index) const;

private:
    const DropTarget *targetAt(const QDropEvent *event, const Dragged &dragged,
                               ObjectRef &object) const;
    void setRow(const QModelIndex &row);

    AppContext &m_context;
    QAbstractItemView &m_view;
    ObjectAt m_objectAt;
    QPersistentModelIndex m_row;
};

} // namespace Atoll
