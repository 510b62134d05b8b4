// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "../picture/pictureview.h"

#include <QTimer>

namespace Atoll::Console {

class SpiceDeviceActions;
class SpiceSession;

//! A guest's SPICE console. Begins to connect at once.
class SpiceView final : public PictureView
{
    Q_OBJECT

public:
    SpiceView(ConsoleTransport transport, const Theme &theme, QWidget *parent = nullptr,
              const QByteArray &password = {});
    ~SpiceView() override;

    SpiceSession &spice() const;
    QList<QAction *> moreActions() const override;
    QStringList lights() const override;
    Result<void> mayTakeFiles() const override;
    Result<void> sendFiles(const QStringList &paths) override;

private:
    void resizeEvent(QResizeEvent *event) override;
    void askForSize();
    void showFiles();

    QAction *m_follow; //!< the guest's monitor takes the size of the view
    QAction *m_sound;
    QAction *m_stopFiles;
    SpiceDeviceActions *m_devices;
    QTimer m_resize;
};

} // namespace Atoll::Console
