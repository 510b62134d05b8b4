// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "hypervisor.h"

#include <inventory/inventory.h>
#include <storage/volumeuse.h>
#include <store/clusterstore.h>

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace Atoll {

inline constexpr const char *kGuestPrefix = "/guests/";
inline constexpr const char *kDeletedPrefix = "/deleted-guests/";

//! Joins what the hypervisor runs with what the store wants into the guests of the inventory.
//! Lives in the event-loop thread; find() may be called from any.
class GuestRoster : public QObject
{
    Q_OBJECT

public:
    //! All outlive the roster.
    GuestRoster(const QString &node, Hypervisor &hypervisor, ClusterStore &store,
                Inventory &inventory, QObject *parent = nullptr);

    const QString &node() const { return m_node; }
    //! By UUID, id or name. Any thread.
    Result<Api::GuestInfo> find(const QString &reference) const;
    QList<Api::GuestInfo> all() const; //!< any thread
    //! A document that was just made gets here by the store's events. Workers only; false when it
    //! has not until then.
    bool waitUntilManaged(const QString &uuid, std::chrono::milliseconds patience) const;
    //! Of a managed guest. Event-loop thread.
    std::optional<Api::GuestConfig> document(const QString &uuid) const;
    //! Also of deleted guests that can be restored. Any thread.
    VolumeUse volumeUse() const;

Q_SIGNALS:
    void volumeUseChanged();

private:
    struct Document
    {
        Api::GuestConfig config;
        qint64 version = 0;
    };

    void loadDocuments();
    void loadDeleted();
    static void noteVolumes(const Api::GuestConfig &config, VolumeUse &use);
    void storeChanged(const StoreEvent &event);
    void readDocument(const StoredDocument &document);
    void readSnapshots(const QString &key, const std::optional<StoredDocument> &document);
    void listed(const QList<DomainInfo> &domains);
    void domainsChanged(const QList<DomainInfo> &domains);
    void lost(const QDateTime &since);
    void publish(const QString &uuid);
    void updateVolumeUse();
    Api::GuestInfo infoOf(const QString &uuid) const;

    const QString m_node;
    ClusterStore &m_store;
    Inventory &m_inventory;
    QHash<QString, Document> m_documents; //!< by UUID
    QHash<QString, QString> m_uuidOfKey;
    QHash<QString, QHash<QString, QString>> m_snapshotUse; //!< by key: file and guest
    VolumeUse m_deletedUse;
    QHash<QString, DomainInfo> m_domains;
    bool m_isAway = true;
    bool m_wasListed = false;
    QDateTime m_awaySince = QDateTime::currentDateTimeUtc();

    mutable std::mutex m_mutex;
    mutable std::condition_variable m_published;
    QHash<QString, Api::GuestInfo> m_index;
    VolumeUse m_volumeUse;
};

} // namespace Atoll
