// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ratemeter.h"
#include "rrdstore.h"

#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <memory>

namespace Atoll {

class GuestStatsSource;

//! Measures what guests and this node use: every second what somebody watches, and slowly
//! everything, for the history and for the load bars of lists. Lives in the event-loop thread;
//! reading counters and writing history happen in workers. A round that is late makes the next ones
//! of its kind wait for it.
class MetricsService : public QObject
{
    Q_OBJECT

public:
    struct Intervals
    {
        std::chrono::milliseconds fast;
        std::chrono::milliseconds slow;
    };
    static constexpr Intervals kIntervals{std::chrono::seconds(1),
                                          std::chrono::seconds(RrdStore::kStepSeconds)};

    //! `guests` may be null; both outlive the service.
    MetricsService(const QString &nodeName, GuestStatsSource *guests, RrdStore *history,
                   QObject *parent = nullptr);
    MetricsService(const QString &nodeName, GuestStatsSource *guests, RrdStore *history,
                   Intervals intervals, QObject *parent = nullptr);
    ~MetricsService() override; //!< waits for workers

    //! All that any session watches now.
    void setWatched(const QSet<QString> &objects);
    //! A guest that is no more: its history goes too.
    void removeObject(const QString &object);

    //! What was measured last in a slow round, for who has just come.
    const QHash<QString, Api::UsageSample> &latest() const { return m_latest; }

Q_SIGNALS:
    //! After a slow round: everything that runs. Guests and nodes come one after the other.
    void sampled(const Atoll::Api::UsageSamples &samples);
    //! After a fast round: what is watched.
    void watchedSampled(const Atoll::Api::UsageSamples &samples);

private:
    //! One kind of round over one kind of object.
    struct Round
    {
        bool isFast = false;
        bool isRunning = false;
        RateMeter meter = {};
    };
    using Reading = std::function<Result<QList<UsageCounters>>()>;

    void fastRound();
    void slowRound();
    void start(Round &round, Reading read);
    void finish(Round &round, const QDateTime &at, const Result<QList<UsageCounters>> &counters);
    Reading guestReading(const QStringList &uuids) const;
    Reading nodeReading() const;

    QString m_nodeName;
    GuestStatsSource *m_guests;
    RrdStore *m_history;
    QSet<QString> m_watched;
    Round m_fastGuests{true};
    Round m_fastNode{true};
    Round m_slowGuests;
    Round m_slowNode;
    QHash<QString, Api::UsageSample> m_latest;
    QTimer m_fastTimer;
    QTimer m_slowTimer;
    bool m_guestsFail = false;
    QThreadPool m_workers;
};

} // namespace Atoll
