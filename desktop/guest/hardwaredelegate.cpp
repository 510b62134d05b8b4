// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "hardwaredelegate.h"

#include "featuresedit.h"
#include "fieldeditors.h"
#include "hardwaremodel.h"

#include <theme/theme.h>

#include <QComboBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QPlainTextEdit>
#include <QSortFilterProxyModel>
#include <QSpinBox>

namespace Atoll {
namespace {

constexpr int kTallRows = 8;

} // namespace

HardwareDelegate::HardwareDelegate(HardwareModel &model, const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_model(model)
    , m_theme(theme)
{}

const HardwareField *HardwareDelegate::fieldAt(const QModelIndex &index) const
{
    const auto *proxy = qobject_cast<const QSortFilterProxyModel *>(index.model());
    return m_model.field(proxy ? proxy->mapToSource(index) : index);
}

// Rows stay where they are while an editor stands in one of them.
QSize HardwareDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return {QStyledItemDelegate::sizeHint(option, index).width(), m_theme.rowHeight() + 4};
}

void HardwareDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                             const QModelIndex &index) const
{
    QStyledItemDelegate::paint(painter, option, index);
    if (index.column() != HardwareModel::NameColumn
        || index.data(HardwareModel::IsDefaultRole).toBool())
        return;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(m_theme.color(Token::Accent));
    painter->drawEllipse(QPointF(option.rect.left() - 4, option.rect.center().y() + 0.5), 2.5, 2.5);
    painter->restore();
}

void HardwareDelegate::leave(QWidget *editor, bool takes) const
{
    auto *self = const_cast<HardwareDelegate *>(this);
    if (takes)
        Q_EMIT self->commitData(editor);
    Q_EMIT self->closeEditor(editor);
}

QWidget *HardwareDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &option,
                                        const QModelIndex &index) const
{
    Q_UNUSED(option)
    const HardwareField *field = fieldAt(index);
    if (!field || field->kind == FieldKind::Flag)
        return nullptr;
    QWidget *editor = FieldEditors::make(*field, parent);
    if (auto *box = qobject_cast<QComboBox *>(editor); box && !box->isEditable())
        connect(box, &QComboBox::activated, box, [this, box] { leave(box, true); });
    if (auto *features = qobject_cast<FeaturesEdit *>(editor)) {
        connect(features, &FeaturesEdit::finished, features,
                [this, features] { leave(features, true); });
        connect(features, &FeaturesEdit::cancelled, features,
                [this, features] { leave(features, false); });
    }
    return editor;
}

void HardwareDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    const HardwareField *field = fieldAt(index);
    if (!field)
        return;
    FieldEditors::show(editor, *field);
    if (auto *spin = qobject_cast<QAbstractSpinBox *>(editor))
        spin->selectAll();
    else if (auto *box = qobject_cast<QComboBox *>(editor); box && box->isEditable())
        box->lineEdit()->selectAll();
}

void HardwareDelegate::setModelData(QWidget *editor, QAbstractItemModel *model,
                                    const QModelIndex &index) const
{
    model->setData(index, FieldEditors::value(editor), Qt::EditRole);
}

//! What needs room takes it over the rows below, or above when there is none below.
void HardwareDelegate::updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                                            const QModelIndex &index) const
{
    if (!FieldEditors::isTall(editor))
        return QStyledItemDelegate::updateEditorGeometry(editor, option, index);
    QRect rect = option.rect;
    rect.setHeight(qMin(kTallRows * rect.height(), editor->parentWidget()->height()));
    rect.moveTop(qMax(0, qMin(rect.top(), editor->parentWidget()->height() - rect.height())));
    editor->setGeometry(rect);
}

bool HardwareDelegate::eventFilter(QObject *object, QEvent *event)
{
    auto *plain = qobject_cast<QPlainTextEdit *>(object);
    if (plain && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool isEnter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (isEnter && key->modifiers() & Qt::ControlModifier) {
            leave(plain, true);
            return true;
        }
    }
    return QStyledItemDelegate::eventFilter(object, event);
}

} // namespace Atoll
