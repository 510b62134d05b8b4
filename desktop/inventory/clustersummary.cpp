// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clustersummary.h"

#include <app/settings.h>
#include <client/clusters.h>

#include <QCoreApplication>

#include <algorithm>
#include <chrono>
#include <cmath>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

constexpr size_t kHistory = 720;
constexpr qsizetype kDismissedTasks = 500;
constexpr int kSamplesPerRefresh = 12; // a minute

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(ClusterSummary)
};

void addNodes(ClusterSummary &summary, const StateStore &store)
{
    double usedCpus = 0;
    int measuredCpus = 0;
    for (const int index : store.nodes().indexes()) {
        const Api::NodeInfo &node = store.nodes().at(index);
        ++summary.nodes;
        summary.nodesOnline += node.state == Api::NodeState::Online;
        summary.cpus += node.cpus;
        const Usage &usage = store.nodeUsage(index);
        if (!usage.isKnown())
            continue;
        if (usage.cpu >= 0) {
            usedCpus += double(usage.cpu) * std::max(node.cpus, 1);
            measuredCpus += std::max(node.cpus, 1);
        }
        if (usage.memoryUsedBytes >= 0) {
            summary.memoryUsed += usage.memoryUsedBytes;
            summary.memoryTotal += usage.memoryTotalBytes;
        }
    }
    if (measuredCpus > 0)
        summary.cpu = usedCpus / measuredCpus;
    if (summary.memoryTotal > 0)
        summary.memory = double(summary.memoryUsed) / double(summary.memoryTotal);
}

void addGuests(ClusterSummary &summary, const StateStore &store)
{
    for (const int index : store.guests().indexes()) {
        const Api::GuestInfo &guest = store.guests().at(index);
        ++summary.guests;
        summary.guestsRunning += guest.state == Api::GuestState::Running;
    }
}

void addStorages(ClusterSummary &summary, const StateStore &store)
{
    for (const int index : store.storages().indexes()) {
        const Api::StorageInfo &storage = store.storages().at(index);
        if (!storage.isActive)
            continue;
        summary.storageUsed += storage.usedBytes;
        summary.storageTotal += storage.totalBytes;
    }
    if (summary.storageTotal > 0)
        summary.storage = double(summary.storageUsed) / double(summary.storageTotal);
}

void judge(ClusterSummary &summary, const StateStore &store)
{
    if (!store.isLive()) {
        summary.lastSeen = store.lastSeen();
        summary.health = Health::Offline;
        summary.word = Tr::tr("Not connected");
        return;
    }
    // A failed task is news for people, not a state of the cluster.
    summary.health = Health::Ok;
    summary.word = Tr::tr("Healthy");
    for (const Attention &item : summary.attention) {
        if (!item.task.isEmpty())
            continue;
        if (item.severity == Severity::Error) {
            summary.health = Health::Problem;
            summary.word = Tr::tr("Problem");
            return;
        }
        summary.health = Health::Warning;
        summary.word = Tr::tr("Attention");
    }
}

} // namespace

ClusterSummary summarize(const QString &key, const StateStore &store,
                         const QSet<QString> &dismissedTasks)
{
    ClusterSummary summary;
    summary.key = key;
    addNodes(summary, store);
    addGuests(summary, store);
    addStorages(summary, store);
    // What was wrong when a cluster was last seen may be mended by now.
    if (store.isLive())
        summary.attention = findAttention(key, store, dismissedTasks);
    judge(summary, store);
    return summary;
}

ClusterSummaries::ClusterSummaries(Clusters &clusters, Settings &settings, QObject *parent)
    : QObject(parent)
    , m_clusters(clusters)
    , m_settings(settings)
{
    m_refresh.setSingleShot(true);
    connect(&m_refresh, &QTimer::timeout, this, &ClusterSummaries::refresh);
    m_sample.setInterval(5s);
    connect(&m_sample, &QTimer::timeout, this, &ClusterSummaries::sample);
    m_sample.start();
    connect(&clusters, &Clusters::added, this, &ClusterSummaries::follow);
    connect(&clusters, &Clusters::aboutToRemove, this, &ClusterSummaries::touch);
    connect(&clusters, &Clusters::sessionChanged, this, &ClusterSummaries::touch);
    for (ClusterSession *session : clusters.sessions())
        follow(session);
}

