// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "../picture/pictureview.h"

namespace Atoll::Console {

class SpiceView;

//! A further monitor of a guest's SPICE console: its own picture, and the actions of the first
//! one's view, which has the connection and must outlive it.
class SpiceMonitorView final : public PictureView
{
    Q_OBJECT

public:
    SpiceMonitorView(SpiceView &first, int monitor);

    QList<QAction *> barActions() const override;
    QList<QAction *> moreActions() const override;
    bool chooseScreens(QWidget &beside) override;

protected:
    bool event(QEvent *event) override;

private:
    void shareClipboardWith(ConsoleView &other);

    SpiceView &m_first;
};

} // namespace Atoll::Console
