// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "graphview.h"

#include "graphgroup.h"
#include "graphhead.h"
#include "unitticker.h"

#include <QVBoxLayout>

#include <cmath>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr int kKeptPoints = 200'000;

// Three missing samples are a gap; one late sample is not.
bool isGap(double distance, double step) { return step > 0 && distance > 3 * step; }

QString clockFormat(double seconds)
{
    if (seconds <= 900)
        return u"HH:mm:ss"_s;
    return seconds <= 2 * 86400 ? u"HH:mm"_s : u"ddd d"_s;
}

} // namespace

GraphView::GraphView(const Theme &theme, GraphGroup &group, const QString &title, GraphUnit unit,
                     QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_group(group)
    , m_unit(unit)
    , m_head(new GraphHead(theme, this))
    , m_plot(new QCustomPlot(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::kStep);
    layout->addWidget(m_head);
    layout->addWidget(m_plot, 1);
    setTitle(title);
    makePlot(unit);
    connectMouse();
    recolor();
    connect(&theme, &Theme::changed, this, &GraphView::recolor);
    connect(&group, &GraphGroup::rangeChanged, this, &GraphView::showRange);
    connect(&group, &GraphGroup::cursorChanged, this, &GraphView::showCursor);
    showRange();
}

void GraphView::makePlot(GraphUnit unit)
{
    m_plot->yAxis->setTicker(QSharedPointer<UnitTicker>::create(unit));
    m_plot->yAxis->setRange(0, 1);
    m_plot->xAxis->setTicker(QSharedPointer<QCPAxisTickerDateTime>::create());
    for (QCPAxis *axis : {m_plot->xAxis, m_plot->yAxis}) {
        axis->setSubTicks(false);
        axis->setTickLength(0);
        axis->grid()->setZeroLinePen(Qt::NoPen);
    }
    m_plot->xAxis->grid()->setVisible(false);
    m_plot->yAxis->setBasePen(Qt::NoPen);
    m_plot->axisRect()->setAutoMargins(QCP::msLeft | QCP::msBottom);
    m_plot->axisRect()->setMargins(QMargins(0, 6, 6, 0));
    m_plot->axisRect()->setMinimumMargins(QMargins(52, 6, 6, 0));
    // A layer of its own: the cursor moves without drawing the lines again.
    m_plot->layer(u"overlay"_s)->setMode(QCPLayer::lmBuffered);
    m_cursor = new QCPItemStraightLine(m_plot);
    m_cursor->setLayer(u"overlay"_s);
    m_cursor->setVisible(false);
}

void GraphView::connectMouse()
{
    m_plot->setSelectionRectMode(QCP::srmCustom);
    m_plot->setMouseTracking(true);
    m_plot->installEventFilter(this);
    connect(m_plot, &QCustomPlot::mouseMove, this, [this](QMouseEvent *event) {
        const double time = m_plot->xAxis->pixelToCoord(event->position().x());
        m_group.setCursor(m_plot->axisRect()->rect().contains(event->pos()) ? time : kNone);
    });
    connect(m_plot->selectionRect(), &QCPSelectionRect::accepted, this,
            [this](const QRect &rect, QMouseEvent *) {
                if (std::abs(rect.width()) > 4)
                    m_group.zoomTo(m_plot->xAxis->pixelToCoord(rect.normalized().left()),
                                   m_plot->xAxis->pixelToCoord(rect.normalized().right()));
            });
    connect(m_plot, &QCustomPlot::mouseDoubleClick, this, [this] { m_group.resetZoom(); });
}

bool GraphView::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Leave)
        m_group.setCursor(kNone);
    else if (event->type() == QEvent::Resize)
        fitTicks();
    return QWidget::eventFilter(watched, event);
}

void GraphView::setTitle(const QString &title)
{
    m_head->setTitle(title);
    setAccessibleName(title);
}

