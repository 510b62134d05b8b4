// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "hardwarefields.h"

#include <QMap>
#include <QWidget>

QT_BEGIN_NAMESPACE
class QFormLayout;
class QLabel;
class QToolButton;
QT_END_NAMESPACE

namespace Atoll {

//! A device's values as a form: the usual ones, and behind "More" the advanced ones. What is wrong
//! is told below its field, and the typed text stays. GUI thread.
class FieldForm : public QWidget
{
    Q_OBJECT
public:
    explicit FieldForm(QWidget *parent = nullptr);

    void show(const QList<HardwareField> &fields);
    //! A widget of one's own in front of the values.
    void addWidget(const QString &path, const QString &label, QWidget *widget);
    //! Whether it shows the path, or the field that stands for it.
    bool contains(const QString &path) const;
    void setShown(const QString &path, bool isShown);
    void setError(const QString &path, const QString &text);
    void clearErrors();
    void focusField(const QString &path);
    void focusFirst();

Q_SIGNALS:
    void edited(const QString &path, const QVariant &value);

private:
    struct Row
    {
        HardwareField field;
        QWidget *caption = nullptr;
        QWidget *box = nullptr; //!< editor, remark and error
        QWidget *editor = nullptr;
        QLabel *remark = nullptr;
        QLabel *error = nullptr;
        bool isOwn = false;
    };

    bool hasShape(const QList<HardwareField> &fields) const;
    void build(const QList<HardwareField> &fields);
    Row &addRow(QFormLayout *form, const HardwareField &field, QWidget *editor);
    void refresh(Row &row, const HardwareField &field);
    Row *find(const QString &path);
    void unfold(bool isOpen);

    QFormLayout *m_usual;
    QFormLayout *m_advanced;
    QWidget *m_more;
    QToolButton *m_toggle;
    QList<Row> m_rows;
};

} // namespace Atoll
