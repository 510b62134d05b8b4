// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "polltable.h"

#include <algorithm>
#include <cstdint>

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace Atoll::Kvm {
namespace {

short toPoll(int events)
{
    int flags = 0;
    if (events & VIR_EVENT_HANDLE_READABLE)
        flags |= POLLIN;
    if (events & VIR_EVENT_HANDLE_WRITABLE)
        flags |= POLLOUT;
    return short(flags);
}

int fromPoll(int flags)
{
    int events = 0;
    if (flags & POLLIN)
        events |= VIR_EVENT_HANDLE_READABLE;
    if (flags & POLLOUT)
        events |= VIR_EVENT_HANDLE_WRITABLE;
    if (flags & (POLLERR | POLLNVAL))
        events |= VIR_EVENT_HANDLE_ERROR;
    if (flags & POLLHUP)
        events |= VIR_EVENT_HANDLE_HANGUP;
    return events;
}

} // namespace

PollTable::PollTable()
    : m_wake(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{}

PollTable::~PollTable() { close(m_wake); }

template <class T>
T *PollTable::find(std::vector<T> &list, int id)
{
    const auto it = std::find_if(list.begin(), list.end(), [id](const T &watched) {
        return watched.id == id && !watched.isRemoved;
    });
    return it == list.end() ? nullptr : &*it;
}

int PollTable::addHandle(int fd, int events, virEventHandleCallback callback, void *opaque,
                         virFreeCallback free)
{
    const std::lock_guard lock(m_mutex);
    m_handles.push_back({{++m_lastId, opaque, free}, fd, events, callback});
    wake();
    return m_lastId;
}

void PollTable::updateHandle(int watch, int events)
{
    const std::lock_guard lock(m_mutex);
    if (Handle *handle = find(m_handles, watch))
        handle->events = events;
    wake();
}

int PollTable::removeHandle(int watch)
{
    const std::lock_guard lock(m_mutex);
    Handle *handle = find(m_handles, watch);
    if (!handle)
        return -1;
    handle->isRemoved = true;
    wake();
    return 0;
}

int PollTable::addTimer(int milliseconds, virEventTimeoutCallback callback, void *opaque,
                        virFreeCallback free)
{
    const std::lock_guard lock(m_mutex);
    m_timers.push_back({{++m_lastId, opaque, free},
                        milliseconds,
                        Clock::now() + std::chrono::milliseconds(std::max(milliseconds, 0)),
                        callback});
    wake();
    return m_lastId;
}

void PollTable::updateTimer(int timer, int milliseconds)
{
    const std::lock_guard lock(m_mutex);
    Timer *entry = find(m_timers, timer);
    if (!entry)
        return;
    entry->interval = milliseconds;
    entry->due = Clock::now() + std::chrono::milliseconds(std::max(milliseconds, 0));
    wake();
}

int PollTable::removeTimer(int timer)
{
    const std::lock_guard lock(m_mutex);
    Timer *entry = find(m_timers, timer);
    if (!entry)
        return -1;
    entry->isRemoved = true;
    wake();
    return 0;
}

void PollTable::wake()
{
    const uint64_t one = 1;
    [[maybe_unused]] const ssize_t written = write(m_wake, &one, sizeof(one));
}

template <class T>
void PollTable::takeRemoved(std::vector<T> &list, std::vector<Watched> &removed)
{
    std::erase_if(list, [&removed](const T &watched) {
        if (watched.isRemoved)
            removed.push_back(watched);
        return watched.isRemoved;
    });
}

//! Not while removing: libvirt may hold locks there that its free functions take.
void PollTable::freeRemoved()
{
    std::vector<Watched> removed;
    {
        const std::lock_guard lock(m_mutex);
        takeRemoved(m_handles, removed);
        takeRemoved(m_timers, removed);
    }
    for (const Watched &watched : removed) {
        if (watched.free)
            watched.free(watched.opaque);
    }
}

int PollTable::sleepMilliseconds() const
{
    int sleep = -1;
    const auto now = Clock::now();
    for (const Timer &timer : m_timers) {
        if (timer.interval < 0 || timer.isRemoved)
            continue;
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(timer.due - now).count();
        const int wanted = int(std::clamp<int64_t>(left, 0, 1 << 30));
        sleep = sleep < 0 ? wanted : std::min(sleep, wanted);
    }
    return sleep;
}

void PollTable::turn()
{
    freeRemoved();
    std::vector<pollfd> descriptors;
    std::vector<int> ids;
    int sleep = -1;
    {
        const std::lock_guard lock(m_mutex);
        for (const Handle &handle : m_handles) {
            if (handle.isRemoved || !handle.events)
                continue;
            descriptors.push_back({handle.fd, toPoll(handle.events), 0});
            ids.push_back(handle.id);
        }
        sleep = sleepMilliseconds();
    }
    descriptors.push_back({m_wake, POLLIN, 0});
    if (poll(descriptors.data(), nfds_t(descriptors.size()), sleep) > 0) {
        uint64_t count = 0;
        if (descriptors.back().revents) [[maybe_unused]]
            const ssize_t size = read(m_wake, &count, sizeof(count));
        callHandles(descriptors, ids);
    }
    callTimers();
    freeRemoved();
}

void PollTable::callHandles(const std::vector<pollfd> &ready, const std::vector<int> &ids)
{
    for (size_t i = 0; i < ids.size(); ++i) {
        if (!ready[i].revents)
            continue;
        Handle handle;
        {
            const std::lock_guard lock(m_mutex);
            const Handle *found = find(m_handles, ids[i]);
            if (!found)
                continue; // removed by a callback before
            handle = *found;
        }
        handle.callback(handle.id, handle.fd, fromPoll(ready[i].revents), handle.opaque);
    }
}

void PollTable::callTimers()
{
    std::vector<Timer> due;
    {
        const std::lock_guard lock(m_mutex);
        const auto now = Clock::now();
        for (Timer &timer : m_timers) {
            if (timer.isRemoved || timer.interval < 0 || timer.due > now)
                continue;
            timer.due = now + std::chrono::milliseconds(timer.interval);
            due.push_back(timer);
        }
    }
    for (const Timer &timer : due) {
        {
            const std::lock_guard lock(m_mutex);
            if (!find(m_timers, timer.id))
                continue;
        }
        timer.callback(timer.id, timer.opaque);
    }
}

} // namespace Atoll::Kvm
