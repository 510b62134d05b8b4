// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capacitybar.h"

#include <app/format.h>
#include <metrics/sparkline.h>
#include <theme/theme.h>

#include <QPainter>

namespace Atoll {

CapacityBar::CapacityBar(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void CapacityBar::setCapacity(qint64 usedBytes, qint64 totalBytes)
{
    m_used = usedBytes;
    m_total = totalBytes;
    setAccessibleName(
        tr("%1 of %2 used").arg(Format::bytes(double(m_used)), Format::bytes(double(m_total))));
    update();
}

QSize CapacityBar::sizeHint() const { return {320, fontMetrics().height() + Theme::kStep * 4}; }

void CapacityBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const double fraction = m_total > 0 ? double(m_used) / double(m_total) : -1;
    painter.setPen(m_theme.color(Token::Text1));
    const QRect words(0, 0, width(), fontMetrics().height());
    painter.drawText(
        words, Qt::AlignLeft,
        tr("%1 of %2 used").arg(Format::percent(fraction), Format::bytes(double(m_total))));
    painter.setPen(m_theme.color(Token::Text2));
    painter.drawText(words, Qt::AlignRight,
                     tr("%1 free").arg(Format::bytes(double(m_total - m_used))));
    paintLoadBar(&painter, QRectF(0, words.bottom() + Theme::kStep * 2, width(), 6), fraction,
                 m_theme);
}

} // namespace Atoll
