// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <core/result.h>

#include <QByteArrayView>

namespace Atoll {

class FileDescriptor;
class TaskContext;

//! The task's end of a transfer's channel. Waits for the other side, minds cancelling, and gives up
//! when nothing moves for minutes. For workers.
class TransferStream
{
public:
    TransferStream(const FileDescriptor &socket, TaskContext &context);

    //! Some bytes, at most `maximum`; ConnectionLost when the other side is gone.
    Result<QByteArray> read(qint64 maximum);
    //! All of them.
    Result<void> write(QByteArrayView bytes);

private:
    Result<void> wait(short events);

    const FileDescriptor &m_socket;
    TaskContext &m_context;
};

} // namespace Atoll
