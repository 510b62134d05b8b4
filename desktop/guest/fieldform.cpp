// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fieldform.h"

#include "fieldeditors.h"

#include <theme/theme.h>

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QStyle>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

constexpr int kCaptionWidth = 150;
constexpr int kNoteHeight = 72;

QFormLayout *makeLayout()
{
    auto *form = new QFormLayout;
    form->setContentsMargins(0, 0, 0, 0);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->setHorizontalSpacing(Theme::kStep * 4);
    form->setVerticalSpacing(Theme::kStep * 2);
    return form;
}

QLabel *makeLine(const QString &role, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setProperty("role", role);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->hide();
    return label;
}

//! Nothing is taken away from under the cursor.
bool isBeingTyped(const QWidget *editor)
{
    const auto *box = qobject_cast<const QComboBox *>(editor);
    const bool isChoice = (box && !box->isEditable()) || qobject_cast<const QCheckBox *>(editor);
    const QWidget *focus = QApplication::focusWidget();
    return !isChoice && (editor == focus || editor->isAncestorOf(focus));
}

void setInvalid(QWidget *editor, bool isInvalid)
{
    if (editor->property("invalid").toBool() == isInvalid)
        return;
    editor->setProperty("invalid", isInvalid);
    editor->style()->unpolish(editor);
    editor->style()->polish(editor);
}

} // namespace

FieldForm::FieldForm(QWidget *parent)
    : QWidget(parent)
    , m_usual(makeLayout())
    , m_advanced(makeLayout())
    , m_more(new QWidget(this))
    , m_toggle(new QToolButton(this))
{
    m_more->setLayout(m_advanced);
    m_more->hide();
    m_toggle->setText(tr("More"));
    m_toggle->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_toggle->setArrowType(Qt::RightArrow);
    m_toggle->setCheckable(true);
    m_toggle->setFocusPolicy(Qt::StrongFocus);
    m_toggle->hide();
    connect(m_toggle, &QToolButton::toggled, this, &FieldForm::unfold);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::kStep * 2);
    layout->addLayout(m_usual);
    layout->addWidget(m_toggle, 0, Qt::AlignLeft);
    layout->addWidget(m_more);
}

void FieldForm::unfold(bool isOpen)
{
    m_more->setVisible(isOpen);
    m_toggle->setArrowType(isOpen ? Qt::DownArrow : Qt::RightArrow);
}

bool FieldForm::hasShape(const QList<HardwareField> &fields) const
{
    QList<const HardwareField *> mine;
    for (const Row &row : m_rows) {
        if (!row.isOwn)
            mine += &row.field;
    }
    return std::equal(mine.begin(), mine.end(), fields.begin(), fields.end(),
                      [](const HardwareField *a, const HardwareField &b) {
                          return a->path == b.path && a->label == b.label && a->kind == b.kind
                                 && a->isAdvanced == b.isAdvanced;
                      });
}

FieldForm::Row &FieldForm::addRow(QFormLayout *form, const HardwareField &field, QWidget *editor)
{
    Row row{field, new QLabel(field.label, this), new QWidget(this), editor};
    row.remark = makeLine(u"remark"_s, row.box);
    row.error = makeLine(u"error"_s, row.box);
    auto *box = new QVBoxLayout(row.box);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(2);
    box->addWidget(editor);
    box->addWidget(row.remark);
    box->addWidget(row.error);
    row.caption->setMinimumWidth(kCaptionWidth);
    qobject_cast<QLabel *>(row.caption)->setBuddy(editor);
    editor->setObjectName(field.path);
    editor->setAccessibleName(QString(field.label).remove(u'&'));
    form->addRow(row.caption, row.box);
    m_rows += row;
    return m_rows.last();
}

void FieldForm::addWidget(const QString &path, const QString &label, QWidget *widget)
{
    addRow(m_usual, {path, label}, widget).isOwn = true;
}

void FieldForm::build(const QList<HardwareField> &fields)
{
    for (qsizetype i = m_rows.size() - 1; i >= 0; --i) {
        const Row row = m_rows.at(i);
        if (row.isOwn)
            continue;
        row.caption->hide();
        row.box->hide();
        m_usual->removeWidget(row.caption);
        m_usual->removeWidget(row.box);
        m_advanced->removeWidget(row.caption);
        m_advanced->removeWidget(row.box);
        row.editor->setObjectName({}); // the name is the new editor's
        row.caption->deleteLater();
        row.box->deleteLater(); // its own signal may be what brought us here
        m_rows.removeAt(i);
    }
    bool hasMore = false;
    for (const HardwareField &field : fields) {
        QWidget *editor = FieldEditors::make(field, this);
        if (!editor)
            editor = new QLabel(field.text, this);
        if (auto *check = qobject_cast<QCheckBox *>(editor)) {
            check->setText(field.remark);
        } else if (FieldEditors::isTall(editor)) {
            editor->setFixedHeight(field.kind == FieldKind::Features ? kNoteHeight * 2
                                                                     : kNoteHeight);
        }
        hasMore = hasMore || field.isAdvanced;
        addRow(field.isAdvanced ? m_advanced : m_usual, field, editor);
        FieldEditors::onEdited(editor, this, [this, editor, path = field.path] {
            Q_EMIT edited(path, FieldEditors::value(editor));
        });
    }
    m_toggle->setVisible(hasMore);
    unfold(hasMore && m_toggle->isChecked());
}

void FieldForm::refresh(Row &row, const HardwareField &field)
{
    row.field = field;
    const bool isFlag = field.kind == FieldKind::Flag;
    row.remark->setText(field.remark);
    row.remark->setVisible(!field.remark.isEmpty() && !isFlag);
    if (auto *label = qobject_cast<QLabel *>(row.editor))
        label->setText(field.text);
    else if (!isBeingTyped(row.editor) && !row.editor->property("invalid").toBool())
        FieldEditors::show(row.editor, field);
}

void FieldForm::show(const QList<HardwareField> &fields)
{
    if (!hasShape(fields))
        build(fields);
    for (Row &row : m_rows) {
        for (const HardwareField &field : fields) {
            if (!row.isOwn && field.path == row.field.path && field.label == row.field.label)
                refresh(row, field);
        }
    }
}

FieldForm::Row *FieldForm::find(const QString &path)
{
    for (Row &row : m_rows) {
        if (editsPath(row.field, path))
            return &row;
    }
    return nullptr;
}

bool FieldForm::contains(const QString &path) const
{
    return const_cast<FieldForm *>(this)->find(path) != nullptr;
}

void FieldForm::setShown(const QString &path, bool isShown)
{
    if (const Row *row = find(path)) {
        row->caption->setVisible(isShown);
        row->box->setVisible(isShown);
    }
}

void FieldForm::setError(const QString &path, const QString &text)
{
    Row *row = find(path);
    if (!row)
        return;
    row->error->setText(text);
    row->error->setVisible(!text.isEmpty());
    setInvalid(row->editor, !text.isEmpty());
    if (!text.isEmpty() && row->field.isAdvanced)
        m_toggle->setChecked(true);
}

void FieldForm::clearErrors()
{
    for (const Row &row : std::as_const(m_rows)) {
        row.error->hide();
        setInvalid(row.editor, false);
    }
}

void FieldForm::focusField(const QString &path)
{
    if (const Row *row = find(path))
        row->editor->setFocus();
}

void FieldForm::focusFirst()
{
    if (m_rows.isEmpty())
        return;
    QWidget *editor = m_rows.first().editor;
    editor->setFocus();
    if (auto *line = qobject_cast<QLineEdit *>(editor))
        line->selectAll();
}

} // namespace Atoll
