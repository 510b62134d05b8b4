// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "spicemonitor.h"

#include <algorithm>

namespace Atoll::Console {

namespace {

//! The first channel's heads have numbers of their own; the others are a monitor each, and the
//! channel's number is the monitor's.
int idOf(int channel, const SpiceMonitor &told) { return channel == 0 ? told.id : channel; }

} // namespace

QList<SpiceMonitor> monitorsOf(int channel, const QSize &surface, const QList<SpiceMonitor> &told,
                               qint64 mostPixels)
{
    const QRect whole(QPoint(), surface);
    QList<SpiceMonitor> monitors;
    qint64 pixels = 0;
    for (const SpiceMonitor &each : told) {
        const int id = idOf(channel, each);
        const QRect rect = each.rect & whole;
        const qint64 more = qint64(rect.width()) * rect.height();
        const bool isTaken =
            std::any_of(monitors.begin(), monitors.end(),
                        [id](const SpiceMonitor &other) { return other.id == id; });
        if (isTaken || id < 0 || id >= kMostMonitors || rect.isEmpty()
            || pixels + more > mostPixels)
            continue;
        pixels += more;
        monitors.append({id, channel, rect, {}});
    }
    if (monitors.isEmpty() && !whole.isEmpty())
        monitors.append({channel, channel, whole, {}});
    std::sort(monitors.begin(), monitors.end(),
              [](const SpiceMonitor &a, const SpiceMonitor &b) { return a.id < b.id; });
    return monitors;
}

QList<MonitorWish> sideBySide(const QMap<int, QSize> &sizes, const std::set<int> &off)
{
    QList<MonitorWish> wishes;
    int x = 0;
    for (auto it = sizes.begin(); it != sizes.end(); ++it) {
        if (off.count(it.key()))
            continue;
        wishes.append({it.key(), true, QRect(QPoint(x, 0), it.value())});
        x += it.value().width();
    }
    for (const int id : off)
        wishes.append({id, false, {}});
    return wishes;
}

} // namespace Atoll::Console
