// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <api/task.h>
#include <core/result.h>

#include <QDialog>
#include <QFuture>

#include <functional>

QT_BEGIN_NAMESPACE
class QPushButton;
QT_END_NAMESPACE

namespace Atoll {

class ErrorBar;
class PlanView;
class Theme;

//! Shows what a change would do before it is done.
class PlanDialog : public QDialog
{
    Q_OBJECT
public:
    //! `yes` stands on the button that runs `apply`.
    PlanDialog(const Theme &theme, const QString &title, const QString &yes,
               const QFuture<Result<Api::Plan>> &plan, std::function<void()> apply,
               QWidget *parent);

private:
    ErrorBar *m_error;
    PlanView *m_plan;
    QPushButton *m_yes;
};

} // namespace Atoll
