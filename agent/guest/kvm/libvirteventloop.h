// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <atomic>
#include <memory>
#include <thread>

namespace Atoll::Kvm {

//! The thread that runs libvirt's event loop. libvirt knows one loop per process, so there is one
//! for all connections; it ends with the last owner. It sleeps until something happens.
//!
//! Not libvirt's default implementation: that one turns GLib's default context, which is the one
//! that Qt's event loop turns in the main thread, and each would then run the other's callbacks.
class LibvirtEventLoop
{
public:
    //! Must be held before and as long as there is a connection.
    static std::shared_ptr<LibvirtEventLoop> acquire();
    ~LibvirtEventLoop();
    LibvirtEventLoop(const LibvirtEventLoop &) = delete;
    LibvirtEventLoop &operator=(const LibvirtEventLoop &) = delete;

private:
    LibvirtEventLoop();

    std::atomic<bool> m_isEnding = false;
    std::thread m_thread;
};

} // namespace Atoll::Kvm
