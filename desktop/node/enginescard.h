// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFrame>
#include <QPointer>

QT_BEGIN_NAMESPACE
class QPushButton;
class QTreeWidget;
QT_END_NAMESPACE

namespace Atoll {

namespace Api {
struct NodeInfo;
}
class AppContext;
class ClusterSession;
class ErrorBar;

//! What a node's agent found to work with: there or missing, which version, and how to get what is
//! missing. Looks again only when it is asked to.
class EnginesCard : public QFrame
{
    Q_OBJECT
public:
    EnginesCard(AppContext &context, ClusterSession &session, const QString &node, QWidget *parent);

    void show(const Api::NodeInfo &node);

private:
    void lookAgain();
    void updateButton();

    AppContext &m_context;
    QPointer<ClusterSession> m_session;
    QString m_node;
    ErrorBar *m_error;
    QTreeWidget *m_list;
    QPushButton *m_again;
    bool m_isLooking = false;
};

} // namespace Atoll
