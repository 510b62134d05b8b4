// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "graphgroup.h"

#include <QWidget>

namespace Atoll {

//! Live, hour, day, week: which time the graphs of a page show.
class PeriodBar : public QWidget
{
    Q_OBJECT
public:
    explicit PeriodBar(GraphGroup &group, QWidget *parent = nullptr);
};

} // namespace Atoll
