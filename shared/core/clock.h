// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDateTime>

#include <chrono>

namespace Atoll {

//! What time it is; a seam, so that tests need not wait. Any thread.
class Clock
{
public:
    virtual ~Clock() = default;

    virtual QDateTime now() const = 0; //!< UTC, for people
    //! Since some moment; never goes back when somebody sets the clock. For delays and expiry.
    virtual std::chrono::milliseconds uptime() const = 0;
};

//! The clock of the machine.
class SystemClock final : public Clock
{
public:
    QDateTime now() const override { return QDateTime::currentDateTimeUtc(); }
    std::chrono::milliseconds uptime() const override
    {
        using namespace std::chrono;
        return duration_cast<milliseconds>(steady_clock::now().time_since_epoch());
    }
};

} // namespace Atoll