void ClusterSummaries::follow(ClusterSession *session)
{
    const StateStore *store = &session->store();
    const auto touched = [this] { touch(); };
    connect(store, &StateStore::guestsInserted, this, touched);
    connect(store, &StateStore::guestsRemoved, this, touched);
    connect(store, &StateStore::guestsChanged, this, touched);
    connect(store, &StateStore::nodesInserted, this, touched);
    connect(store, &StateStore::nodesRemoved, this, touched);
    connect(store, &StateStore::nodesChanged, this, touched);
    connect(store, &StateStore::nodeUsageChanged, this, touched);
    connect(store, &StateStore::storagesInserted, this, touched);
    connect(store, &StateStore::storagesRemoved, this, touched);
    connect(store, &StateStore::storagesChanged, this, touched);
    connect(store, &StateStore::tasksInserted, this, touched);
    connect(store, &StateStore::tasksChanged, this, touched);
    connect(store, &StateStore::liveChanged, this, touched);
    touch();
}

void ClusterSummaries::touch()
{
    // Counting 100,000 guests takes milliseconds: not at every change.
    if (!m_refresh.isActive())
        m_refresh.start(m_all.isEmpty() ? 0ms : 400ms);
}

void ClusterSummaries::refresh()
{
    m_all.clear();
    const QStringList &dismissed = m_settings.dismissedTasks.value();
    const QSet<QString> dismissedTasks(dismissed.begin(), dismissed.end());
    for (const ClusterSession *session : m_clusters.sessions()) {
        ClusterSummary summary = summarize(session->key(), session->store(), dismissedTasks);
        summary.name = session->name();
        summary.site = session->site();
        if (!session->isReady() && session->problem())
            summary.word = session->stateText();
        if (const auto item =
                connectionAttention({session->key(), session->name(), session->entry().user,
                                     session->state(), session->problem(), summary.lastSeen}))
            summary.attention.prepend(*item);
        noteSince(summary);
        m_all.append(std::move(summary));
    }
    Q_EMIT changed();
}

void ClusterSummaries::noteSince(ClusterSummary &summary)
{
    QHash<QString, QDateTime> seen;
    const QString prefix = summary.key + u'/';
    for (Attention &item : summary.attention) {
        if (item.since.isValid())
            continue;
        const QString key = prefix + item.id;
        item.since = m_firstSeen.value(key, QDateTime::currentDateTimeUtc());
        seen.insert(key, item.since);
    }
    m_firstSeen.removeIf(
        [&prefix](QHash<QString, QDateTime>::iterator it) { return it.key().startsWith(prefix); });
    m_firstSeen.insert(seen);
    sortAttention(summary.attention);
}

void ClusterSummaries::dismissTasks(const QStringList &tasks)
{
    QStringList dismissed = tasks + m_settings.dismissedTasks.value();
    dismissed.removeDuplicates();
    // They come of age long before so many are dismissed.
    if (dismissed.size() > kDismissedTasks)
        dismissed.resize(kDismissedTasks);
    m_settings.dismissedTasks.set(dismissed);
    refresh();
}

void ClusterSummaries::sample()
{
    for (const ClusterSummary &summary : std::as_const(m_all)) {
        std::vector<float> &values = m_history[summary.key];
        const bool isKnown = summary.cpu >= 0 && summary.health != Health::Offline;
        values.push_back(isKnown ? float(summary.cpu) : std::nanf(""));
        if (values.size() > kHistory)
            values.erase(values.begin());
    }
    // Failed tasks come of age.
    if (++m_samples % kSamplesPerRefresh == 0)
        touch();
}

const std::vector<float> &ClusterSummaries::history(const QString &key) const
{
    static const std::vector<float> none;
    const auto it = m_history.constFind(key);
    return it == m_history.constEnd() ? none : *it;
}

int ClusterSummaries::attentionCount() const
{
    qsizetype count = 0;
    for (const ClusterSummary &summary : m_all)
        count += summary.attention.size();
    return int(count);
}

} // namespace Atoll
