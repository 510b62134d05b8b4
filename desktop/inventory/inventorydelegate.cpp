// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "inventorydelegate.h"

#include "inventorymodel.h"

#include <metrics/sparkline.h>
#include <theme/tags.h>
#include <theme/theme.h>

#include <QPainter>

namespace Atoll {
namespace {
constexpr int kBarWidth = 36;
constexpr int kGap = 6;
constexpr int kMark = 12;
} // namespace

InventoryDelegate::InventoryDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{}

QSize InventoryDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {200, m_theme.rowHeight()};
}

void InventoryDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const
{
    painter->save();
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, m_theme.color(Token::Selection));
    else if (option.state & QStyle::State_MouseOver)
        painter->fillRect(option.rect, m_theme.color(Token::Surface2));

    const bool isFaded = index.data(InventoryModel::FadedRole).toBool();
    const auto kind = ObjectKind(index.data(InventoryModel::KindRole).toInt());
    QRect free = option.rect.adjusted(2, 0, -kGap, 0);
    const QRect icon(free.left(), free.top() + (free.height() - 16) / 2, 16, 16);
    m_theme.icons().paint(painter, icon, index.data(InventoryModel::IconRole).toString(),
                          Overlay(index.data(InventoryModel::OverlayRole).toInt()),
                          isFaded ? Token::Text3 : Token::Text2);
    free.setLeft(icon.right() + kGap + 1);

    const double load = index.data(InventoryModel::LoadRole).toDouble();
    if (load >= 0 && free.width() > 130) {
        const QRectF bar(free.right() - kBarWidth, option.rect.center().y() - 1, kBarWidth, 4);
        paintLoadBar(painter, bar, load, m_theme);
        free.setRight(int(bar.left()) - kGap);
    }
    const QString remark = index.data(InventoryModel::RemarkRole).toString();
    if (!remark.isEmpty()) {
        painter->setFont(m_theme.smallFont());
        painter->setPen(m_theme.color(Token::Text3));
        QRect box;
        painter->drawText(free, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, remark,
                          &box);
        free.setRight(box.left() - kGap);
    }
    QFont font = option.font;
    if (kind == ObjectKind::Site || kind == ObjectKind::Cluster)
        font.setWeight(QFont::DemiBold);
    painter->setFont(font);
    painter->setPen(m_theme.color(isFaded ? Token::Text3 : Token::Text1));
    const QString name = index.data().toString();
    painter->drawText(free, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                      QFontMetrics(font).elidedText(name, Qt::ElideRight, free.width()));
    free.setLeft(free.left() + QFontMetrics(font).horizontalAdvance(name) + kGap);
    paintMarks(painter, free, index);
    painter->restore();
}

//! Behind the name, in what room is left: a clock for what waits, a lock, then the tags.
void InventoryDelegate::paintMarks(QPainter *painter, QRect room, const QModelIndex &index) const
{
    const auto mark = [&](const QString &icon, Token token) {
        if (room.width() < kMark)
            return;
        const QRect box(room.left(), room.top() + (room.height() - kMark) / 2, kMark, kMark);
        m_theme.icons().paint(painter, box, icon, Overlay::None, token);
        room.setLeft(box.right() + kGap);
    };
    if (index.data(InventoryModel::PendingRole).toBool())
        mark(QStringLiteral("clock"), Token::Warning);
    if (index.data(InventoryModel::ProtectedRole).toBool())
        mark(QStringLiteral("lock"), Token::Text3);
    const QStringList tags = index.data(InventoryModel::TagsRole).toStringList();
    if (!tags.isEmpty())
        Tags::paint(painter, room, tags, m_theme);
}

} // namespace Atoll
