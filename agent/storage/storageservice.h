// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "guardedstorage.h"
#include "storagelookup.h"
#include "volumeuse.h"

#include <system/directorywatch.h>

#include <QHash>
#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <map>
#include <mutex>

namespace Atoll {

class ClusterStore;
class Inventory;
class ProcessRunner;

//! The storages of this node: those of the documents /storages/<name>, and "local". Watches whether
//! they answer and how full they are, and reports to the inventory. Lives in the event-loop thread;
//! what StorageLookup declares, and the functions that say so, may be called from any.
class StorageService : public QObject, public StorageLookup
{
    Q_OBJECT

public:
    struct Options
    {
        QString nodeName;
        QString localPath; //!< of the storage "local"; made when it is missing
        //! Free space changes without an event; this often it is looked at.
        std::chrono::milliseconds interval{30'000};
        StorageDeadlines deadlines = {};
    };

    //! `store` may be null: then there is only "local". All outlive the service.
    StorageService(const Options &options, ClusterStore *store, ProcessRunner *runner,
                   Inventory *inventory, QObject *parent = nullptr);
    ~StorageService() override; //!< waits for workers

    QList<Api::StorageInfo> infos() const;

    //! Nothing is deleted before it is complete.
    void setVolumeUse(const VolumeUse &use);

    // Any thread.
    Result<std::shared_ptr<StorageDriver>> storage(const QString &name) const override;
    QStringList storageNames() const override;
    bool isUseKnown() const;
    QString userOf(StorageDriver &driver, const QString &volume) const;

    // Workers.
    Result<QList<Api::VolumeInfo>> volumes(const QString &storageName) const;
    Result<void> deleteVolume(const Api::VolumeRef &ref) const;
    Result<void> mayDeleteVolume(const Api::VolumeRef &ref) const;

    //! Looks at a storage (all when empty) soon.
    void refresh(const QString &name = {});

private:
    struct Entry
    {
        StorageConfig config;
        std::shared_ptr<GuardedStorage> driver; //!< null when the configuration is wrong
        Api::StorageInfo info;
        bool isLooking = false;
        bool isStale = false; //!< look again when the present look is over
    };
    struct Look
    {
        std::optional<Error> problem;
        StorageStatus status;
    };

    void load();
    void apply(const QList<StorageConfig> &configs);
    Entry makeEntry(const StorageConfig &config) const;
    void look(Entry &entry);
    void finishLook(const QString &name, const std::shared_ptr<GuardedStorage> &driver,
                    const Look &look);
    void report();

    Options m_options;
    ClusterStore *m_store;
    ProcessRunner *m_runner;
    Inventory *m_inventory;
    std::map<QString, Entry> m_entries;
    mutable std::mutex m_mutex; //!< of the two below
    QHash<QString, std::shared_ptr<GuardedStorage>> m_drivers;
    VolumeUse m_volumeUse;
    DirectoryWatch m_watch;
    QTimer m_timer;
    QTimer m_soon;
    QSet<QString> m_touched;
    QThreadPool m_workers;
};

} // namespace Atoll
