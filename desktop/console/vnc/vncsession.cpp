// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "vncsession.h"

#include "rfbprotocol.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace Atoll::Console {

namespace {

constexpr qsizetype kReadAhead = 8 << 20;   //!< undecoded bytes; above it the device is left unread
constexpr qint64 kChunk = 256 * 1024;       //!< handed to the decoder in one piece
constexpr qint64 kUnsentLimit = 32 << 20;   //!< of input and clipboard that the display ignores
constexpr quint32 kSymbolOnly = 0x80000000; //!< keys without a scancode in m_pressed

} // namespace

VncSession::VncSession(ConsoleTransport transport, QObject *parent)
    : ConsoleSession(std::move(transport), parent)
{}

VncSession::~VncSession() { detach(); }

void VncSession::setQuality(const rfb::Quality &quality)
{
    m_quality = quality;
    if (isConnected()) {
        write(rfb::encodings(quality));
        write(rfb::updateRequest(m_picture.size(), false));
    }
}

void VncSession::attach(const ConsoleDevice &device)
{
    m_device = device;
    m_receivedBytes = 0;
    m_extendedKeys = m_extendedClipboard = false;
    m_absolutePointer = true;
    m_pressed.clear();
    m_worker = std::make_shared<VncWorker>(RfbClient::Options{m_quality, m_password});
    m_worker->setWatched(m_watchers > 0);
    connect(m_worker.get(), &VncWorker::batchReady, this, &VncSession::takeBatch);
    connect(device.get(), &QIODevice::readyRead, this, &VncSession::pump);
    connect(device.get(), &QIODevice::readChannelFinished, this, &VncSession::deviceClosed);
    connect(device.get(), &QIODevice::aboutToClose, this, &VncSession::deviceClosed);
    pump();
}

void VncSession::detach()
{
    if (m_device)
        m_device->disconnect(this);
    if (m_worker) {
        m_worker->disconnect(this);
        m_worker->input().close();
        // Not here: we may be inside of a signal of the worker.
        QMetaObject::invokeMethod(
            this, [worker = std::move(m_worker)] {}, Qt::QueuedConnection);
        m_worker.reset();
    }
    m_device.reset();
}

void VncSession::pump()
{
    if (!m_worker || !m_device)
        return;
    while (const qint64 ready = m_device->bytesAvailable()) {
        if (m_worker->input().buffered() > kReadAhead) {
            m_worker->input().wantDrained();
            break;
        }
        QByteArray chunk;
        if (ready >= kChunk / 2) { // small pieces are not worth a whole chunk
            chunk = m_worker->input().spare(kChunk);
            chunk.truncate(std::max<qint64>(m_device->read(chunk.data(), kChunk), 0));
        } else {
            chunk = m_device->read(ready);
        }
        if (chunk.isEmpty())
            break;
        m_receivedBytes += quint64(chunk.size());
        m_worker->input().push(std::move(chunk));
    }
}

void VncSession::deviceClosed()
{
    pump();
    if (m_worker)
        m_worker->input().close(); // the decoder finishes what came and then reports the end
}

void VncSession::write(const QByteArray &bytes)
{
    if (!m_device || !m_device->isOpen() || bytes.isEmpty())
        return;
    if (m_device->bytesToWrite() + bytes.size() > kUnsentLimit) {
        protocolEnded({ErrorCode::ConnectionLost, u"the display takes no input any more"_s});
        return;
    }
    m_device->write(bytes);
}

void VncSession::takeBatch()
{
    if (!m_worker)
        return;
    VncBatch batch = m_worker->takeBatch();
    write(batch.out);
    takePicture(batch);
    if (batch.askUpdate)
        write(rfb::updateRequest(m_picture.size(), true));
    takeStates(batch);
    takeClipboard(batch);
    if (batch.drained)
        pump();
    if (batch.ended && m_worker)
        protocolEnded(*batch.ended);
}

void VncSession::takePicture(VncBatch &batch)
{
    if (batch.picture) {
        m_picture = *batch.picture;
        if (isConnected())
            write(rfb::updateRequest(m_picture.size(), false));
        else
            protocolReady();
        Q_EMIT pictureChanged();
    }
    if (!batch.dirty.isEmpty()) {
        m_latency.pictureChanged();
        Q_EMIT dirty(batch.dirty);
    }
}

