// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "screens.h"

#include <support/fakeagent.h>

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTimer>

namespace Atoll {

struct FleetShape
{
    int clusters = 20;
    int nodesPerCluster = 10;
    int guestsPerCluster = 5000;
    int changesPerSecond = 0; //!< in all clusters together
    bool sendsUsage = true;
    quint16 firstPort = 0; //!< 0: any free ones
    QString identityDirectory;
};

//! Many clusters in one process, each an agent on its own port, whose guests change all the time.
//! The same shape gives the same guests in every run.
class Fleet : public QObject
{
    Q_OBJECT

public:
    static Result<std::unique_ptr<Fleet>> create(const FleetShape &shape);

    const std::vector<std::unique_ptr<FakeAgent>> &agents() const { return m_agents; }
    void setChangesPerSecond(int changes) { m_shape.changesPerSecond = changes; }
    qint64 changesMade() const { return m_changesMade; }

private:
    explicit Fleet(const FleetShape &shape);
    void populate(FakeAgent &agent, int cluster);
    void churn();
    void changeOne();
    void sendUsage();

    FleetShape m_shape;
    std::vector<std::unique_ptr<FakeAgent>> m_agents;
    std::vector<QStringList> m_guests; //!< UUIDs by cluster
    Screens m_screens;
    QRandomGenerator m_random{4711};
    QTimer m_churn;
    QTimer m_usage;
    QElapsedTimer m_sinceChurn;
    double m_owed = 0;
    qint64 m_changesMade = 0;
    int m_usageRound = 0;
};

} // namespace Atoll
