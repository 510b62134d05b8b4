// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "../picture/picturesession.h"

#include <QPointer>

namespace Atoll::Console {

class SpiceSession;
struct SpiceMonitor;

//! A further monitor of a guest: has a picture of its own and everything else of the session that
//! has the connection. Outlives it empty. GUI thread.
class SpiceMonitorSession final : public PictureSession
{
    Q_OBJECT

public:
    SpiceMonitorSession(SpiceSession &leader, int monitor);

    const QImage &picture() const override;
    std::unique_lock<std::mutex> holdPicture() const override;
    quint64 receivedBytes() const override;
    std::optional<QPoint> pointerPosition() const override;
    void sendPointer(const QPoint &position, int buttons) override;
    void sendPointerDelta(const QPoint &delta, int buttons) override;
    void offerClipboard(const QString &text) override;

private:
    void attach(const ConsoleDevice &) override {}
    void detach() override {}
    void putKey(quint32 keysym, quint32 scancode, bool down) override;
    void watchedChanged(bool watched) override;
    const SpiceMonitor *monitor() const;

    QPointer<SpiceSession> m_leader;
    const int m_monitor;
};

} // namespace Atoll::Console
