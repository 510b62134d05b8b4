// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "rfbdecoders.h"

#include <QtEndian>

#include <algorithm>
#include <cstring>

namespace Atoll::Console {

namespace {

constexpr quint32 kOpaque = 0xff000000;

void fill(const Surface &surface, const QRect &rect, quint32 colour)
{
    for (int y = rect.top(); y <= rect.bottom(); ++y)
        std::fill_n(surface.row(rect.left(), y), rect.width(), colour);
}

quint32 pixel32(ByteStream &in)
{
    quint32 value = 0;
    in.read(&value, 4);
    return qFromLittleEndian(value) | kOpaque;
}

} // namespace

bool decodeRaw(ByteStream &in, const Surface &surface, const QRect &rect)
{
    if (rect.width() == surface.stride)
        return in.read(surface.row(0, rect.top()), qsizetype(rect.width()) * rect.height() * 4);
    for (int y = rect.top(); y <= rect.bottom(); ++y) {
        if (!in.read(surface.row(rect.left(), y), qsizetype(rect.width()) * 4))
            return false;
    }
    return true;
}

bool decodeCopyRect(ByteStream &in, const Surface &surface, const QRect &rect)
{
    const int x = in.u16();
    const int y = in.u16();
    if (!in.ok() || x + rect.width() > surface.width || y + rect.height() > surface.height)
        return false;
    const bool upwards = y < rect.top();
    for (int i = 0; i < rect.height(); ++i) {
        const int line = upwards ? rect.height() - 1 - i : i;
        std::memmove(surface.row(rect.left(), rect.top() + line), surface.row(x, y + line),
                     size_t(rect.width()) * 4);
    }
    return true;
}

namespace {

enum HextileBits { HextileRaw = 1, Background = 2, Foreground = 4, AnySubrects = 8, Coloured = 16 };

bool hextileSubrects(ByteStream &in, const Surface &surface, const QRect &tile, quint32 foreground,
                     bool coloured)
{
    const int count = in.u8();
    for (int i = 0; i < count && in.ok(); ++i) {
        const quint32 colour = coloured ? pixel32(in) : foreground;
        const int position = in.u8();
        const int size = in.u8();
        const QRect rect(tile.left() + (position >> 4), tile.top() + (position & 15),
                         (size >> 4) + 1, (size & 15) + 1);
        if (!tile.contains(rect))
            return false;
        fill(surface, rect, colour);
    }
    return in.ok();
}

} // namespace

bool decodeHextile(ByteStream &in, const Surface &surface, const QRect &rect)
{
    quint32 background = kOpaque;
    quint32 foreground = kOpaque;
    for (int y = rect.top(); y <= rect.bottom(); y += 16) {
        for (int x = rect.left(); x <= rect.right(); x += 16) {
            const QRect tile = QRect(x, y, 16, 16) & rect;
            const int bits = in.u8();
            if (bits & HextileRaw) {
                if (!decodeRaw(in, surface, tile))
                    return false;
                continue;
            }
            if (bits & Background)
                background = pixel32(in);
            if (bits & Foreground)
                foreground = pixel32(in);
            fill(surface, tile, background);
            if (bits & AnySubrects
                && !hextileSubrects(in, surface, tile, foreground, bits & Coloured))
                return false;
            if (!in.ok())
                return false;
        }
    }
    return true;
}

bool ZrleDecoder::decode(ByteStream &in, const Surface &surface, const QRect &rect)
{
    m_zlib.begin(in, in.u32());
    for (int y = rect.top(); y <= rect.bottom(); y += 64) {
        for (int x = rect.left(); x <= rect.right(); x += 64) {
            if (!tile(surface, QRect(x, y, 64, 64) & rect) || !in.ok())
                return false;
        }
    }
    return m_zlib.finish();
}

quint32 ZrleDecoder::pixel()
{
    quint32 value = m_zlib.u8();
    value |= quint32(m_zlib.u8()) << 8;
    value |= quint32(m_zlib.u8()) << 16;
    return value | kOpaque;
}

bool ZrleDecoder::tile(const Surface &surface, const QRect &rect)
{
    constexpr int kPlainRuns = 128;
    const int kind = m_zlib.u8();
    if (kind == 0) {
        std::array<uchar, 64 * 3> line;
        for (int y = rect.top(); y <= rect.bottom(); ++y) {
            if (!m_zlib.read(line.data(), rect.width() * 3))
                return false;
            quint32 *to = surface.row(rect.left(), y);
            for (size_t x = 0; x < size_t(rect.width()); ++x)
                to[x] = line[3 * x] | quint32(line[3 * x + 1]) << 8 | quint32(line[3 * x + 2]) << 16
                        | kOpaque;
        }
        return true;
    }
    if (kind == 1) {
        fill(surface, rect, pixel());
        return true;
    }
    const int colours = kind & 127;
    if ((kind > 16 && kind < kPlainRuns) || kind == kPlainRuns + 1)
        return false;
    for (int i = 0; i < colours; ++i)
        m_palette[size_t(i)] = pixel();
    return kind < kPlainRuns ? packed(surface, rect, colours) : runs(surface, rect, colours);
}

bool ZrleDecoder::packed(const Surface &surface, const QRect &rect, int colours)
{
    const int bits = colours > 4 ? 4 : colours > 2 ? 2 : 1;
    const int mask = (1 << bits) - 1;
    for (int y = rect.top(); y <= rect.bottom(); ++y) {
        quint32 *to = surface.row(rect.left(), y);
        int byte = 0;
        int left = 0;
        for (int x = 0; x < rect.width(); ++x) {
            if (left == 0) {
                byte = m_zlib.u8();
                left = 8;
            }
            left -= bits;
            to[x] = m_palette[size_t((byte >> left) & mask)];
        }
    }
    return true;
}

bool ZrleDecoder::runs(const Surface &surface, const QRect &rect, int colours)
{
    const qsizetype total = qsizetype(rect.width()) * rect.height();
    qsizetype done = 0;
    while (done < total) {
        const int index = colours > 0 ? m_zlib.u8() : 128;
        const quint32 colour = colours > 0 ? m_palette[size_t(index & 127)] : pixel();
        qsizetype length = 1;
        if (index & 128) {
            int more = 255;
            while (more == 255 && length <= total) {
                more = m_zlib.u8();
                length += more;
            }
        }
        if (length > total - done)
            return false;
        while (length > 0) {
            const int x = int(done % rect.width());
            const int part = int(std::min<qsizetype>(length, rect.width() - x));
            std::fill_n(surface.row(rect.left() + x, rect.top() + int(done / rect.width())), part,
                        colour);
            done += part;
            length -= part;
        }
    }
    return true;
}

} // namespace Atoll::Console
