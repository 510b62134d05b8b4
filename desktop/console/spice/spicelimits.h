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
    enum class Channel {
        Any,
        Usb, //!< data for USB devices: short messages, which may be packed
    };
    static constexpr qint64 kMaximumGreeting = 16 * 1024;
    static constexpr qint64 kMaximumMessage = 256 << 20; //!< a raw picture of the largest size
    static constexpr qint64 kMaximumUsb = 1 << 20;       //!< displays send 64 KiB; packed or not

    explicit SpiceLimits(Channel channel = Channel::Any)
        : m_channel(channel)
    {}

    //! The next bytes of the stream, in whatever pieces. After a failure nothing more may follow.
    Result<void> read(QByteArrayView bytes);

private:
    enum class Part { Header, Greeting, Verdict, MessageHeader, Packed, Message };

    qint64 needed() const;
    Result<void> partRead();
    Result<void> greetingRead();
    Result<void> messageBegins();
    Result<void> packedRead();

    const Channel m_channel;
    Part m_part = Part::Header;
    QByteArray m_bytes; //!< of this part, except of messages, which are only counted
    qint64 m_left = 0;  //!< of the greeting or message
    bool m_isShort = false;
};

} // namespace Atoll::Console
