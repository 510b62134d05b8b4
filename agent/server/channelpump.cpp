// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "channelpump.h"

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

constexpr qint64 kPiece = 64 * 1024;
constexpr qint64 kAhead = 512 * 1024; //!< bytes taken from one side that the other has not got yet

} // namespace

ChannelPump::ChannelPump(std::unique_ptr<Rpc::Channel> channel, int descriptor,
                         ConsoleHolds::Lease lease, QObject *parent)
    : QObject(parent)
    , m_channel(std::move(channel))
    , m_lease(std::move(lease))
{
    m_socket.setReadBufferSize(kAhead);
    connect(&m_socket, &QIODevice::readyRead, this, &ChannelPump::toChannel);
    connect(&m_socket, &QIODevice::bytesWritten, this, &ChannelPump::toSocket);
    connect(&m_socket, &QLocalSocket::disconnected, this, [this] {
        m_channel->write(m_socket.readAll());
        m_channel->finish();
        leave();
    });
    connect(m_channel.get(), &QIODevice::readyRead, this, &ChannelPump::toSocket);
    connect(m_channel.get(), &QIODevice::bytesWritten, this, &ChannelPump::toChannel);
    connect(m_channel.get(), &Rpc::Channel::finished, this, [this] {
        m_socket.disconnectFromServer();
        leave();
    });
    if (m_lease) {
        connect(m_lease.get(), &ConsoleLease::revoked, this,
                [this](const Error &why) { m_channel->finish(why); });
    }
    m_socket.setSocketDescriptor(descriptor);
    toChannel();
}

void ChannelPump::toChannel()
{
    while (m_socket.bytesAvailable() > 0 && m_channel->bytesToWrite() < kAhead)
        m_channel->write(m_socket.read(kPiece));
}

void ChannelPump::toSocket()
{
    while (m_channel->bytesAvailable() > 0 && m_socket.bytesToWrite() < kAhead)
        m_socket.write(m_channel->read(kPiece));
}

//! The console is free at once, also for a request that was sent right after the end.
void ChannelPump::leave()
{
    m_lease.reset();
    deleteLater();
}

} // namespace Atoll
