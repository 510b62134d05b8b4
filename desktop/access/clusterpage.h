// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <app/page.h>

#include <QPointer>
#include <QTimer>

QT_BEGIN_NAMESPACE
class QFormLayout;
class QLabel;
class QLineEdit;
class QTreeWidget;
QT_END_NAMESPACE

namespace Atoll {

class ClusterSession;
class FingerprintView;

//! One cluster: its connection, who is logged in, what it is called here, its nodes.
class ClusterPage : public Page
{
    Q_OBJECT
public:
    ClusterPage(ClusterSession &session, const ObjectRef &cluster, AppContext &context,
                QWidget *parent);

    QString title() const override;
    QIcon icon() const override;
    QList<Crumb> way() const override;
    QString status() const override;
    QList<QAction *> headActions() const override { return m_actions; }

private:
    QWidget *makeConnectionCard();
    QWidget *makeNodesCard();
    QLabel *addFact(const QString &label);
    void refresh();
    void fillNodes();

    QPointer<ClusterSession> m_session;
    QList<QAction *> m_actions;
    QFormLayout *m_facts = nullptr;
    QLineEdit *m_name = nullptr;
    QLineEdit *m_site = nullptr;
    QLabel *m_state = nullptr;
    QLabel *m_address = nullptr;
    QLabel *m_user = nullptr;
    QLabel *m_version = nullptr;
    FingerprintView *m_fingerprint = nullptr;
    QTreeWidget *m_nodes = nullptr;
    QTimer m_later;
};

//! Connect, disconnect, log out, forget; disabled ones say why.
QList<QAction *> clusterActions(AppContext &context, ClusterSession &session, QObject *owner);

} // namespace Atoll
