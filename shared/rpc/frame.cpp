// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "frame.h"

#include <QtEndian>

#include <zstd.h>

using namespace Qt::StringLiterals;

namespace Atoll::Rpc {
namespace {

constexpr qsizetype kHeaderBytes = 5;

} // namespace

Result<Frame> decodeFrame(const QByteArray &bytes)
{
    if (bytes.size() < kHeaderBytes)
        return fail(ErrorCode::InvalidRequest, u"binary frame is shorter than its header"_s);
    const auto type = quint8(bytes.at(0));
    if (type > quint8(FrameType::Close))
        return fail(ErrorCode::InvalidRequest, u"binary frame has the unknown type %1"_s.arg(type));
    return Frame{FrameType(type), qFromBigEndian<quint32>(bytes.constData() + 1),
                 bytes.mid(kHeaderBytes)};
}

QByteArray encodeFrame(FrameType type, quint32 channel, QByteArrayView payload)
{
    QByteArray bytes(kHeaderBytes, Qt::Uninitialized);
    bytes[0] = char(type);
    qToBigEndian(channel, bytes.data() + 1);
    bytes.append(payload);
    return bytes;
}

QByteArray encodeAcknowledge(quint32 channel, quint64 consumed)
{
    char octets[sizeof(quint64)];
    qToBigEndian(consumed, octets);
    return encodeFrame(FrameType::Acknowledge, channel, QByteArrayView(octets, sizeof(octets)));
}

Result<quint64> acknowledgedBytes(const Frame &frame)
{
    if (frame.payload.size() != sizeof(quint64))
        return fail(ErrorCode::InvalidRequest, u"acknowledgement has the wrong length"_s);
    return qFromBigEndian<quint64>(frame.payload.constData());
}

QByteArray compress(const QByteArray &text)
{
    QByteArray packed(qsizetype(ZSTD_compressBound(size_t(text.size()))), Qt::Uninitialized);
    const size_t size = ZSTD_compress(packed.data(), size_t(packed.size()), text.constData(),
                                      size_t(text.size()), 1);
    Q_ASSERT(!ZSTD_isError(size));
    packed.truncate(qsizetype(size));
    return packed;
}

Result<QByteArray> decompress(const QByteArray &packed, qint64 maximumBytes)
{
    const unsigned long long size =
        ZSTD_getFrameContentSize(packed.constData(), size_t(packed.size()));
    if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN)
        return fail(ErrorCode::ParseError, u"compressed message does not tell its size"_s);
    if (size > quint64(maximumBytes)) {
        return fail(
            ErrorCode::LimitExceeded,
            u"compressed message unpacks to %1 bytes, above the limit of %2"_s.arg(size).arg(
                maximumBytes),
            {}, {{u"limit"_s, u"messageBytes"_s}, {u"maximum"_s, maximumBytes}});
    }
    QByteArray text(qsizetype(size), Qt::Uninitialized);
    const size_t unpacked = ZSTD_decompress(text.data(), size_t(text.size()), packed.constData(),
                                            size_t(packed.size()));
    if (ZSTD_isError(unpacked) || unpacked != size)
        return fail(ErrorCode::ParseError, u"compressed message is damaged"_s);
    return text;
}

} // namespace Atoll::Rpc
