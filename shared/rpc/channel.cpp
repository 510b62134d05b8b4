// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "channel.h"

#include "frame.h"
#include "link.h"

#include <QPointer>

using namespace Qt::StringLiterals;

namespace Atoll::Rpc {
namespace {

constexpr qint64 kPieceBytes = 64 * 1024;

} // namespace

Channel::Channel(Link *link, quint32 id, QObject *parent)
    : QIODevice(parent)
    , m_link(link)
    , m_id(id)
{
    open(QIODevice::ReadWrite | QIODevice::Unbuffered);
}

Channel::~Channel()
{
    if (!m_isEnded) {
        m_isEnded = true;
        m_link->sendFrame(FrameType::Close, m_id, {});
        m_link->forget(m_id);
    }
}

qint64 Channel::bytesAvailable() const
{
    return m_received.size() - m_readOffset + QIODevice::bytesAvailable();
}

void Channel::finish(const std::optional<Error> &error)
{
    if (m_isEnded)
        return;
    const QByteArray reason =
        error ? QJsonDocument(error->toJson()).toJson(QJsonDocument::Compact) : QByteArray();
    if (!m_waiting.isEmpty()) { // the end comes after the bytes
        m_link->sendFrame(FrameType::Data, m_id, m_waiting);
        m_waiting.clear();
    }
    m_link->sendFrame(FrameType::Close, m_id, reason);
    end(error);
}

void Channel::close()
{
    finish();
    QIODevice::close();
}

void Channel::receiveData(const QByteArray &data)
{
    const quint64 unread =
        quint64(m_received.size() - m_readOffset) + (m_consumed - m_consumedTold);
    // The sender may count our last acknowledgement late, never early.
    if (unread + quint64(data.size()) > quint64(2 * limits::kChannelWindow)) {
        finish(Error{ErrorCode::LimitExceeded, u"the channel was sent more than its window"_s});
        return;
    }
    if (m_readOffset == m_received.size()) {
        m_received = data;
        m_readOffset = 0;
    } else {
        m_received.append(data);
    }
    Q_EMIT readyRead();
}

void Channel::receiveAcknowledge(quint64 consumed)
{
    if (consumed > m_sent || consumed < m_acknowledged) {
        finish(Error{ErrorCode::InvalidRequest, u"acknowledgement of bytes that were not sent"_s});
        return;
    }
    const auto newly = qint64(consumed - m_acknowledged);
    m_acknowledged = consumed;
    pump();
    if (newly > 0)
        Q_EMIT bytesWritten(newly);
}

void Channel::receiveClose(const QByteArray &reason)
{
    if (reason.isEmpty()) {
        end({});
        return;
    }
    const auto object = parseObject(reason, limits::kFrameBytesBeforeLogin, limits::kJsonDepth);
    end(object ? Error::fromJson(*object)
               : Error{ErrorCode::Internal, u"the channel was closed without a readable reason"_s});
}

void Channel::linkLost() { end(Error{ErrorCode::ConnectionLost, u"the connection was lost"_s}); }

qint64 Channel::readData(char *data, qint64 maxSize)
{
    const qint64 size = qMin<qint64>(maxSize, m_received.size() - m_readOffset);
    if (size == 0)
        return m_isEnded ? -1 : 0;
    std::copy_n(m_received.constData() + m_readOffset, size, data);
    m_readOffset += size;
    m_consumed += quint64(size);
    if (m_readOffset == m_received.size()) {
        m_received.clear();
        m_readOffset = 0;
    }
    if (!m_isEnded && m_consumed - m_consumedTold >= quint64(limits::kChannelWindow / 8)) {
        m_consumedTold = m_consumed;
        m_link->sendAcknowledge(m_id, m_consumed);
    }
    return size;
}

qint64 Channel::writeData(const char *data, qint64 size)
{
    if (m_isEnded)
        return -1;
    m_waiting.append(data, size);
    pump();
    return size;
}

void Channel::pump()
{
    qsizetype offset = 0;
    while (!m_isEnded && offset < m_waiting.size()) {
        const qint64 room = limits::kChannelWindow - qint64(m_sent - m_acknowledged);
        const qint64 size = qMin(qMin<qint64>(room, kPieceBytes), m_waiting.size() - offset);
        if (size <= 0)
            break;
        m_link->sendFrame(FrameType::Data, m_id, QByteArrayView(m_waiting).sliced(offset, size));
        m_sent += quint64(size);
        offset += size;
    }
    if (offset == m_waiting.size())
        m_waiting.clear();
    else
        m_waiting.remove(0, offset);
}

void Channel::end(const std::optional<Error> &error)
{
    if (m_isEnded)
        return;
    m_isEnded = true;
    m_link->forget(m_id);
    const QPointer<Channel> guard(this);
    Q_EMIT readChannelFinished();
    if (guard)
        Q_EMIT finished(error);
}

} // namespace Atoll::Rpc
