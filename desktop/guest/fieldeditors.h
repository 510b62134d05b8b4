// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "hardwarefields.h"

#include <QWidget>

#include <functional>

//! The widgets in which fields of a guest's configuration are edited: in the rows of the hardware
//! list and in the pages of the wizard. GUI thread.
namespace Atoll::FieldEditors {

//! Null for what is only shown.
QWidget *make(const HardwareField &field, QWidget *parent);
//! Range, choices and value of the field, without a signal.
void show(QWidget *editor, const HardwareField &field);
QVariant value(const QWidget *editor);
//! Calls `run` at every change that the user makes.
void onEdited(QWidget *editor, QObject *context, const std::function<void()> &run);
//! Whether it wants more room than a row has.
bool isTall(const QWidget *editor);

} // namespace Atoll::FieldEditors