void VncSession::takeStates(VncBatch &batch)
{
    m_extendedKeys = m_extendedKeys || batch.extendedKeys;
    if (batch.cursor) {
        m_cursor = std::move(*batch.cursor);
        Q_EMIT cursorChanged();
    }
    if (batch.name) {
        m_name = *batch.name;
        Q_EMIT nameChanged();
    }
    if (batch.bell)
        Q_EMIT bellRang();
    if (batch.leds) {
        m_leds = *batch.leds;
        Q_EMIT ledsChanged(m_leds);
    }
    if (batch.absolutePointer && *batch.absolutePointer != m_absolutePointer) {
        m_absolutePointer = *batch.absolutePointer;
        Q_EMIT pointerModeChanged(m_absolutePointer);
    }
}

void VncSession::takeClipboard(VncBatch &batch)
{
    m_extendedClipboard = m_extendedClipboard || batch.extendedClipboard;
    if (batch.clipboardOffered.value_or(false))
        write(rfb::clipboardRequest());
    if (batch.clipboardWanted)
        write(rfb::clipboardProvide(m_offered));
    if (batch.clipboardText)
        Q_EMIT clipboardReceived(*batch.clipboardText);
    if (batch.clipboardRefused)
        Q_EMIT clipboardRefused(
            tr("The text copied in the guest is too large to take over (%1; at most %2)")
                .arg(QLocale().formattedDataSize(*batch.clipboardRefused),
                     QLocale().formattedDataSize(rfb::kMaxClipboard)));
}

void VncSession::watch()
{
    if (++m_watchers == 1 && m_worker)
        m_worker->setWatched(true);
}

void VncSession::unwatch()
{
    if (--m_watchers == 0 && m_worker)
        m_worker->setWatched(false);
}

void VncSession::painted()
{
    if (m_worker)
        m_worker->painted();
}

void VncSession::sendKey(quint32 keysym, quint32 scancode, bool down)
{
    if (!isConnected())
        return;
    const quint32 id = scancode ? scancode : keysym | kSymbolOnly;
    if (!down && !m_pressed.contains(id))
        return; // pressed elsewhere, released here
    m_latency.inputSent();
    if (down)
        m_pressed.insert(id, keysym);
    else
        keysym = m_pressed.take(id); // a modifier may have changed the symbol meanwhile
    if (m_extendedKeys && scancode)
        write(rfb::extendedKeyEvent(keysym, scancode, down));
    else if (keysym)
        write(rfb::keyEvent(keysym, down));
}

void VncSession::releaseKeys()
{
    const QList<quint32> ids = m_pressed.keys();
    for (const quint32 id : ids)
        sendKey(m_pressed.value(id), id & kSymbolOnly ? 0 : id, false);
}

void VncSession::sendPointer(const QPoint &position, int buttons)
{
    if (!isConnected() || m_picture.isNull())
        return;
    m_latency.inputSent();
    write(rfb::pointerEvent(std::clamp(position.x(), 0, m_picture.width() - 1),
                            std::clamp(position.y(), 0, m_picture.height() - 1), buttons));
}

void VncSession::sendPointerDelta(const QPoint &delta, int buttons)
{
    constexpr int kCentre = 0x7fff; // QEMU's convention for relative pointers
    if (!isConnected())
        return;
    m_latency.inputSent();
    write(rfb::pointerEvent(kCentre + std::clamp(delta.x(), -1000, 1000),
                            kCentre + std::clamp(delta.y(), -1000, 1000), buttons));
}

void VncSession::offerClipboard(const QString &text)
{
    if (!isConnected())
        return;
    if (text.size() > qsizetype(rfb::kMaxClipboard)) {
        Q_EMIT clipboardRefused(tr("The clipboard is too large to give to the guest (at most %1)")
                                    .arg(QLocale().formattedDataSize(rfb::kMaxClipboard)));
        return;
    }
    m_offered = text;
    if (m_extendedClipboard)
        write(rfb::clipboardNotify(!text.isEmpty()));
    else
        write(rfb::cutText(text.toLatin1()));
}

void VncSession::requestSize(const QSize &size)
{
    if (isConnected() && size.width() > 0 && size.height() > 0)
        write(rfb::desktopSize(size.boundedTo({rfb::kMaxSide, rfb::kMaxSide})));
}

} // namespace Atoll::Console
