// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "inbox.h"

#include <QHash>

namespace Atoll {
namespace {

constexpr qsizetype kMergeAbove = 2000;

template <class T, class Key>
void mergeObjects(QList<T> &into, const QList<T> &from, QStringList &removed, Key key)
{
    QHash<QString, qsizetype> position;
    for (qsizetype i = 0; i < into.size(); ++i)
        position.insert(key(into.at(i)), i);
    for (const T &item : from) {
        const QString name = key(item);
        removed.removeAll(name);
        const auto it = position.constFind(name);
        if (it != position.constEnd()) {
            into[*it] = item;
        } else {
            position.insert(name, into.size());
            into.append(item);
        }
    }
}

template <class T, class Key>
void mergeRemoved(QList<T> &objects, QStringList &into, const QStringList &removed, Key key)
{
    for (const QString &name : removed) {
        objects.removeIf([&](const T &item) { return key(item) == name; });
        if (!into.contains(name))
            into.append(name);
    }
}

//! Both are plain deltas, `later` follows `into`.
void merge(Api::InventoryDelta &into, const Api::InventoryDelta &later)
{
    const auto placed = [](const auto &item) { return item.node + u'/' + item.name; };
    const auto named = [](const Api::NodeInfo &node) { return node.name; };
    const auto identified = [](const Api::GuestInfo &guest) { return guest.uuid; };
    into.epoch = later.epoch;
    into.revision = later.revision;
    if (later.cluster)
        into.cluster = later.cluster;
    mergeRemoved(into.nodes, into.removedNodes, later.removedNodes, named);
    mergeRemoved(into.guests, into.removedGuests, later.removedGuests, identified);
    mergeRemoved(into.storages, into.removedStorages, later.removedStorages, placed);
    mergeRemoved(into.networks, into.removedNetworks, later.removedNetworks, placed);
    mergeObjects(into.nodes, later.nodes, into.removedNodes, named);
    mergeObjects(into.guests, later.guests, into.removedGuests, identified);
    mergeObjects(into.storages, later.storages, into.removedStorages, placed);
    mergeObjects(into.networks, later.networks, into.removedNetworks, placed);
}

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
    // A removal that is merged with a later return of the same object leaves just the object:
    // for the screen that is the same. Snapshot parts stay as they are and where they are.
    std::deque<Update> merged;
    Api::InventoryDelta *open = nullptr;
    for (Update &update : m_updates) {
        auto *delta = std::get_if<Api::InventoryDelta>(&update);
        if (delta && !delta->isSnapshot && open) {
            merge(*open, *delta);
            continue;
        }
        if (std::holds_alternative<Api::UsageSamples>(update))
            continue; // numbers of the past, nobody looked
        merged.push_back(std::move(update));
        auto *last = std::get_if<Api::InventoryDelta>(&merged.back());
        if (last)
            open = last->isSnapshot ? nullptr : last;
    }
    m_updates = std::move(merged);
    m_mergeAbove = qsizetype(m_updates.size()) + kMergeAbove;
}

} // namespace Atoll
