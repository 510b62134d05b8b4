// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStyledItemDelegate>

namespace Atoll {

class HardwareModel;
class Theme;

//! Editors for the values of the hardware list: number, size, choice, text.
class HardwareDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    HardwareDelegate(HardwareModel &model, const Theme &theme, QObject *parent = nullptr);

    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const override;
    void setEditorData(QWidget *editor, const QModelIndex &index) const override;
    void setModelData(QWidget *editor, QAbstractItemModel *model,
                      const QModelIndex &index) const override;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    HardwareModel &m_model;
    const Theme &m_theme;
};

} // namespace Atoll
