// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sparkline.h"

#include <theme/theme.h>

#include <QPainter>
#include <QPainterPath>

#include <cmath>

namespace Atoll {
namespace {

void paintRun(QPainter *painter, const QPolygonF &points, double bottom, const QColor &color)
{
    if (points.isEmpty())
        return;
    QColor area = color;
    area.setAlphaF(0.12f);
    QPolygonF polygon = points;
    polygon << QPointF(points.last().x(), bottom) << QPointF(points.first().x(), bottom);
    painter->setPen(Qt::NoPen);
    painter->setBrush(area);
    painter->drawPolygon(polygon);
    painter->setBrush(Qt::NoBrush);
    painter->setPen(QPen(color, 1.2));
    painter->drawPolyline(points);
}

} // namespace

void paintSparkline(QPainter *painter, const QRectF &rect, std::span<const float> values,
                    const QColor &color, float maximum)
{
    if (values.size() < 2)
        return;
    if (maximum <= 0) {
        for (const float value : values) {
            if (std::isfinite(value))
                maximum = std::max(maximum, value);
        }
    }
    if (maximum <= 0)
        maximum = 1;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const double step = rect.width() / double(values.size() - 1);
    QPolygonF run;
    for (size_t i = 0; i < values.size(); ++i) {
        if (!std::isfinite(values[i])) {
            paintRun(painter, run, rect.bottom(), color);
            run.clear();
            continue;
        }
        const double share = std::clamp(double(values[i] / maximum), 0.0, 1.0);
        run << QPointF(rect.left() + double(i) * step,
                       rect.bottom() - share * (rect.height() - 1.5) - 0.5);
    }
    paintRun(painter, run, rect.bottom(), color);
    painter->restore();
}

void paintLoadBar(QPainter *painter, const QRectF &rect, double fraction, const Theme &theme)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    const double radius = rect.height() / 2;
    painter->setBrush(theme.color(Token::Surface3));
    painter->drawRoundedRect(rect, radius, radius);
    if (fraction > 0) {
        QPainterPath clip;
        clip.addRoundedRect(rect, radius, radius);
        painter->setClipPath(clip);
        QRectF part = rect;
        part.setWidth(std::max(rect.height() / 2, rect.width() * std::min(fraction, 1.0)));
        painter->setBrush(theme.color(Theme::forLoad(fraction)));
        painter->drawRect(part);
    }
    painter->restore();
}

} // namespace Atoll
