// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "usagedelegate.h"

#include <QPainter>

namespace Atoll {

void UsageDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const
{
    RowDelegate::paint(painter, option, index);
    const QVariant usage = index.data(UsageRole);
    if (!usage.isValid())
        return;
    constexpr int textWidth = 56;
    constexpr int height = 6;
    const double fraction = qBound(0.0, usage.toDouble(), 1.0);
    QRect bar = option.rect.adjusted(textWidth, 0, -Theme::kStep * 2, 0);
    bar.setTop(bar.center().y() - height / 2);
    bar.setHeight(height);
    if (bar.width() <= 0)
        return;
    painter->fillRect(bar, m_theme.color(Token::Line));
    bar.setWidth(qRound(bar.width() * fraction));
    painter->fillRect(bar, m_theme.color(Theme::forLoad(fraction)));
}

} // namespace Atoll
