// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "loginthrottle.h"

#include <QHostAddress>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

constexpr int kFree = 3;
constexpr std::chrono::milliseconds kFirstDelay = 1s;
constexpr std::chrono::milliseconds kLongestForAddress = 5min;
// Shorter, because anybody can make failures for somebody else's name.
constexpr std::chrono::milliseconds kLongestForUser = 30s;
constexpr std::chrono::milliseconds kForgetAfter = 1h;
constexpr qsizetype kRemembered = 20'000;

//! Whoever has one address of IPv6 has the 2^64 of its network.
QString networkOf(const QString &address)
{
    const QHostAddress host(address);
    bool isVersion4 = false;
    const quint32 version4 = host.toIPv4Address(&isVersion4);
    if (isVersion4)
        return QHostAddress(version4).toString();
    if (host.protocol() != QAbstractSocket::IPv6Protocol)
        return address;
    Q_IPV6ADDR bytes = host.toIPv6Address();
    std::fill(std::begin(bytes.c) + 8, std::end(bytes.c), quint8(0));
    return QHostAddress(bytes).toString();
}

} // namespace

LoginThrottle::LoginThrottle(const Clock &clock)
    : m_clock(clock)
{}

Result<void> LoginThrottle::begin(const QString &address, const QString &user)
{
    const QString network = networkOf(address);
    const auto wait = qMax(waitFor(m_addresses, network, kLongestForAddress),
                           waitFor(m_users, user, kLongestForUser));
    if (wait.count() > 0) {
        return fail(ErrorCode::Throttled, u"too many failed logins"_s,
                    u"Wait %1 s and try again"_s.arg((wait.count() + 999) / 1000),
                    {{u"retryAfterMs"_s, qint64(wait.count())}});
    }
    count(m_addresses, network);
    count(m_users, user);
    return {};
}

void LoginThrottle::succeeded(const QString &address, const QString &user)
{
    // Only this try: else one good password would buy an address free guesses for other users.
    uncount(m_addresses, networkOf(address));
    m_users.remove(user);
}

void LoginThrottle::forget(const QString &address, const QString &user)
{
    uncount(m_addresses, networkOf(address));
    uncount(m_users, user);
}

std::chrono::milliseconds LoginThrottle::waitFor(const Counters &counters, const QString &key,
                                                 std::chrono::milliseconds longest) const
{
    const auto it = counters.constFind(key);
    const auto now = m_clock.uptime();
    if (it == counters.constEnd() || it->count < kFree || now - it->last > kForgetAfter)
        return 0ms;
    const int doublings = qMin(it->count - kFree, 20);
    const auto delay = qMin(longest, kFirstDelay * (1 << doublings));
    return qMax(0ms, it->last + delay - now);
}

void LoginThrottle::count(Counters &counters, const QString &key)
{
    prune(counters);
    Counter &counter = counters[key];
    const auto now = m_clock.uptime();
    if (now - counter.last > kForgetAfter)
        counter.count = 0;
    ++counter.count;
    counter.last = now;
}

void LoginThrottle::uncount(Counters &counters, const QString &key)
{
    const auto it = counters.find(key);
    if (it != counters.end() && --it->count <= 0)
        counters.erase(it);
}

void LoginThrottle::prune(Counters &counters) const
{
    if (counters.size() < kRemembered)
        return;
    const auto now = m_clock.uptime();
    counters.removeIf([&](Counters::iterator it) { return now - it->last > kForgetAfter; });
    if (counters.size() < kRemembered)
        return;
    // A flood of names: keep those who failed often, forget who only just began.
    counters.removeIf([](Counters::iterator it) { return it->count < kFree; });
    if (counters.size() >= kRemembered)
        counters.clear();
}

} // namespace Atoll
