// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFrame>
#include <QPointer>
#include <QTimer>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
QT_END_NAMESPACE

namespace Atoll {

class AppContext;
class ClusterSession;
class LoginForm;
class TrustForm;

//! Above a page while its cluster is not connected: says why and how old what is shown is, and
//! offers what helps: try now, log in again, trust. Hidden while all is well.
class ConnectionBar : public QFrame
{
    Q_OBJECT
public:
    ConnectionBar(AppContext &context, ClusterSession &session, QWidget *parent);

private:
    void refresh();

    AppContext &m_context;
    QPointer<ClusterSession> m_session;
    QLabel *m_icon;
    QLabel *m_title;
    QLabel *m_text;
    QPushButton *m_retry;
    LoginForm *m_login;
    TrustForm *m_trust;
    QTimer m_tick;
};

} // namespace Atoll
