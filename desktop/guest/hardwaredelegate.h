// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStyledItemDelegate>

namespace Atoll {

struct HardwareField;
class HardwareModel;
class Theme;

//! Editors for the values of the hardware list, and the mark of what is not as usual. Works on the
//! model itself and through a filter.
class HardwareDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    HardwareDelegate(HardwareModel &model, const Theme &theme, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const override;
    void setEditorData(QWidget *editor, const QModelIndex &index) const override;
    void setModelData(QWidget *editor, QAbstractItemModel *model,
                      const QModelIndex &index) const override;
    void updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

    bool eventFilter(QObject *object, QEvent *event) override;

private:
    const HardwareField *fieldAt(const QModelIndex &index) const;
    void leave(QWidget *editor, bool takes) const;

    HardwareModel &m_model;
    const Theme &m_theme;
};

} // namespace Atoll
