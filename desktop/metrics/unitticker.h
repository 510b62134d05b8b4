// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "graphunit.h"
#include "plot.h"

namespace Atoll {

//! Three or four ticks at round values of the unit: powers of two for bytes.
class UnitTicker : public QCPAxisTicker
{
public:
    explicit UnitTicker(GraphUnit unit);

protected:
    double getTickStep(const QCPRange &range) override;
    int getSubTickCount(double) override { return 0; }
    QString getTickLabel(double tick, const QLocale &locale, QChar formatChar,
                         int precision) override;

private:
    GraphUnit m_unit;
};

} // namespace Atoll
