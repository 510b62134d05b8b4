// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "rfbframes.h"

#include <turbojpeg.h>
#include <zlib.h>

#include <QtEndian>

#include <algorithm>
#include <vector>

namespace Atoll::Bench {

namespace {

void put16(QByteArray &out, int value)
{
    const quint16 bytes = qToBigEndian(quint16(value));
    out.append(reinterpret_cast<const char *>(&bytes), 2);
}

void put32(QByteArray &out, quint32 value)
{
    const quint32 bytes = qToBigEndian(value);
    out.append(reinterpret_cast<const char *>(&bytes), 4);
}

void rectHeader(QByteArray &out, int y, int height, qint32 encoding)
{
    put16(out, 0);
    put16(out, y);
    put16(out, kWidth);
    put16(out, height);
    put32(out, quint32(encoding));
}

void updateHeader(QByteArray &out, int rects)
{
    out.append(2, '\0');
    put16(out, rects);
}

QByteArray deflated(z_stream &zlib, const QByteArray &plain, int flush)
{
    QByteArray out(qsizetype(deflateBound(&zlib, uLong(plain.size()))) + 64, Qt::Uninitialized);
    zlib.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(plain.constData()));
    zlib.avail_in = uInt(plain.size());
    zlib.next_out = reinterpret_cast<Bytef *>(out.data());
    zlib.avail_out = uInt(out.size());
    deflate(&zlib, flush);
    out.truncate(out.size() - qsizetype(zlib.avail_out));
    return out;
}

QByteArray deflatedAlone(const QByteArray &plain)
{
    z_stream zlib = {};
    deflateInit(&zlib, 2);
    const QByteArray out = deflated(zlib, plain, Z_SYNC_FLUSH);
    deflateEnd(&zlib);
    return out;
}

void compactLength(QByteArray &out, qsizetype length)
{
    if (length < 128) {
        out.append(char(length));
        return;
    }
    out.append(char((length & 127) | 128));
    if (length < 16384) {
        out.append(char(length >> 7));
        return;
    }
    out.append(char(((length >> 7) & 127) | 128));
    out.append(char(length >> 14));
}

void tightJpeg(QByteArray &out, tjhandle jpeg, const quint32 *pixels, int height)
{
    constexpr int kQuality = 80;
    uchar *bytes = nullptr;
    unsigned long size = 0;
    tjCompress2(jpeg, reinterpret_cast<const uchar *>(pixels), kWidth, kWidth * 4, height,
                TJPF_BGRX, &bytes, &size, TJSAMP_420, kQuality, 0);
    out.append(char(0x90));
    compactLength(out, qsizetype(size));
    out.append(reinterpret_cast<const char *>(bytes), qsizetype(size));
    tjFree(bytes);
}

void tightBasic(QByteArray &out, const quint32 *pixels, int height)
{
    std::vector<quint32> palette;
    const qsizetype count = qsizetype(kWidth) * height;
    for (qsizetype i = 0; i < count && palette.size() <= 16; ++i) {
        if (std::find(palette.begin(), palette.end(), pixels[i]) == palette.end())
            palette.push_back(pixels[i]);
    }
    QByteArray plain;
    const auto rgb = [](QByteArray &to, quint32 colour) {
        to.append(char(colour >> 16)).append(char(colour >> 8)).append(char(colour));
    };
    if (palette.size() > 2 && palette.size() <= 16) {
        out.append(char(0x41)); // stream 0, begun anew, filter named
        out.append(char(1));
        out.append(char(palette.size() - 1));
        for (const quint32 colour : palette)
            rgb(out, colour);
        for (qsizetype i = 0; i < count; ++i)
            plain.append(
                char(std::find(palette.begin(), palette.end(), pixels[i]) - palette.begin()));
    } else {
        out.append(char(0x01)); // stream 0, begun anew
        for (qsizetype i = 0; i < count; ++i)
            rgb(plain, pixels[i]);
    }
    const QByteArray body = deflatedAlone(plain);
    compactLength(out, body.size());
    out += body;
}

QByteArray tight(const Pixels &pixels)
{
    constexpr int kStripe = 30; // under the 65536 pixels that encoders keep to
    QByteArray out;
    updateHeader(out, kHeight / kStripe);
    tjhandle jpeg = tjInitCompress();
    for (int y = 0; y < kHeight; y += kStripe) {
        rectHeader(out, y, kStripe, 7);
        const quint32 *from = pixels.data() + qsizetype(y) * kWidth;
        if (y < kHeight / 2)
            tightJpeg(out, jpeg, from, kStripe);
        else
            tightBasic(out, from, kStripe);
    }
    tjDestroy(jpeg);
    return out;
}

QByteArray raw(const Pixels &pixels)
{
    QByteArray out;
    updateHeader(out, 1);
    rectHeader(out, 0, kHeight, 0);
    out.append(reinterpret_cast<const char *>(pixels.data()), qsizetype(pixels.size()) * 4);
    return out;
}

void zrleTile(QByteArray &plain, const Pixels &pixels, int left, int top)
{
    const int width = std::min(64, kWidth - left);
    const int height = std::min(64, kHeight - top);
    plain.append('\0');
    for (int y = top; y < top + height; ++y) {
        for (int x = left; x < left + width; ++x) {
            const quint32 colour = pixels[size_t(y) * kWidth + size_t(x)];
            plain.append(char(colour)).append(char(colour >> 8)).append(char(colour >> 16));
        }
    }
}

QByteArray zrle(const Pixels &pixels, z_stream &zlib)
{
    QByteArray plain;
    for (int y = 0; y < kHeight; y += 64) {
        for (int x = 0; x < kWidth; x += 64)
            zrleTile(plain, pixels, x, y);
    }
    // A full flush forgets what was before, so that frames can be played in a loop.
    const QByteArray body = deflated(zlib, plain, Z_FULL_FLUSH);
    QByteArray out;
    updateHeader(out, 1);
    rectHeader(out, 0, kHeight, 16);
    put32(out, quint32(body.size()));
    return out + body;
}

} // namespace

RfbFrames makeFrames(const QString &encoding, int count)
{
    RfbFrames frames;
    z_stream zlib = {};
    deflateInit(&zlib, 2);
    const auto encode = [&](int number) {
        const Pixels pixels = paintFrame(number);
        if (encoding == QLatin1String("zrle"))
            return zrle(pixels, zlib);
        return encoding == QLatin1String("raw") ? raw(pixels) : tight(pixels);
    };
    frames.first = encode(0);
    for (int i = 0; i < count; ++i)
        frames.looped.append(encode(i));
    deflateEnd(&zlib);
    return frames;
}

} // namespace Atoll::Bench
