// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <core/limits.h>
#include <core/result.h>

#include <QByteArray>

//! Binary WebSocket frames: one octet type, four octets channel id (big endian), payload.
namespace Atoll::Rpc {

enum class FrameType : quint8 {
    CompressedText =
        0,           //!< channel 0; payload: one zstd frame with a text message, content size known
    Data = 1,        //!< bytes of a channel
    Acknowledge = 2, //!< payload: u64 big endian, bytes of this channel consumed so far
    Close = 3,       //!< payload: empty, or an error as JSON {code, message}
};

struct Frame
{
    FrameType type = FrameType::Data;
    quint32 channel = 0;
    QByteArray payload;
};

Result<Frame> decodeFrame(const QByteArray &bytes);
QByteArray encodeFrame(FrameType type, quint32 channel, QByteArrayView payload);
QByteArray encodeAcknowledge(quint32 channel, quint64 consumed);
Result<quint64> acknowledgedBytes(const Frame &frame);

//! zstd at its fastest useful level.
QByteArray compress(const QByteArray &text);
//! Refuses what says it unpacks, or does unpack, to more than `maximumBytes`.
Result<QByteArray> decompress(const QByteArray &packed, qint64 maximumBytes);

} // namespace Atoll::Rpc
