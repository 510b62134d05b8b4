// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "statestore.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

constexpr qsizetype kEndedTasks = 500;

QList<int> sorted(const QSet<int> &indexes)
{
    QList<int> list(indexes.begin(), indexes.end());
    std::sort(list.begin(), list.end());
    return list;
}

GuestAspects aspectsOf(const Api::GuestInfo &before, const Api::GuestInfo &after)
{
    GuestAspects aspects;
    aspects.setFlag(GuestAspect::State, before.state != after.state);
    aspects.setFlag(GuestAspect::Name, before.name != after.name || before.id != after.id);
    aspects.setFlag(GuestAspect::Node,
                    before.node != after.node || before.isTemplate != after.isTemplate);
    aspects.setFlag(GuestAspect::Tags, before.tags != after.tags);
    if (!aspects)
        aspects = GuestAspect::Other;
    return aspects;
}

Usage usageOf(const Api::UsageSample &sample, qint64 atMs)
{
    return {float(sample.cpu),
            sample.memoryUsedBytes,
            sample.memoryTotalBytes,
            sample.diskReadBytesPerSecond,
            sample.diskWriteBytesPerSecond,
            sample.networkInBytesPerSecond,
            sample.networkOutBytesPerSecond,
            atMs};
}

void setUsage(std::vector<Usage> &all, int index, const Usage &usage)
{
    if (size_t(index) >= all.size())
        all.resize(size_t(index) + 1);
    all[size_t(index)] = usage;
}

//! What one kind of objects went through in a batch.
struct Changes
{
    QSet<int> inserted;
    QSet<int> changed;

    template <class Place>
    void note(const Place &place)
    {
        using Put = decltype(place.what);
        if (place.what == Put::Inserted)
            inserted.insert(place.index);
        else if (place.what == Put::Changed && !inserted.contains(place.index))
            changed.insert(place.index);
    }
    //! Those of `indexes` that listeners know of.
    QList<int> forget(const QList<int> &indexes)
    {
        QList<int> known;
        for (const int index : indexes) {
            changed.remove(index);
            if (!inserted.remove(index))
                known.append(index);
        }
        return known;
    }
};

template <class T>
QList<int> findAll(const ObjectTable<T> &table, const QStringList &keys)
{
    QList<int> indexes;
    for (const QString &key : keys) {
        const int index = table.find(key);
        if (index >= 0 && !indexes.contains(index)) // an agent may name it twice
            indexes.append(index);
    }
    return indexes;
}

template <class T, class Signal>
void removeAll(ObjectTable<T> &table, const QList<int> &indexes, Changes &changes,
               Signal emitSignal)
{
    if (indexes.isEmpty())
        return;
    const QList<int> known = changes.forget(indexes);
    if (!known.isEmpty())
        emitSignal(known);
    for (const int index : indexes)
        table.remove(index);
}

} // namespace

struct StateStore::Batch
{
    Changes nodes;
    Changes guests;
    Changes storages;
    Changes networks;
    GuestAspects aspects;
    bool clusterChanged = false;
};

const Usage &StateStore::usageAt(const std::vector<Usage> &all, int index)
{
    static const Usage none;
    return size_t(index) < all.size() ? all[size_t(index)] : none;
}

const PendingAction *StateStore::pending(const QString &uuid) const
{
    const auto it = m_pending.constFind(uuid);
    return it == m_pending.constEnd() ? nullptr : &*it;
}

bool StateStore::hasRunningTask(const QString &object) const
{
    const QList<int> all = m_tasks.indexes();
    return std::any_of(all.begin(), all.end(), [&](int index) {
        return m_tasks.at(index).object == object && !m_tasks.at(index).isEnded();
    });
}

QDateTime StateStore::lastSeen() const
{
    return m_isLive ? QDateTime::currentDateTimeUtc() : m_state.lastSeen;
}

StateSnapshot StateStore::snapshot() const
{
    StateSnapshot copy = m_state;
    copy.lastSeen = lastSeen();
    return copy;
}

