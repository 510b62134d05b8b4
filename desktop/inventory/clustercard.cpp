// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clustercard.h"

#include <app/format.h>
#include <metrics/sparkline.h>
#include <theme/theme.h>

#include <QMouseEvent>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

constexpr int kPad = 16;

Token tokenOf(Health health)
{
    switch (health) {
    case Health::Ok:
        return Token::Ok;
    case Health::Warning:
        return Token::Warning;
    case Health::Problem:
        return Token::Error;
    case Health::Offline:
        break;
    }
    return Token::Text3;
}

QString iconOf(Health health)
{
    switch (health) {
    case Health::Ok:
        return u"ok"_s;
    case Health::Warning:
        return u"warning"_s;
    case Health::Problem:
        return u"error"_s;
    case Health::Offline:
        break;
    }
    return u"disconnect"_s;
}

QString usedOf(double fraction, qint64 used, qint64 total)
{
    return fraction < 0 ? Format::unknown()
                        : ClusterCard::tr("%1 of %2")
                              .arg(Format::bytes(double(used)), Format::bytes(double(total)));
}

} // namespace

ClusterCard::ClusterCard(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ClusterCard::show(const ClusterSummary &summary, const std::vector<float> &history)
{
    m_summary = summary;
    m_history = history;
    setAccessibleName(summary.name);
    setAccessibleDescription(summary.word);
    update();
}

int ClusterCard::lineHeight() const { return fontMetrics().height() + 2; }

QSize ClusterCard::sizeHint() const
{
    return {320, 2 * kPad + 24 + 3 * (lineHeight() + 14) + 44 + 2 * lineHeight() + 6};
}

void ClusterCard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF frame = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setPen(m_theme.color(hasFocus()     ? Token::Accent
                                 : underMouse() ? Token::Text3
                                                : Token::Line));
    painter.setBrush(m_theme.color(Token::Surface1));
    painter.drawRoundedRect(frame, 6, 6);

    QRect free = rect().adjusted(kPad, kPad - 4, -kPad, -kPad + 4);
    paintHead(painter, free);
    paintBar(painter, free, tr("CPU"), m_summary.cpu,
             m_summary.cpu < 0 ? Format::unknown()
                               : tr("%1 of %n core(s)", nullptr, m_summary.cpus)
                                     .arg(Format::wholePercent(m_summary.cpu)));
    paintBar(painter, free, tr("Memory"), m_summary.memory,
             usedOf(m_summary.memory, m_summary.memoryUsed, m_summary.memoryTotal));
    paintBar(painter, free, tr("Storage"), m_summary.storage,
             usedOf(m_summary.storage, m_summary.storageUsed, m_summary.storageTotal));
    const QRectF spark(free.left(), free.top() + 2, free.width(), 30);
    paintSparkline(&painter, spark, m_history, m_theme.color(Token::Series1), 1);
    free.setTop(int(spark.bottom()) + 8);
    paintAttention(painter, free);
}

void ClusterCard::paintHead(QPainter &painter, QRect &free)
{
    const Token token = tokenOf(m_summary.health);
    const int height = QFontMetrics(m_theme.titleFont()).height();
    QRect line(free.left(), free.top(), free.width(), height);
    painter.setFont(m_theme.boldFont());
    painter.setPen(m_theme.color(token));
    QRect word;
    painter.drawText(
        line, Qt::AlignRight | Qt::AlignVCenter,
        painter.fontMetrics().elidedText(m_summary.word, Qt::ElideRight, line.width() / 2), &word);
    m_theme.icons().paint(&painter, QRect(word.left() - 21, line.top() + (height - 16) / 2, 16, 16),
                          iconOf(m_summary.health), Overlay::None, token);
    line.setRight(word.left() - 28);
    painter.setFont(m_theme.titleFont());
    painter.setPen(m_theme.color(Token::Text1));
    painter.drawText(
        line, Qt::AlignLeft | Qt::AlignVCenter,
        painter.fontMetrics().elidedText(m_summary.name, Qt::ElideRight, line.width()));
    QStringList facts;
    if (!m_summary.site.isEmpty())
        facts += m_summary.site;
    facts +=
        m_summary.nodesOnline == m_summary.nodes
            ? tr("%n node(s)", nullptr, m_summary.nodes)
            : tr("%1 of %n node(s) online", nullptr, m_summary.nodes).arg(m_summary.nodesOnline);
    facts += tr("%1 of %n guest(s) running", nullptr, m_summary.guests)
                 .arg(QLocale().toString(m_summary.guestsRunning));
    painter.setFont(font());
    painter.setPen(m_theme.color(Token::Text2));
    const QRect second(free.left(), line.bottom() + 4, free.width(), lineHeight());
    painter.drawText(second, Qt::AlignLeft | Qt::AlignVCenter,
                     fontMetrics().elidedText(facts.join(u" · "_s), Qt::ElideRight, free.width()));
    free.setTop(second.bottom() + 10);
}

