// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "../consoletransport.h"
#include "socketpair.h"
#include "spicelimits.h"

#include <QSocketNotifier>

namespace Atoll::Console {

//! Joins a stream of the agent's connection with the socket that spice-client-glib wants for each
//! of its channels. Reads no side faster than the other takes. GUI thread.
class SpiceBridge final : public QObject
{
    Q_OBJECT

public:
    SpiceBridge(ConsoleDevice device, Socket socket, SpiceLimits::Channel channel, QObject *parent);
    ~SpiceBridge() override;

    bool isOpen() const { return m_isOpen; }

Q_SIGNALS:
    void received(qint64 bytes);
    //! The display said what must not reach the library. The stream is closed.
    void refused(const Error &error);

private:
    void toSocket();
    void toDevice();
    void leaveDevice();
    void end();

    ConsoleDevice m_device;
    Socket m_socket;
    QSocketNotifier m_readable;
    QSocketNotifier m_writable;
    SpiceLimits m_limits;
    QByteArray m_rest; //!< read of the device, not taken by the socket
    bool m_deviceEnded = false;
    bool m_isOpen = true;
};

} // namespace Atoll::Console
