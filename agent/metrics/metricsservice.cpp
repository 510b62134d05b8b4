// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "metricsservice.h"

#include "gueststatssource.h"
#include "nodestats.h"

#include <QLoggingCategory>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

Q_LOGGING_CATEGORY(lcMetrics, "atoll.agent.metrics")

constexpr auto kGuestPrefix = "/guests/"_L1;
constexpr std::chrono::seconds kSecondReading{2};

} // namespace

MetricsService::MetricsService(const QString &nodeName, GuestStatsSource *guests, RrdStore *history,
                               QObject *parent)
    : MetricsService(nodeName, guests, history, kIntervals, parent)
{}

MetricsService::MetricsService(const QString &nodeName, GuestStatsSource *guests, RrdStore *history,
                               Intervals intervals, QObject *parent)
    : QObject(parent)
    , m_nodeName(nodeName)
    , m_guests(guests)
    , m_history(history)
{
    // Guests, node, history: none waits for another.
    m_workers.setMaxThreadCount(4);
    m_workers.setObjectName(u"metrics"_s);
    connect(&m_fastTimer, &QTimer::timeout, this, &MetricsService::fastRound);
    connect(&m_slowTimer, &QTimer::timeout, this, &MetricsService::slowRound);
    m_fastTimer.setInterval(intervals.fast);
    m_slowTimer.start(intervals.slow);
    // The first reading gives no rate yet: take it now, and the second before anybody wonders.
    QMetaObject::invokeMethod(this, &MetricsService::slowRound, Qt::QueuedConnection);
    QTimer::singleShot(kSecondReading, this, &MetricsService::slowRound);
}

MetricsService::~MetricsService() { m_workers.waitForDone(); }

void MetricsService::setWatched(const QSet<QString> &objects)
{
    if (objects == m_watched)
        return;
    m_watched = objects;
    for (auto [fast, slow] :
         {std::pair(&m_fastGuests, &m_slowGuests), std::pair(&m_fastNode, &m_slowNode)}) {
        fast->meter.keepOnly(objects);
        fast->meter.seed(slow->meter, objects);
    }
    if (m_watched.isEmpty())
        return m_fastTimer.stop();
    if (!m_fastTimer.isActive())
        m_fastTimer.start();
    fastRound();
}

void MetricsService::removeObject(const QString &object)
{
    m_latest.remove(object);
    m_workers.start([history = m_history, object] { history->remove(object); });
}

MetricsService::Reading MetricsService::guestReading(const QStringList &uuids) const
{
    return [guests = m_guests, uuids] { return guests->guestStats(uuids); };
}

MetricsService::Reading MetricsService::nodeReading() const
{
    return [name = m_nodeName]() -> Result<QList<UsageCounters>> {
        return QList<UsageCounters>{readNodeStats(name)};
    };
}

void MetricsService::fastRound()
{
    QStringList uuids;
    for (const QString &object : std::as_const(m_watched)) {
        if (object.startsWith(kGuestPrefix))
            uuids += object.mid(kGuestPrefix.size());
    }
    if (m_guests && !uuids.isEmpty())
        start(m_fastGuests, guestReading(uuids));
    if (m_watched.contains(u"/nodes/"_s + m_nodeName))
        start(m_fastNode, nodeReading());
}

void MetricsService::slowRound()
{
    if (m_guests)
        start(m_slowGuests, guestReading({}));
    start(m_slowNode, nodeReading());
}

void MetricsService::start(Round &round, Reading read)
{
    if (round.isRunning)
        return;
    round.isRunning = true;
    m_workers.start([this, &round, read = std::move(read)] {
        const Result<QList<UsageCounters>> counters = read();
        const QDateTime at = QDateTime::currentDateTimeUtc();
        // The destructor waits for this worker, and what is queued to a dead object is dropped.
        QMetaObject::invokeMethod(
            this, [this, &round, at, counters] { finish(round, at, counters); },
            Qt::QueuedConnection);
    });
}

void MetricsService::finish(Round &round, const QDateTime &at,
                            const Result<QList<UsageCounters>> &counters)
{
    round.isRunning = false;
    if (!counters.has_value() != m_guestsFail && &round == &m_slowGuests) {
        m_guestsFail = !counters.has_value();
        if (m_guestsFail)
            qCWarning(lcMetrics).noquote() << "no usage of guests:" << counters.error().text;
        else
            qCInfo(lcMetrics) << "usage of guests is measured again";
    }
    if (!counters)
        return;
    Api::UsageSamples samples{at, round.meter.measure(*counters)};
    QSet<QString> seen;
    for (const UsageCounters &one : *counters)
        seen += one.object;
    round.meter.keepOnly(seen);
    if (&round == &m_slowGuests)
        m_latest.removeIf([&](const auto &entry) {
            return entry.key().startsWith(kGuestPrefix) && !seen.contains(entry.key());
        });
    if (samples.samples.isEmpty())
        return;
    if (round.isFast)
        return Q_EMIT watchedSampled(samples);
    for (const Api::UsageSample &sample : std::as_const(samples.samples))
        m_latest.insert(sample.object, sample);
    m_workers.start(
        [history = m_history, samples] { history->update(samples.at, samples.samples); });
    Q_EMIT sampled(samples);
}

} // namespace Atoll
