// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <core/result.h>

#include <QtGlobal>

namespace Atoll::Console {

//! One end of a pair of joined stream sockets. Ours does not block.
class Socket
{
public:
    using Handle = qintptr;

    explicit Socket(Handle handle = -1)
        : m_handle(handle)
    {}
    ~Socket();
    Socket(Socket &&other) noexcept;
    Socket &operator=(Socket &&other) noexcept;
    Q_DISABLE_COPY(Socket)

    Handle handle() const { return m_handle; }
    Handle release();
    //! How many went; 0: later; negative: the other end is gone.
    qint64 send(const char *data, qint64 size);
    //! The other end reads what was sent, then the end.
    void endSending();
    //! How many came; 0: later; negative: the other end is gone.
    qint64 receive(char *data, qint64 size);

private:
    Handle m_handle;
};

struct SocketPair
{
    Socket ours;
    Socket theirs;
};
Result<SocketPair> makeSocketPair();

} // namespace Atoll::Console
