// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "objectdrag.h"

#include "appcontext.h"

#include <theme/theme.h>

#include <QAbstractItemView>
#include <QDropEvent>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMimeData>
#include <QPainter>
#include <QToolTip>
#include <QUrl>
#include <QUuid>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

QStringList localFiles(const QMimeData *data)
{
    QStringList files;
    for (const QUrl &url : data->urls()) {
        if (!url.isLocalFile())
            return {};
        files += url.toLocalFile();
    }
    return files;
}

} // namespace

//! Of this run of the program only: another one has other clusters.
QString objectMimeType()
{
    static const QString type =
        u"application/x-atoll-objects-"_s + QUuid::createUuid().toString(QUuid::WithoutBraces);
    return type;
}

bool Dragged::isAll(ObjectKind kind) const
{
    return !objects.isEmpty()
           && std::all_of(objects.begin(), objects.end(),
                          [kind](const ObjectRef &object) { return object.kind == kind; });
}

Dragged draggedOf(const QMimeData *data)
{
    Dragged dragged;
    if (!data->hasFormat(objectMimeType())) {
        dragged.files = localFiles(data);
        return dragged;
    }
    const QJsonArray objects = QJsonDocument::fromJson(data->data(objectMimeType())).array();
    for (const QJsonValue &one : objects)
        dragged.objects.append({ObjectKind(one["kind"_L1].toInt()), one["cluster"_L1].toString(),
                                one["id"_L1].toString()});
    return dragged;
}

QMimeData *mimeOf(const QList<ObjectRef> &objects)
{
    QJsonArray all;
    for (const ObjectRef &object : objects)
        all.append(QJsonObject{
            {u"kind"_s, int(object.kind)}, {u"cluster"_s, object.cluster}, {u"id"_s, object.id}});
    auto *data = new QMimeData;
    data->setData(objectMimeType(), QJsonDocument(all).toJson(QJsonDocument::Compact));
    return data;
}

DropGuide::DropGuide(AppContext &context, QAbstractItemView &view, ObjectAt objectAt)
    : m_context(context)
    , m_view(view)
    , m_objectAt(std::move(objectAt))
{
    view.setDragDropMode(QAbstractItemView::DragDrop);
    view.setDefaultDropAction(Qt::MoveAction);
    view.setDropIndicatorShown(false); // its own frame, see paint()
}

const DropTarget *DropGuide::targetAt(const QDropEvent *event, const Dragged &dragged,
                                      ObjectRef &object) const
{
    object = m_objectAt(m_view.indexAt(event->position().toPoint()));
    return m_context.registry().dropTarget(object.kind, dragged);
}

void DropGuide::setRow(const QModelIndex &row)
{
    if (m_row == row)
        return;
    m_row = row;
    m_view.viewport()->update();
}

void DropGuide::enter(QDragEnterEvent *event) const
{
    if (!draggedOf(event->mimeData()).isEmpty())
        event->accept(); // the rows say whether
}

void DropGuide::move(QDragMoveEvent *event)
{
    const Dragged dragged = draggedOf(event->mimeData());
    ObjectRef object;
    const DropTarget *target = targetAt(event, dragged, object);
    const QString reason = target ? target->whyNot(object, dragged) : QString();
    const bool isTaken = target && reason.isEmpty();
    event->setDropAction(dragged.files.isEmpty() ? Qt::MoveAction : Qt::CopyAction);
    event->setAccepted(isTaken);
    setRow(isTaken ? m_view.indexAt(event->position().toPoint()) : QModelIndex());
    const QString words = !target ? QString() : isTaken ? target->words(object, dragged) : reason;
    QToolTip::showText(m_view.viewport()->mapToGlobal(event->position().toPoint()), words,
                       m_view.viewport());
}

void DropGuide::leave()
{
    setRow({});
    QToolTip::hideText();
}

void DropGuide::drop(QDropEvent *event)
{
    leave();
    const Dragged dragged = draggedOf(event->mimeData());
    ObjectRef object;
    const DropTarget *target = targetAt(event, dragged, object);
    if (!target || !target->whyNot(object, dragged).isEmpty())
        return;
    // Copied, whatever it does: the view must not take rows away by itself.
    event->setDropAction(Qt::CopyAction);
    event->accept();
    target->drop(object, dragged, m_view.window());
}

void DropGuide::paint(QPainter *painter, const QRect &row, const QModelIndex &index) const
{
    if (!m_row.isValid() || QModelIndex(m_row).siblingAtColumn(0) != index.siblingAtColumn(0))
        return;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(m_context.theme().color(Token::Accent), 2));
    painter->drawRoundedRect(QRectF(row).adjusted(1, 1, -1, -1), Theme::kStep, Theme::kStep);
    painter->restore();
}

} // namespace Atoll
