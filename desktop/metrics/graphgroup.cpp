// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "graphgroup.h"

#include <cmath>

namespace Atoll {

double GraphGroup::secondsOf(GraphPeriod period)
{
    switch (period) {
    case GraphPeriod::Live:
        return kLiveSeconds;
    case GraphPeriod::Hour:
        return 3600;
    case GraphPeriod::Day:
        return 86400;
    case GraphPeriod::Week:
        return 7 * 86400;
    }
    return kLiveSeconds;
}

void GraphGroup::setPeriod(GraphPeriod period)
{
    if (period == m_period)
        return;
    m_period = period;
    Q_EMIT periodChanged(period);
    resetZoom();
}

void GraphGroup::advance(double now)
{
    m_now = std::max(now, m_now);
    if (!m_isZoomed)
        resetZoom();
}

void GraphGroup::zoomTo(double from, double to)
{
    if (to - from < 1)
        return;
    m_isZoomed = true;
    m_from = from;
    m_to = to;
    Q_EMIT rangeChanged();
}

void GraphGroup::resetZoom()
{
    m_isZoomed = false;
    m_to = m_now;
    m_from = m_now - secondsOf(m_period);
    Q_EMIT rangeChanged();
}

void GraphGroup::setCursor(double time)
{
    if (time == m_cursor || (std::isnan(time) && std::isnan(m_cursor)))
        return;
    m_cursor = time;
    Q_EMIT cursorChanged();
}

} // namespace Atoll
