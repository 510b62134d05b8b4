// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "clustersummary.h"

#include <QWidget>

namespace Atoll {

class Theme;

//! One cluster on the overview: health in a word and a colour, counts, bars, the last hour, what
//! needs attention. A click or Enter opens it.
class ClusterCard : public QWidget
{
    Q_OBJECT
public:
    ClusterCard(const Theme &theme, QWidget *parent);

    void show(const ClusterSummary &summary, const std::vector<float> &history);
    const QString &key() const { return m_summary.key; }
    QSize sizeHint() const override;

Q_SIGNALS:
    void opened(const QString &key);
    void attentionClicked(const Atoll::ObjectRef &object);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    void paintHead(QPainter &painter, QRect &free);
    void paintBar(QPainter &painter, QRect &free, const QString &name, double fraction,
                  const QString &value);
    void paintAttention(QPainter &painter, const QRect &free);
    int lineHeight() const;

    const Theme &m_theme;
    ClusterSummary m_summary;
    std::vector<float> m_history;
    QRect m_attentionRect;
};

} // namespace Atoll
