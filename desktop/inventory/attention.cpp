// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "attention.h"

#include <client/words.h>
#include <tasks/taskwords.h>

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

constexpr double kNearlyFull = 0.9;
constexpr double kFull = 0.98;
constexpr float kMemoryNearlyFull = 0.92F;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Attention)
};

//! Gathers what one cluster has to say.
class Finder
{
public:
    Finder(const QString &cluster, const StateStore &store)
        : m_cluster(cluster)
        , m_store(store)
    {
        for (const int index : store.guests().indexes()) {
            const Api::GuestInfo &guest = store.guests().at(index);
            if (guest.state == Api::GuestState::Unknown)
                ++m_unknownGuests[guest.node];
        }
    }

    void lookAtNodes();
    void lookAtGuests();
    void lookAtStorages();
    void lookAtTasks(const QSet<QString> &dismissed, const QDateTime &now);
    QList<Attention> take() { return std::move(m_found); }

private:
    void lookAtEngines(const Api::NodeInfo &node);
    void addTask(const Api::TaskInfo &task);

    const QString m_cluster;
    const StateStore &m_store;
    QList<Attention> m_found;
    QHash<QString, int> m_unknownGuests; //!< by node
    QSet<QString> m_blindNodes; //!< what is unknown there has its reason on the list already
};

void Finder::lookAtEngines(const Api::NodeInfo &node)
{
    for (const Api::EngineInfo &engine : node.engines) {
        if (engine.isAvailable || !engine.isNeeded)
            continue;
        const ObjectRef object{ObjectKind::Node, m_cluster, node.name};
        QString text = Tr::tr("%1 on %2 does not answer").arg(engine.name, node.name);
        if (const int guests = m_unknownGuests.value(node.name); guests > 0)
            text += u"; "_s + Tr::tr("the state of %n guest(s) is not known", nullptr, guests);
        if (!engine.problem.isEmpty())
            text += u": "_s + engine.problem;
        m_blindNodes.insert(node.name);
        m_found += {.severity = Severity::Error,
                    .object = object,
                    .id = u"engine:%1:%2"_s.arg(node.name, engine.name),
                    .text = text,
                    .node = node.name,
                    .since = engine.since,
                    .advice = engine.advice.isEmpty() ? Tr::tr("See whether it runs on the node.")
                                                      : engine.advice};
    }
}

void Finder::lookAtNodes()
{
    for (const int index : m_store.nodes().indexes()) {
        const Api::NodeInfo &node = m_store.nodes().at(index);
        const ObjectRef object{ObjectKind::Node, m_cluster, node.name};
        if (node.state == Api::NodeState::Offline) {
            m_blindNodes.insert(node.name);
            m_found += {.severity = Severity::Error,
                        .object = object,
                        .id = u"offline:"_s + node.name,
                        .text = Tr::tr("Node %1 is offline").arg(node.name),
                        .node = node.name,
                        .since = node.since,
                        .advice = Tr::tr("Check its power and network; the agent connects by "
                                         "itself.")};
            continue;
        }
        lookAtEngines(node);
        if (m_store.nodeUsage(index).memory() >= kMemoryNearlyFull)
            m_found += {.severity = Severity::Warning,
                        .object = object,
                        .id = u"memory:"_s + node.name,
                        .text = Tr::tr("Memory of node %1 is nearly full").arg(node.name),
                        .node = node.name,
                        .advice = Tr::tr("Shut a guest down, or move one to another node.")};
    }
}

void Finder::lookAtGuests()
{
    qsizetype found = 0;
    for (const int index : m_store.guests().indexes()) {
        const Api::GuestInfo &guest = m_store.guests().at(index);
        const bool isCrashed = guest.state == Api::GuestState::Crashed;
        const bool isUnknown =
            guest.state == Api::GuestState::Unknown && !m_blindNodes.contains(guest.node);
        if ((!isCrashed && !isUnknown) || ++found > kAttentionPerCluster)
            continue;
        m_found +=
            {.severity = Severity::Error,
             .object = {ObjectKind::Guest, m_cluster, guest.uuid},
             .id = u"guest:"_s + guest.uuid,
             .text = isCrashed ? Tr::tr("%1 has crashed").arg(guest.name)
                               : Tr::tr("The state of %1 is not known").arg(guest.name),
             .node = guest.node,
             .since = guest.stateSince,
             .advice = isCrashed ? Tr::tr("Look at its tasks and logs, then start it again.")
                                 : Tr::tr("See whether its node and the engine on it answer.")};
    }
}

void Finder::lookAtStorages()
{
    for (const int index : m_store.storages().indexes()) {
        const Api::StorageInfo &storage = m_store.storages().at(index);
        const ObjectRef object{ObjectKind::Storage, m_cluster, keyOf(storage)};
        if (!storage.isActive) {
            m_found += {.severity = Severity::Error,
                        .object = object,
                        .id = u"storage:"_s + object.id,
                        .text = storage.problem.isEmpty()
                                    ? Tr::tr("Storage %1 on %2 is not available")
                                          .arg(storage.name, storage.node)
                                    : Tr::tr("Storage %1 on %2 is not available: %3")
                                          .arg(storage.name, storage.node, storage.problem),
                        .node = storage.node,
                        .advice = Tr::tr("See that %1 is there, mounted and writable on the node.")
                                      .arg(storage.path)};
            continue;
        }
        if (storage.totalBytes <= 0)
            continue;
        const double used = double(storage.usedBytes) / double(storage.totalBytes);
        if (used < kNearlyFull)
            continue;
        m_found += {
            .severity = used >= kFull ? Severity::Error : Severity::Warning,
            .object = object,
            .id = u"full:"_s + object.id,
            .text = used >= kFull
                        ? Tr::tr("Storage %1 on %2 is full").arg(storage.name, storage.node)
                        : Tr::tr("Storage %1 on %2 is nearly full").arg(storage.name, storage.node),
            .node = storage.node,
            .advice = Tr::tr("Delete volumes that no guest uses, or make it larger; guests "
                             "stop when it is full.")};
    }
}

