// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "serialbridge.h"

#include <system/systemerror.h>

#include <array>
#include <thread>

#include <sys/socket.h>

using namespace Qt::StringLiterals;

namespace Atoll::Kvm {
namespace {

struct Bridge
{
    StreamHandle stream;
    FileDescriptor socket;
};

bool sendAll(int socket, const char *data, size_t size)
{
    while (size > 0) {
        const ssize_t sent = ::send(socket, data, size, MSG_NOSIGNAL);
        if (sent <= 0)
            return false;
        data += sent;
        size -= size_t(sent);
    }
    return true;
}

void fromGuest(const std::shared_ptr<Bridge> &bridge)
{
    std::array<char, 16384> buffer{};
    while (true) {
        const int size = virStreamRecv(bridge->stream.get(), buffer.data(), buffer.size());
        if (size <= 0 || !sendAll(bridge->socket.get(), buffer.data(), size_t(size)))
            break;
    }
    ::shutdown(bridge->socket.get(), SHUT_RDWR); // wakes the other direction
}

void toGuest(const std::shared_ptr<Bridge> &bridge)
{
    std::array<char, 4096> buffer{};
    while (true) {
        const ssize_t size = ::recv(bridge->socket.get(), buffer.data(), buffer.size(), 0);
        if (size <= 0 || virStreamSend(bridge->stream.get(), buffer.data(), size_t(size)) < 0)
            break;
    }
    virStreamAbort(bridge->stream.get()); // wakes the other direction
}

} // namespace

Result<std::shared_ptr<FileDescriptor>> bridgeSerial(virDomain *domain)
{
    auto bridge = std::make_shared<Bridge>();
    bridge->stream.reset(virStreamNew(virDomainGetConnect(domain), 0));
    if (!bridge->stream
        || virDomainOpenConsole(domain, nullptr, bridge->stream.get(), VIR_DOMAIN_CONSOLE_FORCE)
               < 0)
        return fail(lastLibvirtError(u"cannot open the serial console"_s));
    std::array<int, 2> ends{};
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) < 0)
        return fail(systemError(u"cannot open the serial console"_s, errno));
    bridge->socket = FileDescriptor(ends[0]);
    std::thread([bridge] { fromGuest(bridge); }).detach();
    std::thread([bridge] { toGuest(bridge); }).detach();
    return std::make_shared<FileDescriptor>(ends[1]);
}

} // namespace Atoll::Kvm
