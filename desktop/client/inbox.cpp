// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "inbox.h"

#include "objecttable.h"

#include <QHash>
#include <QSet>

namespace Atoll {
namespace {

constexpr qsizetype kMergeAbove = 2000;

//! Many deltas of one kind of objects become one: what is there last, and what is gone.
template <class T>
class Merger
{
public:
    void add(const QList<T> &objects, const QStringList &removed)
    {
        for (const QString &key : removed) {
            m_objects.remove(key);
            m_removed.insert(key);
        }
        for (const T &object : objects) {
            const QString key = keyOf(object);
            // Gone and back is the same as changed, for the screen.
            m_removed.remove(key);
            m_objects.insert(key, object);
        }
    }
    QList<T> objects() const { return m_objects.values(); }
    QStringList removed() const { return m_removed.values(); }

private:
    QHash<QString, T> m_objects;
    QSet<QString> m_removed;
};

//! Plain deltas that follow each other.
class DeltaMerger
{
public:
    void add(const Api::InventoryDelta &delta)
    {
        m_isEmpty = false;
        m_last.epoch = delta.epoch;
        m_last.revision = delta.revision;
        if (delta.cluster)
            m_last.cluster = delta.cluster;
        m_nodes.add(delta.nodes, delta.removedNodes);
        m_guests.add(delta.guests, delta.removedGuests);
        m_storages.add(delta.storages, delta.removedStorages);
        m_networks.add(delta.networks, delta.removedNetworks);
    }
    bool isEmpty() const { return m_isEmpty; }
    Api::InventoryDelta take()
    {
        Api::InventoryDelta merged = m_last;
        merged.nodes = m_nodes.objects();
        merged.removedNodes = m_nodes.removed();
        merged.guests = m_guests.objects();
        merged.removedGuests = m_guests.removed();
        merged.storages = m_storages.objects();
        merged.removedStorages = m_storages.removed();
        merged.networks = m_networks.objects();
        merged.removedNetworks = m_networks.removed();
        *this = {};
        return merged;
    }

private:
    Api::InventoryDelta m_last;
    Merger<Api::NodeInfo> m_nodes;
    Merger<Api::GuestInfo> m_guests;
    Merger<Api::StorageInfo> m_storages;
    Merger<Api::NetworkInfo> m_networks;
    bool m_isEmpty = true;
};

qsizetype weight(const Update &update)
{
    if (const auto *delta = std::get_if<Api::InventoryDelta>(&update))
        return 1 + delta->guests.size() + delta->nodes.size() + delta->storages.size()
               + delta->networks.size() + delta->removedGuests.size();
    if (const auto *tasks = std::get_if<QList<Api::TaskInfo>>(&update))
        return 1 + tasks->size();
    return 1 + std::get<Api::UsageSamples>(update).samples.size() / 4;
}

} // namespace

Inbox::Inbox(std::function<void()> wake)
    : m_wake(std::move(wake))
    , m_mergeAbove(kMergeAbove)
{}

void Inbox::put(Update update)
{
    bool wasEmpty = false;
    {
        const QMutexLocker lock(&m_mutex);
        wasEmpty = m_updates.empty();
        m_updates.push_back(std::move(update));
        if (qsizetype(m_updates.size()) > m_mergeAbove)
            mergeDeltas();
    }
    if (wasEmpty)
        m_wake();
}

std::deque<Update> Inbox::take(qsizetype objects)
{
    const QMutexLocker lock(&m_mutex);
    std::deque<Update> taken;
    while (!m_updates.empty() && objects > 0) {
        objects -= weight(m_updates.front());
        taken.push_back(std::move(m_updates.front()));
        m_updates.pop_front();
    }
    if (m_updates.empty())
        m_mergeAbove = kMergeAbove;
    return taken;
}

bool Inbox::isEmpty() const
{
    const QMutexLocker lock(&m_mutex);
    return m_updates.empty();
}

void Inbox::clear()
{
    const QMutexLocker lock(&m_mutex);
    m_updates.clear();
}

void Inbox::mergeDeltas()
{
    std::deque<Update> merged;
    DeltaMerger open;
    const auto close = [&] {
        if (!open.isEmpty())
            merged.emplace_back(open.take());
    };
    for (Update &update : m_updates) {
        auto *delta = std::get_if<Api::InventoryDelta>(&update);
        if (delta && !delta->isSnapshot) {
            open.add(*delta);
        } else if (!std::holds_alternative<Api::UsageSamples>(update)) { // nobody saw old numbers
            if (delta) // parts of a snapshot stay as they are, where they are
                close();
            merged.push_back(std::move(update));
        }
    }
    close();
    m_updates = std::move(merged);
    m_mergeAbove = qsizetype(m_updates.size()) + kMergeAbove;
}

} // namespace Atoll
