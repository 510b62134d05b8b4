// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "picturecanvas.h"

#include "picturesession.h"

#include <QCursor>
#include <QMouseEvent>
#include <QPainter>

// The half of PictureCanvas that leads the pointer.
namespace Atoll::Console {

namespace {

enum PointerButton {
    Left = 1,
    Middle = 2,
    Right = 4,
    WheelUp = 8,
    WheelDown = 16,
    WheelLeft = 32,
    WheelRight = 64
};

//! A dot, so that nobody loses the pointer while the guest draws none.
QCursor dotCursor()
{
    QPixmap pixmap(7, 7);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setPen(Qt::white);
    painter.setBrush(Qt::black);
    painter.drawEllipse(1, 1, 4, 4);
    painter.end();
    return QCursor(pixmap, 3, 3);
}

} // namespace

void PictureCanvas::updateCursor()
{
    if (m_captured) {
        setCursor(Qt::BlankCursor);
        return;
    }
    const PointerShape &cursor = m_session.pointerShape();
    if (!m_session.isConnected()) {
        unsetCursor();
    } else if (cursor.image.isNull()) {
        setCursor(dotCursor());
    } else {
        const double ratio = devicePixelRatioF();
        QPixmap pixmap = QPixmap::fromImage(cursor.image);
        pixmap.setDevicePixelRatio(ratio);
        setCursor(
            QCursor(pixmap, int(cursor.hotspot.x() / ratio), int(cursor.hotspot.y() / ratio)));
    }
}

int PictureCanvas::buttonsOf(Qt::MouseButtons buttons)
{
    return (buttons & Qt::LeftButton ? Left : 0) | (buttons & Qt::MiddleButton ? Middle : 0)
           | (buttons & Qt::RightButton ? Right : 0);
}

void PictureCanvas::capturePointer()
{
    m_captured = true;
    grabMouse(Qt::BlankCursor);
    QCursor::setPos(mapToGlobal(rect().center()));
}

void PictureCanvas::releasePointer()
{
    if (!std::exchange(m_captured, false))
        return;
    releaseMouse();
    updateCursor();
}

void PictureCanvas::pointer(const QPointF &position, int buttons)
{
    if (m_session.hasAbsolutePointer()) {
        m_session.sendPointer(toPicture(position), buttons);
        return;
    }
    // A mouse that only knows movements: the pointer is held in the middle and its moves are told.
    if (!m_captured)
        return;
    const QPoint delta = position.toPoint() - rect().center();
    m_session.sendPointerDelta(delta, buttons);
    if (!delta.isNull())
        QCursor::setPos(mapToGlobal(rect().center()));
}

void PictureCanvas::mousePressEvent(QMouseEvent *event)
{
    setFocus(Qt::MouseFocusReason);
    Q_EMIT clicked();
    if (!m_session.hasAbsolutePointer() && !m_captured && m_session.isConnected())
        capturePointer(); // the click that captures is not the guest's
    else
        pointer(event->position(), buttonsOf(event->buttons()));
}

void PictureCanvas::mouseReleaseEvent(QMouseEvent *event)
{
    pointer(event->position(), buttonsOf(event->buttons()));
}

void PictureCanvas::mouseMoveEvent(QMouseEvent *event)
{
    pointer(event->position(), buttonsOf(event->buttons()));
}

void PictureCanvas::wheelEvent(QWheelEvent *event)
{
    constexpr int kStep = 120; // an eighth of a degree each, as mice have it
    m_wheel += event->angleDelta();
    const int held = buttonsOf(event->buttons());
    const auto turn = [&](int &rest, int forward, int back) {
        for (; std::abs(rest) >= kStep; rest -= rest > 0 ? kStep : -kStep) {
            pointer(event->position(), held | (rest > 0 ? forward : back));
            pointer(event->position(), held);
        }
    };
    turn(m_wheel.ry(), WheelUp, WheelDown);
    turn(m_wheel.rx(), WheelLeft, WheelRight);
    event->accept();
}

} // namespace Atoll::Console
