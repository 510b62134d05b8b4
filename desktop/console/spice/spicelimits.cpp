// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "spicelimits.h"

#include <QtEndian>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Atoll::Console {

namespace {

// spice/protocol.h
constexpr qint64 kHeader = 16; //!< "REDQ", two versions, the greeting's size
constexpr qint64 kVerdict = 4;
constexpr qint64 kShortHeader = 6;   //!< type, size
constexpr qint64 kLongHeader = 18;   //!< serial, type, size, sub-list
constexpr qint64 kCounts = 166;      //!< of the greeting: how many capabilities, and where
constexpr qint64 kPackedHeader = 5;  //!< the kind of packing, the size when unpacked
constexpr quint16 kPackedData = 102; //!< SPICE_MSG_SPICEVMC_COMPRESSED_DATA
constexpr quint32 kCapabilitySasl = 1 << 2;
constexpr quint32 kCapabilityShort = 1 << 3;

quint32 number(const QByteArray &bytes, qint64 at)
{
    return qFromLittleEndian<quint32>(bytes.constData() + at);
}

Result<void> tooLong(qint64 size, qint64 limit)
{
    return fail(
        ErrorCode::LimitExceeded,
        u"the display sent a message of %1 bytes; at most %2 are taken"_s.arg(size).arg(limit));
}

} // namespace

qint64 SpiceLimits::needed() const
{
    switch (m_part) {
    case Part::Header:
        return kHeader;
    case Part::Verdict:
        return kVerdict;
    case Part::MessageHeader:
        return m_isShort ? kShortHeader : kLongHeader;
    case Part::Packed:
        return std::min(m_left, kPackedHeader);
    case Part::Greeting:
    case Part::Message:
        break;
    }
    return m_left;
}

Result<void> SpiceLimits::read(QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        if (m_part == Part::Message) {
            const qint64 now = std::min<qint64>(m_left, bytes.size());
            m_left -= now;
            bytes = bytes.sliced(now);
            if (m_left == 0)
                m_part = Part::MessageHeader;
            continue;
        }
        const qint64 now = std::min<qint64>(needed() - m_bytes.size(), bytes.size());
        m_bytes.append(bytes.first(now));
        bytes = bytes.sliced(now);
        if (m_bytes.size() < needed())
            return {};
        if (const Result<void> ok = partRead(); !ok)
            return ok;
        m_bytes.clear();
    }
    return {};
}

Result<void> SpiceLimits::partRead()
{
    switch (m_part) {
    case Part::Header:
        m_left = number(m_bytes, 12);
        if (!m_bytes.startsWith("REDQ") || m_left < kCounts + 12 || m_left > kMaximumGreeting)
            return fail(ErrorCode::ProtocolMismatch, u"the display did not greet as SPICE does"_s);
        m_part = Part::Greeting;
        return {};
    case Part::Greeting:
        return greetingRead();
    case Part::Verdict:
        m_part = Part::MessageHeader;
        return {};
    case Part::MessageHeader:
        return messageBegins();
    case Part::Packed:
        return packedRead();
    case Part::Message:
        break;
    }
    return {};
}

//! An error, a key, how many capabilities of all channels and of this one, and where they begin.
Result<void> SpiceLimits::greetingRead()
{
    const qint64 common = number(m_bytes, kCounts);
    const qint64 own = number(m_bytes, kCounts + 4);
    const qint64 offset = number(m_bytes, kCounts + 8);
    if (offset + 4 * (common + own) > m_bytes.size())
        return fail(ErrorCode::ProtocolMismatch, u"the display's greeting does not fit itself"_s);
    const quint32 capabilities = common > 0 ? number(m_bytes, offset) : 0;
    if (capabilities & kCapabilitySasl)
        return fail(ErrorCode::Unsupported,
                    u"the display wants a login by SASL, which Atoll does not make"_s,
                    u"Switch spice_sasl off in libvirt's qemu.conf."_s);
    m_isShort = capabilities & kCapabilityShort;
    // A long header can hide messages in a message.
    if (m_channel == Channel::Usb && !m_isShort)
        return fail(ErrorCode::Unsupported, u"the display is too old to take USB devices"_s);
    m_part = Part::Verdict;
    return {};
}

Result<void> SpiceLimits::messageBegins()
{
    m_left = number(m_bytes, m_isShort ? 2 : 10);
    const qint64 limit = m_channel == Channel::Usb ? kMaximumUsb : kMaximumMessage;
    if (m_left > limit)
        return tooLong(m_left, limit);
    const bool isPacked =
        m_channel == Channel::Usb && qFromLittleEndian<quint16>(m_bytes.constData()) == kPackedData;
    m_part = m_left == 0 ? Part::MessageHeader : isPacked ? Part::Packed : Part::Message;
    return {};
}

//! The library takes as much memory as the message says that it unpacks to.
Result<void> SpiceLimits::packedRead()
{
    m_left -= m_bytes.size();
    const bool isUnpacked = m_bytes.at(0) == 0; // then data follows at once
    const qint64 size = m_bytes.size() < kPackedHeader ? 0 : number(m_bytes, 1);
    if (!isUnpacked && size > kMaximumUsb)
        return tooLong(size, kMaximumUsb);
    m_part = m_left > 0 ? Part::Message : Part::MessageHeader;
    return {};
}

} // namespace Atoll::Console
