// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "qcow2header.h"

#include <QtEndian>

#include <limits>

using namespace Qt::StringLiterals;

namespace Atoll {

Result<Qcow2Header> Qcow2Header::parse(QByteArrayView bytes)
{
    constexpr qsizetype version2Bytes = 72;
    constexpr quint32 magic = 0x514649fb; // "QFI\xfb"
    constexpr quint64 externalDataBit = 1 << 2;
    const auto damaged = [](const QString &why) {
        return fail(ErrorCode::EngineFailed, u"not a qcow2 image: "_s + why);
    };
    if (bytes.size() < version2Bytes)
        return damaged(u"too short"_s);
    const auto number32 = [&](qsizetype at) { return qFromBigEndian<quint32>(bytes.data() + at); };
    const auto number64 = [&](qsizetype at) { return qFromBigEndian<quint64>(bytes.data() + at); };
    if (number32(0) != magic)
        return damaged(u"wrong first bytes"_s);
    const quint32 version = number32(4);
    if (version < 2 || version > 3)
        return damaged(u"version %1 is not known"_s.arg(version));
    if (number64(24) > quint64(std::numeric_limits<qint64>::max()))
        return damaged(u"impossible size"_s);

    Qcow2Header header;
    header.sizeBytes = qint64(number64(24));
    header.hasBackingFile = number64(8) != 0;
    if (version == 3) {
        if (bytes.size() < kBytes)
            return damaged(u"too short"_s);
        header.hasDataFile = (number64(72) & externalDataBit) != 0;
    }
    return header;
}

} // namespace Atoll
