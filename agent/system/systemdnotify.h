// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QObject>
#include <QTimer>

namespace Atoll {

//! Tells systemd how the agent is doing (sd_notify(3)), and feeds its watchdog from the event loop,
//! so that a hung loop is noticed. Does nothing when systemd did not start the agent.
class SystemdNotify : public QObject
{
    Q_OBJECT

public:
    //! Takes NOTIFY_SOCKET and WATCHDOG_USEC out of the environment, so that children lack them.
    explicit SystemdNotify(QObject *parent = nullptr);

    void ready(const QString &status = {}); //!< also starts to feed the watchdog
    void status(const QString &text);
    void stopping();

    bool isActive() const { return !m_socketPath.isEmpty(); }

private:
    void send(const QByteArray &message);

    QByteArray m_socketPath;
    QTimer m_watchdog;
};

} // namespace Atoll
