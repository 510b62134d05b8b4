// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "graphunit.h"

#include <theme/theme.h>

#include <QWidget>

#include <limits>
#include <optional>
#include <vector>

class QCPGraph;
class QCPItemStraightLine;
class QCustomPlot;

namespace Atoll {

class GraphGroup;
class GraphHead;

struct GraphPoint
{
    double time = 0; //!< seconds since the epoch
    double value = 0;
    double minimum = 0; //!< where several values were thinned to one; else the value
    double maximum = 0;
};

//! One graph of a page: title, values at the cursor (or the newest), and lines over time. Missing
//! time stays a gap. Zoom by drag, back by double click; cursor and zoom are the group's. GUI
//! thread.
class GraphView : public QWidget
{
    Q_OBJECT
public:
    GraphView(const Theme &theme, GraphGroup &group, const QString &title, GraphUnit unit,
              QWidget *parent = nullptr);

    void setTitle(const QString &title);
    int addSeries(const QString &name, Token color);
    //! The top of the scale; without one it follows what is shown.
    void setMaximum(double maximum);
    //! A new live sample; draws soon.
    void append(int series, double time, double value);
    //! Replaces all: what history knows.
    void setHistory(int series, const QList<GraphPoint> &points);
    void clear();

    QSize sizeHint() const override { return {360, 150}; }
    QSize minimumSizeHint() const override { return {200, 110}; }
    //! The value of a series at a time; none within a gap or outside.
    std::optional<double> valueAt(int series, double time) const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Series
    {
        QString name;
        Token color;
        QCPGraph *line = nullptr;
        QCPGraph *low = nullptr; //!< lower and upper edge of the band, made when there is one
        QCPGraph *high = nullptr;
        double step = 0; //!< usual distance of samples, to see gaps
        double latest = std::numeric_limits<double>::quiet_NaN();
    };

    void makePlot(GraphUnit unit);
    void connectMouse();
    void recolor();
    void showRange();
    void showCursor();
    void updateHead();
    void fitScale();
    void fitTicks();
    void addBand(Series &series, const QList<GraphPoint> &points);

    const Theme &m_theme;
    GraphGroup &m_group;
    GraphUnit m_unit;
    GraphHead *m_head;
    QCustomPlot *m_plot;
    QCPItemStraightLine *m_cursor = nullptr;
    std::vector<Series> m_series;
    std::optional<double> m_maximum;
};

} // namespace Atoll
