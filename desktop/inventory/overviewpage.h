// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <app/page.h>

QT_BEGIN_NAMESPACE
class QGridLayout;
class QLabel;
class QStackedLayout;
QT_END_NAMESPACE

namespace Atoll {

class ClusterCard;
class ClusterSummaries;

//! All clusters at a glance, a card each. The first tab; also the page of one site.
class OverviewPage : public Page
{
    Q_OBJECT
public:
    OverviewPage(const ObjectRef &object, AppContext &context, ClusterSummaries &summaries,
                 QWidget *parent);

    QString title() const override;
    QIcon icon() const override;
    bool hasHead() const override { return false; }

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeEmpty();
    void refresh();
    void arrange();

    ClusterSummaries &m_summaries;
    QStackedLayout *m_stack;
    QWidget *m_content;
    QGridLayout *m_grid;
    QLabel *m_headline;
    QList<ClusterCard *> m_cards;
    int m_columns = 0;
};

} // namespace Atoll
