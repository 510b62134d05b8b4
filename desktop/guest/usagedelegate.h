// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <app/rowdelegate.h>

namespace Atoll {

//! Draws a bar below the text of cells that have a fraction as UsageRole.
class UsageDelegate : public RowDelegate
{
    Q_OBJECT
public:
    static constexpr int UsageRole = Qt::UserRole + 1;
    using RowDelegate::RowDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
};

} // namespace Atoll
