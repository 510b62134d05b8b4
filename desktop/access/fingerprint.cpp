// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fingerprint.h"

#include <theme/theme.h>

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QMenu>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

constexpr int kColumns = 8;
constexpr int kDigits = 4;

} // namespace

QStringList fingerprintGroups(const QString &fingerprint)
{
    QString digits = fingerprint.toUpper();
    if (digits.startsWith("SHA256:"_L1))
        digits.remove(0, 7);
    digits.removeIf([](QChar c) { return !c.isLetterOrNumber(); });
    QStringList groups;
    for (qsizetype i = 0; i < digits.size(); i += kDigits)
        groups += digits.mid(i, kDigits);
    return groups;
}

FingerprintView::FingerprintView(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setSizePolicy(QSizePolicy::Minimum, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void FingerprintView::show(const QString &caption, const QString &fingerprint, const QString &other)
{
    m_caption = caption;
    m_fingerprint = fingerprint;
    m_groups = fingerprintGroups(fingerprint);
    m_other = other.isEmpty() ? QStringList() : fingerprintGroups(other);
    setAccessibleName(caption);
    setAccessibleDescription(m_groups.join(u' '));
    setToolTip(tr("Right-click to copy"));
    updateGeometry();
    update();
}

QSize FingerprintView::sizeHint() const
{
    const QFontMetrics metrics(m_theme.fixedFont());
    const int rows = int((m_groups.size() + kColumns - 1) / kColumns);
    const int captionHeight = m_caption.isEmpty() ? 0 : fontMetrics().height() + Theme::kStep;
    return {kColumns * metrics.horizontalAdvance(u"0000 "_s) + Theme::kStep * 6,
            captionHeight + rows * (metrics.height() + Theme::kStep) + Theme::kStep * 4};
}

void FingerprintView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    int top = Theme::kStep;
    if (!m_caption.isEmpty()) {
        painter.setPen(m_theme.color(Token::Text2));
        painter.drawText(QPoint(0, top + fontMetrics().ascent()), m_caption);
        top += fontMetrics().height() + Theme::kStep;
    }
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(m_theme.color(Token::Line));
    painter.setBrush(m_theme.color(Token::Surface2));
    const QRect box(0, top, sizeHint().width(), height() - top - 1);
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    painter.setFont(m_theme.fixedFont());
    const QFontMetrics metrics(m_theme.fixedFont());
    const int step = metrics.horizontalAdvance(u"0000 "_s);
    for (int i = 0; i < int(m_groups.size()); ++i) {
        const bool differs = !m_other.isEmpty() && m_other.value(i) != m_groups.at(i);
        painter.setPen(m_theme.color(differs ? Token::Error : Token::Text1));
        painter.drawText(Theme::kStep * 3 + i % kColumns * step,
                         top + Theme::kStep * 2 + metrics.ascent()
                             + i / kColumns * (metrics.height() + Theme::kStep),
                         m_groups.at(i));
    }
}

void FingerprintView::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(m_theme.icon(u"copy"_s), tr("Copy"), this,
                    [this] { QGuiApplication::clipboard()->setText(m_fingerprint); });
    menu->popup(event->globalPos());
}

} // namespace Atoll
