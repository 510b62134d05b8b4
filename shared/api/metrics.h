// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "method.h"

//! Numbers over time. Live samples go only to those who watch; RRD files hold the history.
namespace Atoll::Api {

//! What one guest or node used, measured between two samples.
struct UsageSample
{
    QString object;              //!< "/guests/<uuid>" or "/nodes/<name>"
    double cpu = 0;              //!< share of all its CPUs, 0…1
    qint64 memoryUsedBytes = -1; //!< negative: not known
    qint64 memoryTotalBytes = 0;
    qint64 diskReadBytesPerSecond = 0;
    qint64 diskWriteBytesPerSecond = 0;
    qint64 networkInBytesPerSecond = 0;
    qint64 networkOutBytesPerSecond = 0;
    static constexpr auto fields()
    {
        return fieldsOf(
            field("object", &UsageSample::object),
            field("cpu", &UsageSample::cpu, "Share of all its CPUs, 0 to 1"),
            field("memoryUsedBytes", &UsageSample::memoryUsedBytes, "Negative when not known"),
            field("memoryTotalBytes", &UsageSample::memoryTotalBytes),
            field("diskReadBytesPerSecond", &UsageSample::diskReadBytesPerSecond),
            field("diskWriteBytesPerSecond", &UsageSample::diskWriteBytesPerSecond),
            field("networkInBytesPerSecond", &UsageSample::networkInBytesPerSecond),
            field("networkOutBytesPerSecond", &UsageSample::networkOutBytesPerSecond));
    }
    bool operator==(const UsageSample &) const = default;
};

struct UsageSamples
{
    QDateTime at;
    QList<UsageSample> samples;
    static constexpr auto fields()
    {
        return fieldsOf(field("at", &UsageSamples::at), field("samples", &UsageSamples::samples));
    }
};

struct MetricsWatch
{
    QStringList objects; //!< empty: all guests and nodes, at the slow round
    static constexpr auto fields()
    {
        return fieldsOf(
            field("objects", &MetricsWatch::objects,
                  "Paths to watch every second or two, as /guests/<uuid>; the slow round over "
                  "all comes anyway. Replaces what was watched before")
                .length(0, 64));
    }
};

enum class MetricsRange { Hour, Day, Week, Month, Year };
constexpr auto enumNames(MetricsRange)
{
    using R = MetricsRange;
    return std::array{EnumName{R::Hour, "hour"}, EnumName{R::Day, "day"}, EnumName{R::Week, "week"},
                      EnumName{R::Month, "month"}, EnumName{R::Year, "year"}};
}

struct MetricsHistoryRequest
{
    QString object;
    MetricsRange range = MetricsRange::Hour;
    static constexpr auto fields()
    {
        return fieldsOf(
            field("object", &MetricsHistoryRequest::object, "As /guests/<uuid> or /nodes/<name>")
                .required()
                .length(1, 255),
            field("range", &MetricsHistoryRequest::range));
    }
};

struct MetricsSeries
{
    QString name;       //!< field of UsageSample
    QJsonArray average; //!< numbers; null where nothing was measured
    QJsonArray maximum;
    static constexpr auto fields()
    {
        return fieldsOf(field("name", &MetricsSeries::name, "Field of a usage sample"),
                        field("average", &MetricsSeries::average,
                              "One per step; null where nothing was measured"),
                        field("maximum", &MetricsSeries::maximum));
    }
};

struct MetricsHistory
{
    QDateTime start;
    qint64 stepSeconds = 0;
    QList<MetricsSeries> series;
    static constexpr auto fields()
    {
        return fieldsOf(field("start", &MetricsHistory::start, "Time of the first value"),
                        field("stepSeconds", &MetricsHistory::stepSeconds),
                        field("series", &MetricsHistory::series));
    }
};

inline constexpr Method<MetricsWatch, Nothing> metricsWatch{
    "metrics.watch", "Follow the usage of guests and nodes", Kind::Query, Privilege::GuestView,
    "/guests"};
inline constexpr Method<Nothing, Nothing> metricsUnwatch{"metrics.unwatch", "Stop following usage",
                                                         Kind::Query, Privilege::LoggedIn, "/"};
inline constexpr Method<MetricsHistoryRequest, MetricsHistory> metricsHistory{
    "metrics.history", "Read usage over an hour, day, week, month or year", Kind::Query,
    Privilege::GuestView, "{object}"};

inline constexpr Notification<UsageSamples> metricsSampled{"metrics.sampled",
                                                           "Usage of what is watched"};

inline constexpr std::tuple kMetricsMethods{metricsWatch, metricsUnwatch, metricsHistory};

} // namespace Atoll::Api
