// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <metrics/gueststatssource.h>

#include <condition_variable>
#include <map>
#include <mutex>

namespace Atoll {

//! Counters that a test sets. Remembers what was asked; can hang and fail.
class FakeGuestStats : public GuestStatsSource
{
public:
    void set(const QString &uuid, quint64 cpuNanoseconds)
    {
        const std::lock_guard lock(m_mutex);
        m_cpu[uuid] = cpuNanoseconds;
    }
    void clear()
    {
        const std::lock_guard lock(m_mutex);
        m_cpu.clear();
    }
    void setFailing(bool isFailing)
    {
        const std::lock_guard lock(m_mutex);
        m_isFailing = isFailing;
    }
    void setHanging(bool isHanging)
    {
        const std::lock_guard lock(m_mutex);
        m_isHanging = isHanging;
        m_wake.notify_all();
    }
    QList<QStringList> questions() const
    {
        const std::lock_guard lock(m_mutex);
        return m_questions;
    }

    Result<QList<UsageCounters>> guestStats(const QStringList &uuids) override
    {
        std::unique_lock lock(m_mutex);
        m_questions += uuids;
        m_wake.wait(lock, [this] { return !m_isHanging; });
        if (m_isFailing)
            return fail(ErrorCode::EngineUnavailable, QStringLiteral("libvirt does not answer"));
        QList<UsageCounters> all;
        for (auto &[uuid, cpu] : m_cpu) {
            if (!uuids.isEmpty() && !uuids.contains(uuid))
                continue;
            UsageCounters one;
            one.object = QStringLiteral("/guests/") + uuid;
            one.at = std::chrono::steady_clock::now();
            one.cpuNanoseconds = cpu;
            all += one;
        }
        return all;
    }

private:
    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    std::map<QString, quint64> m_cpu;
    QList<QStringList> m_questions;
    bool m_isFailing = false;
    bool m_isHanging = false;
};

} // namespace Atoll
