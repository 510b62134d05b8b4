// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "terminalstream.h"

#include "emulator.h"

#include <QElapsedTimer>

#include <array>

using namespace Qt::StringLiterals;

namespace Atoll::Terminal {
namespace {

constexpr qint64 kSliceMs = 8;           //!< then input and painting have their turn
constexpr qint64 kChunk = 32 * 1024;     //!< below a millisecond of reading
constexpr qint64 kUnsentLimit = 4 << 20; //!< of what a guest does not take

} // namespace

TerminalStream::TerminalStream(Emulator &emulator, QObject *parent)
    : QObject(parent)
    , m_emulator(emulator)
{
    m_more.setSingleShot(true);
    m_more.setInterval(0);
    connect(&m_more, &QTimer::timeout, this, &TerminalStream::pump);
    connect(&emulator, &Emulator::output, this, &TerminalStream::write);
}

void TerminalStream::attach(std::shared_ptr<QIODevice> device)
{
    detach();
    m_device = std::move(device);
    m_receivedBytes = 0;
    m_isOver = false;
    const auto over = [this] {
        m_isOver = true;
        pump();
    };
    connect(m_device.get(), &QIODevice::readyRead, this, [this] {
        if (!m_more.isActive())
            pump();
    });
    connect(m_device.get(), &QIODevice::readChannelFinished, this, over);
    connect(m_device.get(), &QIODevice::aboutToClose, this, over);
    m_more.start();
}

void TerminalStream::detach()
{
    m_more.stop();
    if (m_device)
        m_device->disconnect(this);
    m_device.reset();
}

void TerminalStream::pump()
{
    if (!m_device)
        return;
    const std::shared_ptr<QIODevice> device = m_device; // what is told may detach us
    std::array<char, kChunk> chunk{};
    QElapsedTimer spent;
    spent.start();
    while (m_device && device->bytesAvailable() > 0) {
        const qint64 size = device->read(chunk.data(), kChunk);
        if (size <= 0)
            break;
        m_receivedBytes += quint64(size);
        m_emulator.write({chunk.data(), size});
        if (spent.elapsed() >= kSliceMs) {
            m_more.start();
            return;
        }
    }
    if (m_device && m_isOver)
        Q_EMIT ended({ErrorCode::ConnectionLost, u"the console was closed at the other end"_s});
}

void TerminalStream::write(const QByteArray &bytes)
{
    if (!m_device || !m_device->isOpen())
        return;
    if (m_device->bytesToWrite() + bytes.size() > kUnsentLimit) {
        Q_EMIT ended({ErrorCode::ConnectionLost, u"the console takes no input any more"_s});
        return;
    }
    m_device->write(bytes);
}

} // namespace Atoll::Terminal
