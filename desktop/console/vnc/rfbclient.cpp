// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "rfbclient.h"

#include "rfbprotocol.h"

#include <algorithm>
#include <cstring>

using namespace Qt::StringLiterals;

namespace Atoll::Console {

namespace {

auto broken(const QString &what)
{
    return fail(ErrorCode::EngineFailed, u"the display sent %1"_s.arg(what),
                u"Connect again; if it happens again, report it with the version of QEMU"_s);
}

} // namespace

RfbClient::RfbClient(ByteStream &in, RfbSink &sink, Options options)
    : m_in(in)
    , m_sink(sink)
    , m_options(std::move(options))
{}

Error RfbClient::ended(const QString &where) const
{
    return Error{ErrorCode::ConnectionLost, u"the display closed the connection %1"_s.arg(where)};
}

Error RfbClient::run()
{
    if (const Result<void> done = handshake(); !done)
        return done.error();
    m_sink.send(rfb::pixelFormat() + rfb::encodings(m_options.quality)
                + rfb::updateRequest(m_picture.size(), false));
    while (true) {
        if (const Result<void> done = message(); !done)
            return done.error();
        if (!m_in.ok())
            return ended(u"in the middle of a message"_s);
    }
}

Result<void> RfbClient::message()
{
    if (m_in.peek().isEmpty())
        return tl::unexpected(
            Error{ErrorCode::ConnectionLost, u"the connection to the display ended"_s});
    const int kind = m_in.u8();
    switch (kind) {
    case rfb::FramebufferUpdate:
        return framebufferUpdate();
    case rfb::SetColourMap:
        m_in.skip(3);
        m_in.skip(m_in.u16() * 6);
        return {};
    case rfb::Bell:
        m_sink.bell();
        return {};
    case rfb::ServerCutText:
        return cutText();
    default:
        return broken(u"a message of the unknown kind %1"_s.arg(kind));
    }
}

Result<void> RfbClient::framebufferUpdate()
{
    m_in.u8();
    const int count = m_in.u16();
    // Asked for at the start, so that the server works on the next frame while we decode this one.
    if (m_in.ok())
        m_sink.updateBegun();
    m_dirty.clear();
    m_pixelsBegun = false;
    for (int i = 0; i < count && m_in.ok(); ++i) {
        const int x = m_in.u16();
        const int y = m_in.u16();
        const int width = m_in.u16();
        const int height = m_in.u16();
        const qint32 encoding = m_in.s32();
        if (encoding == rfb::LastRect || !m_in.ok())
            break;
        if (Result<void> done = rectangle(QRect(x, y, width, height), encoding); !done)
            return done;
    }
    if (m_pixelsBegun)
        m_sink.frame(m_dirty);
    return {};
}

Result<void> RfbClient::rectangle(const QRect &rect, qint32 encoding)
{
    switch (encoding) {
    case rfb::Cursor:
        return readCursor(rect);
    case rfb::CursorWithAlpha:
        return readAlphaCursor(rect);
    case rfb::DesktopSize:
        return resize(rect.width(), rect.height());
    case rfb::ExtendedDesktopSize:
        if (const Result<void> done = skipDesktopLayout(); !done)
            return done;
        // y is the status of a request of ours that failed: nothing changes then.
        return rect.x() == 1 && rect.y() != 0 ? Result<void>()
                                              : resize(rect.width(), rect.height());
    case rfb::DesktopName:
        return readName();
    case rfb::LedState:
        m_sink.leds(m_in.u8());
        return {};
    case rfb::PointerMotion:
        m_sink.pointerMode(rect.x() != 0);
        return {};
    case rfb::ExtendedKey:
        m_extendedKeys = true;
        m_sink.extendedKeys();
        return {};
    default:
        return pixels(rect, encoding);
    }
}

Result<void> RfbClient::pixels(const QRect &rect, qint32 encoding)
{
    if (rect.isEmpty()) // some servers send them; only Raw and CopyRect have a known body then
        return encoding == rfb::Raw || (encoding == rfb::CopyRect && m_in.skip(4))
                   ? Result<void>()
                   : broken(u"an empty rectangle (encoding %1)"_s.arg(encoding));
    if (!QRect(0, 0, m_surface.width, m_surface.height).contains(rect))
        return broken(u"a rectangle outside of the picture"_s);
    if (!m_pixelsBegun) {
        m_pixelsBegun = true;
        m_sink.beforePixels();
    }
    bool done = false;
    switch (encoding) {
    case rfb::Raw:
        done = decodeRaw(m_in, m_surface, rect);
        break;
    case rfb::CopyRect:
        done = decodeCopyRect(m_in, m_surface, rect);
        break;
    case rfb::Hextile:
        done = decodeHextile(m_in, m_surface, rect);
        break;
    case rfb::Tight:
        done = m_tight.decode(m_in, m_surface, rect);
        break;
    case rfb::Zrle:
        done = m_zrle.decode(m_in, m_surface, rect);
        break;
    default:
        return broken(u"a picture in the unknown encoding %1"_s.arg(encoding));
    }
    if (!done && m_in.hasEnded())
        return tl::unexpected(ended(u"in the middle of a picture"_s));
    if (!done)
        return broken(u"a picture that cannot be decoded (encoding %1)"_s.arg(encoding));
    m_dirty.push_back(rect);
    return {};
}

Result<void> RfbClient::resize(int width, int height)
{
    if (width == m_surface.width && height == m_surface.height)
        return {};
    if (width < 1 || height < 1 || width > rfb::kMaxSide || height > rfb::kMaxSide
        || qint64(width) * height > rfb::kMaxPixels)
        return fail(ErrorCode::LimitExceeded,
                    u"the display announced a picture of %1 × %2"_s.arg(width).arg(height),
                    u"Set a smaller resolution in the guest"_s,
                    {{u"limit"_s, u"pixels"_s}, {u"maximum"_s, rfb::kMaxPixels}});
    QImage picture(width, height, QImage::Format_RGB32);
    if (picture.isNull())
        return fail(ErrorCode::LimitExceeded,
                    u"not enough memory for a picture of %1 × %2"_s.arg(width).arg(height));
    picture.fill(Qt::black);
    // Taken while the image is ours alone; from here on others share the pixels and only read.
    m_surface = {reinterpret_cast<quint32 *>(picture.bits()), picture.bytesPerLine() / 4, width,
                 height};
    m_picture = picture;
    // Rectangles of the old size in the same update are void.
    m_dirty.clear();
    m_sink.desktop(m_picture);
    return {};
}

Result<void> RfbClient::skipDesktopLayout()
{
    const int screens = m_in.u8();
    m_in.skip(3 + screens * 16);
    return {};
}

Result<void> RfbClient::readName()
{
    const quint32 size = m_in.u32();
    if (size > rfb::kMaxName)
        return broken(u"a name of %1 bytes"_s.arg(size));
    if (const uchar *bytes = size ? m_in.take(size) : nullptr)
        m_sink.name(
            QString::fromUtf8(reinterpret_cast<const char *>(bytes), size).left(rfb::kShownName));
    return {};
}

Result<void> RfbClient::readCursor(const QRect &rect)
{
    const int width = rect.width();
    const int height = rect.height();
    if (width > rfb::kMaxCursorSide || height > rfb::kMaxCursorSide)
        return broken(u"a pointer of %1 × %2"_s.arg(width).arg(height));
    if (width == 0 || height == 0) {
        m_sink.cursor({}, {});
        return {};
    }
    QImage image(width, height, QImage::Format_ARGB32);
    m_in.read(image.bits(), image.sizeInBytes());
    const qsizetype maskLine = (width + 7) / 8;
    const uchar *mask = m_in.take(maskLine * height);
    if (!mask)
        return tl::unexpected(ended(u"in the middle of a pointer"_s));
    for (int y = 0; y < height; ++y) {
        auto *line = reinterpret_cast<quint32 *>(image.scanLine(y));
        for (int x = 0; x < width; ++x) {
            const bool shown = mask[y * maskLine + x / 8] & (0x80 >> (x % 8));
            line[x] = shown ? line[x] | 0xff000000 : 0;
        }
    }
    m_sink.cursor(image, rect.topLeft());
    return {};
}

Result<void> RfbClient::readAlphaCursor(const QRect &rect)
{
    const int width = rect.width();
    const int height = rect.height();
    if (width > rfb::kMaxCursorSide || height > rfb::kMaxCursorSide)
        return broken(u"a pointer of %1 × %2"_s.arg(width).arg(height));
    if (m_in.s32() != rfb::Raw)
        return broken(u"a pointer in an encoding that was not asked for"_s);
    if (width == 0 || height == 0) {
        m_sink.cursor({}, {});
        return {};
    }
    // QEMU sends its own ARGB words where the registry says bytes R, G, B, A premultiplied.
    QImage image(width, height,
                 m_extendedKeys ? QImage::Format_ARGB32 : QImage::Format_RGBA8888_Premultiplied);
    if (!m_in.read(image.bits(), image.sizeInBytes()))
        return tl::unexpected(ended(u"in the middle of a pointer"_s));
    m_sink.cursor(image.convertToFormat(QImage::Format_ARGB32_Premultiplied), rect.topLeft());
    return {};
}

} // namespace Atoll::Console
