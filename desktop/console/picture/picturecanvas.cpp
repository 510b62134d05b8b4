// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "picturecanvas.h"

#include "picturesession.h"

#include <QPainter>
#include <QPaintEvent>
#include <QScreen>

#include <chrono>
#include <cmath>

namespace Atoll::Console {

namespace {

bool isWhole(double number) { return std::abs(number - std::round(number)) < 1e-6; }

} // namespace

PictureCanvas::PictureCanvas(PictureSession &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
{
    setObjectName(QStringLiteral("pictureCanvas"));
    setAttribute(Qt::WA_OpaquePaintEvent);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    m_nextPaint.setSingleShot(true);
    m_nextPaint.setTimerType(Qt::PreciseTimer);
    connect(&m_nextPaint, &QTimer::timeout, this, &PictureCanvas::flushDirty);
    connect(&session, &PictureSession::pictureChanged, this, &PictureCanvas::pictureChanged);
    connect(&session, &PictureSession::dirty, this, &PictureCanvas::addDirty);
    connect(&session, &PictureSession::pointerShapeChanged, this, &PictureCanvas::updateCursor);
    connect(&session, &PictureSession::pointerMoved, this, &PictureCanvas::showGuestPointer);
    connect(&session, &PictureSession::pointerModeChanged, this, [this] {
        releasePointer();
        updateCursor();
    });
    pictureChanged();
    updateCursor();
}

PictureCanvas::~PictureCanvas()
{
    if (m_watching)
        m_session.unwatch();
}

void PictureCanvas::setScaling(Scaling scaling)
{
    m_scaling = scaling;
    pictureChanged();
}

QSize PictureCanvas::sizeHint() const
{
    const QSize size = m_session.picture().size();
    return size.isEmpty() ? QSize(800, 600) : size / devicePixelRatioF();
}

void PictureCanvas::pictureChanged()
{
    if (m_scaling == Scaling::ActualSize && !m_session.picture().isNull())
        setFixedSize(sizeHint());
    else {
        setMinimumSize(0, 0);
        setMaximumSize(QWIDGETSIZE_MAX, QWIDGETSIZE_MAX);
    }
    placePicture();
    updateGeometry();
    update();
}

void PictureCanvas::placePicture()
{
    const double ratio = devicePixelRatioF();
    const QSizeF space(std::round(width() * ratio), std::round(height() * ratio));
    const QSizeF picture = m_session.picture().size();
    m_scale = 1;
    if (m_scaling == Scaling::Fit && !picture.isEmpty())
        m_scale = std::min(space.width() / picture.width(), space.height() / picture.height());
    const QSizeF shown = picture * m_scale;
    m_target =
        QRectF(std::floor((space.width() - shown.width()) / 2),
               std::floor((space.height() - shown.height()) / 2), shown.width(), shown.height());
    m_target.moveLeft(std::max(m_target.left(), 0.0));
    m_target.moveTop(std::max(m_target.top(), 0.0));
    updateCursor();
}

void PictureCanvas::addDirty(const QRegion &region)
{
    m_dirty += region;
    m_frameWaiting = true;
    if (!isVisible()) {
        m_dirty = {};
        m_session.painted();
        return;
    }
    // A little under the frame time: a source of the screen's own rate must not lose frames.
    const double rate = screen() ? std::max(screen()->refreshRate(), 24.0) : 60.0;
    const qint64 pauseMs = qint64(800 / rate);
    const qint64 since = m_sincePaint.isValid() ? m_sincePaint.elapsed() : pauseMs;
    if (since >= pauseMs)
        flushDirty();
    else if (!m_nextPaint.isActive())
        m_nextPaint.start(std::chrono::milliseconds(pauseMs - since));
}

void PictureCanvas::flushDirty()
{
    if (m_dirty.isEmpty())
        return;
    const QRegion dirty = std::exchange(m_dirty, {});
    for (const QRect &rect : dirty)
        update(toWidget(rect));
}

QRect PictureCanvas::toWidget(const QRect &picture) const
{
    const double ratio = devicePixelRatioF();
    const double margin = m_scale == 1 ? 0 : 1; // smoothing reaches into the neighbour
    const QRectF device(m_target.x() + picture.x() * m_scale - margin,
                        m_target.y() + picture.y() * m_scale - margin,
                        picture.width() * m_scale + 2 * margin,
                        picture.height() * m_scale + 2 * margin);
    return QRectF(device.topLeft() / ratio, device.size() / ratio).toAlignedRect();
}

QPoint PictureCanvas::toPicture(const QPointF &position) const
{
    const QPointF device = position * devicePixelRatioF() - m_target.topLeft();
    return QPoint(int(std::floor(device.x() / m_scale)), int(std::floor(device.y() / m_scale)));
}

void PictureCanvas::paintEvent(QPaintEvent *event)
{
    const auto held = m_session.holdPicture();
    QPainter painter(this);
    const double ratio = devicePixelRatioF();
    painter.scale(1 / ratio, 1 / ratio); // device pixels: what is 1:1 stays a plain copy
    for (const QRect &rect : event->region()) {
        const QRect device =
            QRectF(QPointF(rect.topLeft()) * ratio, QSizeF(rect.size()) * ratio).toAlignedRect();
        paintPicture(painter, device);
    }
    paintGuestPointer(painter);
    m_sincePaint.start();
    if (std::exchange(m_frameWaiting, false))
        ++m_framesPainted;
    m_session.painted();
}

void PictureCanvas::paintPicture(QPainter &painter, const QRect &deviceRect)
{
    const QImage &picture = m_session.picture();
    const QRect inside = m_target.toAlignedRect() & deviceRect;
    if (inside != deviceRect || picture.isNull()) {
        const QRegion around = QRegion(deviceRect) - m_target.toRect();
        for (const QRect &rect : around)
            painter.fillRect(rect, Qt::black);
    }
    if (picture.isNull() || inside.isEmpty())
        return;
    if (m_scale == 1) {
        painter.drawImage(inside.topLeft(), picture,
                          inside.translated(-m_target.topLeft().toPoint()));
        return;
    }
    painter.save();
    painter.setClipRect(inside);
    painter.setRenderHint(QPainter::SmoothPixmapTransform, !isWhole(m_scale));
    painter.drawImage(m_target, picture, QRectF(picture.rect()));
    painter.restore();
}

void PictureCanvas::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    placePicture();
    update();
}

void PictureCanvas::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (!std::exchange(m_watching, true))
        m_session.watch();
}

void PictureCanvas::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    releasePointer();
    if (std::exchange(m_watching, false))
        m_session.unwatch();
}

bool PictureCanvas::event(QEvent *event)
{
    if (event->type() == QEvent::ScreenChangeInternal)
        placePicture(); // another pixel ratio
    return QWidget::event(event);
}

bool PictureCanvas::focusNextPrevChild(bool next)
{
    Q_UNUSED(next)
    return false; // Tab belongs to the guest
}

} // namespace Atoll::Console
