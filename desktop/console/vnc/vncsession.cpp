// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "vncsession.h"

#include "rfbprotocol.h"

using namespace Qt::StringLiterals;

namespace Atoll::Console {

namespace {

constexpr qsizetype kReadAhead = 8 << 20; //!< undecoded bytes; above it the device is left unread
constexpr qint64 kChunk = 256 * 1024;     //!< handed to the decoder in one piece
constexpr qint64 kUnsentLimit = 32 << 20; //!< of input and clipboard that the display ignores

} // namespace

VncSession::VncSession(ConsoleTransport transport, QObject *parent)
    : PictureSession(std::move(transport), parent)
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
    forgetInput();
    m_worker = std::make_shared<VncWorker>(RfbClient::Options{m_quality, m_password});
    m_worker->setWatched(isWatched());
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
        noteChange(batch.dirty);
    }
}

void VncSession::takeStates(VncBatch &batch)
{
    m_extendedKeys = m_extendedKeys || batch.extendedKeys;
    if (batch.cursor)
        setPointerShape(*batch.cursor);
    if (batch.name) {
        m_name = *batch.name;
        Q_EMIT nameChanged();
    }
    if (batch.bell)
        Q_EMIT bellRang();
    if (batch.leds)
        setLeds(*batch.leds);
    if (batch.absolutePointer)
        setAbsolutePointer(*batch.absolutePointer);
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
        refuseGuestClipboard(*batch.clipboardRefused, rfb::kMaxClipboard);
}

void VncSession::watchedChanged(bool watched)
{
    if (m_worker)
        m_worker->setWatched(watched);
}

void VncSession::painted()
{
    if (m_worker)
        m_worker->painted();
}

void VncSession::putKey(quint32 keysym, quint32 scancode, bool down)
{
    if (m_extendedKeys && scancode)
        write(rfb::extendedKeyEvent(keysym, scancode, down));
    else if (keysym)
        write(rfb::keyEvent(keysym, down));
}

void VncSession::sendPointer(const QPoint &position, int buttons)
{
    if (!isConnected() || m_picture.isNull())
        return;
    noteInput();
    write(rfb::pointerEvent(std::clamp(position.x(), 0, m_picture.width() - 1),
                            std::clamp(position.y(), 0, m_picture.height() - 1), buttons));
}

void VncSession::sendPointerDelta(const QPoint &delta, int buttons)
{
    constexpr int kCentre = 0x7fff; // QEMU's convention for relative pointers
    if (!isConnected())
        return;
    noteInput();
    write(rfb::pointerEvent(kCentre + std::clamp(delta.x(), -1000, 1000),
                            kCentre + std::clamp(delta.y(), -1000, 1000), buttons));
}

void VncSession::offerClipboard(const QString &text)
{
    if (!isConnected())
        return;
    if (text.size() > qsizetype(rfb::kMaxClipboard)) {
        refuseOurClipboard(rfb::kMaxClipboard);
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
