// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <api/guest.h>

#include <QHash>

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <stop_token>

namespace Atoll {

//! Lets a worker wait for what the hypervisor says of a domain. Fed by events, so it wakes within
//! milliseconds and polls nothing. Any thread. States are noted when domainsChanged() has told them
//! to everybody else.
class DomainWatch
{
public:
    struct Seen
    {
        Api::GuestState state = Api::GuestState::Unknown;
        int reboots = 0; //!< since the agent began to watch
        bool exists = true;
    };

    void note(const QString &uuid, Api::GuestState state);
    void noteReboot(const QString &uuid);
    void noteRemoved(const QString &uuid);
    Seen seen(const QString &uuid) const;

    //! True as soon as `isReached` says so; false when time is over or `stop` is requested.
    bool wait(const QString &uuid, const std::function<bool(const Seen &)> &isReached,
              std::chrono::milliseconds timeout, std::stop_token stop = {});

private:
    mutable std::mutex m_mutex;
    std::condition_variable_any m_changed;
    QHash<QString, Seen> m_seen;
};

} // namespace Atoll
