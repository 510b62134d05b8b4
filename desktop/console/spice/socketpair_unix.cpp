// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "socketpair.h"

#include <QString>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

using namespace Qt::StringLiterals;

namespace Atoll::Console {

namespace {

#ifdef MSG_NOSIGNAL
constexpr int kNoSignal = MSG_NOSIGNAL;
#else
constexpr int kNoSignal = 0; // macOS: set on the socket
#endif

//! `done` as from send() and recv().
qint64 counted(ssize_t done)
{
    if (done >= 0)
        return done;
    return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR ? 0 : -1;
}

} // namespace

Socket::~Socket()
{
    if (m_handle >= 0)
        ::close(int(m_handle));
}

Socket::Socket(Socket &&other) noexcept
    : m_handle(other.release())
{}

Socket &Socket::operator=(Socket &&other) noexcept
{
    std::swap(m_handle, other.m_handle);
    return *this;
}

Socket::Handle Socket::release() { return std::exchange(m_handle, -1); }

qint64 Socket::send(const char *data, qint64 size)
{
    return counted(::send(int(m_handle), data, size_t(size), kNoSignal));
}

qint64 Socket::receive(char *data, qint64 size)
{
    const ssize_t got = ::recv(int(m_handle), data, size_t(size), 0);
    return got == 0 ? -1 : counted(got);
}

void Socket::endSending() { ::shutdown(int(m_handle), SHUT_WR); }

Result<SocketPair> makeSocketPair()
{
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) < 0)
        return fail(ErrorCode::LimitExceeded,
                    u"cannot make a socket: %1"_s.arg(QString::fromLocal8Bit(strerror(errno))),
                    u"Close other consoles."_s);
    SocketPair pair{Socket(ends[0]), Socket(ends[1])};
    for (const int end : ends)
        fcntl(end, F_SETFD, FD_CLOEXEC);
    fcntl(ends[0], F_SETFL, O_NONBLOCK);
#ifdef SO_NOSIGPIPE
    const int on = 1;
    setsockopt(ends[0], SOL_SOCKET, SO_NOSIGPIPE, &on, sizeof(on));
#endif
    return pair;
}

} // namespace Atoll::Console
