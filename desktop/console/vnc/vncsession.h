// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "../picture/picturesession.h"
#include "rfbmessages.h"
#include "vncworker.h"

#include <memory>

namespace Atoll::Console {

//! A guest's VNC display. One decoder thread while connected.
class VncSession final : public PictureSession
{
    Q_OBJECT

public:
    explicit VncSession(ConsoleTransport transport, QObject *parent = nullptr);
    ~VncSession() override;

    const QImage &picture() const override { return m_picture; }
    QString name() const { return m_name; }
    bool takesScancodes() const { return m_extendedKeys; }
    bool takesUnicodeClipboard() const { return m_extendedClipboard; }
    quint64 frames() const { return m_worker ? m_worker->frames() : 0; }
    quint64 receivedBytes() const override { return m_receivedBytes; }

    void setQuality(const rfb::Quality &quality);
    const rfb::Quality &quality() const { return m_quality; }
    void setPassword(const QByteArray &password) { m_password = password; }

    void painted() override;
    void sendPointer(const QPoint &position, int buttons) override;
    void sendPointerDelta(const QPoint &delta, int buttons) override;
    void offerClipboard(const QString &text) override;
    void requestSize(const QSize &size);

Q_SIGNALS:
    void nameChanged();
    void bellRang();

private:
    void attach(const ConsoleDevice &device) override;
    void detach() override;
    void watchedChanged(bool watched) override;
    void putKey(quint32 keysym, quint32 scancode, bool down) override;
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

    QImage m_picture;
    QString m_name;
    bool m_extendedKeys = false;
    bool m_extendedClipboard = false;
    QString m_offered;
    quint64 m_receivedBytes = 0;
};

} // namespace Atoll::Console