int GraphView::addSeries(const QString &name, Token color)
{
    Series series{.name = name, .color = color, .line = m_plot->addGraph()};
    series.line->setAdaptiveSampling(true);
    series.line->setAntialiasedFill(
        false); // under a line nobody sees it, and it is five times as fast
    series.line->setSelectable(QCP::stNone);
    m_series.push_back(series);
    recolor();
    updateHead();
    return int(m_series.size()) - 1;
}

void GraphView::setMaximum(double maximum)
{
    m_maximum = maximum;
    fitScale();
}

void GraphView::append(int index, double time, double value)
{
    Series &series = m_series[size_t(index)];
    const QSharedPointer<QCPGraphDataContainer> samples = series.line->data();
    if (!samples->isEmpty()) {
        const double distance = time - (samples->constEnd() - 1)->key;
        if (distance <= 0)
            return;
        if (isGap(distance, series.step))
            series.line->addData(time - distance / 2, kNone);
        else
            series.step = series.step > 0 ? 0.8 * series.step + 0.2 * distance : distance;
    }
    series.line->addData(time, value);
    if (samples->size() > kKeptPoints)
        samples->removeBefore((samples->constBegin() + kKeptPoints / 10)->key);
    series.latest = value;
    m_group.advance(time);
    updateHead();
}

void GraphView::addBand(Series &series, const QList<GraphPoint> &points)
{
    const bool hasBand = std::any_of(points.begin(), points.end(), [](const GraphPoint &point) {
        return point.maximum > point.minimum;
    });
    if (!hasBand && !series.low)
        return;
    if (!series.low) {
        series.low = m_plot->addGraph();
        series.high = m_plot->addGraph();
        series.high->setChannelFillGraph(series.low);
        for (QCPGraph *edge : {series.low, series.high}) {
            edge->setPen(Qt::NoPen);
            edge->setSelectable(QCP::stNone);
        }
    }
    QVector<QCPGraphData> low;
    QVector<QCPGraphData> high;
    for (const GraphPoint &point : points) {
        low.append({point.time, point.minimum});
        high.append({point.time, point.maximum});
    }
    series.low->data()->set(low, true);
    series.high->data()->set(high, true);
}

void GraphView::setHistory(int index, const QList<GraphPoint> &points)
{
    Series &series = m_series[size_t(index)];
    QVector<QCPGraphData> line;
    line.reserve(points.size());
    series.step = points.size() > 1 ? points.at(1).time - points.at(0).time : 0;
    series.latest = kNone;
    for (const GraphPoint &point : points) {
        if (!line.isEmpty() && isGap(point.time - line.last().key, series.step))
            line.append({(point.time + line.last().key) / 2, kNone});
        line.append({point.time, point.value});
        if (std::isfinite(point.value))
            series.latest = point.value;
    }
    series.line->data()->set(line, true);
    addBand(series, points);
    recolor();
    if (!points.isEmpty())
        m_group.advance(points.last().time);
    showRange();
}

void GraphView::clear()
{
    for (Series &series : m_series) {
        for (QCPGraph *graph : {series.line, series.low, series.high}) {
            if (graph)
                graph->data()->clear();
        }
        series.step = 0;
        series.latest = kNone;
    }
    showRange();
}

