// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QPointer>
#include <QWidget>

QT_BEGIN_NAMESPACE
class QCheckBox;
class QComboBox;
class QLineEdit;
class QPushButton;
QT_END_NAMESPACE

namespace Atoll {

class AppContext;
class ClusterSession;
class ErrorBar;

//! User, realm and password of one cluster. What is wrong stands above the fields; the password
//! is selected to be typed again.
class LoginForm : public QWidget
{
    Q_OBJECT
public:
    //! Flat: one row, for a bar above a page.
    enum class Shape { Form, Row };
    LoginForm(AppContext &context, Shape shape, QWidget *parent);

    void setSession(ClusterSession *session);
    void takeFocus();

Q_SIGNALS:
    void loggedIn();

private:
    void fill();
    void submit();

    AppContext &m_context;
    QPointer<ClusterSession> m_session;
    ErrorBar *m_error;
    QLineEdit *m_user;
    QComboBox *m_realm;
    QLineEdit *m_password;
    QCheckBox *m_remember;
    QPushButton *m_login;
};

//! "admin" and "builtin" of "admin@builtin"; the realm may be empty.
std::pair<QString, QString> splitUser(const QString &user);

} // namespace Atoll
