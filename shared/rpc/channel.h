// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <core/result.h>

#include <QIODevice>

#include <optional>

namespace Atoll::Rpc {

class Link;

//! A stream of bytes beside the messages of a Link: a console, an upload. Sequential device in the
//! Link's thread. At most limits::kChannelWindow bytes are under way unacknowledged; more waits
//! in a buffer here (bytesToWrite()), so a writer minds bytesWritten(). Reading acknowledges.
class Channel : public QIODevice
{
    Q_OBJECT

public:
    Channel(Link *link, quint32 id, QObject *parent = nullptr);
    ~Channel() override;

    quint32 id() const { return m_id; }
    bool isSequential() const override { return true; }
    qint64 bytesAvailable() const override;
    qint64 bytesToWrite() const override { return m_waiting.size(); }
    //! Ends the stream; with an error the other side is told why.
    void finish(const std::optional<Error> &error = {});
    void close() override;

    // For Link only.
    void receiveData(const QByteArray &data);
    void receiveAcknowledge(quint64 consumed);
    void receiveClose(const QByteArray &reason);
    void linkLost();

Q_SIGNALS:
    //! Once: the other side ended it, or the connection broke (ErrorCode::ConnectionLost).
    void finished(const std::optional<Atoll::Error> &error);

protected:
    qint64 readData(char *data, qint64 maxSize) override;
    qint64 writeData(const char *data, qint64 size) override;

private:
    void pump();
    void end(const std::optional<Error> &error);

    Link *m_link;
    quint32 m_id;
    QByteArray m_received;
    qsizetype m_readOffset = 0;
    quint64 m_consumed = 0;
    quint64 m_consumedTold = 0;
    QByteArray m_waiting;
    quint64 m_sent = 0;
    quint64 m_acknowledged = 0;
    bool m_isEnded = false;
};

} // namespace Atoll::Rpc
