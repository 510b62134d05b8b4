// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "transferstream.h"

#include <system/filedescriptor.h>
#include <system/systemerror.h>
#include <tasks/taskcontext.h>

#include <cerrno>
#include <poll.h>
#include <sys/socket.h>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

constexpr int kLookEveryMs = 200; //!< whether it was cancelled
constexpr std::chrono::minutes kPatience{5};

tl::unexpected<Error> cut()
{
    return fail(ErrorCode::ConnectionLost, u"the connection was cut before all bytes had passed"_s,
                u"Nothing was kept; start it again"_s);
}

} // namespace

TransferStream::TransferStream(const FileDescriptor &socket, TaskContext &context)
    : m_socket(socket)
    , m_context(context)
{}

Result<void> TransferStream::wait(short events)
{
    const QDeadlineTimer deadline(kPatience);
    while (!deadline.hasExpired()) {
        if (const auto go = m_context.mayGoOn(); !go)
            return go;
        pollfd one{m_socket.get(), events, 0};
        const int ready = ::poll(&one, 1, kLookEveryMs);
        if (ready > 0)
            return {};
        if (ready < 0 && errno != EINTR)
            return fail(systemError(u"cannot wait for the channel"_s, errno));
    }
    return fail(ErrorCode::Timeout, u"nothing moved for %1 minutes"_s.arg(kPatience.count()),
                u"Look at the connection, then start it again"_s);
}

Result<QByteArray> TransferStream::read(qint64 maximum)
{
    QByteArray bytes(maximum, Qt::Uninitialized);
    while (true) {
        if (const auto ready = wait(POLLIN); !ready)
            return fail(ready.error());
        const auto got = ::recv(m_socket.get(), bytes.data(), size_t(maximum), MSG_DONTWAIT);
        if (got > 0) {
            bytes.truncate(got);
            return bytes;
        }
        if (got == 0 || (errno != EAGAIN && errno != EINTR))
            return cut();
    }
}

Result<void> TransferStream::write(QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        if (const auto ready = wait(POLLOUT); !ready)
            return ready;
        const auto sent =
            ::send(m_socket.get(), bytes.data(), size_t(bytes.size()), MSG_DONTWAIT | MSG_NOSIGNAL);
        if (sent > 0)
            bytes = bytes.sliced(sent);
        else if (errno != EAGAIN && errno != EINTR)
            return cut();
    }
    return {};
}

} // namespace Atoll
