// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QColor>
#include <QRectF>

#include <span>

QT_BEGIN_NAMESPACE
class QPainter;
QT_END_NAMESPACE

namespace Atoll {

class Theme;

//! A line without axes, with its area at 12 %. NaN is a gap. `maximum` 0: that of the values.
void paintSparkline(QPainter *painter, const QRectF &rect, std::span<const float> values,
                    const QColor &color, float maximum = 0);

//! A horizontal bar with its track; the colour tells of 80 % and 92 %. Negative: unknown, no fill.
void paintLoadBar(QPainter *painter, const QRectF &rect, double fraction, const Theme &theme);

} // namespace Atoll
