// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <core/clock.h>

#include <atomic>

namespace Atoll {

//! A clock that a test moves. Any thread.
class ManualClock final : public Clock
{
public:
    QDateTime now() const override
    {
        return QDateTime(QDate(2026, 1, 31), QTime(12, 0), Qt::UTC).addMSecs(m_elapsed);
    }
    std::chrono::milliseconds uptime() const override
    {
        return std::chrono::milliseconds(1'000'000 + m_elapsed);
    }
    void advance(std::chrono::milliseconds time) { m_elapsed += time.count(); }

private:
    std::atomic<qint64> m_elapsed = 0;
};

} // namespace Atoll
