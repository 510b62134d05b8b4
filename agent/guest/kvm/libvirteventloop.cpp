// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "libvirteventloop.h"

#include "libvirthandles.h"
#include "polltable.h"

#include <mutex>

#include <pthread.h>

namespace Atoll::Kvm {
namespace {

//! libvirt's functions have no place for a pointer of ours, and it never lets go of them.
PollTable &table()
{
    static auto *const only = new PollTable;
    return *only;
}

void registerWithLibvirt()
{
    virEventRegisterImpl(
        [](int fd, int events, virEventHandleCallback callback, void *opaque,
           virFreeCallback free) { return table().addHandle(fd, events, callback, opaque, free); },
        [](int watch, int events) { table().updateHandle(watch, events); },
        [](int watch) { return table().removeHandle(watch); },
        [](int milliseconds, virEventTimeoutCallback callback, void *opaque, virFreeCallback free) {
            return table().addTimer(milliseconds, callback, opaque, free);
        },
        [](int timer, int milliseconds) { table().updateTimer(timer, milliseconds); },
        [](int timer) { return table().removeTimer(timer); });
    virInitialize();
    silenceLibvirt();
}

} // namespace

std::shared_ptr<LibvirtEventLoop> LibvirtEventLoop::acquire()
{
    static std::mutex mutex;
    static std::weak_ptr<LibvirtEventLoop> current;
    const std::lock_guard lock(mutex);
    std::shared_ptr<LibvirtEventLoop> loop = current.lock();
    if (!loop) {
        loop.reset(new LibvirtEventLoop);
        current = loop;
    }
    return loop;
}

LibvirtEventLoop::LibvirtEventLoop()
{
    static std::once_flag once;
    std::call_once(once, registerWithLibvirt);
    m_thread = std::thread([this] {
        pthread_setname_np(pthread_self(), "libvirt-events");
        while (!m_isEnding)
            table().turn();
    });
}

LibvirtEventLoop::~LibvirtEventLoop()
{
    m_isEnding = true;
    table().wake();
    m_thread.join();
}

} // namespace Atoll::Kvm
