// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tiledelegate.h"

#include <inventory/guestlistmodel.h>
#include <inventory/inventorymodel.h>
#include <metrics/sparkline.h>
#include <theme/theme.h>

#include <QPainter>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

constexpr int kGap = 4;
constexpr int kIcon = 16;
constexpr int kBar = 28;
constexpr int kFewLetters = 6;

void paintAge(QPainter *painter, const QRect &rect, const QString &age, const Theme &theme)
{
    painter->setFont(theme.smallFont());
    const QFontMetrics metrics(painter->font());
    const QSize size(metrics.horizontalAdvance(age) + 2 * kGap, metrics.height() + 2);
    const QRect pill(rect.right() - size.width() - kGap, rect.top() + kGap, size.width(),
                     size.height());
    painter->fillRect(pill, theme.color(Token::Surface1));
    painter->setPen(theme.color(Token::Warning));
    painter->drawText(pill, Qt::AlignCenter, age);
}

void paintWords(QPainter *painter, const QRect &rect, const TileState &state, const Theme &theme)
{
    const QFontMetrics metrics(painter->font());
    const QRect room = rect.adjusted(kGap, kGap, -kGap, -kGap);
    const int width = room.width() - 2 * kGap;
    QRect text = metrics.boundingRect(
        QRect(0, 0, width, std::max(metrics.height(), room.height() - kIcon - 4 * kGap)),
        Qt::AlignHCenter | Qt::TextWordWrap, state.words);
    text.setHeight(std::min(text.height(), std::max(0, room.height() - kIcon - 4 * kGap)));
    text.setWidth(std::min(text.width(), width));
    QRect ground(0, 0, std::max(text.width(), kIcon) + 4 * kGap, text.height() + kIcon + 3 * kGap);
    ground.moveCenter(room.center());
    painter->setPen(Qt::NoPen);
    painter->setBrush(theme.color(Token::Surface1, 0.85));
    painter->drawRoundedRect(ground, 4, 4);
    theme.icons().paint(painter,
                        {ground.center().x() - kIcon / 2, ground.top() + kGap, kIcon, kIcon},
                        state.icon, Overlay::None, state.tint);
    painter->setPen(theme.color(Token::Text1));
    painter->drawText(ground.adjusted(kGap, kIcon + 2 * kGap, -kGap, -kGap),
                      Qt::AlignHCenter | Qt::TextWordWrap, state.words);
}

} // namespace

void paintScreen(QPainter *painter, const QRect &rect, const Thumbnail *thumbnail,
                 const TileState &state, const Theme &theme)
{
    painter->save();
    painter->setClipRect(rect, Qt::IntersectClip);
    painter->fillRect(rect, theme.color(Token::Surface3));
    if (thumbnail && !thumbnail->picture.isNull()) {
        const QImage &picture = thumbnail->picture;
        QRect shown(QPoint(), picture.size().scaled(rect.size(), Qt::KeepAspectRatio));
        shown.moveCenter(rect.center());
        painter->setRenderHint(QPainter::SmoothPixmapTransform);
        painter->setOpacity(state.isFaded ? 0.35 : 1);
        painter->drawImage(shown, picture);
        painter->setOpacity(1);
    }
    painter->setRenderHint(QPainter::Antialiasing);
    if (!state.words.isEmpty())
        paintWords(painter, rect, state, theme);
    if (!state.age.isEmpty())
        paintAge(painter, rect, state.age, theme);
    painter->restore();
}

