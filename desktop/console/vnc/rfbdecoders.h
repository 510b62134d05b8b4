// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "inflatestream.h"

#include <QRect>

#include <array>
#include <memory>
#include <vector>

namespace Atoll::Console {

//! Where decoders write: pixels 0xffRRGGBB. Rectangles given to decoders lie inside.
struct Surface
{
    quint32 *pixels = nullptr;
    qsizetype stride = 0; //!< in pixels
    int width = 0;
    int height = 0;

    quint32 *row(int x, int y) const { return pixels + y * stride + x; }
};

//! The decoders of RFB rectangles; each reads one rectangle's body and returns false on bad input.
//! They run in the session's decoder thread.
bool decodeRaw(ByteStream &in, const Surface &surface, const QRect &rect);
bool decodeCopyRect(ByteStream &in, const Surface &surface, const QRect &rect);
bool decodeHextile(ByteStream &in, const Surface &surface, const QRect &rect);

class ZrleDecoder
{
public:
    bool decode(ByteStream &in, const Surface &surface, const QRect &rect);

private:
    bool tile(const Surface &surface, const QRect &rect);
    quint32 pixel();
    bool packed(const Surface &surface, const QRect &rect, int colours);
    bool runs(const Surface &surface, const QRect &rect, int colours);

    InflateStream m_zlib;
    std::array<quint32, 128> m_palette = {};
};

class TightDecoder
{
public:
    TightDecoder() = default;
    ~TightDecoder();
    bool decode(ByteStream &in, const Surface &surface, const QRect &rect);

private:
    bool basic(ByteStream &in, const Surface &surface, const QRect &rect, int control);
    bool jpeg(ByteStream &in, const Surface &surface, const QRect &rect);
    template <class Source>
    bool copyFilter(Source &source, const Surface &surface, const QRect &rect);
    template <class Source>
    bool paletteFilter(Source &source, const Surface &surface, const QRect &rect, int colours);
    template <class Source>
    bool gradientFilter(Source &source, const Surface &surface, const QRect &rect);

    std::array<InflateStream, 4> m_zlib;
    std::array<quint32, 256> m_palette = {};
    std::vector<uchar> m_rows;
    void *m_jpeg = nullptr;
};

} // namespace Atoll::Console
