// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "rrdstore.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLoggingCategory>
#include <QRegularExpression>

#include <cmath>
#include <memory>
#include <rrd.h>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

Q_LOGGING_CATEGORY(lcRrd, "atoll.agent.metrics.rrd")

using S = Api::UsageSample;

//! A field of UsageSample as a data source. RRD names have at most 19 characters. Changing this
//! list means a new version of the layout.
struct Source
{
    const char *rrdName;
    const char *field;
    double (*value)(const S &);
};

double known(qint64 value) { return value < 0 ? NAN : double(value); }

constexpr Source kSources[] = {
    {"cpu", "cpu", [](const S &s) { return s.cpu; }},
    {"memoryUsed", "memoryUsedBytes", [](const S &s) { return known(s.memoryUsedBytes); }},
    {"memoryTotal", "memoryTotalBytes", [](const S &s) { return known(s.memoryTotalBytes); }},
    {"diskRead", "diskReadBytesPerSecond",
     [](const S &s) { return known(s.diskReadBytesPerSecond); }},
    {"diskWrite", "diskWriteBytesPerSecond",
     [](const S &s) { return known(s.diskWriteBytesPerSecond); }},
    {"networkIn", "networkInBytesPerSecond",
     [](const S &s) { return known(s.networkInBytesPerSecond); }},
    {"networkOut", "networkOutBytesPerSecond",
     [](const S &s) { return known(s.networkOutBytesPerSecond); }},
};
constexpr const char *kLayout = "v1";
constexpr int kHeartbeatSeconds = 3 * RrdStore::kStepSeconds;

