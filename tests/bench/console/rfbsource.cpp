// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "rfbsource.h"

#include <QtEndian>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <string_view>

namespace Atoll::Bench {

namespace {

using Clock = std::chrono::steady_clock;

bool sendAll(int socket, const char *bytes, qsizetype size)
{
    while (size > 0) {
        const ssize_t sent = ::send(socket, bytes, size_t(size), MSG_NOSIGNAL);
        if (sent <= 0)
            return false;
        bytes += sent;
        size -= sent;
    }
    return true;
}

bool greet(int socket)
{
    using namespace std::string_view_literals;
    char answer[12];
    const auto receive = [&](size_t size) {
        return ::recv(socket, answer, size, MSG_WAITALL) == ssize_t(size);
    };
    const auto say = [&](std::string_view text) {
        return sendAll(socket, text.data(), qsizetype(text.size()));
    };
    constexpr std::string_view kInit("\x07\x80\x04\x38\x20\x18\x00\x01\x00\xff\x00\xff\x00\xff"
                                     "\x10\x08\x00\x00\x00\x00\x00\x00\x00\x05"
                                     "bench",
                                     29);
    return say("RFB 003.008\n"sv) && receive(12) && say("\x01\x01"sv) && receive(1)
           && say("\0\0\0\0"sv) && receive(1) && say(kInit);
}

//! Bytes of the client's message at `data`; 0 when more is needed.
qsizetype messageSize(const QByteArray &data)
{
    const auto word = [&](qsizetype at) {
        return data.size() < at + 2 ? 0 : qFromBigEndian<quint16>(data.constData() + at);
    };
    switch (uchar(data[0])) {
    case 0:
        return 20;
    case 2:
        return data.size() < 4 ? 0 : 4 + 4 * word(2);
    case 3:
        return 10;
    case 4:
        return 8;
    case 5:
        return 6;
    case 6:
        return data.size() < 8 ? 0 : 8 + std::abs(qFromBigEndian<qint32>(data.constData() + 4));
    case 255:
        return 12;
    default:
        return data.size();
    }
}

int requestsIn(QByteArray &data)
{
    int requests = 0;
    while (!data.isEmpty()) {
        const qsizetype size = messageSize(data);
        if (size == 0 || size > data.size())
            break;
        requests += data[0] == 3;
        data.remove(0, size);
    }
    return requests;
}

} // namespace

RfbSource::RfbSource(RfbFrames frames)
    : m_frames(std::move(frames))
{
    // gvncviewer only knows display numbers, which begin at 5900.
    m_listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    ::bind(m_listener, reinterpret_cast<sockaddr *>(&address), sizeof address);
    ::listen(m_listener, 1);
    socklen_t size = sizeof address;
    ::getsockname(m_listener, reinterpret_cast<sockaddr *>(&address), &size);
    m_port = ntohs(address.sin_port);
    m_thread = std::thread([this] { run(); });
}

RfbSource::~RfbSource()
{
    m_stop = true;
    m_thread.join();
    ::close(m_listener);
}

void RfbSource::run()
{
    while (!m_stop) {
        pollfd wait{m_listener, POLLIN, 0};
        if (::poll(&wait, 1, 100) <= 0)
            continue;
        const int socket = ::accept(m_listener, nullptr, nullptr);
        const int on = 1;
        ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        if (greet(socket))
            serve(socket);
        ::close(socket);
    }
}

void RfbSource::serve(int socket)
{
    QByteArray input;
    int asked = 0;
    quint64 number = 0;
    Clock::time_point due = Clock::now();
    while (!m_stop) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(due - Clock::now()).count();
        pollfd wait{socket, POLLIN, 0};
        ::poll(&wait, 1, asked > 0 ? int(std::max<qint64>(left, 0)) : 100);
        if (wait.revents) {
            char bytes[4096];
            const ssize_t got = ::recv(socket, bytes, sizeof bytes, 0);
            if (got <= 0)
                return;
            input.append(bytes, got);
            asked += requestsIn(input);
        }
        if (asked == 0 || Clock::now() < due)
            continue;
        const auto at = qsizetype(number % quint64(m_frames.looped.size()));
        const QByteArray &frame = number == 0 ? m_frames.first : m_frames.looped.at(at);
        sending(int(at));
        if (!sendAll(socket, frame.constData(), frame.size()))
            return;
        ++number;
        asked = 0; // like real servers: requests that came together are one
        due = std::max(due + interval(), Clock::now() - interval());
    }
}

} // namespace Atoll::Bench
