// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "../consolesession.h"
#include "../inputlatency.h"

#include <QHash>
#include <QImage>
#include <QRegion>

#include <mutex>
#include <optional>

namespace Atoll::Console {

//! What the mouse looks like over a guest's picture; null: the guest shows none.
struct PointerShape
{
    QImage image;
    QPoint hotspot;
};

//! A console with a picture, pointer, keys and clipboard, whatever the protocol. Surfaces watch()
//! it, paint picture() and say painted(). GUI thread.
class PictureSession : public ConsoleSession
{
    Q_OBJECT

public:
    using ConsoleSession::ConsoleSession;

    //! Shared with the decoder, which writes into it: paint while holding it, do not keep.
    virtual const QImage &picture() const = 0;
    virtual std::unique_lock<std::mutex> holdPicture() const { return {}; }
    virtual quint64 receivedBytes() const = 0;

    const PointerShape &pointerShape() const { return m_pointerShape; }
    //! Where the guest has its pointer, for those that know only movements of the mouse. None: it
    //! is not told, or elsewhere.
    virtual std::optional<QPoint> pointerPosition() const { return {}; }
    bool hasAbsolutePointer() const { return m_absolutePointer; }
    //! Bits: 1 Scroll Lock, 2 Num Lock, 4 Caps Lock.
    int leds() const { return m_leds; }

    //! A surface is visible; counted.
    void watch();
    void unwatch();
    bool isWatched() const { return m_watchers > 0; }
    //! The last frame is on the surface.
    virtual void painted() {}

    //! `scancode` 0: only the symbol is known.
    void sendKey(quint32 keysym, quint32 scancode, bool down);
    void releaseKeys();
    //! Buttons as bits: left, middle, right, wheel up, down, left, right.
    virtual void sendPointer(const QPoint &position, int buttons) = 0;
    virtual void sendPointerDelta(const QPoint &delta, int buttons) = 0;
    const InputLatency &latency() const { return m_latency; }
    //! Our clipboard changed; the guest fetches the text when it wants it.
    virtual void offerClipboard(const QString &text) = 0;

Q_SIGNALS:
    void pictureChanged();
    void dirty(const QRegion &region);
    void pointerShapeChanged();
    void pointerMoved();
    void ledsChanged(int bits);
    void pointerModeChanged(bool absolute);
    void clipboardReceived(const QString &text);
    //! A sentence for people.
    void clipboardRefused(const QString &why);

protected:
    virtual void watchedChanged(bool watched) { Q_UNUSED(watched) }
    virtual void putKey(quint32 keysym, quint32 scancode, bool down) = 0;

    //! A key or a movement of the pointer goes to the guest; keys are noted here.
    void noteInput() { m_latency.inputSent(); }
    void noteChange(const QRegion &region);
    void setPointerShape(const PointerShape &shape);
    void setAbsolutePointer(bool absolute);
    void setLeds(int bits);
    //! A new connection knows nothing of the old one's keys and pointer.
    void forgetInput();
    void refuseOurClipboard(qint64 maximumBytes);
    void refuseGuestClipboard(qint64 sizeBytes, qint64 maximumBytes);

private:
    int m_watchers = 0;
    PointerShape m_pointerShape;
    int m_leds = 0;
    bool m_absolutePointer = true;
    InputLatency m_latency;
    QHash<quint32, quint32> m_pressed; //!< scancode or, above 2^24, symbol → symbol
};

} // namespace Atoll::Console