TileDelegate::TileDelegate(const Theme &theme, const GuestListModel &model,
                           const Thumbnails &thumbnails, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
    , m_model(model)
    , m_thumbnails(thumbnails)
{}

int TileDelegate::captionHeight(const Theme &theme, const QFontMetrics &metrics)
{
    return std::max(metrics.height(), kIcon) + QFontMetrics(theme.smallFont()).height() + 2 * kGap;
}

void TileDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    painter->save();
    const QRect tile = option.rect.adjusted(2, 2, -2, -2);
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    painter->fillRect(tile, m_theme.color(isSelected ? Token::Selection
                                          : option.state.testFlag(QStyle::State_MouseOver)
                                              ? Token::Surface2
                                              : Token::Surface1));
    const int caption = captionHeight(m_theme, option.fontMetrics);
    const QRect screen = tile.adjusted(2, 2, -2, -caption - 2);
    const ObjectRef guest = m_model.objectAt(index);
    if (const auto [info, store] = m_model.guestAt(index); info) {
        const Thumbnail *thumbnail = m_thumbnails.find(guest);
        painter->setFont(option.font);
        paintScreen(painter, screen, thumbnail, tileState(*info, *store, thumbnail, m_everySeconds),
                    m_theme);
    }
    paintCaption(painter, {tile.left() + 6, screen.bottom() + kGap, tile.width() - 12, caption},
                 index, option.font);
    const bool hasFocus = option.state.testFlag(QStyle::State_HasFocus);
    painter->setPen(QPen(m_theme.color(hasFocus || isSelected ? Token::Accent : Token::Line),
                         hasFocus ? 2 : 1));
    painter->setBrush(Qt::NoBrush);
    painter->drawRect(tile.adjusted(0, 0, -1, -1));
    painter->restore();
}

void TileDelegate::paintCaption(QPainter *painter, const QRect &rect, const QModelIndex &index,
                                const QFont &font) const
{
    const auto column = [&index](int number) { return index.siblingAtColumn(number); };
    const QFontMetrics metrics(font);
    const int line = std::max(metrics.height(), kIcon);
    m_theme.icons().paint(painter, {rect.left(), rect.top() + (line - kIcon) / 2, kIcon, kIcon},
                          index.data(InventoryModel::IconRole).toString(),
                          Overlay(index.data(InventoryModel::OverlayRole).toInt()));
    painter->setFont(font);
    painter->setPen(m_theme.color(Token::Text1));
    const QRect title(rect.left() + kIcon + kGap, rect.top(), rect.width() - kIcon - kGap, line);
    const QString name = metrics.elidedText(index.data().toString(), Qt::ElideRight, title.width());
    painter->drawText(title, Qt::AlignVCenter | Qt::TextSingleLine, name);
    painter->setFont(m_theme.smallFont());
    painter->setPen(m_theme.color(Token::Text3));
    const QFontMetrics small(painter->font());
    const int left = title.width() - metrics.horizontalAdvance(name) - 2 * kGap;
    if (left > small.averageCharWidth() * kFewLetters)
        painter->drawText(title, Qt::AlignVCenter | Qt::AlignRight | Qt::TextSingleLine,
                          small.elidedText(column(GuestListModel::ClusterColumn).data().toString(),
                                           Qt::ElideRight, left));
    const int half = rect.width() / 2;
    QRect room(rect.left(), rect.top() + line + 1, half - kGap, small.height());
    for (const auto &[number, words] : {std::pair{GuestListModel::CpuColumn, tr("CPU")},
                                        {GuestListModel::MemoryColumn, tr("Memory")}}) {
        // What is not known is not drawn: a tile that is off has no load.
        const double load = column(number).data(InventoryModel::LoadRole).toDouble();
        if (load < 0)
            continue;
        const int text = std::min(small.horizontalAdvance(words) + 2, room.width() - kBar);
        painter->drawText(QRect(room.left(), room.top(), text, room.height()),
                          Qt::AlignVCenter | Qt::TextSingleLine,
                          small.elidedText(words, Qt::ElideRight, text));
        paintLoadBar(
            painter,
            QRectF(room.left() + text + kGap, room.center().y() - 1, room.width() - text - kGap, 4),
            load, m_theme);
        room.translate(half, 0);
    }
}

} // namespace Atoll
