// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "spicebridge.h"

#include <array>

namespace Atoll::Console {

namespace {

constexpr qint64 kChunk = 256 * 1024;
constexpr qint64 kUnsentLimit = 4 << 20; //!< above it the socket is left unread

} // namespace

SpiceBridge::SpiceBridge(ConsoleDevice device, Socket socket, SpiceLimits::Channel channel,
                         QObject *parent)
    : QObject(parent)
    , m_device(std::move(device))
    , m_socket(std::move(socket))
    , m_readable(m_socket.handle(), QSocketNotifier::Read)
    , m_writable(m_socket.handle(), QSocketNotifier::Write)
    , m_limits(channel)
{
    m_writable.setEnabled(false);
    connect(&m_readable, &QSocketNotifier::activated, this, &SpiceBridge::toDevice);
    connect(&m_writable, &QSocketNotifier::activated, this, &SpiceBridge::toSocket);
    connect(m_device.get(), &QIODevice::readyRead, this, &SpiceBridge::toSocket);
    connect(m_device.get(), &QIODevice::bytesWritten, this, &SpiceBridge::toDevice);
    const auto ended = [this] {
        m_deviceEnded = true;
        toSocket();
    };
    connect(m_device.get(), &QIODevice::readChannelFinished, this, ended);
    connect(m_device.get(), &QIODevice::aboutToClose, this, ended);
    QMetaObject::invokeMethod(this, &SpiceBridge::toSocket, Qt::QueuedConnection);
}

SpiceBridge::~SpiceBridge() { end(); }

void SpiceBridge::toSocket()
{
    if (!m_device)
        return;
    while (true) {
        if (m_rest.isEmpty()) {
            m_rest = m_device->isOpen() ? m_device->read(kChunk) : QByteArray();
            if (m_rest.isEmpty())
                break;
            Q_EMIT received(m_rest.size());
            if (const Result<void> ok = m_limits.read(m_rest); !ok) {
                end();
                Q_EMIT refused(ok.error());
                return;
            }
        }
        const qint64 sent = m_socket.send(m_rest.constData(), m_rest.size());
        if (sent < 0) {
            end();
            return;
        }
        m_rest.remove(0, sent);
        if (!m_rest.isEmpty()) {
            m_writable.setEnabled(true);
            return;
        }
    }
    m_writable.setEnabled(false);
    if (m_deviceEnded) {
        m_socket.endSending(); // the library reads the rest and then closes its end
        leaveDevice();
    }
}

void SpiceBridge::toDevice()
{
    std::array<char, 64 * 1024> chunk;
    while (true) {
        const bool isFull = m_device && m_device->bytesToWrite() > kUnsentLimit;
        m_readable.setEnabled(!isFull);
        if (isFull)
            return; // until bytesWritten()
        const qint64 got = m_socket.receive(chunk.data(), chunk.size());
        if (got < 0)
            end();
        if (got <= 0)
            return;
        if (m_device && m_device->isOpen())
            m_device->write(chunk.data(), got);
    }
}

void SpiceBridge::leaveDevice()
{
    if (const ConsoleDevice device = std::exchange(m_device, {})) {
        device->disconnect(this);
        device->close();
    }
}

void SpiceBridge::end()
{
    m_isOpen = false;
    m_readable.setEnabled(false);
    m_writable.setEnabled(false);
    leaveDevice();
    const Socket closes = std::exchange(m_socket, Socket());
}

} // namespace Atoll::Console
