// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <core/result.h>

namespace Atoll::Support {

//! A real Debian guest for tests: systemd, cloud-init and a guest agent of Debian's packages. Under
//! TCG it is up after a minute, and cloud-init is done soon after.
class DebianGuest
{
public:
    //! Makes it once for this build tree; that takes a minute or two. Where the kernel (vmlinuz),
    //! initrd.gz and root.qcow2 are. Unsupported with the reason where a tool is missing.
    static Result<QString> images();
    //! For the kernel that boots it.
    static QString kernelArguments()
    {
        return QStringLiteral("console=tty0 console=ttyS0 net.ifnames=0");
    }
};

} // namespace Atoll::Support