void Finder::addTask(const Api::TaskInfo &task)
{
    const Error error = Error::fromJson(task.error);
    ObjectRef object = TaskWords::object(task, m_cluster);
    // What was to be made, or was deleted since, has no page.
    if (!object.isValid() || (object.kind == ObjectKind::Guest && !m_store.guest(object.id)))
        object = {ObjectKind::Cluster, m_cluster, {}};
    m_found += {.severity = Severity::Warning,
                .object = object,
                .id = u"task:"_s + task.id,
                .text = error.text.isEmpty()
                            ? Tr::tr("%1 failed").arg(TaskWords::title(task))
                            : Tr::tr("%1 failed: %2").arg(TaskWords::title(task), error.text),
                .node = task.node,
                .since = task.ended,
                .advice = error.hint.isEmpty() ? Tr::tr("Its log among the tasks tells more.")
                                               : error.hint,
                .task = task.id};
}

// Of everything that was tried on an object, the last outcome counts.
void Finder::lookAtTasks(const QSet<QString> &dismissed, const QDateTime &now)
{
    QHash<std::pair<QString, QString>, const Api::TaskInfo *> last;
    for (const int index : m_store.tasks().indexes()) {
        const Api::TaskInfo &task = m_store.tasks().at(index);
        if (task.state != Api::TaskState::Failed && task.state != Api::TaskState::Succeeded)
            continue;
        const Api::TaskInfo *&known = last[{task.object, task.method}];
        if (!known || known->created < task.created)
            known = &task;
    }
    const QDateTime oldest =
        now.addSecs(-std::chrono::duration_cast<std::chrono::seconds>(kFailedTaskAge).count());
    for (const Api::TaskInfo *task : std::as_const(last)) {
        if (task->state == Api::TaskState::Failed && task->ended >= oldest
            && !dismissed.contains(task->id))
            addTask(*task);
    }
}

} // namespace

void sortAttention(QList<Attention> &items)
{
    std::sort(items.begin(), items.end(), [](const Attention &a, const Attention &b) {
        if (a.severity != b.severity)
            return a.severity > b.severity;
        if (a.since != b.since)
            return a.since.isValid() && (!b.since.isValid() || a.since > b.since);
        return a.id < b.id;
    });
}

QList<Attention> findAttention(const QString &cluster, const StateStore &store,
                               const QSet<QString> &dismissedTasks, const QDateTime &now)
{
    Finder finder(cluster, store);
    finder.lookAtNodes();
    finder.lookAtGuests();
    finder.lookAtStorages();
    finder.lookAtTasks(dismissedTasks, now);
    QList<Attention> found = finder.take();
    sortAttention(found);
    if (found.size() > kAttentionPerCluster)
        found.resize(kAttentionPerCluster);
    return found;
}

std::optional<Attention> connectionAttention(const ConnectionSituation &situation)
{
    using S = Rpc::ClientState;
    const auto &[cluster, name, user, state, problem, lastSeen] = situation;
    Attention item{.severity = Severity::Error,
                   .object = {ObjectKind::Cluster, cluster, {}},
                   .id = u"connection"_s,
                   .since = lastSeen};
    switch (state) {
    case S::Idle:
    case S::Ready:
        return {};
    case S::Connecting:
    case S::Waiting:
        if (!problem)
            return {}; // the first attempt has not ended
        item.text = Tr::tr("%1 cannot be reached: %2").arg(name, problem->text);
        item.advice = problem->hint.isEmpty()
                          ? Tr::tr("See whether the node runs and its port is open. Atoll goes on "
                                   "trying by itself.")
                          : problem->hint;
        return item;
    case S::NeedsTrust:
        if (problem && problem->code == ErrorCode::CertificateChanged) {
            item.text = Tr::tr("The certificate of %1 has changed").arg(name);
            item.advice = Tr::tr("Open it and compare the fingerprints. Nothing is sent until you "
                                 "trust the new one.");
            return item;
        }
        item.severity = Severity::Warning;
        item.text = Tr::tr("Nobody has confirmed the certificate of %1 yet").arg(name);
        item.advice = Tr::tr("Open it and compare the fingerprint with what “atolld fingerprint” "
                             "says on the node.");
        return item;
    case S::NeedsLogin:
        item.severity = Severity::Warning;
        item.text = user.isEmpty() ? Tr::tr("You are not logged in to %1").arg(name)
                                   : Tr::tr("Your login to %1 has ended").arg(name);
        item.advice = Tr::tr("Open it and log in.");
        return item;
    }
    return {};
}

} // namespace Atoll
