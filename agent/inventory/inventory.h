// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <api/cluster.h>

#include <QHash>
#include <QObject>
#include <QTimer>

#include <deque>

namespace Atoll {

//! What exists in the cluster now, as the engines last said it, with a revision that grows with
//! every change. Never stored. Lives in the event-loop thread; adapters report from there.
//! Changes of one event-loop turn leave as one delta.
class Inventory : public QObject
{
    Q_OBJECT

public:
    explicit Inventory(Api::ClusterInfo cluster, QObject *parent = nullptr);

    const Api::ClusterInfo &cluster() const { return m_cluster; }
    QString epoch() const { return m_epoch; }
    qint64 revision() const { return m_revision; }

    void setNode(const Api::NodeInfo &node);
    void setGuest(const Api::GuestInfo &guest);
    void removeGuest(const QString &uuid);
    //! Replaces all storages (networks) of a node.
    void setStorages(const QString &node, const QList<Api::StorageInfo> &storages);
    void setNetworks(const QString &node, const QList<Api::NetworkInfo> &networks);

    QList<Api::NodeInfo> nodes() const { return m_nodes.values(); }
    QList<Api::GuestInfo> guests() const { return m_guests.values(); }
    QList<Api::StorageInfo> storages() const { return m_storages.values(); }
    QList<Api::NetworkInfo> networks() const { return m_networks.values(); }
    const Api::GuestInfo *guest(const QString &uuid) const;
    //! By id, UUID or name, in this order; a name that several guests have is an error that says
    //! so.
    Result<Api::GuestInfo> find(const QString &reference) const;

    //! Everything after `revision` of `epoch`, or the whole state in parts when that is not known.
    QList<Api::InventoryDelta> since(const QString &epoch, qint64 revision) const;

Q_SIGNALS:
    void changed(const Atoll::Api::InventoryDelta &delta);

private:
    void touch();
    void flush();
    QList<Api::InventoryDelta> snapshot() const;

    Api::ClusterInfo m_cluster;
    QString m_epoch;
    qint64 m_revision = 0;
    QHash<QString, Api::NodeInfo> m_nodes;
    QHash<QString, Api::GuestInfo> m_guests;
    QHash<QString, Api::StorageInfo> m_storages; //!< by "node/name"
    QHash<QString, Api::NetworkInfo> m_networks;
    Api::InventoryDelta m_pending;
    std::deque<Api::InventoryDelta> m_recent;
    QTimer m_flush;
};

} // namespace Atoll
