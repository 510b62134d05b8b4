// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "../consolesession.h"
#include "../inputlatency.h"
#include "rfbmessages.h"
#include "vncworker.h"

#include <memory>

namespace Atoll::Console {

//! A guest's VNC display: its picture, pointer, keys and clipboard. One decoder thread while
//! connected. Surfaces watch() it, paint picture() and say painted().
class VncSession final : public ConsoleSession
{
    Q_OBJECT

public:
    explicit VncSession(ConsoleTransport transport, QObject *parent = nullptr);
    ~VncSession() override;

    //! Shared with the decoder, which writes into it: paint, do not keep.
    const QImage &picture() const { return m_picture; }
    const VncCursor &cursor() const { return m_cursor; }
    QString name() const { return m_name; }
    int leds() const { return m_leds; }
    bool hasAbsolutePointer() const { return m_absolutePointer; }
    bool takesScancodes() const { return m_extendedKeys; }
    bool takesUnicodeClipboard() const { return m_extendedClipboard; }
    quint64 frames() const { return m_worker ? m_worker->frames() : 0; }
    quint64 receivedBytes() const { return m_receivedBytes; }

    void setQuality(const rfb::Quality &quality);
    const rfb::Quality &quality() const { return m_quality; }
    void setPassword(const QByteArray &password) { m_password = password; }

    //! A surface is visible; counted.
    void watch();
    void unwatch();
    //! The last frame is on the surface.
    void painted();

    //! `scancode` 0: only the symbol is known.
    void sendKey(quint32 keysym, quint32 scancode, bool down);
    void releaseKeys();
    void sendPointer(const QPoint &position, int buttons);
    void sendPointerDelta(const QPoint &delta, int buttons);
    //! Our clipboard changed; the guest fetches the text when it wants it.
    void offerClipboard(const QString &text);
    const InputLatency &latency() const { return m_latency; }
    void requestSize(const QSize &size);

Q_SIGNALS:
    void pictureChanged();
    void dirty(const QRegion &region);
    void cursorChanged();
    void nameChanged();
    void bellRang();
    void ledsChanged(int bits);
    void pointerModeChanged(bool absolute);
    void clipboardReceived(const QString &text);
    //! A sentence for people.
    void clipboardRefused(const QString &why);

private:
    void attach(const ConsoleDevice &device) override;
    void detach() override;
    void pump();
    void deviceClosed();
    void takeBatch();
    void takePicture(VncBatch &batch);
    void takeStates(VncBatch &batch);
    void takeClipboard(VncBatch &batch);
    void write(const QByteArray &bytes);

    rfb::Quality m_quality;
    QByteArray m_password;
    ConsoleDevice m_device;
    std::shared_ptr<VncWorker> m_worker;
    int m_watchers = 0;

    QImage m_picture;
    VncCursor m_cursor;
    QString m_name;
    int m_leds = 0;
    bool m_absolutePointer = true;
    bool m_extendedKeys = false;
    bool m_extendedClipboard = false;
    QString m_offered;
    QHash<quint32, quint32> m_pressed; //!< scancode or, above 2^24, symbol → symbol
    quint64 m_receivedBytes = 0;
    InputLatency m_latency;
};

} // namespace Atoll::Console
