// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "picturecanvas.h"

#include "picturesession.h"

#include <QCursor>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

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
    showGuestPointer();
    if (m_captured) {
        setCursor(Qt::BlankCursor);
        return;
    }
    const PointerShape &cursor = m_session.pointerShape();
    // Before a click captures it, a mouse that only knows movements is not in the guest.
    if (!m_session.isConnected() || !m_session.hasAbsolutePointer()) {
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

int PictureCanvas::buttonsOf(Qt::MouseButtons buttons) const
{
    buttons &= ~m_notForGuest;
    return (buttons & Qt::LeftButton ? Left : 0) | (buttons & Qt::MiddleButton ? Middle : 0)
           | (buttons & Qt::RightButton ? Right : 0);
}

void PictureCanvas::capturePointer(const QPoint &position)
{
    m_captured = true;
    grabMouse(Qt::BlankCursor);
    updateCursor();
    m_lastPosition = position;
    m_isWarping = position != rect().center();
    QCursor::setPos(mapToGlobal(rect().center()));
    Q_EMIT captureChanged(true);
}

//! The guest's pointer is where the guest moved it; the system's is hidden or elsewhere.
void PictureCanvas::showGuestPointer()
{
    const PointerShape &shape = m_session.pointerShape();
    const auto at = m_session.hasAbsolutePointer() ? std::nullopt : m_session.pointerPosition();
    const QRect now =
        at && !shape.image.isNull() ? QRect(*at - shape.hotspot, shape.image.size()) : QRect();
    for (const QRect &rect : {std::exchange(m_guestPointer, now), now}) {
        if (!rect.isEmpty())
            update(toWidget(rect));
    }
}

void PictureCanvas::paintGuestPointer(QPainter &painter) const
{
    if (m_guestPointer.isEmpty())
        return;
    painter.drawImage(QRectF(m_target.topLeft() + QPointF(m_guestPointer.topLeft()) * m_scale,
                             QSizeF(m_guestPointer.size()) * m_scale),
                      m_session.pointerShape().image);
}

//! How far the captured pointer moved. Far from the middle it is put back there; what moved before
//! that took effect still counts from the old place.
QPoint PictureCanvas::movement(const QPoint &position)
{
    const QPoint middle = rect().center();
    const int far = std::min(width(), height()) / 4;
    const bool isBack =
        m_isWarping
        && (position - middle).manhattanLength() < (position - m_lastPosition).manhattanLength();
    if (isBack)
        m_isWarping = false;
    const QPoint delta = position - (isBack ? middle : m_lastPosition);
    m_lastPosition = position;
    if ((position - middle).manhattanLength() > far) {
        m_isWarping = true;
        QCursor::setPos(mapToGlobal(middle));
    }
    return delta;
}

void PictureCanvas::releasePointer()
{
    if (!std::exchange(m_captured, false))
        return;
    releaseMouse();
    updateCursor();
    Q_EMIT captureChanged(false);
}

void PictureCanvas::pointer(const QPointF &position, int buttons)
{
    if (m_session.hasAbsolutePointer()) {
        m_session.sendPointer(toPicture(position), buttons);
        return;
    }
    // A mouse that only knows movements.
    if (m_captured)
        m_session.sendPointerDelta(movement(position.toPoint()), buttons);
}

void PictureCanvas::mousePressEvent(QMouseEvent *event)
{
    setFocus(Qt::MouseFocusReason);
    Q_EMIT clicked();
    if (!m_session.hasAbsolutePointer() && !m_captured && m_session.isConnected()) {
        m_notForGuest = event->buttons();
        capturePointer(event->position().toPoint());
    } else {
        pointer(event->position(), buttonsOf(event->buttons()));
    }
}

void PictureCanvas::mouseReleaseEvent(QMouseEvent *event)
{
    m_notForGuest &= event->buttons();
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
