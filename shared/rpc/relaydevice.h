// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "channel.h"

#include <core/endreason.h>

#include <memory>

namespace Atoll::Rpc {

//! A Channel seen from another thread: a sequential device there, the bytes hop over. Reading
//! slowly holds the sender back as it would on the channel itself. Its EndReason is what the other
//! side said.
class RelayDevice : public QIODevice, public EndReason
{
    Q_OBJECT

public:
    //! Called in the channel's thread; the device belongs to `thread` and must be deleted there.
    static std::shared_ptr<QIODevice> create(std::unique_ptr<Channel> channel, QThread *thread);
    ~RelayDevice() override;

    bool isSequential() const override { return true; }
    qint64 bytesAvailable() const override;
    qint64 bytesToWrite() const override { return m_unsent; }
    void close() override;

Q_SIGNALS:
    //! Once: the other side ended it, or the connection broke.
    void finished(const std::optional<Atoll::Error> &error);

protected:
    qint64 readData(char *data, qint64 maxSize) override;
    qint64 writeData(const char *data, qint64 size) override;

private:
    class Feeder;

    RelayDevice() = default;
    void deliver(const QByteArray &bytes);
    void written(qint64 size);
    void end(const std::optional<Error> &error);

    Feeder *m_feeder = nullptr; //!< in the channel's thread; deleted there
    QByteArray m_received;
    qsizetype m_readOffset = 0;
    qint64 m_consumedUntold = 0;
    qint64 m_unsent = 0;
    bool m_isEnded = false;
};

} // namespace Atoll::Rpc
