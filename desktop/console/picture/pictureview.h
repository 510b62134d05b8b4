// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "../consoleview.h"

#include <QElapsedTimer>

QT_BEGIN_NAMESPACE
class QScrollArea;
QT_END_NAMESPACE

namespace Atoll::Console {

class PictureCanvas;
class PictureSession;

//! The console of a guest that has a picture; a protocol adds what only it can. Its session begins
//! to connect when the protocol's view is made.
class PictureView : public ConsoleView
{
    Q_OBJECT

public:
    ~PictureView() override;

    Capabilities capabilities() const override;
    QImage screenshot() const override;
    QString statistics() override;
    QSize pictureSize() const override;
    QStringList lights() const override;
    //! And whether the guest has the mouse, where that is not plain.
    QString sizeText() const override;
    quint64 framesPainted() const;

protected:
    PictureView(std::unique_ptr<PictureSession> session, const Theme &theme, QWidget *parent);
    PictureCanvas &canvas() const { return *m_canvas; }
    //! What the picture may cover.
    QWidget &frame() const;

private:
    QString grabText() const override;
    void sendKey(quint32 keysym, quint32 scancode, bool down) override;
    void releaseKeys() override;
    void applyScaling(Scaling scaling) override;
    void offerClipboard(const QString &text) override;

    PictureSession *const m_picture;
    PictureCanvas *m_canvas = nullptr;
    QScrollArea *m_scroll = nullptr;
    QElapsedTimer m_since;
    quint64 m_lastFrames = 0;
    quint64 m_lastBytes = 0;
};

} // namespace Atoll::Console
