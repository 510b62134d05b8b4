// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "format.h"

#include <QCoreApplication>
#include <QLocale>

#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace Atoll::Format {
namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Format)
};

int decimals(double value) { return value < 9.995 ? 2 : value < 99.95 ? 1 : 0; }

QString trimmed(double value)
{
    QString text = QLocale().toString(value, 'f', decimals(value));
    const QString point = QLocale().decimalPoint();
    if (text.contains(point)) {
        while (text.endsWith(QLocale().zeroDigit()))
            text.chop(1);
        if (text.endsWith(point))
            text.chop(point.size());
    }
    return text;
}

} // namespace

QString unknown() { return u"–"_s; }

QString percent(double fraction)
{
    if (!std::isfinite(fraction) || fraction < 0)
        return unknown();
    const double value = fraction * 100;
    return Tr::tr("%1 %", "percent").arg(QLocale().toString(value, 'f', value < 9.95 ? 1 : 0));
}

QString wholePercent(double fraction)
{
    return !std::isfinite(fraction) || fraction < 0
               ? unknown()
               : Tr::tr("%1 %", "percent").arg(QLocale().toString(qRound(fraction * 100)));
}

QString bytes(double value)
{
    if (!std::isfinite(value) || value < 0)
        return unknown();
    static constexpr std::array units{"B"_L1, "KiB"_L1, "MiB"_L1, "GiB"_L1, "TiB"_L1, "PiB"_L1};
    size_t unit = 0;
    while (value >= 999.5 && unit + 1 < units.size()) {
        value /= 1024;
        ++unit;
    }
    return trimmed(unit == 0 ? std::round(value) : value) + u'\u00a0' + units[unit];
}

QString rate(double bytesPerSecond)
{
    return !std::isfinite(bytesPerSecond) || bytesPerSecond < 0
               ? unknown()
               : Tr::tr("%1/s", "per second").arg(bytes(bytesPerSecond));
}

QString number(double value) { return std::isfinite(value) ? trimmed(value) : unknown(); }

QString duration(qint64 seconds)
{
    if (seconds < 0)
        return unknown();
    const qint64 days = seconds / 86400;
    const qint64 hours = seconds / 3600 % 24;
    const qint64 minutes = seconds / 60 % 60;
    if (days > 0)
        return hours > 0 ? Tr::tr("%1 d %2 h").arg(days).arg(hours) : Tr::tr("%1 d").arg(days);
    if (hours > 0)
        return minutes > 0 ? Tr::tr("%1 h %2 min").arg(hours).arg(minutes)
                           : Tr::tr("%1 h").arg(hours);
    if (minutes > 0)
        return Tr::tr("%1 min").arg(minutes);
    return Tr::tr("%1 s").arg(seconds);
}

QString ago(const QDateTime &time, const QDateTime &now)
{
    if (!time.isValid())
        return Tr::tr("never");
    const qint64 seconds = time.secsTo(now);
    if (seconds < 5)
        return Tr::tr("just now");
    if (seconds < 60)
        return Tr::tr("%1 s ago").arg(seconds);
    if (seconds < 3600)
        return Tr::tr("%1 min ago").arg(seconds / 60);
    if (seconds < 86400)
        return Tr::tr("%1 h ago").arg(seconds / 3600);
    return Tr::tr("%1 d ago").arg(seconds / 86400);
}

QString dateTime(const QDateTime &time)
{
    return time.isValid() ? QLocale().toString(time.toLocalTime(), QLocale::LongFormat) : unknown();
}

} // namespace Atoll::Format
