// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStyledItemDelegate>

namespace Atoll {

class Theme;

//! A row of the tree: icon with state, name, a remark or number at the right, a small load bar.
class InventoryDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    explicit InventoryDelegate(const Theme &theme, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    const Theme &m_theme;

private:
    void paintMarks(QPainter *painter, QRect room, const QModelIndex &index) const;
};

} // namespace Atoll
