// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tags.h"

#include <QFontMetrics>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

constexpr int kHeight = 16;
constexpr int kPadding = 6;
constexpr int kDot = 6;
constexpr int kGap = 4;

int widthOf(const QString &tag, const QFontMetrics &metrics)
{
    return metrics.horizontalAdvance(tag) + 2 * kPadding + kDot + kGap;
}

void paintDot(QPainter *painter, int left, int middle, const QColor &color)
{
    painter->setPen(Qt::NoPen);
    painter->setBrush(color);
    painter->drawEllipse(QRectF(left, middle - kDot / 2.0, kDot, kDot));
}

void paintChip(QPainter *painter, const QRect &rect, const QString &tag, const Theme &theme)
{
    const QColor color = theme.color(Tags::color(tag));
    painter->setPen(Qt::NoPen);
    painter->setBrush(theme.color(Tags::color(tag), 0.14));
    painter->drawRoundedRect(rect, kHeight / 2.0, kHeight / 2.0);
    paintDot(painter, rect.left() + kPadding, rect.center().y() + 1, color);
    painter->setPen(theme.color(Token::Text1));
    const QRect text = rect.adjusted(kPadding + kDot + kGap, 0, -kPadding, 0);
    painter->drawText(text, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                      painter->fontMetrics().elidedText(tag, Qt::ElideRight, text.width()));
}

} // namespace

// FNV-1a over the bytes: the same on every machine and in every release.
Token Tags::color(const QString &tag)
{
    quint32 hash = 2166136261U;
    for (const char byte : tag.toLower().toUtf8())
        hash = (hash ^ quint8(byte)) * 16777619U;
    return Theme::series(int(hash % 8));
}

int Tags::paint(QPainter *painter, const QRect &room, const QStringList &tags, const Theme &theme)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setFont(theme.smallFont());
    const QFontMetrics metrics(theme.smallFont());
    const int middle = room.center().y() + 1;
    int left = room.left();
    for (const QString &tag : tags) {
        const int width = widthOf(tag, metrics);
        if (left + width <= room.right()) {
            paintChip(painter, QRect(left, middle - kHeight / 2, width, kHeight), tag, theme);
            left += width + kGap;
        } else if (left + kDot <= room.right()) {
            paintDot(painter, left, middle, theme.color(color(tag)));
            left += kDot + kGap;
        }
    }
    painter->restore();
    return left;
}

TagChips::TagChips(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    connect(&theme, &Theme::changed, this, [this] { update(); });
}

void TagChips::setTags(const QStringList &tags)
{
    if (tags == m_tags)
        return;
    m_tags = tags;
    setAccessibleName(tags.join(u", "_s));
    setToolTip(tags.join(u", "_s));
    updateGeometry();
    update();
}

int TagChips::layOut(int width, QPainter *painter) const
{
    const QFontMetrics metrics(m_theme.smallFont());
    int left = 0;
    int top = 1;
    for (const QString &tag : m_tags) {
        const int wanted = qMin(widthOf(tag, metrics), width);
        if (left > 0 && left + wanted > width) {
            left = 0;
            top += kHeight + kGap;
        }
        if (painter)
            paintChip(painter, QRect(left, top, wanted, kHeight), tag, m_theme);
        left += wanted + kGap;
    }
    return top + kHeight + 1;
}

int TagChips::heightForWidth(int width) const { return layOut(width, nullptr); }

QSize TagChips::sizeHint() const
{
    const QFontMetrics metrics(m_theme.smallFont());
    int width = 0;
    for (const QString &tag : m_tags)
        width += widthOf(tag, metrics) + kGap;
    return {width, kHeight + 2};
}

QSize TagChips::minimumSizeHint() const { return {40, kHeight + 2}; }

void TagChips::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(m_theme.smallFont());
    layOut(width(), &painter);
}

} // namespace Atoll
