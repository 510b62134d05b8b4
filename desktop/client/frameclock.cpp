// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "frameclock.h"

#include <algorithm>

namespace Atoll {
namespace {

constexpr int kFrameMs = 16;
constexpr int kBudgetMs = 8; //!< the other half of a frame is for painting

} // namespace

FrameClock::FrameClock(QObject *parent)
    : QObject(parent)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &FrameClock::tick);
}

void FrameClock::request(QObject *owner, Work work)
{
    for (Entry &entry : m_entries) {
        if (entry.owner == owner)
            return;
    }
    m_entries.push_back({owner, std::move(work)});
    if (m_timer.isActive())
        return;
    // The first change after a quiet time is shown at once.
    const qint64 since = m_sinceTick.isValid() ? m_sinceTick.elapsed() : kFrameMs;
    m_timer.start(int(std::max<qint64>(0, kFrameMs - since)));
}

void FrameClock::forget(const QObject *owner)
{
    std::erase_if(m_entries, [owner](const Entry &entry) { return entry.owner == owner; });
}

void FrameClock::tick()
{
    QElapsedTimer spent;
    spent.start();
    // Who is not reached in this frame comes first in the next.
    while (!m_entries.empty() && spent.elapsed() < kBudgetMs) {
        Entry entry = std::move(m_entries.front());
        m_entries.erase(m_entries.begin());
        const bool hasMore = entry.work();
        if (hasMore)
            request(entry.owner, std::move(entry.work));
    }
    m_sinceTick.start();
    if (m_entries.empty())
        m_timer.stop();
    else
        m_timer.start(kFrameMs);
}

} // namespace Atoll
