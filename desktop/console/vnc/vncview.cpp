// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "vncview.h"

#include "vnccanvas.h"
#include "vncsession.h"

#include <QLocale>
#include <QScrollArea>

#include <cmath>

using namespace Qt::StringLiterals;

namespace Atoll::Console {

VncView::VncView(ConsoleTransport transport, const Theme &theme, QWidget *parent)
    : VncView(std::make_unique<VncSession>(std::move(transport)), theme, parent)
{}

VncView::VncView(std::unique_ptr<VncSession> session, const Theme &theme, QWidget *parent)
    : ConsoleView(std::move(session), theme, parent)
    , m_vnc(static_cast<VncSession *>(&ConsoleView::session()))
{
    m_scroll = new QScrollArea(this);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setAlignment(Qt::AlignCenter);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_canvas = new VncCanvas(*m_vnc, m_scroll);
    m_scroll->setWidget(m_canvas);
    m_scroll->setWidgetResizable(true);
    QPalette dark = m_scroll->viewport()->palette();
    dark.setColor(QPalette::Window, Qt::black);
    m_scroll->viewport()->setPalette(dark);
    setSurface(m_canvas, m_scroll);
    connect(m_canvas, &VncCanvas::clicked, this, [this] {
        if (m_vnc->isConnected())
            keyboard().grab();
    });
    connect(&keyboard(), &KeyboardController::grabChanged, m_canvas, [this](bool grabbed) {
        if (!grabbed)
            m_canvas->releasePointer();
    });
    connect(m_vnc, &VncSession::pictureChanged, this, &ConsoleView::stateChanged);
    connect(m_vnc, &VncSession::ledsChanged, this, &ConsoleView::stateChanged);
    connect(m_vnc, &VncSession::clipboardReceived, this,
            [this](const QString &text) { guestClipboard(text); });
    connect(m_vnc, &VncSession::clipboardRefused, this, &ConsoleView::notify);
    m_since.start();
    m_vnc->start();
}

VncView::~VncView()
{
    delete m_scroll; // before the session that its canvas watches
}

Capabilities VncView::capabilities() const
{
    return Capability::Pointer | Capability::Scaling | Capability::Screenshot
           | Capability::Clipboard | Capability::TypeText | Capability::Keys;
}

// The decoder goes on writing: a screenshot is a copy.
QImage VncView::screenshot() const { return m_vnc->picture().copy(); }

QSize VncView::pictureSize() const { return m_vnc->picture().size(); }

QStringList VncView::lights() const
{
    QStringList on;
    const int bits = m_vnc->leds();
    if (bits & 4)
        on << tr("Caps");
    if (bits & 2)
        on << tr("Num");
    if (bits & 1)
        on << tr("Scroll");
    return on;
}

quint64 VncView::framesPainted() const { return m_canvas->framesPainted(); }

QString VncView::statistics()
{
    const double seconds = double(std::max<qint64>(m_since.restart(), 1)) / 1000;
    const quint64 frames = m_canvas->framesPainted();
    const quint64 bytes = m_vnc->receivedBytes();
    const double rate = double(frames - std::exchange(m_lastFrames, frames)) / seconds;
    const quint64 before = std::exchange(m_lastBytes, bytes);
    const qint64 perSecond = qint64(double(bytes < before ? bytes : bytes - before) / seconds);
    const auto latency = m_vnc->latency().recent();
    return tr("%1 × %2 · %3 fps · %4/s · input to picture %5")
        .arg(pictureSize().width())
        .arg(pictureSize().height())
        .arg(std::lround(rate))
        .arg(QLocale().formattedDataSize(perSecond, 1),
             latency ? tr("%1 ms").arg(latency->count()) : u"–"_s);
}

void VncView::sendKey(quint32 keysym, quint32 scancode, bool down)
{
    m_vnc->sendKey(keysym, scancode, down);
}

void VncView::releaseKeys() { m_vnc->releaseKeys(); }

void VncView::applyScaling(Scaling scaling)
{
    m_scroll->setWidgetResizable(scaling == Scaling::Fit);
    m_canvas->setScaling(scaling);
}

void VncView::offerClipboard(const QString &text) { m_vnc->offerClipboard(text); }

} // namespace Atoll::Console
