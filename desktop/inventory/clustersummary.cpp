// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clustersummary.h"

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
constexpr qsizetype kAttentionPerCluster = 200;

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
        const ObjectRef object{ObjectKind::Node, summary.key, node.name};
        if (node.state == Api::NodeState::Offline)
            summary.attention.append(
                {Severity::Error, object, Tr::tr("Node %1 is offline").arg(node.name)});
        for (const Api::EngineInfo &engine : node.engines) {
            if (!engine.isAvailable && !engine.problem.isEmpty())
                summary.attention.append(
                    {Severity::Error, object, u"%1: %2"_s.arg(node.name, engine.problem)});
        }
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
        if (usage.memory() >= 0.92F)
            summary.attention.append({Severity::Warning, object,
                                      Tr::tr("Memory of node %1 is nearly full").arg(node.name)});
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
        if (guest.state == Api::GuestState::Crashed
            && summary.attention.size() < kAttentionPerCluster)
            summary.attention.append({Severity::Error,
                                      {ObjectKind::Guest, summary.key, guest.uuid},
                                      Tr::tr("%1 has crashed").arg(guest.name)});
    }
}

void addStorages(ClusterSummary &summary, const StateStore &store)
{
    for (const int index : store.storages().indexes()) {
        const Api::StorageInfo &storage = store.storages().at(index);
        const ObjectRef object{ObjectKind::Storage, summary.key, keyOf(storage)};
        if (!storage.isActive) {
            summary.attention.append({Severity::Error, object,
                                      Tr::tr("Storage %1 on %2 is not available: %3")
                                          .arg(storage.name, storage.node, storage.problem)});
            continue;
        }
        summary.storageUsed += storage.usedBytes;
        summary.storageTotal += storage.totalBytes;
        if (storage.totalBytes > 0 && double(storage.usedBytes) / double(storage.totalBytes) >= 0.9)
            summary.attention.append(
                {Severity::Warning, object,
                 Tr::tr("Storage %1 on %2 is nearly full").arg(storage.name, storage.node)});
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
    const bool hasError =
        std::any_of(summary.attention.begin(), summary.attention.end(),
                    [](const Attention &item) { return item.severity == Severity::Error; });
    summary.health = hasError                      ? Health::Problem
                     : summary.attention.isEmpty() ? Health::Ok
                                                   : Health::Warning;
    summary.word = hasError                      ? Tr::tr("Problem")
                   : summary.attention.isEmpty() ? Tr::tr("Healthy")
                                                 : Tr::tr("Attention");
}

} // namespace

ClusterSummary summarize(const QString &key, const StateStore &store)
{
    ClusterSummary summary;
    summary.key = key;
    addNodes(summary, store);
    addGuests(summary, store);
    addStorages(summary, store);
    judge(summary, store);
    return summary;
}

ClusterSummaries::ClusterSummaries(Clusters &clusters, QObject *parent)
    : QObject(parent)
    , m_clusters(clusters)
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
    for (const ClusterSession *session : m_clusters.sessions()) {
        ClusterSummary summary = summarize(session->key(), session->store());
        summary.name = session->name();
        summary.site = session->site();
        if (!session->isReady() && session->problem())
            summary.word = session->stateText();
        m_all.append(std::move(summary));
    }
    Q_EMIT changed();
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
