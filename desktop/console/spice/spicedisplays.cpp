// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "spicehandlers.h"

#include <algorithm>

// The channels of SpiceClient that have pictures, and the monitors in them.
namespace Atoll::Console {

void SpiceClient::showSurface(int channel, const SpiceSurface &surface)
{
    const auto at = m_displays.find(channel);
    if (at == m_displays.end())
        return;
    at->second.surface = surface;
    showMonitors(channel, at->second.told);
}

void SpiceClient::surfaceGone(int channel)
{
    Display &display = m_displays[channel];
    display.surface = {};
    for (const SpiceMonitor &monitor : std::as_const(display.monitors))
        monitor.picture->freeze();
    // The first one's last picture stays; another is a monitor that was switched off, perhaps.
    if (channel != 0) {
        display.monitors.clear();
        tellMonitors();
    }
}

void SpiceClient::surfaceChanged(int channel, const QRect &rect)
{
    for (const SpiceMonitor &monitor : std::as_const(m_displays[channel].monitors)) {
        const QRect dirty = monitor.picture->changed(rect);
        if (!dirty.isEmpty())
            tell([&](SpiceBatch &batch) { batch.dirty[monitor.id] += dirty; });
    }
}

//! A surface may be larger than the monitor, or hold several.
void SpiceClient::readMonitors(SpiceChannel *channel)
{
    GArray *heads = nullptr;
    guint most = 1;
    g_object_get(channel, "monitors", &heads, "monitors-max", &most, nullptr);
    QList<SpiceMonitor> told;
    for (guint i = 0; heads && i < heads->len && told.size() < kMostMonitors; ++i) {
        const auto &head = g_array_index(heads, SpiceDisplayMonitorConfig, i);
        if (head.surface_id == 0)
            told.append({int(head.id),
                         0, // numbers of the guest: too large ones become negative
                         QRect(int(head.x), int(head.y), int(head.width), int(head.height)),
                         {}});
    }
    if (heads)
        g_array_unref(heads);
    const int number = numberOf(channel);
    if (number == 0)
        tell([&](SpiceBatch &batch) {
            batch.mostMonitors = int(std::min<guint>(most, kMostMonitors));
        });
    Display &display = m_displays[number];
    if (std::exchange(display.told, told) != told && display.surface.pixels)
        showMonitors(number, told);
}

void SpiceClient::showMonitors(int channel, const QList<SpiceMonitor> &told)
{
    Display &display = m_displays[channel];
    const SpiceSurface &surface = display.surface;
    QList<SpiceMonitor> now = monitorsOf(channel, surface.size, told, SpicePicture::kMaxPixels);
    bool isShown = !now.isEmpty();
    for (SpiceMonitor &monitor : now) {
        const auto before =
            std::find_if(display.monitors.cbegin(), display.monitors.cend(),
                         [&](const SpiceMonitor &old) { return old.id == monitor.id; });
        monitor.picture =
            before == display.monitors.cend() ? std::make_shared<SpicePicture>() : before->picture;
        isShown = monitor.picture->show(surface, monitor.rect) && isShown;
    }
    // Those that are gone must not read a surface that ends.
    for (const SpiceMonitor &old : std::as_const(display.monitors)) {
        const bool stays = std::any_of(now.cbegin(), now.cend(), [&](const SpiceMonitor &each) {
            return each.picture == old.picture;
        });
        if (!stays)
            old.picture->freeze();
    }
    display.monitors = now;
    tellMonitors();
    if (!isShown && channel == 0)
        ended({ErrorCode::Unsupported,
               QStringLiteral("the display has a picture of %1 × %2 in format %3, which cannot "
                              "be shown")
                   .arg(surface.size.width())
                   .arg(surface.size.height())
                   .arg(surface.format)});
}

QList<SpiceMonitor> SpiceClient::monitors() const
{
    QList<SpiceMonitor> all;
    for (const auto &[channel, display] : m_displays) {
        for (const SpiceMonitor &monitor : display.monitors) {
            const bool isTaken =
                std::any_of(all.cbegin(), all.cend(),
                            [&](const SpiceMonitor &other) { return other.id == monitor.id; });
            if (!isTaken) // several heads of the first card beside further cards: not in SPICE
                all.append(monitor);
        }
    }
    return all;
}

void SpiceClient::tellMonitors()
{
    tell([all = monitors()](SpiceBatch &batch) { batch.monitors = all; });
}

} // namespace Atoll::Console
