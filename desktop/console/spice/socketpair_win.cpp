// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "socketpair.h"

#include <QString>

#include <utility>
#include <winsock2.h>
#include <ws2tcpip.h>

using namespace Qt::StringLiterals;

namespace Atoll::Console {

namespace {

SOCKET native(Socket::Handle handle) { return SOCKET(handle); }

qint64 counted(int done)
{
    if (done >= 0)
        return done;
    return WSAGetLastError() == WSAEWOULDBLOCK ? 0 : -1;
}

//! Somebody else of this machine may have been quicker to connect.
bool areJoined(SOCKET first, SOCKET second)
{
    sockaddr_in mine{};
    sockaddr_in peer{};
    int size = sizeof(mine);
    int peerSize = sizeof(peer);
    return getsockname(first, reinterpret_cast<sockaddr *>(&mine), &size) == 0
           && getpeername(second, reinterpret_cast<sockaddr *>(&peer), &peerSize) == 0
           && mine.sin_port == peer.sin_port && mine.sin_addr.s_addr == peer.sin_addr.s_addr;
}

} // namespace

Socket::~Socket()
{
    if (m_handle >= 0)
        closesocket(native(m_handle));
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
    return counted(::send(native(m_handle), data, int(size), 0));
}

qint64 Socket::receive(char *data, qint64 size)
{
    const int got = ::recv(native(m_handle), data, int(size), 0);
    return got == 0 ? -1 : counted(got);
}

void Socket::endSending() { ::shutdown(native(m_handle), SD_SEND); }

//! Windows has no pair: two ends over the loopback, whose listener is closed at once.
Result<SocketPair> makeSocketPair()
{
    const auto open = [] { return Socket(Socket::Handle(socket(AF_INET, SOCK_STREAM, 0))); };
    Socket listener = open();
    SocketPair pair{Socket(), open()};
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    auto *generic = reinterpret_cast<sockaddr *>(&address);
    int size = sizeof(address);
    if (bind(native(listener.handle()), generic, size) == 0
        && getsockname(native(listener.handle()), generic, &size) == 0
        && listen(native(listener.handle()), 1) == 0
        && connect(native(pair.theirs.handle()), generic, size) == 0)
        pair.ours = Socket(Socket::Handle(accept(native(listener.handle()), nullptr, nullptr)));
    if (pair.ours.handle() < 0
        || !areJoined(native(pair.theirs.handle()), native(pair.ours.handle())))
        return fail(ErrorCode::LimitExceeded,
                    u"cannot make a socket: error %1"_s.arg(WSAGetLastError()),
                    u"Close other consoles."_s);
    u_long on = 1;
    ioctlsocket(native(pair.ours.handle()), FIONBIO, &on);
    return pair;
}

} // namespace Atoll::Console
