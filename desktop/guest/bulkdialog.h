// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <api/guestbulk.h>
#include <app/objectref.h>
#include <core/result.h>

#include <QDialog>
#include <QMap>
#include <QTimer>

QT_BEGIN_NAMESPACE
class QPushButton;
QT_END_NAMESPACE

namespace Atoll {

class AppContext;
class BulkForm;
class ClusterSession;
class ErrorBar;
class GuestCommands;
class PlanView;

//! Does one thing to many guests, in any clusters: what the agents would do to each is shown while
//! it is chosen, as they say it themselves. Not modal: what it tells of stays in sight.
class BulkDialog : public QDialog
{
    Q_OBJECT
public:
    BulkDialog(AppContext &context, GuestCommands &commands, const QList<ObjectRef> &guests,
               QWidget *parent);

    BulkForm &form() const { return *m_form; }

private:
    void leaveOut(const ClusterSession &session);
    void planLater();
    void plan();
    void takePlan(quint64 round, const QString &cluster, const Result<Api::Plan> &plan);
    void showPlans();
    void run();
    void showCount();
    Api::GuestBulk wishFor(const QString &cluster) const;

    AppContext &m_context;
    GuestCommands &m_commands;
    QMap<QString, QStringList> m_guests; //!< by cluster
    BulkForm *m_form;
    ErrorBar *m_error;
    ErrorBar *m_forgotten;
    PlanView *m_plan;
    QPushButton *m_run;
    QTimer m_later;
    quint64 m_round = 0; //!< answers to an older question are not shown
    QMap<QString, Result<Api::Plan>> m_plans;
};

} // namespace Atoll
