// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "spicemonitorsession.h"

#include "spicepicture.h"
#include "spicesession.h"

namespace Atoll::Console {

SpiceMonitorSession::SpiceMonitorSession(SpiceSession &leader, int monitor)
    : PictureSession({})
    , m_leader(&leader)
    , m_monitor(monitor)
{
    follow(leader);
    setAbsolutePointer(leader.hasAbsolutePointer());
    setLeds(leader.leds());
    const auto showPointer = [this](int channel) {
        const SpiceMonitor *own = this->monitor();
        if (own && own->channel == channel)
            setPointerShape(m_leader->pointerShapeOf(channel));
    };
    if (const SpiceMonitor *own = this->monitor())
        showPointer(own->channel);
    connect(&leader, &SpiceSession::channelPointerChanged, this, showPointer);
    connect(&leader, &SpiceSession::pointerModeChanged, this,
            &SpiceMonitorSession::setAbsolutePointer);
    connect(&leader, &SpiceSession::ledsChanged, this, &SpiceMonitorSession::setLeds);
    connect(&leader, &SpiceSession::monitorPictureChanged, this, [this](int changed) {
        if (changed == m_monitor)
            Q_EMIT pictureChanged();
    });
    connect(&leader, &SpiceSession::monitorDirty, this, [this](int changed, const QRegion &region) {
        if (changed == m_monitor)
            noteChange(region);
    });
}

const SpiceMonitor *SpiceMonitorSession::monitor() const
{
    return m_leader ? m_leader->monitor(m_monitor) : nullptr;
}

const QImage &SpiceMonitorSession::picture() const
{
    static const QImage none;
    const SpiceMonitor *own = monitor();
    return own ? own->picture->image() : none;
}

std::unique_lock<std::mutex> SpiceMonitorSession::holdPicture() const
{
    const SpiceMonitor *own = monitor();
    return own ? own->picture->hold() : std::unique_lock<std::mutex>();
}

quint64 SpiceMonitorSession::receivedBytes() const
{
    return m_leader ? m_leader->receivedBytes() : 0;
}

std::optional<QPoint> SpiceMonitorSession::pointerPosition() const
{
    return m_leader ? m_leader->pointerPositionOn(monitor()) : std::nullopt;
}

void SpiceMonitorSession::sendPointer(const QPoint &position, int buttons)
{
    if (!m_leader)
        return;
    noteInput();
    m_leader->sendPointerTo(m_monitor, position, buttons);
}

void SpiceMonitorSession::sendPointerDelta(const QPoint &delta, int buttons)
{
    if (!m_leader)
        return;
    noteInput();
    m_leader->sendPointerDelta(delta, buttons);
}

void SpiceMonitorSession::offerClipboard(const QString &text)
{
    if (m_leader)
        m_leader->offerClipboard(text);
}

void SpiceMonitorSession::putKey(quint32 keysym, quint32 scancode, bool down)
{
    if (m_leader)
        m_leader->sendKey(keysym, scancode, down);
}

void SpiceMonitorSession::watchedChanged(bool watched)
{
    if (m_leader)
        watched ? m_leader->watch() : m_leader->unwatch();
}

} // namespace Atoll::Console
