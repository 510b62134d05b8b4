// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "taskdelegate.h"

#include "taskmodel.h"

#include <theme/theme.h>

#include <QApplication>
#include <QPainter>

namespace Atoll {
namespace {

constexpr int kBarWidth = 120;
constexpr int kBarHeight = 6;

} // namespace

TaskDelegate::TaskDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{}

void TaskDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    const QVariant fraction = index.data(TaskModel::FractionRole);
    if (index.column() != TaskModel::ProgressColumn || !fraction.isValid()) {
        QStyledItemDelegate::paint(painter, option, index);
        return;
    }
    QStyleOptionViewItem shown = option;
    initStyleOption(&shown, index);
    const QString text = shown.text;
    shown.text.clear();
    const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &shown, painter, option.widget);

    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    const QRect inner = option.rect.adjusted(Theme::kStep, 0, -Theme::kStep, 0);
    const int width = qMin(kBarWidth, inner.width() / 2);
    const QRectF track(inner.left(), inner.center().y() - kBarHeight / 2.0 + 0.5, width,
                       kBarHeight);
    painter->setBrush(m_theme.color(Token::Surface3));
    painter->drawRoundedRect(track, 3, 3);
    QRectF bar = track;
    painter->setBrush(m_theme.color(Token::Accent));
    if (fraction.toDouble() >= 0) {
        bar.setWidth(track.width() * qBound(0.0, fraction.toDouble(), 1.0));
    } else { // not known how far: a piece in the middle, so that it does not look like an amount
        painter->setBrush(m_theme.color(Token::Accent, 0.5));
        bar.adjust(track.width() * 0.35, 0, -track.width() * 0.35, 0);
    }
    painter->drawRoundedRect(bar, 3, 3);
    painter->setPen(m_theme.color(Token::Text2));
    painter->setFont(shown.font);
    const QRect words = inner.adjusted(width + Theme::kStep * 2, 0, 0, 0);
    painter->drawText(words, int(Qt::AlignVCenter | Qt::AlignLeft),
                      shown.fontMetrics.elidedText(text, Qt::ElideRight, words.width()));
    painter->restore();
}

QSize TaskDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    size.setHeight(m_theme.rowHeight());
    return size;
}

} // namespace Atoll
