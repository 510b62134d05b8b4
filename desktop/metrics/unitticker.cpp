// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "unitticker.h"

#include <app/format.h>

namespace Atoll {

QString formatValue(double value, GraphUnit unit)
{
    switch (unit) {
    case GraphUnit::Percent:
        return Format::percent(value);
    case GraphUnit::Bytes:
        return Format::bytes(value);
    case GraphUnit::BytesPerSecond:
        return Format::rate(value);
    case GraphUnit::Number:
        break;
    }
    return Format::number(value);
}

UnitTicker::UnitTicker(GraphUnit unit)
    : m_unit(unit)
{
    setTickCount(3);
}

double UnitTicker::getTickStep(const QCPRange &range)
{
    const double wanted = range.size() / 2.5;
    if (m_unit == GraphUnit::Percent)
        return wanted > 0.3 ? 0.5 : QCPAxisTicker::getTickStep(range);
    if (m_unit == GraphUnit::Number)
        return QCPAxisTicker::getTickStep(range);
    return std::max(1.0, std::exp2(std::ceil(std::log2(wanted))));
}

QString UnitTicker::getTickLabel(double tick, const QLocale &, QChar, int)
{
    if (tick == 0 && m_unit != GraphUnit::Percent)
        return QStringLiteral("0");
    if (m_unit == GraphUnit::Percent)
        return Format::percent(tick).replace(QStringLiteral("0.0"), QStringLiteral("0"));
    return formatValue(tick, m_unit);
}

} // namespace Atoll
