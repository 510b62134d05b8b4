// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QImage>

#include <memory>
#include <mutex>
#include <optional>

namespace Atoll::Console {

//! Pixels of a display as the protocol's library has them.
struct SpiceSurface
{
    int format = 0; //!< SpiceSurfaceFmt
    QSize size;
    int stride = 0;
    uchar *pixels = nullptr;
};

//! A monitor's part of a surface as a QImage. Where the library works in the GUI thread the image
//! is the library's own memory; elsewhere it is ours, and what changed is copied under a lock.
class SpicePicture
{
public:
    SpicePicture();

    // In GLib's thread.
    //! Of a whole surface; those of its monitors together are no more.
    static constexpr qint64 kMaxPixels = 48 << 20; // as for VNC: 8K with room to spare
    //! False: nothing that can be shown. `part` empty: all of it.
    bool show(const SpiceSurface &surface, const QRect &part);
    //! The surface ends; its last picture stays.
    void freeze();
    //! Gives what of the picture it was, in its own coordinates.
    QRect changed(const QRect &inSurface);

    // In the GUI thread.
    const QImage &image() const { return m_image; }
    std::unique_lock<std::mutex> hold() const;
    //! True: a picture of another size is there; from now on it is image().
    bool takeNew();

private:
    const bool m_isDirect;
    mutable std::mutex m_mutex;
    QImage m_source; //!< wraps the part of the surface
    QPoint m_origin;
    bool m_isNew = false;
    std::optional<QImage> m_new;
    uchar *m_copy = nullptr; //!< the pixels of the newest copy
    qsizetype m_copyStride = 0;
    QImage m_image;
};

} // namespace Atoll::Console
