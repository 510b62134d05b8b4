// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "channel.h"
#include "frame.h"
#include "message.h"

#include <QHash>
#include <QObject>
#include <QTimer>

#include <memory>

QT_FORWARD_DECLARE_CLASS(QWebSocket)

namespace Atoll::Rpc {

//! One end of a connection, the same on both sides: messages in text frames (zstd when large),
//! channels in binary frames, limits, keep-alive. Lives in the thread of its socket.
class Link : public QObject
{
    Q_OBJECT

public:
    explicit Link(std::unique_ptr<QWebSocket> socket, QObject *parent = nullptr);
    ~Link() override;

    QWebSocket *socket() const { return m_socket.get(); }
    //! Before login messages are small; after it the limits of limits.h stand.
    void setTrusted(bool isTrusted);

    void sendText(const QByteArray &json);
    void sendFrame(FrameType type, quint32 channel, QByteArrayView payload);
    void sendAcknowledge(quint32 channel, quint64 consumed);
    //! Bytes of messages that the other side has not taken yet, give or take a quarter of a MiB.
    qint64 backlogBytes() const { return m_textSent - m_textTaken; }

    //! Both sides agree on the id through a message. Owned by the caller; forgets itself.
    std::unique_ptr<Channel> addChannel(quint32 id);
    qsizetype channelCount() const { return m_channels.size(); }
    void forget(quint32 id) { m_channels.remove(id); }

    //! Says why and closes. `closed` follows.
    void close(const Error &reason);
    void abort();

Q_SIGNALS:
    void received(const Atoll::Rpc::Message &message);
    void misunderstood(const Atoll::Rpc::BadMessage &bad);
    //! Once. The error says whether the other side went, was lost, or broke the rules.
    void closed(const Atoll::Error &why);

private:
    void takeText(const QByteArray &text);
    void takeBinary(const QByteArray &bytes);
    void countText(qint64 bytes);
    void answered(const QByteArray &mark);
    void keepAlive();
    void lost();

    std::unique_ptr<QWebSocket> m_socket;
    QHash<quint32, Channel *> m_channels;
    QTimer m_keepAlive;
    std::optional<Error> m_reason;
    qint64 m_textSent = 0;
    qint64 m_textMarked = 0; //!< a ping went out behind so many
    qint64 m_textTaken = 0;
    int m_unansweredPings = 0;
    bool m_isTrusted = false;
    bool m_isClosed = false;
};

} // namespace Atoll::Rpc
