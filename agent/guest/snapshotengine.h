// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <core/json.h>
#include <core/result.h>

#include <QDateTime>
#include <QList>
#include <QString>

#include <functional>
#include <stop_token>

namespace Atoll {

//! A snapshot as the engine knows it.
struct EngineSnapshot
{
    QString name;
    QString parent;
    QString description;
    QDateTime at;
    bool isCurrent = false;
    bool isExternal = false;
    bool hasMemory = false;
};

//! All that the engine keeps of a snapshot beside the disks.
struct EngineSnapshotRecord
{
    QString xml; //!< without secrets
    bool isCurrent = false;
    static constexpr auto fields()
    {
        using R = EngineSnapshotRecord;
        return fieldsOf(field("xml", &R::xml), field("isCurrent", &R::isCurrent));
    }
    bool operator==(const EngineSnapshotRecord &) const = default;
};

//! What the engine is to do for a snapshot of one guest.
struct SnapshotOrder
{
    struct Disk
    {
        QString target;
        QString overlay; //!< file that exists and stands on what the disk has now
    };

    bool isExternal = false;
    QString name; //!< of an internal one
    QString description;
    bool withMemory = false;
    QString memoryPath; //!< file that exists, for the memory of an external one
    QList<Disk> disks;
};

//! Work of the engine on the disk of a running guest.
struct BlockJob
{
    bool exists = false;
    bool isReady = false; //!< all is written; endMerge() may switch over
    qint64 doneBytes = 0;
    qint64 totalBytes = 0;
};

//! What the hypervisor does for snapshots. All functions block and are for workers.
class SnapshotEngine
{
public:
    SnapshotEngine() = default;
    SnapshotEngine(const SnapshotEngine &) = delete;
    SnapshotEngine &operator=(const SnapshotEngine &) = delete;
    virtual ~SnapshotEngine() = default;

    virtual Result<QList<EngineSnapshot>> snapshots(const QString &uuid) = 0;
    //! For defineSnapshots(), parents first.
    virtual Result<QList<EngineSnapshotRecord>> snapshotRecords(const QString &uuid) = 0;
    //! Makes them known again for a guest that is off and was defined anew, now with this name;
    //! disks are not touched. Known ones are replaced.
    virtual Result<void> defineSnapshots(const QString &uuid, const QString &name,
                                         const QList<EngineSnapshotRecord> &records) = 0;
    //! All disks or none. Of external ones the engine keeps no record: Atoll's documents do.
    //! `stop` ends the saving of memory into a file; `onProgress` gets its bytes done and in all.
    virtual Result<void>
    takeSnapshot(const QString &uuid, const SnapshotOrder &order, std::stop_token stop = {},
                 const std::function<void(qint64, qint64)> &onProgress = {}) = 0;
    //! An internal one. It runs afterwards as it did, or when `starts`.
    virtual Result<void> revertToSnapshot(const QString &uuid, const QString &name,
                                          bool starts) = 0;
    //! No error when there is none of that name.
    virtual Result<void> removeSnapshot(const QString &uuid, const QString &name) = 0;
    //! The definition in a file of saved memory, with secrets.
    virtual Result<QString> memoryDefinition(const QString &path) = 0;
    //! Starts the guest from memory that an external snapshot saved, with this definition.
    virtual Result<void> restoreMemory(const QString &path, const QString &xml) = 0;

    //! The number of file systems; the guest's writes wait until thawFileSystems().
    virtual Result<int> freezeFileSystems(const QString &uuid) = 0;
    virtual Result<void> thawFileSystems(const QString &uuid) = 0;

    //! Lets `top`, a file of the disk's chain, be written into `base` below it.
    virtual Result<void> beginMerge(const QString &uuid, const QString &target, const QString &base,
                                    const QString &top, bool isActive) = 0;
    virtual Result<BlockJob> mergeJob(const QString &uuid, const QString &target) = 0;
    //! Switches over to the base (only an active one needs it), or gives the job up.
    virtual Result<void> endMerge(const QString &uuid, const QString &target, bool switches) = 0;
};

} // namespace Atoll
