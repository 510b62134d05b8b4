// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <app/page.h>

#include <QPointer>
#include <QTimer>

QT_BEGIN_NAMESPACE
class QFormLayout;
class QLabel;
class QTreeWidget;
class QVBoxLayout;
QT_END_NAMESPACE

namespace Atoll {

namespace Api {
struct NodeInfo;
}
class ClusterSession;
class EnginesCard;
class UsageGraphs;

//! One node: what it is, its engines and what is wrong with them, its load, guests and storages.
class NodePage : public Page
{
    Q_OBJECT
public:
    NodePage(ClusterSession &session, const ObjectRef &node, AppContext &context, QWidget *parent);

    QString title() const override;
    QIcon icon() const override;
    QList<Crumb> way() const override;
    QString status() const override;

private:
    QWidget *makeFactsCard();
    QWidget *makeList(const QString &title, QTreeWidget *&list, const QStringList &columns,
                      const QString &emptyText);
    QLabel *addFact(const QString &label);
    const Api::NodeInfo *node() const;
    void refresh();
    void showProblems(const Api::NodeInfo &node);
    void fillGuests();
    void fillStorages();

    QPointer<ClusterSession> m_session;
    QVBoxLayout *m_problems;
    QString m_shownProblems;
    QFormLayout *m_facts = nullptr;
    QLabel *m_processor = nullptr;
    QLabel *m_memory = nullptr;
    QLabel *m_virtualization = nullptr;
    QLabel *m_system = nullptr;
    QLabel *m_agent = nullptr;
    QLabel *m_boot = nullptr;
    UsageGraphs *m_graphs;
    EnginesCard *m_engines;
    QTreeWidget *m_guests = nullptr;
    QTreeWidget *m_storages = nullptr;
    QTimer m_later;
};

} // namespace Atoll
