// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDialog>
#include <QPointer>

QT_BEGIN_NAMESPACE
class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;
QT_END_NAMESPACE

namespace Atoll {

class AppContext;
class ClusterSession;
class ErrorBar;
class LoginForm;
class TrustForm;

//! From an address to a cluster one works with: connect, trust its certificate once, log in.
//! Closed before that, it leaves nothing behind.
class AddClusterDialog : public QDialog
{
    Q_OBJECT
public:
    AddClusterDialog(AppContext &context, QWidget *parent);
    ~AddClusterDialog() override;

private:
    QWidget *makeAddressPage();
    QWidget *makeLoginPage();
    void connectToAddress();
    void sessionChanged();
    void leave();

    AppContext &m_context;
    QPointer<ClusterSession> m_session;
    bool m_isOurs = false; //!< was not known before: goes when the dialog is left early
    ErrorBar *m_error;
    QStackedWidget *m_pages;
    QWidget *m_addressPage = nullptr;
    QLineEdit *m_address = nullptr;
    QPushButton *m_connect = nullptr;
    QWidget *m_loginPage = nullptr;
    QLabel *m_greeting = nullptr;
    LoginForm *m_login = nullptr;
    TrustForm *m_trust;
};

} // namespace Atoll