void StateStore::adopt(StateSnapshot snapshot)
{
    Q_ASSERT(m_state.guests.isEmpty() && m_state.nodes.isEmpty());
    m_state = std::move(snapshot);
    Q_EMIT clusterChanged();
    if (!m_state.nodes.isEmpty())
        Q_EMIT nodesInserted(m_state.nodes.indexes());
    if (!m_state.guests.isEmpty())
        Q_EMIT guestsInserted(m_state.guests.indexes());
    if (!m_state.storages.isEmpty())
        Q_EMIT storagesInserted(m_state.storages.indexes());
    if (!m_state.networks.isEmpty())
        Q_EMIT networksInserted(m_state.networks.indexes());
}

void StateStore::apply(const QList<Api::InventoryDelta> &deltas)
{
    Batch batch;
    for (const Api::InventoryDelta &delta : deltas)
        apply(delta, batch);
    if (batch.clusterChanged)
        Q_EMIT clusterChanged();
    const auto tell = [this](const QSet<int> &indexes, auto signal) {
        if (!indexes.isEmpty())
            Q_EMIT(this->*signal)(sorted(indexes));
    };
    tell(batch.nodes.inserted, &StateStore::nodesInserted);
    tell(batch.guests.inserted, &StateStore::guestsInserted);
    tell(batch.storages.inserted, &StateStore::storagesInserted);
    tell(batch.networks.inserted, &StateStore::networksInserted);
    tell(batch.nodes.changed, &StateStore::nodesChanged);
    if (!batch.guests.changed.isEmpty())
        Q_EMIT guestsChanged(sorted(batch.guests.changed), batch.aspects);
    tell(batch.storages.changed, &StateStore::storagesChanged);
    tell(batch.networks.changed, &StateStore::networksChanged);
}

void StateStore::apply(const Api::InventoryDelta &delta, Batch &batch)
{
    // After a cut the parts come again. Those of the same revision may go on with the marks of the
    // first attempt, for they describe the same state.
    const std::pair version(delta.epoch, delta.revision);
    if (delta.isSnapshot && m_incoming != version) {
        m_incoming = version;
        m_state.nodes.startRound();
        m_state.guests.startRound();
        m_state.storages.startRound();
        m_state.networks.startRound();
    }
    if (delta.cluster && *delta.cluster != m_state.cluster) {
        m_state.cluster = *delta.cluster;
        batch.clusterChanged = true;
    }
    removeAll(m_state.guests, findAll(m_state.guests, delta.removedGuests), batch.guests,
              [this](const QList<int> &known) { Q_EMIT guestsRemoved(known); });
    removeAll(m_state.storages, findAll(m_state.storages, delta.removedStorages), batch.storages,
              [this](const QList<int> &known) { Q_EMIT storagesRemoved(known); });
    removeAll(m_state.networks, findAll(m_state.networks, delta.removedNetworks), batch.networks,
              [this](const QList<int> &known) { Q_EMIT networksRemoved(known); });
    removeAll(m_state.nodes, findAll(m_state.nodes, delta.removedNodes), batch.nodes,
              [this](const QList<int> &known) { Q_EMIT nodesRemoved(known); });
    for (const Api::NodeInfo &node : delta.nodes)
        batch.nodes.note(m_state.nodes.put(node));
    for (const Api::GuestInfo &guest : delta.guests) {
        const auto place =
            m_state.guests.put(guest, [&batch](const auto &before, const auto &after) {
                batch.aspects |= aspectsOf(before, after);
            });
        if (place.what == ObjectTable<Api::GuestInfo>::Put::Inserted)
            setUsage(m_guestUsage, place.index, {});
        batch.guests.note(place);
    }
    for (const Api::StorageInfo &storage : delta.storages)
        batch.storages.note(m_state.storages.put(storage));
    for (const Api::NetworkInfo &network : delta.networks)
        batch.networks.note(m_state.networks.put(network));
    if (delta.isSnapshot && delta.isComplete) {
        m_incoming.reset();
        sweep(batch);
    }
    // While a snapshot is under way, none of its revisions is held.
    m_state.epoch = m_incoming ? QString() : delta.epoch;
    m_state.revision = m_incoming ? 0 : delta.revision;
}

