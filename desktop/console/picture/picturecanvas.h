// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QElapsedTimer>
#include <QPointer>
#include <QRegion>
#include <QTimer>
#include <QWidget>

#include "../consoleview.h"

namespace Atoll::Console {

class PictureSession;

//! Paints a session's picture and leads the pointer into it. Pixels go from the decoder's
//! picture to the window in one step, at most once per frame of the screen. GUI thread.
class PictureCanvas final : public QWidget
{
    Q_OBJECT

public:
    PictureCanvas(PictureSession &session, QWidget *parent);
    ~PictureCanvas() override;

    void setScaling(Scaling scaling);
    quint64 framesPainted() const { return m_framesPainted; }
    //! Lets go of a captured pointer.
    void releasePointer();
    bool isPointerCaptured() const { return m_captured; }
    QSize sizeHint() const override;

Q_SIGNALS:
    void clicked();
    void captureChanged(bool isCaptured);

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    bool focusNextPrevChild(bool next) override;

private:
    void pictureChanged();
    void addDirty(const QRegion &region);
    void flushDirty();
    void placePicture();
    void paintPicture(QPainter &painter, const QRect &deviceRect);
    QRect toWidget(const QRect &picture) const;
    QPoint toPicture(const QPointF &position) const;
    void updateCursor();
    void capturePointer(const QPoint &position);
    void showGuestPointer();
    void paintGuestPointer(QPainter &painter) const;
    QPoint movement(const QPoint &position);
    void pointer(const QPointF &position, int buttons);
    int buttonsOf(Qt::MouseButtons buttons) const;

    PictureSession &m_session;
    Scaling m_scaling = Scaling::Fit;
    QRectF m_target; //!< of the picture, in device pixels
    double m_scale = 1;
    QRegion m_dirty;
    QElapsedTimer m_sincePaint;
    QTimer m_nextPaint;
    quint64 m_framesPainted = 0;
    bool m_frameWaiting = false;
    bool m_watching = false;
    bool m_captured = false;
    QPoint m_lastPosition; //!< of a captured pointer, in the widget
    bool m_isWarping = false;
    Qt::MouseButtons m_notForGuest; //!< those of the click that captured, while they are held
    QRect m_guestPointer; //!< in the picture; empty: the guest's own or the system's is seen
    QPoint m_wheel;
};

} // namespace Atoll::Console
