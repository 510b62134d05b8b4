// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <rpc/channel.h>

#include <QLocalSocket>

#include <memory>

namespace Atoll {

//! Joins a channel with a local socket, for example QEMU's VNC server. Owns both, holds back the
//! faster side, and deletes itself when either ends.
class ChannelPump : public QObject
{
    Q_OBJECT

public:
    //! Takes ownership of the connected descriptor.
    ChannelPump(std::unique_ptr<Rpc::Channel> channel, int descriptor, QObject *parent);

private:
    void toChannel();
    void toSocket();

    std::unique_ptr<Rpc::Channel> m_channel;
    QLocalSocket m_socket;
};

} // namespace Atoll