void GraphView::recolor()
{
    using enum Token;
    m_plot->setBackground(m_theme.color(Surface1));
    for (QCPAxis *axis : {m_plot->xAxis, m_plot->yAxis}) {
        axis->setTickLabelColor(m_theme.color(Text3));
        axis->setTickLabelFont(m_theme.smallFont());
        axis->grid()->setPen(QPen(m_theme.color(Line, 0.55), 1));
    }
    m_plot->xAxis->setBasePen(QPen(m_theme.color(Line), 1));
    m_cursor->setPen(QPen(m_theme.color(Text3), 1));
    m_plot->selectionRect()->setPen(QPen(m_theme.color(Accent), 1));
    m_plot->selectionRect()->setBrush(m_theme.color(Accent, 0.15));
    for (const Series &series : m_series) {
        series.line->setPen(QPen(m_theme.color(series.color), 1.0));
        series.line->setBrush(m_theme.color(series.color, 0.12));
        if (series.high)
            series.high->setBrush(m_theme.color(series.color, 0.18));
    }
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void GraphView::showRange()
{
    m_plot->xAxis->setRange(m_group.from(), m_group.to());
    static_cast<QCPAxisTickerDateTime *>(m_plot->xAxis->ticker().data())
        ->setDateTimeFormat(clockFormat(m_group.to() - m_group.from()));
    fitTicks();
    fitScale();
    updateHead();
}

// As many times as fit beside each other. The ticker takes the readable step that is nearest, which
// may be a third less than wanted.
void GraphView::fitTicks()
{
    const QString label = QLocale().toString(
        QDateTime::currentDateTime(),
        static_cast<QCPAxisTickerDateTime *>(m_plot->xAxis->ticker().data())->dateTimeFormat());
    const int room = m_plot->width() - m_plot->axisRect()->minimumMargins().left();
    const int each = QFontMetrics(m_plot->xAxis->tickLabelFont()).horizontalAdvance(label);
    m_plot->xAxis->ticker()->setTickCount(std::clamp(room / std::max(1, each * 9 / 5), 1, 6));
}

// Steps of two instead of the very maximum, so that the line does not jump at every sample.
void GraphView::fitScale()
{
    double top = m_maximum.value_or(0);
    if (!m_maximum) {
        for (const Series &series : m_series) {
            for (const QCPGraph *graph : {series.line, series.high}) {
                bool isFound = false;
                const QCPRange range =
                    graph ? graph->getValueRange(isFound, QCP::sdBoth, m_plot->xAxis->range())
                          : QCPRange();
                if (isFound)
                    top = std::max(top, range.upper);
            }
        }
        const double least = m_unit == GraphUnit::Percent || m_unit == GraphUnit::Number ? 1 : 4096;
        top = std::max(least, std::exp2(std::ceil(std::log2(std::max(top * 1.05, 1e-9)) * 2) / 2));
    }
    m_plot->yAxis->setRange(0, top * 1.04);
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

std::optional<double> GraphView::valueAt(int index, double time) const
{
    const Series &series = m_series[size_t(index)];
    const auto samples = series.line->data();
    if (samples->isEmpty() || !std::isfinite(time))
        return {};
    auto it = samples->findBegin(time, false);
    if (it == samples->constEnd())
        --it;
    else if (it != samples->constBegin() && time - (it - 1)->key < it->key - time)
        --it;
    const double reach = series.step > 0 ? 1.5 * series.step : 5;
    if (!std::isfinite(it->value) || std::abs(it->key - time) > reach)
        return {};
    return it->value;
}

void GraphView::showCursor()
{
    const double time = m_group.cursor();
    m_cursor->setVisible(std::isfinite(time));
    if (std::isfinite(time)) {
        m_cursor->point1->setCoords(time, 0);
        m_cursor->point2->setCoords(time, 1);
    }
    m_plot->layer(u"overlay"_s)->replot();
    updateHead();
}

void GraphView::updateHead()
{
    const double time = m_group.cursor();
    const bool hasCursor = std::isfinite(time);
    QList<GraphHead::Value> values;
    for (int i = 0; i < int(m_series.size()); ++i) {
        const Series &series = m_series[size_t(i)];
        const double value = hasCursor ? valueAt(i, time).value_or(kNone) : series.latest;
        values.append({series.name, formatValue(value, m_unit), series.color});
    }
    QString moment;
    if (hasCursor) {
        const auto at = QDateTime::fromMSecsSinceEpoch(qint64(time * 1000));
        moment = QLocale().toString(at, m_group.to() - m_group.from() > 2 * 86400 ? u"ddd d HH:mm"_s
                                                                                  : u"HH:mm:ss"_s);
    }
    m_head->setValues(values, moment);
}

} // namespace Atoll
