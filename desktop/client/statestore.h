// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "objecttable.h"

#include <api/metrics.h>

#include <QDateTime>
#include <QFlags>
#include <QObject>

#include <optional>

namespace Atoll {

//! The newest numbers of a guest or node; no history.
struct Usage
{
    float cpu = -1; //!< share of all its CPUs, 0…1; negative: not known
    qint64 memoryUsedBytes = -1;
    qint64 memoryTotalBytes = 0;
    qint64 diskReadBytesPerSecond = 0;
    qint64 diskWriteBytesPerSecond = 0;
    qint64 networkInBytesPerSecond = 0;
    qint64 networkOutBytesPerSecond = 0;
    qint64 atMs = 0; //!< since 1970; 0: never

    bool isKnown() const { return atMs != 0; }
    //! 0…1; negative when it is not known.
    float memory() const
    {
        return memoryUsedBytes < 0 || memoryTotalBytes <= 0
                   ? -1
                   : float(double(memoryUsedBytes) / double(memoryTotalBytes));
    }
};

//! What the desktop has asked to happen to a guest and what is not done yet.
struct PendingAction
{
    QString method; //!< "guest.start"; Words::pending() says it to people
    QString task;   //!< empty until the agent has answered
};

//! What of the changed guests changed, all of a batch together; lets views skip re-sorting.
enum class GuestAspect : quint8 {
    State = 1,
    Name = 2,
    Node = 4, //!< moved to another node, or became a template: its place in trees
    Tags = 8,
    Other = 16,
    Pending = 32,
};
Q_DECLARE_FLAGS(GuestAspects, GuestAspect)
Q_DECLARE_OPERATORS_FOR_FLAGS(GuestAspects)

//! Everything of one cluster in the offline cache's form; copies are cheap.
struct StateSnapshot
{
    Api::ClusterInfo cluster;
    QString epoch;
    qint64 revision = 0;
    QDateTime lastSeen;
    ObjectTable<Api::NodeInfo> nodes;
    ObjectTable<Api::GuestInfo> guests;
    ObjectTable<Api::StorageInfo> storages;
    ObjectTable<Api::NetworkInfo> networks;
};

//! The last known state of one cluster. GUI thread; changed only by its ClusterSession, at most
//! once per frame. Models keep indexes: an index belongs to its object until `…Removed`, which is
//! emitted while the objects can still be read. Order of signals in a frame: removed, inserted,
//! changed; nodes before guests.
class StateStore : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    const Api::ClusterInfo &cluster() const { return m_state.cluster; }
    const ObjectTable<Api::NodeInfo> &nodes() const { return m_state.nodes; }
    const ObjectTable<Api::GuestInfo> &guests() const { return m_state.guests; }
    const ObjectTable<Api::StorageInfo> &storages() const { return m_state.storages; }
    const ObjectTable<Api::NetworkInfo> &networks() const { return m_state.networks; }
    //! Running ones and the latest ended ones. Newest have the latest `created`.
    const ObjectTable<Api::TaskInfo> &tasks() const { return m_tasks; }

    const Api::GuestInfo *guest(const QString &uuid) const { return pointer(guests(), uuid); }
    const Api::NodeInfo *node(const QString &name) const { return pointer(nodes(), name); }
    const Api::TaskInfo *task(const QString &id) const { return pointer(tasks(), id); }

    const Usage &guestUsage(int index) const { return usageAt(m_guestUsage, index); }
    const Usage &nodeUsage(int index) const { return usageAt(m_nodeUsage, index); }
    //! Null when nothing is asked.
    const PendingAction *pending(const QString &uuid) const;
    bool hasRunningTask(const QString &object) const;

    //! False: what is shown may be old; lastSeen() says how old.
    bool isLive() const { return m_isLive; }
    QDateTime lastSeen() const;

    QString epoch() const { return m_state.epoch; }
    qint64 revision() const { return m_state.revision; }
    StateSnapshot snapshot() const;

    // For ClusterSession and tests only. Each emits its signals before it returns.
    void adopt(StateSnapshot snapshot);
    void apply(const QList<Api::InventoryDelta> &deltas);
    void applyTasks(const QList<Api::TaskInfo> &tasks);
    void applyUsage(const Api::UsageSamples &samples);
    void setLive(bool isLive);
    void setPending(const QString &uuid, const PendingAction &action);
    void clearPending(const QString &uuid);

Q_SIGNALS:
    void clusterChanged();
    void liveChanged();

    void guestsRemoved(const QList<int> &indexes);
    void guestsInserted(const QList<int> &indexes);
    void guestsChanged(const QList<int> &indexes, Atoll::GuestAspects aspects);
    void guestUsageChanged(const QList<int> &indexes);
    void nodesRemoved(const QList<int> &indexes);
    void nodesInserted(const QList<int> &indexes);
    void nodesChanged(const QList<int> &indexes);
    void nodeUsageChanged(const QList<int> &indexes);
    void storagesRemoved(const QList<int> &indexes);
    void storagesInserted(const QList<int> &indexes);
    void storagesChanged(const QList<int> &indexes);
    void networksRemoved(const QList<int> &indexes);
    void networksInserted(const QList<int> &indexes);
    void networksChanged(const QList<int> &indexes);
    void tasksRemoved(const QList<int> &indexes);
    void tasksInserted(const QList<int> &indexes);
    void tasksChanged(const QList<int> &indexes);

private:
    struct Batch;

    template <class T>
    static const T *pointer(const ObjectTable<T> &table, const QString &key)
    {
        const int index = table.find(key);
        return index < 0 ? nullptr : &table.at(index);
    }
    static const Usage &usageAt(const std::vector<Usage> &all, int index);
    void apply(const Api::InventoryDelta &delta, Batch &batch);
    void sweep(Batch &batch);
    void trimTasks();

    StateSnapshot m_state;
    ObjectTable<Api::TaskInfo> m_tasks;
    std::vector<Usage> m_guestUsage; //!< by index
    std::vector<Usage> m_nodeUsage;
    QHash<QString, PendingAction> m_pending;
    //! Epoch and revision of the snapshot whose parts are coming in.
    std::optional<std::pair<QString, qint64>> m_incoming;
    bool m_isLive = false;
};

} // namespace Atoll
