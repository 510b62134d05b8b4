// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "spicepicture.h"

#include "glibloop.h"

#include <spice-client.h>

#include <cstring>

namespace Atoll::Console {

namespace {

constexpr int kMaxSide = 32767;

QImage::Format formatOf(int format)
{
    switch (format) {
    case SPICE_SURFACE_FMT_32_xRGB:
    case SPICE_SURFACE_FMT_32_ARGB: // a screen has nothing behind it
        return QImage::Format_RGB32;
    case SPICE_SURFACE_FMT_16_555:
        return QImage::Format_RGB555;
    case SPICE_SURFACE_FMT_16_565:
        return QImage::Format_RGB16;
    default:
        return QImage::Format_Invalid;
    }
}

//! The library has taken the numbers from the guest.
bool isSound(const SpiceSurface &surface, QImage::Format format)
{
    const QSize size = surface.size;
    const int depth = format == QImage::Format_RGB32 ? 4 : 2;
    return format != QImage::Format_Invalid && surface.pixels && !size.isEmpty()
           && size.width() <= kMaxSide && size.height() <= kMaxSide
           && qint64(size.width()) * size.height() <= SpicePicture::kMaxPixels
           && surface.stride >= size.width() * depth;
}

} // namespace

SpicePicture::SpicePicture()
    : m_isDirect(GlibLoop::isGuiThread())
{}

bool SpicePicture::show(const SpiceSurface &surface, const QRect &part)
{
    const QImage::Format format = formatOf(surface.format);
    if (!isSound(surface, format)) {
        freeze();
        return false;
    }
    const QRect whole(QPoint(), surface.size);
    const QRect shown = (part & whole).isEmpty() ? whole : part & whole;
    const int depth = format == QImage::Format_RGB32 ? 4 : 2;
    m_origin = shown.topLeft();
    m_source = QImage(surface.pixels + qsizetype(m_origin.y()) * surface.stride
                          + qsizetype(m_origin.x()) * depth,
                      shown.width(), shown.height(), surface.stride, format);
    if (m_isDirect) {
        m_image = m_source;
        m_isNew = true;
        return true;
    }
    QImage copy = m_source.copy();
    const std::lock_guard lock(m_mutex);
    m_copy = copy.bits();
    m_copyStride = copy.bytesPerLine();
    m_new = std::move(copy);
    m_isNew = true;
    return true;
}

void SpicePicture::freeze()
{
    if (m_isDirect && !m_source.isNull())
        m_image = m_image.copy();
    m_source = {};
}

QRect SpicePicture::changed(const QRect &inSurface)
{
    const QRect rect = inSurface.translated(-m_origin) & m_source.rect();
    if (m_isDirect || rect.isEmpty())
        return rect;
    const int depth = m_source.depth() / 8;
    const std::lock_guard lock(m_mutex);
    for (int y = rect.top(); y <= rect.bottom(); ++y)
        memcpy(m_copy + y * m_copyStride + rect.x() * depth,
               m_source.constScanLine(y) + rect.x() * depth, size_t(rect.width() * depth));
    return rect;
}

std::unique_lock<std::mutex> SpicePicture::hold() const
{
    return m_isDirect ? std::unique_lock<std::mutex>() : std::unique_lock(m_mutex);
}

bool SpicePicture::takeNew()
{
    const std::lock_guard lock(m_mutex);
    if (m_new)
        m_image = *m_new; // shared: changed() goes on writing its pixels
    m_new.reset();
    return std::exchange(m_isNew, false);
}

} // namespace Atoll::Console
