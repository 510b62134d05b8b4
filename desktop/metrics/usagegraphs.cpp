// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "usagegraphs.h"

#include "periodbar.h"

#include <app/appcontext.h>
#include <app/errorbar.h>
#include <client/clustersession.h>
#include <client/whendone.h>
#include <core/units.h>

#include <QGridLayout>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

struct SeriesOf
{
    const char *name;
    double scale;
};
constexpr SeriesOf kCpu{"cpu", 1};
constexpr SeriesOf kMemory{"memoryUsedBytes", 1};
constexpr SeriesOf kDisk[] = {{"diskReadBytesPerSecond", 1}, {"diskWriteBytesPerSecond", 1}};
constexpr SeriesOf kNetwork[] = {{"networkInBytesPerSecond", 1}, {"networkOutBytesPerSecond", 1}};

Api::MetricsRange rangeOf(GraphPeriod period)
{
    switch (period) {
    case GraphPeriod::Day:
        return Api::MetricsRange::Day;
    case GraphPeriod::Week:
        return Api::MetricsRange::Week;
    case GraphPeriod::Live:
    case GraphPeriod::Hour:
        break;
    }
    return Api::MetricsRange::Hour;
}

double secondsOf(const QDateTime &time) { return double(time.toMSecsSinceEpoch()) / 1000.0; }

} // namespace

QList<GraphPoint> pointsOf(const Api::MetricsHistory &history, const QString &name, double scale)
{
    QList<GraphPoint> points;
    for (const Api::MetricsSeries &series : history.series) {
        if (series.name != name)
            continue;
        const double start = secondsOf(history.start);
        for (qsizetype i = 0; i < series.average.size(); ++i) {
            if (!series.average.at(i).isDouble())
                continue;
            GraphPoint point;
            point.time = start + double(i) * double(history.stepSeconds);
            point.value = point.minimum = point.maximum = series.average.at(i).toDouble() * scale;
            if (series.maximum.at(i).isDouble())
                point.maximum = series.maximum.at(i).toDouble() * scale;
            points += point;
        }
    }
    return points;
}

UsageGraphs::UsageGraphs(AppContext &context, ClusterSession &session, const QString &object,
                         QWidget *parent)
    : QWidget(parent)
    , m_session(&session)
    , m_object(object)
    , m_error(new ErrorBar(context.theme(), this))
{
    makeGraphs(context);
    connect(&session, &ClusterSession::usageSampled, this, &UsageGraphs::addSample);
    connect(&session, &ClusterSession::stateChanged, this, [this] {
        if (m_session->isReady() && isVisible())
            loadHistory();
    });
    connect(&m_group, &GraphGroup::periodChanged, this, &UsageGraphs::loadHistory);
}

void UsageGraphs::makeGraphs(AppContext &context)
{
    const auto make = [&](const QString &title, GraphUnit unit) {
        auto *card = new QFrame(this);
        card->setProperty("card", true);
        auto *layout = new QVBoxLayout(card);
        layout->setContentsMargins(Theme::kStep * 3, Theme::kStep * 2, Theme::kStep * 2,
                                   Theme::kStep * 2);
        auto *graph = new GraphView(context.theme(), m_group, title, unit, card);
        layout->addWidget(graph);
        return graph;
    };
    m_cpu = make(tr("CPU"), GraphUnit::Percent);
    m_cpu->addSeries(tr("used"), Token::Series1);
    m_cpu->setMaximum(1);
    m_memory = make(tr("Memory"), GraphUnit::Bytes);
    m_memory->addSeries(tr("used"), Token::Series2);
    m_disk = make(tr("Disk"), GraphUnit::BytesPerSecond);
    m_disk->addSeries(tr("read"), Token::Series1);
    m_disk->addSeries(tr("written"), Token::Series5);
    m_network = make(tr("Network"), GraphUnit::BytesPerSecond);
    m_network->addSeries(tr("in"), Token::Series1);
    m_network->addSeries(tr("out"), Token::Series5);

    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(Theme::kStep * 2);
    grid->addWidget(m_error, 0, 0, 1, 2);
    grid->addWidget(m_cpu->parentWidget(), 1, 0);
    grid->addWidget(m_memory->parentWidget(), 1, 1);
    grid->addWidget(m_disk->parentWidget(), 2, 0);
    grid->addWidget(m_network->parentWidget(), 2, 1);
    grid->addWidget(new PeriodBar(m_group, this), 3, 0, 1, 2, Qt::AlignRight);
    grid->setRowStretch(1, 1);
    grid->setRowStretch(2, 1);
}

void UsageGraphs::setTotals(int cpus, qint64 memoryBytes)
{
    m_cpu->setTitle(cpus > 0 ? tr("CPU, %n core(s)", nullptr, cpus) : tr("CPU"));
    m_memory->setTitle(memoryBytes > 0 ? tr("Memory, %1").arg(units::formatBytes(memoryBytes))
                                       : tr("Memory"));
    if (memoryBytes > 0)
        m_memory->setMaximum(double(memoryBytes));
}

void UsageGraphs::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (!m_session)
        return;
    m_watch = m_session->watchUsage(m_object);
    loadHistory();
}

void UsageGraphs::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_watch.release();
}

void UsageGraphs::addSample(const Api::UsageSamples &samples)
{
    if (!m_watch.isActive() || m_group.period() == GraphPeriod::Day
        || m_group.period() == GraphPeriod::Week)
        return;
    const double time = secondsOf(samples.at);
    for (const Api::UsageSample &sample : samples.samples) {
        if (sample.object != m_object || time <= m_lastTime)
            continue;
        m_lastTime = time;
        m_cpu->append(0, time, sample.cpu);
        if (sample.memoryUsedBytes >= 0)
            m_memory->append(0, time, double(sample.memoryUsedBytes));
        m_disk->append(0, time, double(sample.diskReadBytesPerSecond));
        m_disk->append(1, time, double(sample.diskWriteBytesPerSecond));
        m_network->append(0, time, double(sample.networkInBytesPerSecond));
        m_network->append(1, time, double(sample.networkOutBytesPerSecond));
        m_group.advance(time);
    }
}

void UsageGraphs::loadHistory()
{
    if (!m_session || !m_session->isReady())
        return;
    const int request = ++m_request;
    clear();
    m_group.advance(secondsOf(QDateTime::currentDateTimeUtc()));
    whenDone(m_session->call(Api::metricsHistory, {m_object, rangeOf(m_group.period())}), this,
             [this, request](const Result<Api::MetricsHistory> &history) {
                 if (request != m_request)
                     return;
                 if (!history)
                     return m_error->showError(history.error(), tr("No history of usage"));
                 m_error->clear();
                 showHistory(*history);
             });
}

void UsageGraphs::showHistory(const Api::MetricsHistory &history)
{
    const auto fill = [&](GraphView *graph, int series, const SeriesOf &of) {
        graph->setHistory(series, pointsOf(history, QString::fromLatin1(of.name), of.scale));
    };
    fill(m_cpu, 0, kCpu);
    fill(m_memory, 0, kMemory);
    for (int i = 0; i < 2; ++i) {
        fill(m_disk, i, kDisk[i]);
        fill(m_network, i, kNetwork[i]);
    }
}

void UsageGraphs::clear()
{
    m_lastTime = 0;
    for (GraphView *graph : {m_cpu, m_memory, m_disk, m_network})
        graph->clear();
}

} // namespace Atoll
