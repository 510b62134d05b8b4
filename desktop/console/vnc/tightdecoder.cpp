// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "rfbdecoders.h"

#include "expandrgb.h"

#include <turbojpeg.h>

#include <algorithm>

namespace Atoll::Console {

namespace {

constexpr quint32 kOpaque = 0xff000000;
constexpr qsizetype kUncompressedBelow = 12;
constexpr qsizetype kBlockBytes = 48 * 1024; //!< of rows expanded at once: stays in the L1/L2 cache
constexpr int kGradientWidth = 2048;         //!< the protocol's own limit for Tight rectangles

quint32 rgb(const uchar *bytes)
{
    return kOpaque | quint32(bytes[0]) << 16 | quint32(bytes[1]) << 8 | bytes[2];
}

quint32 compactLength(ByteStream &in)
{
    quint32 length = 0;
    for (int shift = 0; shift <= 14; shift += 7) {
        const quint32 byte = in.u8();
        length |= (shift == 14 ? byte : byte & 127) << shift;
        if (!(byte & 128))
            break;
    }
    return length;
}

} // namespace

TightDecoder::~TightDecoder()
{
    if (m_jpeg)
        tjDestroy(m_jpeg);
}

bool TightDecoder::decode(ByteStream &in, const Surface &surface, const QRect &rect)
{
    constexpr int kFill = 8;
    constexpr int kJpeg = 9;
    const int control = in.u8();
    for (size_t i = 0; i < m_zlib.size(); ++i) {
        if (control & (1 << i))
            m_zlib[i].reset();
    }
    const int kind = control >> 4;
    if (kind == kJpeg)
        return jpeg(in, surface, rect);
    if (kind > kFill)
        return false;
    if (kind < kFill)
        return basic(in, surface, rect, kind);
    std::array<uchar, 3> colour = {};
    in.read(colour.data(), 3);
    for (int y = rect.top(); y <= rect.bottom(); ++y)
        std::fill_n(surface.row(rect.left(), y), rect.width(), rgb(colour.data()));
    return in.ok();
}

bool TightDecoder::jpeg(ByteStream &in, const Surface &surface, const QRect &rect)
{
    const quint32 length = compactLength(in);
    const uchar *data = in.take(length);
    if (!data || length == 0)
        return false;
    if (!m_jpeg)
        m_jpeg = tjInitDecompress();
    int width = 0;
    int height = 0;
    int sampling = 0;
    int space = 0;
    if (!m_jpeg || tjDecompressHeader3(m_jpeg, data, length, &width, &height, &sampling, &space)
        || width != rect.width() || height != rect.height())
        return false;
    auto *to = reinterpret_cast<uchar *>(surface.row(rect.left(), rect.top()));
    constexpr int kFormat = Q_BYTE_ORDER == Q_LITTLE_ENDIAN ? TJPF_BGRX : TJPF_XRGB;
    return tjDecompress2(m_jpeg, data, length, to, width, int(surface.stride) * 4, height, kFormat,
                         0)
               == 0
           || tjGetErrorCode(m_jpeg) == TJERR_WARNING;
}

bool TightDecoder::basic(ByteStream &in, const Surface &surface, const QRect &rect, int control)
{
    enum Filter { Copy, Palette, Gradient };
    const int filter = control & 4 ? int(in.u8()) : int(Copy);
    int colours = 0;
    qsizetype lineBytes = qsizetype(rect.width()) * 3;
    if (filter == Palette) {
        colours = in.u8() + 1;
        std::array<uchar, 256 * 3> bytes;
        in.read(bytes.data(), colours * 3);
        for (size_t i = 0; i < size_t(colours); ++i)
            m_palette[i] = rgb(bytes.data() + 3 * i);
        lineBytes = colours <= 2 ? (rect.width() + 7) / 8 : rect.width();
    } else if (filter > Gradient || (filter == Gradient && rect.width() > kGradientWidth)) {
        return false;
    }
    const auto run = [&](auto &source) {
        if (filter == Palette)
            return paletteFilter(source, surface, rect, colours);
        return filter == Copy ? copyFilter(source, surface, rect)
                              : gradientFilter(source, surface, rect);
    };
    if (lineBytes * rect.height() < kUncompressedBelow)
        return run(in) && in.ok();
    InflateStream &zlib = m_zlib[size_t(control & 3)];
    zlib.begin(in, compactLength(in));
    return run(zlib) && zlib.finish() && in.ok();
}

template <class Source>
bool TightDecoder::copyFilter(Source &source, const Surface &surface, const QRect &rect)
{
    const qsizetype lineBytes = qsizetype(rect.width()) * 3;
    const int block = int(std::clamp<qsizetype>(kBlockBytes / lineBytes, 1, rect.height()));
    m_rows.resize(size_t(lineBytes * block) + 1);
    for (int y = 0; y < rect.height(); y += block) {
        const int lines = std::min(block, rect.height() - y);
        if (!source.read(m_rows.data(), lineBytes * lines))
            return false;
        const uchar *from = m_rows.data();
        for (int line = 0; line < lines; ++line, from += lineBytes)
            expandRgb(surface.row(rect.left(), rect.top() + y + line), from, rect.width());
    }
    return true;
}

template <class Source>
bool TightDecoder::paletteFilter(Source &source, const Surface &surface, const QRect &rect,
                                 int colours)
{
    const bool bits = colours <= 2;
    const qsizetype lineBytes = bits ? (rect.width() + 7) / 8 : rect.width();
    m_rows.resize(size_t(lineBytes));
    for (int y = rect.top(); y <= rect.bottom(); ++y) {
        if (!source.read(m_rows.data(), lineBytes))
            return false;
        quint32 *to = surface.row(rect.left(), y);
        for (int x = 0; x < rect.width(); ++x) {
            const size_t index =
                bits ? (m_rows[size_t(x / 8)] >> (7 - x % 8)) & 1 : m_rows[size_t(x)];
            to[x] = m_palette[index];
        }
    }
    return true;
}

template <class Source>
bool TightDecoder::gradientFilter(Source &source, const Surface &surface, const QRect &rect)
{
    const size_t lineBytes = size_t(rect.width()) * 3;
    m_rows.assign(lineBytes * 2, 0);
    uchar *above = m_rows.data();
    uchar *line = above + lineBytes;
    for (int y = rect.top(); y <= rect.bottom(); ++y) {
        if (!source.read(line, qsizetype(lineBytes)))
            return false;
        for (size_t i = 0; i < lineBytes; ++i) {
            const int left = i < 3 ? 0 : line[i - 3];
            const int corner = i < 3 ? 0 : above[i - 3];
            line[i] = uchar(line[i] + std::clamp(above[i] + left - corner, 0, 255));
        }
        quint32 *to = surface.row(rect.left(), y);
        for (int x = 0; x < rect.width(); ++x)
            to[x] = rgb(line + 3 * x);
        std::swap(above, line);
    }
    return true;
}

} // namespace Atoll::Console
