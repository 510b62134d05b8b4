// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "../picture/pictureview.h"

namespace Atoll::Console {

class VncSession;

//! A guest's VNC console. Begins to connect at once.
class VncView final : public PictureView
{
    Q_OBJECT

public:
    VncView(ConsoleTransport transport, const Theme &theme, QWidget *parent = nullptr,
            const QByteArray &password = {});

    VncSession &vnc() const;
    QList<QAction *> moreActions() const override { return {m_usb}; }

private:
    QAction *m_usb; //!< only says what it takes
};

} // namespace Atoll::Console
