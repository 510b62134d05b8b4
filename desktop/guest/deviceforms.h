// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "hardwarefields.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QToolButton;
class QVBoxLayout;
QT_END_NAMESPACE

namespace Atoll {

class FieldForm;
class Theme;

//! Several devices of a kind, one form below the other: the wizard's disks and cards. GUI thread.
class DeviceForms : public QWidget
{
    Q_OBJECT
public:
    DeviceForms(const Theme &theme, const QString &addText, const QString &nothingText,
                QWidget *parent = nullptr);

    void show(const QList<HardwareDevice> &devices);
    const QList<FieldForm *> &forms() const { return m_forms; }

Q_SIGNALS:
    void edited(const QString &path, const QVariant &value);
    void addRequested();
    void removeRequested(int item);

private:
    struct Part
    {
        QString key;
        QWidget *frame;
        QLabel *title;
        FieldForm *form;
        int item;
    };

    Part make(const HardwareDevice &device);

    const Theme &m_theme;
    QVBoxLayout *m_layout;
    QLabel *m_nothing;
    QToolButton *m_add;
    QList<Part> m_parts;
    QList<FieldForm *> m_forms;
};

} // namespace Atoll
