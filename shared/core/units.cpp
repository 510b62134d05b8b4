// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "units.h"

#include <QRegularExpression>

#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace Atoll::units {

QString formatBytes(qint64 bytes)
{
    static constexpr std::array names{"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    double value = std::abs(double(bytes));
    size_t unit = 0;
    while (value >= 1023.5 && unit + 1 < names.size()) {
        value /= 1024;
        ++unit;
    }
    int decimals = unit == 0 || value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
    QString number = QString::number(value, 'f', decimals);
    if (decimals > 0) {
        while (number.endsWith(u'0'))
            number.chop(1);
        if (number.endsWith(u'.'))
            number.chop(1);
    }
    return (bytes < 0 ? u"-"_s : QString()) + number + u' ' + QLatin1StringView(names.at(unit));
}

Result<qint64> parseBytes(const QString &text)
{
    static const QRegularExpression pattern(uR"(^\s*(\d+(?:\.\d+)?)\s*([KMGTPE]?)(?:i?B)?\s*$)"_s,
                                            QRegularExpression::CaseInsensitiveOption);
    const auto match = pattern.match(text);
    if (!match.hasMatch())
        return fail(ErrorCode::InvalidParams, u"“%1” is not a size"_s.arg(text),
                    u"Write for example 8G, 512MiB or 4096"_s);
    const QString unit = match.captured(2).toUpper();
    const int power = unit.isEmpty() ? 0 : int("KMGTPE"_L1.indexOf(unit.at(0))) + 1;
    const double value = match.captured(1).toDouble() * std::pow(1024.0, power);
    if (value > 9.0e18)
        return fail(ErrorCode::InvalidParams, u"“%1” is too large for a size"_s.arg(text));
    return qint64(std::llround(value));
}

QString formatDuration(qint64 seconds)
{
    struct Step
    {
        qint64 seconds;
        const char *name;
    };
    static constexpr std::array steps{Step{86400, "d"}, Step{3600, "h"}, Step{60, "min"},
                                      Step{1, "s"}};
    for (size_t i = 0; i < steps.size(); ++i) {
        const Step &step = steps.at(i);
        if (seconds < step.seconds)
            continue;
        QString text = u"%1 %2"_s.arg(seconds / step.seconds).arg(QLatin1StringView(step.name));
        const qint64 rest = seconds % step.seconds;
        if (i < 2 && rest >= steps.at(i + 1).seconds)
            text += u" %1 %2"_s.arg(rest / steps.at(i + 1).seconds)
                        .arg(QLatin1StringView(steps.at(i + 1).name));
        return text;
    }
    return u"0 s"_s;
}

} // namespace Atoll::units
