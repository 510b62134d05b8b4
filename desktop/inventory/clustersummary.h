// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "attention.h"

#include <QHash>
#include <QObject>
#include <QTimer>

#include <vector>

namespace Atoll {

class ClusterSession;
class Clusters;
class Settings;

enum class Health : quint8 { Ok, Warning, Problem, Offline };

//! A cluster in a few numbers, for cards and the toolbar.
struct ClusterSummary
{
    QString key;
    QString name;
    QString site;
    Health health = Health::Offline;
    QString word; //!< the health in one word
    int nodes = 0;
    int nodesOnline = 0;
    int guests = 0;
    int guestsRunning = 0;
    double cpu = -1; //!< 0…1; negative: not known
    double memory = -1;
    double storage = -1;
    qint64 memoryUsed = 0;
    qint64 memoryTotal = 0;
    qint64 storageUsed = 0;
    qint64 storageTotal = 0;
    int cpus = 0;
    QDateTime lastSeen; //!< invalid while live
    QList<Attention> attention;
};

ClusterSummary summarize(const QString &key, const StateStore &store,
                         const QSet<QString> &dismissedTasks = {});

//! Keeps the summaries of all clusters, made anew at most a few times a second. GUI thread.
class ClusterSummaries : public QObject
{
    Q_OBJECT
public:
    //! Keeps in the settings which failed tasks were dismissed.
    ClusterSummaries(Clusters &clusters, Settings &settings, QObject *parent = nullptr);

    const QList<ClusterSummary> &all() const { return m_all; }
    //! CPU since the program began, one value per 5 s; NaN while it was not known.
    const std::vector<float> &history(const QString &key) const;
    int attentionCount() const;
    //! These failed tasks no longer ask for attention.
    void dismissTasks(const QStringList &tasks);

Q_SIGNALS:
    void changed();

private:
    void follow(ClusterSession *session);
    void touch();
    void refresh();
    void sample();
    void noteSince(ClusterSummary &summary);

    Clusters &m_clusters;
    Settings &m_settings;
    QList<ClusterSummary> m_all;
    //! When trouble that does not tell its age was first seen here; by cluster and id.
    QHash<QString, QDateTime> m_firstSeen;
    QHash<QString, std::vector<float>> m_history;
    QTimer m_refresh;
    QTimer m_sample;
    int m_samples = 0;
};

} // namespace Atoll
