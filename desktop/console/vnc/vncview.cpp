// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "vncview.h"

#include "vncsession.h"

namespace Atoll::Console {

VncView::VncView(ConsoleTransport transport, const Theme &theme, QWidget *parent,
                 const QByteArray &password)
    : PictureView(std::make_unique<VncSession>(std::move(transport)), theme, parent)
{
    vnc().setPassword(password);
    session().start();
}

VncSession &VncView::vnc() const { return static_cast<VncSession &>(session()); }

} // namespace Atoll::Console
