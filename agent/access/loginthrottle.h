// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <core/clock.h>
#include <core/result.h>

#include <QHash>

namespace Atoll {

//! Makes guessing passwords slow: after a few failures every further try of an address, and every
//! further try for a user, has to wait, twice as long each time. Users that do not exist are
//! counted as well. Event-loop thread.
class LoginThrottle
{
public:
    explicit LoginThrottle(const Clock &clock);

    //! Counts as a failure until succeeded() or forget(): tries at the same time are counted, too.
    //! Throttled with details.retryAfterMs.
    Result<void> begin(const QString &address, const QString &user);
    void succeeded(const QString &address, const QString &user);
    //! It was not the password that failed.
    void forget(const QString &address, const QString &user);
    int failures(const QString &user) const { return m_users.value(user).count; }

private:
    struct Counter
    {
        int count = 0;
        std::chrono::milliseconds last{0};
    };
    using Counters = QHash<QString, Counter>;

    std::chrono::milliseconds waitFor(const Counters &counters, const QString &key,
                                      std::chrono::milliseconds longest) const;
    void count(Counters &counters, const QString &key);
    static void uncount(Counters &counters, const QString &key);
    void prune(Counters &counters) const;

    const Clock &m_clock;
    Counters m_addresses;
    Counters m_users;
};

} // namespace Atoll
