// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <libvirt/libvirt.h>

#include <chrono>
#include <mutex>
#include <vector>

#include <poll.h>

namespace Atoll::Kvm {

//! The descriptors and timers that libvirt wants to be watched, and one turn of watching them.
//! libvirt adds and removes from any thread; only one thread turns.
class PollTable
{
public:
    PollTable();
    ~PollTable();
    PollTable(const PollTable &) = delete;
    PollTable &operator=(const PollTable &) = delete;

    int addHandle(int fd, int events, virEventHandleCallback callback, void *opaque,
                  virFreeCallback free);
    void updateHandle(int watch, int events);
    int removeHandle(int watch);
    int addTimer(int milliseconds, virEventTimeoutCallback callback, void *opaque,
                 virFreeCallback free);
    void updateTimer(int timer, int milliseconds);
    int removeTimer(int timer);

    //! Sleeps until something happens, and calls back what is due.
    void turn();
    void wake();

private:
    using Clock = std::chrono::steady_clock;

    struct Watched
    {
        int id = 0;
        void *opaque = nullptr;
        virFreeCallback free = nullptr;
        bool isRemoved = false;
    };
    struct Handle : Watched
    {
        int fd = -1;
        int events = 0;
        virEventHandleCallback callback = nullptr;
    };
    struct Timer : Watched
    {
        int interval = -1; //!< milliseconds; negative: asleep
        Clock::time_point due;
        virEventTimeoutCallback callback = nullptr;
    };

    template <class T>
    static T *find(std::vector<T> &list, int id);
    template <class T>
    static void takeRemoved(std::vector<T> &list, std::vector<Watched> &removed);
    void freeRemoved();
    int sleepMilliseconds() const;
    void callHandles(const std::vector<pollfd> &ready, const std::vector<int> &ids);
    void callTimers();

    std::mutex m_mutex;
    std::vector<Handle> m_handles;
    std::vector<Timer> m_timers;
    int m_lastId = 0;
    int m_wake = -1;
};

} // namespace Atoll::Kvm
