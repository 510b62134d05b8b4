// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <system/filedescriptor.h>

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QDebug>

#include <poll.h>
#include <unistd.h>

namespace Atoll {

//! The shell on a guest's serial port.
class GuestShell
{
public:
    static constexpr int kPatienceMs = 240'000; // the machine may be loaded, and there is no KVM

    explicit GuestShell(int descriptor)
        : m_descriptor(descriptor)
    {}

    //! Says the line again and again until the answer has the text.
    bool ask(const QByteArray &line, const QByteArray &text)
    {
        const QDeadlineTimer deadline(kPatienceMs);
        QByteArray seen;
        while (!deadline.hasExpired()) {
            if (!line.isEmpty()
                && ::write(m_descriptor.get(), (line + '\n').constData(), size_t(line.size() + 1))
                       < 0)
                return false;
            for (int i = 0; i < 50; ++i) {
                pollfd wait{m_descriptor.get(), POLLIN, 0};
                char buffer[4096];
                if (poll(&wait, 1, 200) > 0) {
                    const ssize_t size = read(m_descriptor.get(), buffer, sizeof(buffer));
                    if (size <= 0)
                        return false;
                    seen.append(buffer, size);
                }
                if (seen.contains(text))
                    return true;
                QCoreApplication::processEvents();
            }
        }
        qWarning() << "the guest said" << seen.right(400);
        return false;
    }

private:
    FileDescriptor m_descriptor;
};

} // namespace Atoll
