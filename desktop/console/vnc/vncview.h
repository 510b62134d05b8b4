// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "../consoleview.h"

#include <QElapsedTimer>

QT_BEGIN_NAMESPACE
class QScrollArea;
QT_END_NAMESPACE

namespace Atoll::Console {

class VncCanvas;
class VncSession;

//! A guest's VNC console. Begins to connect at once.
class VncView final : public ConsoleView
{
    Q_OBJECT

public:
    VncView(ConsoleTransport transport, const Theme &theme, QWidget *parent = nullptr);
    ~VncView() override;

    VncSession &vnc() const { return *m_vnc; }
    Capabilities capabilities() const override;
    QImage screenshot() const override;
    QString statistics() override;
    QSize pictureSize() const override;
    QStringList lights() const override;
    quint64 framesPainted() const;

private:
    VncView(std::unique_ptr<VncSession> session, const Theme &theme, QWidget *parent);
    void sendKey(quint32 keysym, quint32 scancode, bool down) override;
    void releaseKeys() override;
    void applyScaling(Scaling scaling) override;
    void offerClipboard(const QString &text) override;

    VncSession *const m_vnc;
    VncCanvas *m_canvas = nullptr;
    QScrollArea *m_scroll = nullptr;
    QElapsedTimer m_since;
    quint64 m_lastFrames = 0;
    quint64 m_lastBytes = 0;
};

} // namespace Atoll::Console