//! How a range is kept: seconds of one value, and how many values.
struct Archive
{
    Api::MetricsRange range;
    qint64 stepSeconds;
    qint64 rangeSeconds;
};
constexpr qint64 kDay = 86'400;
constexpr Archive kArchives[] = {
    {Api::MetricsRange::Hour, 30, 3'600},          {Api::MetricsRange::Day, 120, kDay},
    {Api::MetricsRange::Week, 900, 7 * kDay},      {Api::MetricsRange::Month, 3'600, 31 * kDay},
    {Api::MetricsRange::Year, 43'200, 366 * kDay},
};

const Archive &archiveOf(Api::MetricsRange range)
{
    return *std::find_if(std::begin(kArchives), std::end(kArchives),
                         [range](const Archive &archive) { return archive.range == range; });
}

QString rrdError()
{
    const QString words = QString::fromLocal8Bit(rrd_get_error());
    rrd_clear_error();
    return words;
}

struct FreeMemory
{
    void operator()(void *memory) const { rrd_freemem(memory); }
};

//! The values of one consolidation function, one row per step, one column per source.
struct Fetched
{
    time_t start = 0;
    unsigned long step = 0;
    unsigned long columns = 0;
    size_t rows = 0;
    std::unique_ptr<rrd_value_t, FreeMemory> values;

    QJsonArray column(unsigned long index) const
    {
        QJsonArray array;
        for (size_t row = 0; row < rows; ++row) {
            const double value = values.get()[row * columns + index];
            array.append(std::isfinite(value) ? QJsonValue(value) : QJsonValue());
        }
        return array;
    }
};

Result<Fetched> fetch(const QByteArray &path, const char *function, const Archive &archive,
                      time_t now)
{
    const time_t step = time_t(archive.stepSeconds);
    time_t end = now / step * step;
    Fetched fetched;
    fetched.start = end - time_t(archive.rangeSeconds);
    fetched.step = static_cast<unsigned long>(step);
    char **names = nullptr;
    rrd_value_t *values = nullptr;
    if (rrd_fetch_r(path.constData(), function, &fetched.start, &end, &fetched.step,
                    &fetched.columns, &names, &values)
        != 0)
        return fail(ErrorCode::EngineFailed, u"cannot read the history: "_s + rrdError());
    for (unsigned long i = 0; i < fetched.columns; ++i)
        rrd_freemem(names[i]);
    rrd_freemem(names);
    fetched.values.reset(values);
    fetched.rows = size_t(end - fetched.start) / fetched.step;
    return fetched;
}

Api::MetricsHistory emptyHistory(const Archive &archive, qint64 now)
{
    Api::MetricsHistory history;
    const qint64 end = now / archive.stepSeconds * archive.stepSeconds;
    history.start =
        QDateTime::fromSecsSinceEpoch(end - archive.rangeSeconds + archive.stepSeconds, Qt::UTC);
    history.stepSeconds = archive.stepSeconds;
    QJsonArray nothing;
    for (qint64 i = 0; i < archive.rangeSeconds / archive.stepSeconds; ++i)
        nothing.append(QJsonValue());
    for (const Source &source : kSources)
        history.series += {QLatin1StringView(source.field), nothing, nothing};
    return history;
}

} // namespace

RrdStore::RrdStore(const QString &directory)
    : m_directory(directory + u'/' + QLatin1StringView(kLayout))
{}

Result<QString> RrdStore::pathOf(const QString &object) const
{
    // These become names of files: nothing but what UUIDs and names of nodes are made of.
    static const QRegularExpression pattern(
        u"\\A/(guests|nodes)/([A-Za-z0-9][A-Za-z0-9._-]{0,127})\\z"_s);
    const QRegularExpressionMatch match = pattern.match(object);
    if (!match.hasMatch())
        return fail(invalidField(u"object"_s, u"must be /guests/<uuid> or /nodes/<name>"_s));
    return u"%1/%2/%3.rrd"_s.arg(m_directory, match.captured(1), match.captured(2));
}

void RrdStore::update(const QDateTime &at, const QList<Api::UsageSample> &samples)
{
    const std::lock_guard lock(m_mutex);
    for (const Api::UsageSample &sample : samples) {
        const Result<QString> path = pathOf(sample.object);
        if (!path)
            continue;
        QByteArray value = QByteArray::number(at.toSecsSinceEpoch());
        for (const Source &source : kSources) {
            const double number = source.value(sample);
            value += ':';
            value += std::isfinite(number) ? QByteArray::number(number, 'g', 12) : QByteArray("U");
        }
        if (QFile::exists(*path) && updateFile(*path, value))
            continue;
        if (createFile(*path, at))
            updateFile(*path, value);
    }
}

bool RrdStore::updateFile(const QString &path, const QByteArray &value)
{
    const QByteArray file = QFile::encodeName(path);
    const char *values = value.constData();
    if (rrd_update_r(file.constData(), nullptr, 1, &values) == 0)
        return true;
    const QString why = rrdError();
    time_t last = 0;
    unsigned long columns = 0;
    char **names = nullptr;
    char **lastValues = nullptr;
    const bool isReadable =
        rrd_lastupdate_r(file.constData(), &last, &columns, &names, &lastValues) == 0;
    for (unsigned long i = 0; isReadable && i < columns; ++i) {
        rrd_freemem(names[i]);
        rrd_freemem(lastValues[i]);
    }
    rrd_freemem(names);
    rrd_freemem(lastValues);
    rrd_clear_error();
    if (isReadable && columns == std::size(kSources)) {
        // The clock was set back, or the disk is full: the file is as good as before.
        qCWarning(lcRrd).noquote() << "cannot add to" << path << why;
        return true;
    }
    qCWarning(lcRrd).noquote() << path << "is damaged and begun anew:" << why;
    setAside(path);
    return false;
}

void RrdStore::setAside(const QString &path)
{
    const QString aside = path + u".damaged"_s;
    QFile::remove(aside);
    if (!QFile::rename(path, aside))
        QFile::remove(path);
}

bool RrdStore::createFile(const QString &path, const QDateTime &at)
{
    QDir().mkpath(QFileInfo(path).path());
    QList<QByteArray> definitions;
    for (const Source &source : kSources)
        definitions += "DS:" + QByteArray(source.rrdName)
                       + ":GAUGE:" + QByteArray::number(kHeartbeatSeconds) + ":0:U";
    for (const Archive &archive : kArchives) {
        const QByteArray steps = QByteArray::number(archive.stepSeconds / kStepSeconds);
        // A little more than the range, so that its first value is there at any time.
        const QByteArray rows = QByteArray::number(archive.rangeSeconds / archive.stepSeconds + 10);
        for (const char *function : {"AVERAGE", "MAX"})
            definitions += "RRA:" + QByteArray(function) + ":0.5:" + steps + ':' + rows;
    }
    QList<const char *> pointers;
    for (const QByteArray &definition : definitions)
        pointers += definition.constData();
    const QByteArray file = QFile::encodeName(path);
    const time_t start = time_t(at.toSecsSinceEpoch()) - kStepSeconds;
    if (rrd_create_r(file.constData(), kStepSeconds, start, int(pointers.size()), pointers.data())
        == 0)
        return true;
    qCWarning(lcRrd).noquote() << "cannot make" << path << rrdError();
    return false;
}

Result<Api::MetricsHistory> RrdStore::history(const Api::MetricsHistoryRequest &request,
                                              const QDateTime &now)
{
    const Result<QString> path = pathOf(request.object);
    if (!path)
        return fail(path.error());
    const Archive &archive = archiveOf(request.range);
    Api::MetricsHistory history = emptyHistory(archive, now.toSecsSinceEpoch());
    const std::lock_guard lock(m_mutex);
    if (!QFile::exists(*path))
        return history;
    const QByteArray file = QFile::encodeName(*path);
    const auto average = fetch(file, "AVERAGE", archive, time_t(now.toSecsSinceEpoch()));
    if (!average)
        return fail(average.error());
    const auto maximum = fetch(file, "MAX", archive, time_t(now.toSecsSinceEpoch()));
    if (!maximum)
        return fail(maximum.error());
    if (average->columns != std::size(kSources) || maximum->columns != std::size(kSources))
        return fail(ErrorCode::EngineFailed, u"the history has an unknown layout"_s);
    // A row is the step that ends at its time.
    history.start = QDateTime::fromSecsSinceEpoch(average->start + qint64(average->step), Qt::UTC);
    history.stepSeconds = qint64(average->step);
    for (unsigned long i = 0; i < average->columns; ++i) {
        history.series[qsizetype(i)].average = average->column(i);
        history.series[qsizetype(i)].maximum = maximum->column(i);
    }
    return history;
}

void RrdStore::remove(const QString &object)
{
    const Result<QString> path = pathOf(object);
    if (!path)
        return;
    const std::lock_guard lock(m_mutex);
    QFile::remove(*path);
    QFile::remove(*path + u".damaged"_s);
}

} // namespace Atoll
