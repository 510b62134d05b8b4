// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QMap>
#include <QRect>

#include <memory>
#include <set>

namespace Atoll::Console {

class SpicePicture;

//! One monitor of a guest: a part of a surface, which is all that a channel of the display has.
struct SpiceMonitor
{
    int id = 0; //!< as the pointer's positions and the guest's agent name it
    int channel = 0;
    QRect rect; //!< in the surface
    std::shared_ptr<SpicePicture> picture;

    bool operator==(const SpiceMonitor &) const = default;
};

//! What the guest is to do with a monitor.
struct MonitorWish
{
    int id = 0;
    bool isOn = true;
    QRect place; //!< among all monitors

    bool operator==(const MonitorWish &) const = default;
};

//! How many monitors of a guest are shown at most.
inline constexpr int kMostMonitors = 16;

//! Of the heads that a channel tells of, those that can be shown, in the order of their ids: inside
//! of the surface, no id twice, and together at most `mostPixels`. None told: the whole surface.
QList<SpiceMonitor> monitorsOf(int channel, const QSize &surface, const QList<SpiceMonitor> &told,
                               qint64 mostPixels);

//! Those that are on stand side by side in the order of their ids.
QList<MonitorWish> sideBySide(const QMap<int, QSize> &sizes, const std::set<int> &off);

} // namespace Atoll::Console
