// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "pictureview.h"

#include "../consoleactions.h"
#include "picturecanvas.h"
#include "picturesession.h"

#include <QLocale>
#include <QScrollArea>

#include <cmath>

using namespace Qt::StringLiterals;

namespace Atoll::Console {

PictureView::PictureView(std::unique_ptr<PictureSession> session, const Theme &theme,
                         QWidget *parent)
    : ConsoleView(std::move(session), theme, parent)
    , m_picture(static_cast<PictureSession *>(&ConsoleView::session()))
{
    setAcceptDrops(true);
    m_scroll = new QScrollArea(this);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setAlignment(Qt::AlignCenter);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_canvas = new PictureCanvas(*m_picture, m_scroll);
    m_scroll->setWidget(m_canvas);
    m_scroll->setWidgetResizable(true);
    QPalette dark = m_scroll->viewport()->palette();
    dark.setColor(QPalette::Window, Qt::black);
    m_scroll->viewport()->setPalette(dark);
    setSurface(m_canvas, m_scroll);
    connect(m_canvas, &PictureCanvas::clicked, this, [this] {
        if (m_picture->isConnected())
            keyboard().grab();
    });
    connect(&keyboard(), &KeyboardController::grabChanged, m_canvas, [this](bool grabbed) {
        if (!grabbed)
            m_canvas->releasePointer();
    });
    connect(m_canvas, &PictureCanvas::captureChanged, this, &ConsoleView::stateChanged);
    connect(m_picture, &PictureSession::pointerModeChanged, this, &ConsoleView::stateChanged);
    connect(m_picture, &PictureSession::pictureChanged, this, [this] {
        actions().update(); // there is something to take a screenshot of
        Q_EMIT stateChanged();
    });
    connect(m_picture, &PictureSession::ledsChanged, this, &ConsoleView::stateChanged);
    connect(m_picture, &PictureSession::clipboardReceived, this,
            [this](const QString &text) { guestClipboard(text); });
    connect(m_picture, &PictureSession::clipboardRefused, this, &ConsoleView::notify);
    m_since.start();
}

PictureView::~PictureView()
{
    delete m_scroll; // before the session that its canvas watches
}

Capabilities PictureView::capabilities() const
{
    return Capability::Pointer | Capability::Scaling | Capability::Screenshot
           | Capability::Clipboard | Capability::TypeText | Capability::Keys;
}

// The decoder goes on writing: a screenshot is a copy.
QImage PictureView::screenshot() const
{
    const auto held = m_picture->holdPicture();
    return m_picture->picture().copy();
}

QSize PictureView::pictureSize() const { return m_picture->picture().size(); }

QStringList PictureView::lights() const
{
    QStringList on;
    const int bits = m_picture->leds();
    if (bits & 4)
        on << tr("Caps");
    if (bits & 2)
        on << tr("Num");
    if (bits & 1)
        on << tr("Scroll");
    return on;
}

QString PictureView::sizeText() const
{
    const QString size = ConsoleView::sizeText();
    if (m_picture->hasAbsolutePointer() || !m_picture->isConnected())
        return size;
    return (m_canvas->isPointerCaptured()
                ? tr("mouse in the guest, %1 releases it").arg(keyboard().releaseChordText())
                : tr("a click gives the guest the mouse"))
           + u" · "_s + size;
}

QString PictureView::grabText() const
{
    return m_picture->hasAbsolutePointer()
               ? ConsoleView::grabText()
               : tr("The mouse and all keys go to the guest · %1 releases them")
                     .arg(keyboard().releaseChordText());
}

QWidget &PictureView::frame() const { return *m_scroll; }

quint64 PictureView::framesPainted() const { return m_canvas->framesPainted(); }

QString PictureView::statistics()
{
    const double seconds = double(std::max<qint64>(m_since.restart(), 1)) / 1000;
    const quint64 frames = m_canvas->framesPainted();
    const quint64 bytes = m_picture->receivedBytes();
    const double rate = double(frames - std::exchange(m_lastFrames, frames)) / seconds;
    const quint64 before = std::exchange(m_lastBytes, bytes);
    const qint64 perSecond = qint64(double(bytes < before ? bytes : bytes - before) / seconds);
    const auto latency = m_picture->latency().recent();
    return tr("%1 × %2 · %3 fps · %4/s · input to picture %5")
        .arg(pictureSize().width())
        .arg(pictureSize().height())
        .arg(std::lround(rate))
        .arg(QLocale().formattedDataSize(perSecond, 1),
             latency ? tr("%1 ms").arg(latency->count()) : u"–"_s);
}

void PictureView::sendKey(quint32 keysym, quint32 scancode, bool down)
{
    m_picture->sendKey(keysym, scancode, down);
}

void PictureView::releaseKeys() { m_picture->releaseKeys(); }

void PictureView::applyScaling(Scaling scaling)
{
    m_scroll->setWidgetResizable(scaling == Scaling::Fit);
    m_canvas->setScaling(scaling);
}

void PictureView::offerClipboard(const QString &text) { m_picture->offerClipboard(text); }

} // namespace Atoll::Console
