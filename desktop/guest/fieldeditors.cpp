// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fieldeditors.h"

#include "bytesedit.h"
#include "featuresedit.h"

#include <QCheckBox>
#include <QComboBox>
#include <QJsonArray>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSpinBox>

#include <climits>

using namespace Qt::StringLiterals;

namespace Atoll::FieldEditors {
namespace {

void fillChoices(QComboBox *box, const HardwareField &field)
{
    box->clear();
    if (field.kind == FieldKind::Combo && !field.zeroText.isEmpty())
        box->addItem(field.zeroText, QString());
    for (const FieldChoice &choice : field.choices)
        box->addItem(choice.text, choice.value.toVariant());
    int row = box->findData(field.value.toVariant());
    if (row < 0) { // set elsewhere to something we would not offer
        box->insertItem(0, field.text, field.value.toVariant());
        row = 0;
    }
    box->setCurrentIndex(row);
}

QVariant valueOf(const QComboBox *box)
{
    if (!box->isEditable())
        return box->currentData();
    const QString text = box->currentText().trimmed();
    const int row = box->findText(text);
    return row >= 0 ? box->itemData(row) : QVariant(text);
}

QSpinBox *makeNumber(const HardwareField &field, QWidget *parent)
{
    auto *box = new QSpinBox(parent);
    box->setRange(int(field.minimum), int(qMin(field.maximum, qint64(INT_MAX))));
    if (!field.unit.isEmpty())
        box->setSuffix(u'\u00a0' + field.unit);
    if (field.minimum == 0)
        box->setSpecialValueText(field.zeroText);
    return box;
}

BytesEdit *makeBytes(const HardwareField &field, QWidget *parent)
{
    auto *edit = new BytesEdit(parent);
    edit->setRange(field.minimum, field.maximum);
    if (field.kind == FieldKind::Rate)
        edit->setSuffix(u"/s"_s);
    if (field.minimum == 0)
        edit->setZeroText(field.zeroText);
    return edit;
}

QStringList namesOf(const QList<FieldChoice> &choices)
{
    QStringList names;
    for (const FieldChoice &choice : choices)
        names += choice.text;
    return names;
}

} // namespace

QWidget *make(const HardwareField &field, QWidget *parent)
{
    switch (field.kind) {
    case FieldKind::Number:
        return makeNumber(field, parent);
    case FieldKind::Bytes:
    case FieldKind::Rate:
        return makeBytes(field, parent);
    case FieldKind::Choice:
    case FieldKind::Combo: {
        auto *box = new QComboBox(parent);
        box->setEditable(field.kind == FieldKind::Combo);
        box->setInsertPolicy(QComboBox::NoInsert);
        // A long choice must not widen the page.
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(16);
        return box;
    }
    case FieldKind::Text:
        return new QLineEdit(parent);
    case FieldKind::Secret: {
        auto *edit = new QLineEdit(parent);
        edit->setEchoMode(QLineEdit::Password);
        return edit;
    }
    case FieldKind::Note:
    case FieldKind::Lines: {
        auto *edit = new QPlainTextEdit(parent);
        edit->setTabChangesFocus(true);
        return edit;
    }
    case FieldKind::Features:
        return new FeaturesEdit(parent);
    case FieldKind::Flag:
        return new QCheckBox(parent);
    case FieldKind::BootEntry:
    case FieldKind::FixedText:
        break;
    }
    return nullptr;
}

void show(QWidget *editor, const HardwareField &field)
{
    const QSignalBlocker blocker(editor);
    if (auto *spin = qobject_cast<QSpinBox *>(editor)) {
        spin->setValue(int(qMin(field.value.toInteger(), qint64(INT_MAX))));
    } else if (auto *bytes = qobject_cast<BytesEdit *>(editor)) {
        bytes->setRange(field.minimum, field.maximum);
        bytes->setBytes(field.value.toInteger());
    } else if (auto *box = qobject_cast<QComboBox *>(editor)) {
        fillChoices(box, field);
    } else if (auto *line = qobject_cast<QLineEdit *>(editor)) {
        line->setPlaceholderText(field.zeroText);
        if (line->text() != field.value.toString())
            line->setText(field.value.toString());
    } else if (auto *check = qobject_cast<QCheckBox *>(editor)) {
        check->setChecked(field.value.toBool());
    } else if (auto *features = qobject_cast<FeaturesEdit *>(editor)) {
        features->setNames(namesOf(field.choices));
        features->setFeatures(field.value.toVariant().toStringList());
    } else if (auto *plain = qobject_cast<QPlainTextEdit *>(editor)) {
        const QString text = field.kind == FieldKind::Lines
                                 ? field.value.toVariant().toStringList().join(u'\n')
                                 : field.value.toString();
        plain->setProperty("isList", field.kind == FieldKind::Lines);
        if (plain->toPlainText() != text)
            plain->setPlainText(text);
    }
}

QVariant value(const QWidget *editor)
{
    if (const auto *spin = qobject_cast<const QSpinBox *>(editor))
        return spin->value();
    if (const auto *bytes = qobject_cast<const BytesEdit *>(editor))
        return qlonglong(bytes->bytes());
    if (const auto *box = qobject_cast<const QComboBox *>(editor))
        return valueOf(box);
    if (const auto *line = qobject_cast<const QLineEdit *>(editor))
        return line->text();
    if (const auto *check = qobject_cast<const QCheckBox *>(editor))
        return check->isChecked();
    if (const auto *features = qobject_cast<const FeaturesEdit *>(editor))
        return features->features();
    const auto *plain = qobject_cast<const QPlainTextEdit *>(editor);
    if (!plain)
        return {};
    if (!plain->property("isList").toBool())
        return plain->toPlainText();
    return plain->toPlainText().split(u'\n', Qt::SkipEmptyParts);
}

void onEdited(QWidget *editor, QObject *context, const std::function<void()> &run)
{
    if (auto *spin = qobject_cast<QSpinBox *>(editor)) {
        QObject::connect(spin, &QSpinBox::valueChanged, context, run);
    } else if (auto *bytes = qobject_cast<BytesEdit *>(editor)) {
        QObject::connect(bytes, &BytesEdit::bytesChanged, context, run);
    } else if (auto *box = qobject_cast<QComboBox *>(editor)) {
        QObject::connect(box, &QComboBox::activated, context, run);
        if (box->isEditable())
            QObject::connect(box->lineEdit(), &QLineEdit::editingFinished, context, run);
    } else if (auto *line = qobject_cast<QLineEdit *>(editor)) {
        QObject::connect(line, &QLineEdit::textEdited, context, run);
    } else if (auto *check = qobject_cast<QCheckBox *>(editor)) {
        QObject::connect(check, &QCheckBox::toggled, context, run);
    } else if (auto *features = qobject_cast<FeaturesEdit *>(editor)) {
        QObject::connect(features, &FeaturesEdit::edited, context, run);
    } else if (auto *plain = qobject_cast<QPlainTextEdit *>(editor)) {
        QObject::connect(plain, &QPlainTextEdit::textChanged, context, run);
    }
}

bool isTall(const QWidget *editor)
{
    return qobject_cast<const QPlainTextEdit *>(editor)
           || qobject_cast<const FeaturesEdit *>(editor);
}

} // namespace Atoll::FieldEditors
