// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "hardwaredelegate.h"

#include "bytesedit.h"
#include "hardwaremodel.h"

#include <theme/theme.h>

#include <QComboBox>
#include <QLineEdit>
#include <QSpinBox>

namespace Atoll {

HardwareDelegate::HardwareDelegate(HardwareModel &model, const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_model(model)
    , m_theme(theme)
{}

// Rows stay where they are while an editor stands in one of them.
QSize HardwareDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return {QStyledItemDelegate::sizeHint(option, index).width(), m_theme.rowHeight() + 4};
}

QWidget *HardwareDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &option,
                                        const QModelIndex &index) const
{
    const HardwareField *field = m_model.field(index);
    if (!field)
        return nullptr;
    const auto leave = [this](QWidget *editor) {
        Q_EMIT const_cast<HardwareDelegate *>(this)->commitData(editor);
        Q_EMIT const_cast<HardwareDelegate *>(this)->closeEditor(editor);
    };
    switch (field->kind) {
    case FieldKind::Number: {
        auto *box = new QSpinBox(parent);
        box->setRange(int(field->minimum), int(qMin(field->maximum, qint64(INT_MAX))));
        return box;
    }
    case FieldKind::Bytes: {
        auto *edit = new BytesEdit(parent);
        edit->setRange(field->minimum, field->maximum);
        return edit;
    }
    case FieldKind::Choice: {
        auto *box = new QComboBox(parent);
        for (const FieldChoice &choice : field->choices)
            box->addItem(choice.text, choice.value.toVariant());
        connect(box, &QComboBox::activated, box, [box, leave] { leave(box); });
        return box;
    }
    case FieldKind::Text:
        return new QLineEdit(parent);
    case FieldKind::Flag:
    case FieldKind::FixedText:
        break;
    }
    Q_UNUSED(option)
    return nullptr;
}

void HardwareDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    const HardwareField *field = m_model.field(index);
    if (!field)
        return;
    if (auto *spin = qobject_cast<QSpinBox *>(editor)) {
        spin->setValue(int(field->value.toInteger()));
        spin->selectAll();
    } else if (auto *bytes = qobject_cast<BytesEdit *>(editor)) {
        bytes->setBytes(field->value.toInteger());
        bytes->selectAll();
    } else if (auto *box = qobject_cast<QComboBox *>(editor)) {
        int row = box->findData(field->value.toVariant());
        if (row < 0) { // set elsewhere to something we would not offer
            box->insertItem(0, field->text, field->value.toVariant());
            row = 0;
        }
        box->setCurrentIndex(row);
    } else if (auto *line = qobject_cast<QLineEdit *>(editor)) {
        line->setText(field->value.toString());
    }
}

void HardwareDelegate::setModelData(QWidget *editor, QAbstractItemModel *model,
                                    const QModelIndex &index) const
{
    QVariant value;
    if (auto *spin = qobject_cast<QSpinBox *>(editor))
        value = spin->value();
    else if (auto *bytes = qobject_cast<BytesEdit *>(editor))
        value = qlonglong(bytes->bytes());
    else if (auto *box = qobject_cast<QComboBox *>(editor))
        value = box->currentData();
    else if (auto *line = qobject_cast<QLineEdit *>(editor))
        value = line->text();
    model->setData(index, value, Qt::EditRole);
}

} // namespace Atoll
