// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "libvirthypervisor.h"

namespace Atoll::Kvm {

//! Brings messages of any thread to the hypervisor's own, or nowhere when it is gone.
struct LibvirtHypervisor::Mailbox
{
    std::mutex mutex;
    LibvirtHypervisor *owner = nullptr;

    void post(std::function<void(LibvirtHypervisor &)> message)
    {
        const std::lock_guard lock(mutex);
        if (!owner)
            return;
        LibvirtHypervisor *target = owner;
        QMetaObject::invokeMethod(
            target, [target, message = std::move(message)] { message(*target); },
            Qt::QueuedConnection);
    }
};

} // namespace Atoll::Kvm