void ClusterCard::paintBar(QPainter &painter, QRect &free, const QString &name, double fraction,
                           const QString &value)
{
    const QRect line(free.left(), free.top(), free.width(), lineHeight());
    painter.setFont(font());
    painter.setPen(m_theme.color(Token::Text2));
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, name);
    painter.setPen(
        m_theme.color(m_summary.health == Health::Offline ? Token::Text3 : Token::Text1));
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, value);
    paintLoadBar(&painter, QRectF(free.left(), line.bottom() + 2, free.width(), 4),
                 m_summary.health == Health::Offline ? -1 : fraction, m_theme);
    free.setTop(line.bottom() + 12);
}

void ClusterCard::paintAttention(QPainter &painter, const QRect &free)
{
    m_attentionRect = {};
    QRect line(free.left(), free.top(), free.width(), lineHeight());
    painter.setFont(font());
    if (m_summary.health == Health::Offline) {
        painter.setPen(m_theme.color(Token::Text3));
        painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
                         m_summary.lastSeen.isValid()
                             ? tr("Last seen %1").arg(Format::ago(m_summary.lastSeen))
                             : tr("Not seen yet"));
        return;
    }
    if (m_summary.attention.isEmpty()) {
        painter.setPen(m_theme.color(Token::Text3));
        painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, tr("Nothing needs attention"));
        return;
    }
    m_attentionRect = line;
    const qsizetype shown = m_summary.attention.size() > 2 ? 1 : m_summary.attention.size();
    for (qsizetype i = 0; i < shown; ++i) {
        const Attention &item = m_summary.attention.at(i);
        const bool isError = item.severity == Severity::Error;
        m_theme.icons().paint(&painter, QRect(line.left(), line.top() + 1, 16, 16),
                              isError ? u"error"_s : u"warning"_s, Overlay::None,
                              isError ? Token::Error : Token::Warning);
        painter.setPen(m_theme.color(Token::Text1));
        painter.drawText(line.adjusted(22, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                         fontMetrics().elidedText(item.text, Qt::ElideRight, line.width() - 22));
        line.translate(0, lineHeight());
    }
    if (shown < m_summary.attention.size()) {
        painter.setPen(m_theme.color(Token::Text3));
        painter.drawText(line.adjusted(22, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                         tr("and %n more", nullptr, int(m_summary.attention.size() - shown)));
    }
}

void ClusterCard::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !rect().contains(event->pos()))
        return;
    if (m_attentionRect.contains(event->pos()) && !m_summary.attention.isEmpty())
        Q_EMIT attentionClicked(m_summary.attention.first().object);
    else
        Q_EMIT opened(m_summary.key);
}

void ClusterCard::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter
        || event->key() == Qt::Key_Space)
        Q_EMIT opened(m_summary.key);
    else
        QWidget::keyPressEvent(event);
}

void ClusterCard::enterEvent(QEnterEvent *) { update(); }

void ClusterCard::leaveEvent(QEvent *) { update(); }

} // namespace Atoll
