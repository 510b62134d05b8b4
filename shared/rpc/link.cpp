// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "link.h"

#include <QWebSocket>

using namespace Qt::StringLiterals;

namespace Atoll::Rpc {
namespace {

constexpr qint64 kMarkBytes = 256 * 1024;

} // namespace

Link::Link(std::unique_ptr<QWebSocket> socket, QObject *parent)
    : QObject(parent)
    , m_socket(std::move(socket))
{
    setTrusted(false);
    connect(m_socket.get(), &QWebSocket::textMessageReceived, this,
            [this](const QString &text) { takeText(text.toUtf8()); });
    connect(m_socket.get(), &QWebSocket::binaryMessageReceived, this, &Link::takeBinary);
    connect(m_socket.get(), &QWebSocket::disconnected, this, &Link::lost);
    connect(m_socket.get(), &QWebSocket::pong, this,
            [this](quint64, const QByteArray &mark) { answered(mark); });
    m_keepAlive.setInterval(limits::kKeepAlive);
    connect(&m_keepAlive, &QTimer::timeout, this, &Link::keepAlive);
    m_keepAlive.start();
}

Link::~Link()
{
    m_isClosed = true;
    m_socket->disconnect(this);
    const auto channels = m_channels.values();
    for (Channel *channel : channels)
        channel->linkLost();
}

void Link::setTrusted(bool isTrusted)
{
    m_isTrusted = isTrusted;
    m_socket->setMaxAllowedIncomingFrameSize(
        quint64(isTrusted ? limits::kFrameBytes : limits::kFrameBytesBeforeLogin));
    m_socket->setMaxAllowedIncomingMessageSize(
        quint64(isTrusted ? limits::kMessageBytes : limits::kFrameBytesBeforeLogin));
}

void Link::sendText(const QByteArray &json)
{
    if (m_isClosed)
        return;
    if (json.size() > limits::kCompressAbove) {
        const QByteArray packed = compress(json);
        sendFrame(FrameType::CompressedText, 0, packed);
        countText(packed.size());
    } else {
        m_socket->sendTextMessage(QString::fromUtf8(json));
        countText(json.size());
    }
}

void Link::sendFrame(FrameType type, quint32 channel, QByteArrayView payload)
{
    if (!m_isClosed)
        m_socket->sendBinaryMessage(encodeFrame(type, channel, payload));
}

void Link::sendAcknowledge(quint32 channel, quint64 consumed)
{
    if (!m_isClosed)
        m_socket->sendBinaryMessage(encodeAcknowledge(channel, consumed));
}

void Link::countText(qint64 bytes)
{
    // What waits behind TLS or in the kernel cannot be asked for, and says nothing of a program
    // that hangs. A ping comes back when everything before it was taken.
    m_textSent += bytes;
    if (m_textSent - m_textMarked < kMarkBytes)
        return;
    m_textMarked = m_textSent;
    m_socket->ping(QByteArray::number(m_textSent));
}

void Link::answered(const QByteArray &mark)
{
    m_unansweredPings = 0;
    const qint64 taken = mark.toLongLong();
    if (taken > m_textTaken && taken <= m_textMarked)
        m_textTaken = taken;
}

std::unique_ptr<Channel> Link::addChannel(quint32 id)
{
    Q_ASSERT(!m_channels.contains(id));
    auto channel = std::make_unique<Channel>(this, id);
    m_channels.insert(id, channel.get());
    return channel;
}

void Link::close(const Error &reason)
{
    if (m_reason)
        return;
    m_reason = reason;
    // A close frame carries at most 123 octets of reason (RFC 6455, 5.5).
    m_socket->close(QWebSocketProtocol::CloseCodePolicyViolated,
                    QString::fromUtf8(reason.text.toUtf8().left(120)));
}

void Link::abort() { m_socket->abort(); }

void Link::takeText(const QByteArray &text)
{
    const auto message =
        decode(text, m_isTrusted ? limits::kMessageBytes : limits::kFrameBytesBeforeLogin);
    if (message)
        Q_EMIT received(*message);
    else
        Q_EMIT misunderstood(message.error());
}

void Link::takeBinary(const QByteArray &bytes)
{
    const auto frame = decodeFrame(bytes);
    if (!frame) {
        close(frame.error());
        return;
    }
    if (frame->type == FrameType::CompressedText) {
        const auto text = decompress(frame->payload, m_isTrusted ? limits::kMessageBytes
                                                                 : limits::kFrameBytesBeforeLogin);
        if (text)
            takeText(*text);
        else
            close(text.error());
        return;
    }
    // A channel that has just ended here may still be spoken to by the other side: not an error.
    Channel *channel = m_channels.value(frame->channel);
    if (!channel)
        return;
    if (frame->type == FrameType::Data) {
        channel->receiveData(frame->payload);
    } else if (frame->type == FrameType::Close) {
        channel->receiveClose(frame->payload);
    } else {
        const auto consumed = acknowledgedBytes(*frame);
        if (consumed)
            channel->receiveAcknowledge(*consumed);
        else
            close(consumed.error());
    }
}

void Link::keepAlive()
{
    if (m_unansweredPings >= 2) {
        m_reason =
            Error{ErrorCode::ConnectionLost,
                  u"the other side did not answer for %1 s"_s.arg(3 * limits::kKeepAlive.count())};
        m_socket->abort();
        lost();
        return;
    }
    ++m_unansweredPings;
    m_socket->ping();
}

void Link::lost()
{
    if (m_isClosed)
        return;
    m_isClosed = true;
    m_keepAlive.stop();
    const auto channels = m_channels.values();
    for (Channel *channel : channels)
        channel->linkLost();
    if (!m_reason) {
        const QString said = m_socket->closeReason();
        m_reason = Error{ErrorCode::ConnectionLost, said.isEmpty()
                                                        ? u"the connection was closed"_s
                                                        : u"the connection was closed: "_s + said};
    }
    Q_EMIT closed(*m_reason);
}

} // namespace Atoll::Rpc
