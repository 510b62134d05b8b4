// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "periodbar.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QToolButton>

#include <utility>

namespace Atoll {

PeriodBar::PeriodBar(GraphGroup &group, QWidget *parent)
    : QWidget(parent)
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    auto *buttons = new QButtonGroup(this);
    const std::pair<GraphPeriod, QString> periods[] = {{GraphPeriod::Live, tr("Live")},
                                                       {GraphPeriod::Hour, tr("Hour")},
                                                       {GraphPeriod::Day, tr("Day")},
                                                       {GraphPeriod::Week, tr("Week")}};
    for (const auto &[period, text] : periods) {
        auto *button = new QToolButton(this);
        button->setText(text);
        button->setCheckable(true);
        button->setAutoRaise(true);
        button->setChecked(period == group.period());
        buttons->addButton(button, int(period));
        layout->addWidget(button);
    }
    connect(buttons, &QButtonGroup::idClicked, &group,
            [&group](int id) { group.setPeriod(GraphPeriod(id)); });
    connect(&group, &GraphGroup::periodChanged, this,
            [buttons](GraphPeriod period) { buttons->button(int(period))->setChecked(true); });
}

} // namespace Atoll
