// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <api/guestagent.h>

#include <QDialog>

QT_BEGIN_NAMESPACE
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
QT_END_NAMESPACE

namespace Atoll {

class AppContext;
class ClusterSession;
class ErrorBar;

//! Runs programs in a guest and shows what they say; stays open for the next one.
class RunCommandDialog : public QDialog
{
    Q_OBJECT
public:
    RunCommandDialog(AppContext &context, ClusterSession &session, const QString &uuid,
                     QWidget *parent);

private:
    void run();
    void ended(const Result<Api::TaskInfo> &end);
    void setBusy(bool isBusy);

    ClusterSession &m_session;
    QString m_uuid;
    ErrorBar *m_error;
    QLineEdit *m_command;
    QPlainTextEdit *m_output;
    QLabel *m_status;
    QPushButton *m_run;
};

//! Sets the password of a user inside of a guest.
class GuestPasswordDialog : public QDialog
{
    Q_OBJECT
public:
    GuestPasswordDialog(AppContext &context, ClusterSession &session, const QString &uuid,
                        QWidget *parent);

private:
    void updateButton();
    void run();
    void ended(const Result<Api::TaskInfo> &end);

    ClusterSession &m_session;
    QString m_uuid;
    ErrorBar *m_error;
    QLineEdit *m_user;
    QLineEdit *m_password;
    QLineEdit *m_again;
    QPushButton *m_set;
};

} // namespace Atoll
