// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "graphgroup.h"
#include "graphview.h"

#include <api/metrics.h>
#include <client/usagewatch.h>

#include <QPointer>
#include <QWidget>

namespace Atoll {

class AppContext;
class ClusterSession;
class ErrorBar;

//! One series of a history as points of a graph. Values times `scale`; nulls are gaps.
QList<GraphPoint> pointsOf(const Api::MetricsHistory &history, const QString &series,
                           double scale = 1);

//! CPU, memory, disk and network of a guest or node: live, and of the last hour, day, week. Asks
//! the agent for samples only while it is seen.
class UsageGraphs : public QWidget
{
    Q_OBJECT
public:
    //! `object`: "/guests/<uuid>" or "/nodes/<name>".
    UsageGraphs(AppContext &context, ClusterSession &session, const QString &object,
                QWidget *parent = nullptr);

    void setTotals(int cpus, qint64 memoryBytes);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void makeGraphs(AppContext &context);
    void addSample(const Api::UsageSamples &samples);
    void loadHistory();
    void showHistory(const Api::MetricsHistory &history);
    void clear();

    QPointer<ClusterSession> m_session;
    QString m_object;
    GraphGroup m_group;
    UsageWatch m_watch;
    ErrorBar *m_error;
    GraphView *m_cpu = nullptr;
    GraphView *m_memory = nullptr;
    GraphView *m_disk = nullptr;
    GraphView *m_network = nullptr;
    double m_lastTime = 0;
    int m_request = 0; //!< an answer to an older one comes too late
};

} // namespace Atoll
