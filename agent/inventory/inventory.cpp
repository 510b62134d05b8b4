// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "inventory.h"

#include <QUuid>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

constexpr size_t kRecentDeltas = 4096;
constexpr qsizetype kGuestsPerPart = 2000;

template <class T>
QString keyOf(const T &item)
{
    return item.node + u'/' + item.name;
}

//! Replaces or appends by key, so that a delta names each object once.
template <class T, class Key>
void put(QList<T> &list, const T &item, Key key)
{
    for (T &existing : list) {
        if (key(existing) == key(item)) {
            existing = item;
            return;
        }
    }
    list.append(item);
}

template <class T>
void replaceOfNode(QHash<QString, T> &all, const QString &node, const QList<T> &items,
                   QList<T> &changed, QStringList &removed, bool &isChanged)
{
    QHash<QString, T> next;
    for (const T &item : items)
        next.insert(keyOf(item), item);
    for (auto it = all.begin(); it != all.end();) {
        if (it->node == node && !next.contains(it.key())) {
            removed.append(it.key());
            isChanged = true;
            it = all.erase(it);
        } else {
            ++it;
        }
    }
    for (auto it = next.begin(); it != next.end(); ++it) {
        const auto existing = all.constFind(it.key());
        if (existing != all.constEnd() && *existing == *it)
            continue;
        all.insert(it.key(), *it);
        removed.removeAll(it.key());
        put(changed, *it, keyOf<T>);
        isChanged = true;
    }
}

} // namespace

Inventory::Inventory(Api::ClusterInfo cluster, QObject *parent)
    : QObject(parent)
    , m_cluster(std::move(cluster))
    , m_epoch(QUuid::createUuid().toString(QUuid::WithoutBraces))
{
    m_flush.setSingleShot(true);
    m_flush.setInterval(0);
    connect(&m_flush, &QTimer::timeout, this, &Inventory::flush);
}

void Inventory::touch()
{
    if (!m_flush.isActive())
        m_flush.start();
}

void Inventory::setNode(const Api::NodeInfo &node)
{
    const auto existing = m_nodes.constFind(node.name);
    if (existing != m_nodes.constEnd() && *existing == node)
        return;
    m_nodes.insert(node.name, node);
    put(m_pending.nodes, node, [](const Api::NodeInfo &item) { return item.name; });
    touch();
}

void Inventory::setGuest(const Api::GuestInfo &guest)
{
    const auto existing = m_guests.constFind(guest.uuid);
    if (existing != m_guests.constEnd() && *existing == guest)
        return;
    const bool isNew = existing == m_guests.constEnd();
    m_guests.insert(guest.uuid, guest);
    m_pending.removedGuests.removeAll(guest.uuid);
    if (isNew) // cannot be in there yet: thousands may come in one turn
        m_pending.guests.append(guest);
    else
        put(m_pending.guests, guest, [](const Api::GuestInfo &item) { return item.uuid; });
    touch();
}

void Inventory::removeGuest(const QString &uuid)
{
    if (!m_guests.remove(uuid))
        return;
    m_pending.guests.removeIf([&uuid](const Api::GuestInfo &item) { return item.uuid == uuid; });
    m_pending.removedGuests.append(uuid);
    touch();
}

void Inventory::setStorages(const QString &node, const QList<Api::StorageInfo> &storages)
{
    bool isChanged = false;
    replaceOfNode(m_storages, node, storages, m_pending.storages, m_pending.removedStorages,
                  isChanged);
    if (isChanged)
        touch();
}

void Inventory::setNetworks(const QString &node, const QList<Api::NetworkInfo> &networks)
{
    bool isChanged = false;
    replaceOfNode(m_networks, node, networks, m_pending.networks, m_pending.removedNetworks,
                  isChanged);
    if (isChanged)
        touch();
}

const Api::GuestInfo *Inventory::guest(const QString &uuid) const
{
    const auto it = m_guests.constFind(uuid);
    return it == m_guests.constEnd() ? nullptr : &*it;
}

Result<Api::GuestInfo> Inventory::find(const QString &reference) const
{
    if (const Api::GuestInfo *found = guest(reference))
        return *found;
    bool isNumber = false;
    const int id = reference.toInt(&isNumber);
    QList<Api::GuestInfo> named;
    for (const Api::GuestInfo &item : m_guests) {
        if (isNumber && id > 0 && item.id == id)
            return item;
        if (item.name == reference)
            named.append(item);
    }
    if (named.size() == 1)
        return named.first();
    if (named.isEmpty()) {
        return fail(ErrorCode::NotFound, u"there is no guest “%1”"_s.arg(reference),
                    u"Name it by id, UUID or name, as guest.list shows them"_s,
                    {{u"field"_s, u"guest"_s}});
    }
    return fail(ErrorCode::InvalidParams,
                u"%1 guests are named “%2”"_s.arg(named.size()).arg(reference),
                u"Use the id or the UUID"_s, {{u"field"_s, u"guest"_s}});
}

void Inventory::flush()
{
    m_pending.epoch = m_epoch;
    m_pending.revision = ++m_revision;
    m_recent.push_back(std::exchange(m_pending, {}));
    if (m_recent.size() > kRecentDeltas)
        m_recent.pop_front();
    const Api::InventoryDelta delta = m_recent.back();
    Q_EMIT changed(delta);
}

QList<Api::InventoryDelta> Inventory::since(const QString &epoch, qint64 revision) const
{
    const bool isKnown = epoch == m_epoch && revision <= m_revision
                         && (revision == m_revision
                             || (!m_recent.empty() && m_recent.front().revision <= revision + 1));
    if (!isKnown)
        return snapshot();
    QList<Api::InventoryDelta> deltas;
    for (const Api::InventoryDelta &delta : m_recent) {
        if (delta.revision > revision)
            deltas.append(delta);
    }
    return deltas;
}

QList<Api::InventoryDelta> Inventory::snapshot() const
{
    Api::InventoryDelta first{.epoch = m_epoch, .revision = m_revision, .isSnapshot = true};
    first.cluster = m_cluster;
    first.nodes = m_nodes.values();
    first.storages = m_storages.values();
    first.networks = m_networks.values();
    QList<Api::InventoryDelta> parts{first};
    for (const Api::GuestInfo &guest : m_guests) {
        if (parts.last().guests.size() >= kGuestsPerPart) {
            parts.last().isComplete = false;
            parts.append({.epoch = m_epoch, .revision = m_revision, .isSnapshot = true});
        }
        parts.last().guests.append(guest);
    }
    return parts;
}

} // namespace Atoll
