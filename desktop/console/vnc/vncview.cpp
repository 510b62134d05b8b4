// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "vncview.h"

#include "vncsession.h"

#include <theme/theme.h>

using namespace Qt::StringLiterals;

namespace Atoll::Console {

VncView::VncView(ConsoleTransport transport, const Theme &theme, QWidget *parent,
                 const QByteArray &password)
    : PictureView(std::make_unique<VncSession>(std::move(transport)), theme, parent)
    , m_usb(new QAction(theme.icon(u"usb"_s), tr("USB Devices…"), this))
{
    m_usb->setEnabled(false);
    m_usb->setToolTip(tr("USB devices of this computer go into a guest by SPICE; this display "
                         "speaks VNC"));
    vnc().setPassword(password);
    session().start();
}

VncSession &VncView::vnc() const { return static_cast<VncSession &>(session()); }

} // namespace Atoll::Console
