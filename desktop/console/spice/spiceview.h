// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "../picture/pictureview.h"

namespace Atoll::Console {

class SpiceDeviceActions;
class SpiceMonitorWindows;
class SpiceSession;

//! A guest's SPICE console: its first monitor, and windows for the others. Begins to connect at
//! once.
class SpiceView final : public PictureView
{
    Q_OBJECT

public:
    SpiceView(ConsoleTransport transport, const Theme &theme, QWidget *parent = nullptr,
              const QByteArray &password = {});
    ~SpiceView() override;

    SpiceSession &spice() const;
    QAction &followAction() const { return *m_follow; }
    SpiceMonitorWindows &monitors() const { return *m_monitors; }
    QList<QAction *> barActions() const override;
    QList<QAction *> moreActions() const override;
    QStringList lights() const override;
    Result<void> mayTakeFiles() const override;
    Result<void> sendFiles(const QStringList &paths) override;
    QList<QAction *> keyActions() const override;
    QList<WindowPlace> furtherWindows() const override;
    void showFurther(const QList<WindowPlace> &places) override;
    bool followsSize() const override;
    void setFollowsSize(bool follows) override;
    bool chooseScreens(QWidget &beside) override;

private:
    void showFiles();

    QAction *m_follow; //!< the guest's monitor takes the size of the view
    QAction *m_sound;
    QAction *m_stopFiles;
    SpiceDeviceActions *m_devices;
    std::unique_ptr<SpiceMonitorWindows> m_monitors; //!< goes before the session does
};

} // namespace Atoll::Console
