// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <api/guestsnapshot.h>

#include <QDialog>
#include <QPointer>

QT_BEGIN_NAMESPACE
class QCheckBox;
class QPushButton;
QT_END_NAMESPACE

namespace Atoll {

class AppContext;
class ClusterSession;
class ErrorBar;
class PlanView;

//! Shows what rolling back to a snapshot, or deleting it, would do and what is lost, before it is
//! done.
class SnapshotPlanDialog : public QDialog
{
    Q_OBJECT
public:
    enum class Kind { Rollback, Delete };
    SnapshotPlanDialog(Kind kind, AppContext &context, ClusterSession &session,
                       const QString &guest, const Api::SnapshotInfo &snapshot, int countBelow,
                       QWidget *parent);

private:
    void load();
    void showPlan(const Result<Api::Plan> &plan);
    void run();
    Api::SnapshotRollback rollback() const;
    Api::SnapshotDelete removal() const;

    const Kind m_kind;
    QPointer<ClusterSession> m_session;
    QString m_guest;
    QString m_name;
    ErrorBar *m_error;
    PlanView *m_plan;
    QCheckBox *m_option;
    QPushButton *m_do;
};

} // namespace Atoll
