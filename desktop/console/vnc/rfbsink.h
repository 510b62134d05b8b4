// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QImage>
#include <QPoint>
#include <QRect>
#include <QString>

#include <vector>

namespace Atoll::Console {

//! What an RfbClient tells; all calls come in the decoder's thread.
class RfbSink
{
public:
    virtual ~RfbSink() = default;

    //! Bytes for the server.
    virtual void send(const QByteArray &bytes) = 0;
    //! A new picture; the client goes on writing its pixels, the receiver only reads.
    virtual void desktop(const QImage &picture) = 0;
    //! Before the first pixel of an update; may wait until the last frame has been painted.
    virtual void beforePixels() = 0;
    virtual void frame(const std::vector<QRect> &dirty) = 0;
    //! An update has begun to arrive: the next one may be asked for, by rfb::updateRequest().
    virtual void updateBegun() = 0;
    virtual void cursor(const QImage &image, const QPoint &hotspot) = 0;
    virtual void name(const QString &name) = 0;
    virtual void bell() = 0;
    virtual void leds(int bits) = 0; //!< 1 scroll, 2 num, 4 caps
    virtual void pointerMode(bool absolute) = 0;
    virtual void extendedKeys() = 0;

    virtual void extendedClipboard() = 0;
    virtual void clipboardOffered(bool hasText) = 0; //!< ask by rfb::clipboardRequest()
    virtual void clipboardWanted() = 0;              //!< answer by rfb::clipboardProvide()
    virtual void clipboardText(const QString &text) = 0;
    virtual void clipboardRefused(qint64 sizeBytes) = 0;
};

} // namespace Atoll::Console
