// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <core/result.h>

#include <QByteArrayView>

namespace Atoll::Console {

//! Reads along what a display says on one of its channels, before spice-client-glib does: that one
//! takes as much memory as a message says it is long, and ends the program where there is none.
class SpiceLimits
{
public:
    static constexpr qint64 kMaximumGreeting = 16 * 1024;
    static constexpr qint64 kMaximumMessage = 256 << 20; //!< a raw picture of the largest size

    //! The next bytes of the stream, in whatever pieces. After a failure nothing more may follow.
    Result<void> read(QByteArrayView bytes);

private:
    enum class Part { Header, Greeting, Verdict, MessageHeader, Message };

    qint64 needed() const;
    Result<void> partRead();
    Result<void> greetingRead();

    Part m_part = Part::Header;
    QByteArray m_bytes; //!< of this part, except of messages, which are only counted
    qint64 m_left = 0;  //!< of the greeting or message
    bool m_isShort = false;
};

} // namespace Atoll::Console
