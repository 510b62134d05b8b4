// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "consoleholds.h"

#include <rpc/channel.h>

#include <QLocalSocket>

#include <memory>

namespace Atoll {

//! Joins a channel with a local socket, for example QEMU's VNC server. Owns both, holds back the
//! faster side, and deletes itself when either ends or another viewer takes the console.
class ChannelPump : public QObject
{
    Q_OBJECT

public:
    //! Takes ownership of the connected descriptor. The lease may be null.
    ChannelPump(std::unique_ptr<Rpc::Channel> channel, int descriptor, ConsoleHolds::Lease lease,
                QObject *parent);

private:
    void toChannel();
    void toSocket();
    void leave();

    std::unique_ptr<Rpc::Channel> m_channel;
    QLocalSocket m_socket;
    ConsoleHolds::Lease m_lease;
};

} // namespace Atoll
