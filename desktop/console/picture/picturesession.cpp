// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "picturesession.h"

#include <QLocale>

namespace Atoll::Console {

namespace {

constexpr quint32 kSymbolOnly = 0x80000000; //!< keys without a scancode in m_pressed

} // namespace

void PictureSession::watch()
{
    if (++m_watchers == 1)
        watchedChanged(true);
}

void PictureSession::unwatch()
{
    if (--m_watchers == 0)
        watchedChanged(false);
}

void PictureSession::sendKey(quint32 keysym, quint32 scancode, bool down)
{
    if (!isConnected())
        return;
    const quint32 id = scancode ? scancode : keysym | kSymbolOnly;
    if (!down && !m_pressed.contains(id))
        return; // pressed elsewhere, released here
    noteInput();
    if (down)
        m_pressed.insert(id, keysym);
    else
        keysym = m_pressed.take(id); // a modifier may have changed the symbol meanwhile
    putKey(keysym, scancode, down);
}

void PictureSession::releaseKeys()
{
    const QList<quint32> ids = m_pressed.keys();
    for (const quint32 id : ids)
        sendKey(m_pressed.value(id), id & kSymbolOnly ? 0 : id, false);
}

void PictureSession::noteChange(const QRegion &region)
{
    m_latency.pictureChanged();
    Q_EMIT dirty(region);
}

void PictureSession::setPointerShape(const PointerShape &shape)
{
    m_pointerShape = shape;
    Q_EMIT pointerShapeChanged();
}

void PictureSession::setAbsolutePointer(bool absolute)
{
    if (absolute == m_absolutePointer)
        return;
    m_absolutePointer = absolute;
    Q_EMIT pointerModeChanged(absolute);
}

void PictureSession::setLeds(int bits)
{
    m_leds = bits;
    Q_EMIT ledsChanged(bits);
}

void PictureSession::forgetInput()
{
    m_pressed.clear();
    m_absolutePointer = true;
}

void PictureSession::refuseOurClipboard(qint64 maximumBytes)
{
    Q_EMIT clipboardRefused(tr("The clipboard is too large to give to the guest (at most %1)")
                                .arg(QLocale().formattedDataSize(maximumBytes)));
}

void PictureSession::refuseGuestClipboard(qint64 sizeBytes, qint64 maximumBytes)
{
    Q_EMIT clipboardRefused(
        tr("The text copied in the guest is too large to take over (%1; at most %2)")
            .arg(QLocale().formattedDataSize(sizeBytes),
                 QLocale().formattedDataSize(maximumBytes)));
}

} // namespace Atoll::Console
