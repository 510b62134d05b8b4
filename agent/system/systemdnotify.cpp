// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "systemdnotify.h"

#include <QLoggingCategory>

#include <cerrno>
#include <cstring>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

Q_LOGGING_CATEGORY(lcSystemd, "atoll.agent.systemd")

QByteArray oneLine(const QString &text) { return text.simplified().toUtf8(); }

} // namespace

SystemdNotify::SystemdNotify(QObject *parent)
    : QObject(parent)
    , m_socketPath(qgetenv("NOTIFY_SOCKET"))
{
    const bool isForUs = !qEnvironmentVariableIsSet("WATCHDOG_PID")
                         || qgetenv("WATCHDOG_PID").toLongLong() == ::getpid();
    const qint64 watchdogUsec = isForUs ? qgetenv("WATCHDOG_USEC").toLongLong() : 0;
    for (const char *name : {"NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"})
        qunsetenv(name);
    if (watchdogUsec > 0)
        m_watchdog.setInterval(std::chrono::milliseconds(qMax<qint64>(1, watchdogUsec / 2000)));
    connect(&m_watchdog, &QTimer::timeout, this, [this] { send("WATCHDOG=1"); });
}

void SystemdNotify::ready(const QString &status)
{
    send(status.isEmpty() ? QByteArray("READY=1") : "READY=1\nSTATUS=" + oneLine(status));
    if (isActive() && m_watchdog.interval() > 0)
        m_watchdog.start();
}

void SystemdNotify::status(const QString &text) { send("STATUS=" + oneLine(text)); }

void SystemdNotify::stopping() { send("STOPPING=1"); }

void SystemdNotify::send(const QByteArray &message)
{
    if (!isActive())
        return;
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (m_socketPath.size() >= qsizetype(sizeof(address.sun_path)))
        return;
    memcpy(address.sun_path, m_socketPath.constData(), size_t(m_socketPath.size()));
    if (address.sun_path[0] == '@')
        address.sun_path[0] = '\0'; // abstract socket
    const auto length = socklen_t(offsetof(sockaddr_un, sun_path) + size_t(m_socketPath.size()));
    const int fd = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0)
        return;
    if (::sendto(fd, message.constData(), size_t(message.size()), MSG_NOSIGNAL,
                 reinterpret_cast<const sockaddr *>(&address), length)
        < 0)
        qCWarning(lcSystemd) << "cannot notify systemd:" << strerror(errno);
    ::close(fd);
}

} // namespace Atoll