void StateStore::sweep(Batch &batch)
{
    removeAll(m_state.guests, m_state.guests.unmarked(), batch.guests,
              [this](const QList<int> &known) { Q_EMIT guestsRemoved(known); });
    removeAll(m_state.storages, m_state.storages.unmarked(), batch.storages,
              [this](const QList<int> &known) { Q_EMIT storagesRemoved(known); });
    removeAll(m_state.networks, m_state.networks.unmarked(), batch.networks,
              [this](const QList<int> &known) { Q_EMIT networksRemoved(known); });
    removeAll(m_state.nodes, m_state.nodes.unmarked(), batch.nodes,
              [this](const QList<int> &known) { Q_EMIT nodesRemoved(known); });
}

void StateStore::applyTasks(const QList<Api::TaskInfo> &tasks)
{
    Changes changes;
    for (const Api::TaskInfo &task : tasks)
        changes.note(m_tasks.put(task));
    if (!changes.inserted.isEmpty())
        Q_EMIT tasksInserted(sorted(changes.inserted));
    if (!changes.changed.isEmpty())
        Q_EMIT tasksChanged(sorted(changes.changed));
    trimTasks();
}

void StateStore::trimTasks()
{
    if (m_tasks.size() <= kEndedTasks * 5 / 4)
        return;
    QList<int> ended = m_tasks.indexes();
    ended.removeIf([this](int index) { return !m_tasks.at(index).isEnded(); });
    if (ended.size() <= kEndedTasks)
        return;
    std::sort(ended.begin(), ended.end(),
              [this](int a, int b) { return m_tasks.at(a).created > m_tasks.at(b).created; });
    const QList<int> oldest = ended.mid(kEndedTasks);
    Q_EMIT tasksRemoved(oldest);
    for (const int index : oldest)
        m_tasks.remove(index);
}

void StateStore::applyUsage(const Api::UsageSamples &samples)
{
    static constexpr auto kGuests = "/guests/"_L1;
    static constexpr auto kNodes = "/nodes/"_L1;
    QList<int> guests;
    QList<int> nodes;
    const qint64 atMs = samples.at.toMSecsSinceEpoch();
    for (const Api::UsageSample &sample : samples.samples) {
        const bool isGuest = sample.object.startsWith(kGuests);
        if (!isGuest && !sample.object.startsWith(kNodes))
            continue;
        const int index = isGuest ? m_state.guests.find(sample.object.mid(kGuests.size()))
                                  : m_state.nodes.find(sample.object.mid(kNodes.size()));
        if (index < 0)
            continue;
        setUsage(isGuest ? m_guestUsage : m_nodeUsage, index, usageOf(sample, atMs));
        (isGuest ? guests : nodes).append(index);
    }
    if (!guests.isEmpty())
        Q_EMIT guestUsageChanged(guests);
    if (!nodes.isEmpty())
        Q_EMIT nodeUsageChanged(nodes);
}

void StateStore::setLive(bool isLive)
{
    if (m_isLive == isLive)
        return;
    if (!isLive)
        m_state.lastSeen = QDateTime::currentDateTimeUtc();
    m_isLive = isLive;
    Q_EMIT liveChanged();
}

void StateStore::setPending(const QString &uuid, const PendingAction &action)
{
    m_pending.insert(uuid, action);
    const int index = m_state.guests.find(uuid);
    if (index >= 0)
        Q_EMIT guestsChanged({index}, GuestAspect::Pending);
}

void StateStore::clearPending(const QString &uuid)
{
    if (!m_pending.remove(uuid))
        return;
    const int index = m_state.guests.find(uuid);
    if (index >= 0)
        Q_EMIT guestsChanged({index}, GuestAspect::Pending);
}

} // namespace Atoll
