// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domainwatch.h"

namespace Atoll {

void DomainWatch::note(const QString &uuid, Api::GuestState state)
{
    const std::lock_guard lock(m_mutex);
    Seen &seen = m_seen[uuid];
    seen.state = state;
    seen.exists = true;
    m_changed.notify_all();
}

void DomainWatch::noteReboot(const QString &uuid)
{
    const std::lock_guard lock(m_mutex);
    ++m_seen[uuid].reboots;
    m_changed.notify_all();
}

void DomainWatch::noteRemoved(const QString &uuid)
{
    const std::lock_guard lock(m_mutex);
    m_seen[uuid] = {Api::GuestState::Stopped, m_seen.value(uuid).reboots, false};
    m_changed.notify_all();
}

DomainWatch::Seen DomainWatch::seen(const QString &uuid) const
{
    const std::lock_guard lock(m_mutex);
    return m_seen.value(uuid);
}

bool DomainWatch::wait(const QString &uuid, const std::function<bool(const Seen &)> &isReached,
                       std::chrono::milliseconds timeout, std::stop_token stop)
{
    std::unique_lock lock(m_mutex);
    return m_changed.wait_for(lock, std::move(stop), timeout,
                              [&] { return isReached(m_seen.value(uuid)); });
}

} // namespace Atoll
