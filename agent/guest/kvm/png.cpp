// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "png.h"

#include <QtEndian>

#include <array>

using namespace Qt::StringLiterals;

namespace Atoll::Kvm {
namespace {

constexpr char kSignature[] = "\x89PNG\r\n\x1a\n";
constexpr qint64 kMaximumSide = 16384;

quint32 crc(const QByteArray &bytes)
{
    static const std::array<quint32, 256> table = [] {
        std::array<quint32, 256> values{};
        for (quint32 i = 0; i < 256; ++i) {
            quint32 value = i;
            for (int bit = 0; bit < 8; ++bit)
                value = value & 1 ? 0xedb88320U ^ (value >> 1) : value >> 1;
            values[i] = value;
        }
        return values;
    }();
    quint32 sum = 0xffffffffU;
    for (const char byte : bytes)
        sum = table[(sum ^ quint8(byte)) & 0xff] ^ (sum >> 8);
    return ~sum;
}

QByteArray bigEndian(quint32 number)
{
    QByteArray bytes(4, Qt::Uninitialized);
    qToBigEndian(number, bytes.data());
    return bytes;
}

QByteArray chunk(const QByteArray &type, const QByteArray &data)
{
    return bigEndian(quint32(data.size())) + type + data + bigEndian(crc(type + data));
}

Error broken()
{
    return {ErrorCode::EngineFailed, u"the hypervisor gave a picture that cannot be read"_s};
}

//! "P6 640 480 255\n"; the position behind it, or -1.
qsizetype readHeader(const QByteArray &ppm, std::array<qint64, 3> &numbers)
{
    qsizetype at = 2;
    for (qint64 &number : numbers) {
        while (at < ppm.size() && isspace(quint8(ppm.at(at))))
            ++at;
        const qsizetype from = at;
        while (at < ppm.size() && isdigit(quint8(ppm.at(at))) && at - from < 6)
            ++at;
        number = ppm.mid(from, at - from).toLongLong();
    }
    return at < ppm.size() ? at + 1 : -1;
}

} // namespace

Result<QByteArray> toPng(const QByteArray &picture)
{
    const QByteArray signature(kSignature, 8);
    if (picture.startsWith(signature))
        return picture;
    std::array<qint64, 3> header{};
    const qsizetype pixels = picture.startsWith("P6") ? readHeader(picture, header) : -1;
    const auto [width, height, maximum] = header;
    if (pixels < 0 || width < 1 || height < 1 || width > kMaximumSide || height > kMaximumSide
        || maximum != 255 || picture.size() - pixels < width * height * 3)
        return fail(broken());
    QByteArray rows;
    rows.reserve((width * 3 + 1) * height);
    for (qint64 y = 0; y < height; ++y) {
        rows.append('\0'); // filter "none"
        rows.append(picture.constData() + pixels + y * width * 3, width * 3);
    }
    const QByteArray head = bigEndian(quint32(width)) + bigEndian(quint32(height))
                            + QByteArray("\x08\x02\x00\x00\x00", 5); // 8 bit RGB
    // qCompress puts the length in front of a zlib stream, which is what PNG wants
    return signature + chunk("IHDR", head) + chunk("IDAT", qCompress(rows).mid(4))
           + chunk("IEND", {});
}

} // namespace Atoll::Kvm
