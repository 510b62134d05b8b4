// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "graphhead.h"

#include <theme/theme.h>

#include <QPainter>

namespace Atoll {

GraphHead::GraphHead(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void GraphHead::setTitle(const QString &title)
{
    m_title = title;
    update();
}

void GraphHead::setValues(const QList<Value> &values, const QString &moment)
{
    m_values = values;
    m_moment = moment;
    update();
}

QSize GraphHead::sizeHint() const { return {200, fontMetrics().height() + Theme::kStep}; }

void GraphHead::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QRect free = rect();
    // From the right, so that values never lose their place to a long title.
    for (auto it = m_values.crbegin(); it != m_values.crend(); ++it) {
        painter.setFont(m_theme.boldFont());
        QRect box;
        painter.setPen(m_theme.color(Token::Text1));
        painter.drawText(free, Qt::AlignRight | Qt::AlignVCenter, it->text, &box);
        free.setRight(box.left() - Theme::kStep);
        if (m_values.size() > 1) {
            painter.setFont(font());
            painter.setPen(m_theme.color(Token::Text2));
            painter.drawText(free, Qt::AlignRight | Qt::AlignVCenter, it->name, &box);
            free.setRight(box.left() - Theme::kStep);
            painter.setPen(Qt::NoPen);
            painter.setBrush(m_theme.color(it->color));
            painter.drawEllipse(QPointF(free.right() - 3, free.center().y() + 1), 3.5, 3.5);
            free.setRight(free.right() - 3 * Theme::kStep);
        }
    }
    painter.setFont(m_theme.boldFont());
    painter.setPen(m_theme.color(Token::Text2));
    QRect box;
    painter.drawText(free, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(m_title, Qt::ElideRight, free.width()), &box);
    if (m_moment.isEmpty())
        return;
    free.setLeft(box.right() + 2 * Theme::kStep);
    painter.setFont(font());
    painter.setPen(m_theme.color(Token::Text3));
    if (painter.fontMetrics().horizontalAdvance(m_moment) <= free.width())
        painter.drawText(free, Qt::AlignLeft | Qt::AlignVCenter, m_moment);
}

} // namespace Atoll
