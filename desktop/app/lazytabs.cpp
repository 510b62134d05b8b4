// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "lazytabs.h"

#include <QVBoxLayout>

#include <algorithm>

namespace Atoll {

LazyTabs::LazyTabs(QWidget *parent)
    : QTabWidget(parent)
{
    connect(this, &QTabWidget::currentChanged, this, &LazyTabs::fill);
}

QWidget *LazyTabs::addLazy(const QString &title, Make make)
{
    return addLazy(title, nullptr, std::move(make));
}

QWidget *LazyTabs::addLazy(const QString &title, QWidget *above, Make make)
{
    auto *place = new QWidget(this);
    auto *layout = new QVBoxLayout(place);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    if (above)
        layout->addWidget(above);
    m_empty.emplace_back(place, std::move(make));
    addTab(place, title); // the first is looked at with this
    return place;
}

void LazyTabs::fill(int index)
{
    QWidget *place = widget(index);
    const auto it = std::find_if(m_empty.begin(), m_empty.end(),
                                 [place](const auto &empty) { return empty.first == place; });
    if (it == m_empty.end())
        return;
    const Make make = std::move(it->second);
    m_empty.erase(it);
    if (QWidget *content = make(place))
        static_cast<QVBoxLayout *>(place->layout())->addWidget(content, 1);
}

} // namespace Atoll
