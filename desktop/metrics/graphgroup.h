// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

#include <limits>

namespace Atoll {

enum class GraphPeriod : quint8 { Live, Hour, Day, Week };

//! What the graphs of one page share: the time that they show, and the cursor. GUI thread.
class GraphGroup : public QObject
{
    Q_OBJECT
public:
    static constexpr double kLiveSeconds = 300;

    using QObject::QObject;

    GraphPeriod period() const { return m_period; }
    void setPeriod(GraphPeriod period);
    static double secondsOf(GraphPeriod period);

    //! The right end of what is shown while nobody has zoomed; moves on as samples come.
    void advance(double now);
    void zoomTo(double from, double to);
    void resetZoom();
    bool isZoomed() const { return m_isZoomed; }
    double from() const { return m_from; }
    double to() const { return m_to; }

    //! NaN: no cursor.
    void setCursor(double time);
    double cursor() const { return m_cursor; }

Q_SIGNALS:
    void periodChanged(Atoll::GraphPeriod period);
    void rangeChanged();
    void cursorChanged();

private:
    GraphPeriod m_period = GraphPeriod::Live;
    bool m_isZoomed = false;
    double m_now = 0;
    double m_from = 0;
    double m_to = 1;
    double m_cursor = std::numeric_limits<double>::quiet_NaN();
};

} // namespace Atoll
