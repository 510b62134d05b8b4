// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "guestdocuments.h"
#include "snapshotengine.h"

#include <api/guestsnapshot.h>

namespace Atoll {

//! A volume that a snapshot needs.
struct SnapshotVolume
{
    QString target; //!< of the disk; empty for memory and firmware variables
    QString storage;
    QString volume;
    QString path; //!< where it was
    static constexpr auto fields()
    {
        using V = SnapshotVolume;
        return fieldsOf(field("target", &V::target), field("storage", &V::storage),
                        field("volume", &V::volume), field("path", &V::path));
    }
    bool isSame(const SnapshotVolume &other) const
    {
        return storage == other.storage && volume == other.volume;
    }
    bool operator==(const SnapshotVolume &) const = default;
};

//! One snapshot as the store keeps it.
struct SnapshotEntry
{
    QString name;
    QString engineName; //!< of an internal one
    QString parent;
    QString description;
    QDateTime at;
    QString author;
    Api::SnapshotKind kind = Api::SnapshotKind::Internal;
    bool hasMemory = false;
    bool isQuiesced = false;
    QList<SnapshotVolume> disks; //!< with what the guest had at that time
    SnapshotVolume memory;       //!< of an external one
    SnapshotVolume firmware;     //!< UEFI variables
    QString definition;          //!< without secrets
    Api::GuestConfig config;
    static constexpr auto fields()
    {
        using E = SnapshotEntry;
        return fieldsOf(field("name", &E::name), field("engineName", &E::engineName),
                        field("parent", &E::parent), field("description", &E::description),
                        field("at", &E::at), field("author", &E::author), field("kind", &E::kind),
                        field("hasMemory", &E::hasMemory), field("isQuiesced", &E::isQuiesced),
                        field("disks", &E::disks), field("memory", &E::memory),
                        field("firmware", &E::firmware), field("definition", &E::definition),
                        field("config", &E::config));
    }
    bool isExternal() const { return kind == Api::SnapshotKind::External; }
    //! All that it needs.
    QList<SnapshotVolume> volumes() const;
};

//! All snapshots of a guest: the document `/guest-snapshots/<id>`.
struct SnapshotTree
{
    QString uuid;
    QString current;  //!< name of the one that the guest's present state came after
    QString lastTask; //!< that changed this document: tells after a crash how far it came
    QList<SnapshotEntry> entries;
    //! Volumes that no snapshot needs any more, but something stands on them still.
    QList<SnapshotVolume> layers;
    //! While the guest is among the deleted ones (see EngineSnapshots).
    QList<EngineSnapshotRecord> engineRecords;
    static constexpr auto fields()
    {
        using T = SnapshotTree;
        return fieldsOf(field("uuid", &T::uuid), field("current", &T::current),
                        field("lastTask", &T::lastTask), field("entries", &T::entries),
                        field("layers", &T::layers), field("engineRecords", &T::engineRecords));
    }
    SnapshotEntry *find(const QString &name);
    const SnapshotEntry *find(const QString &name) const;
    bool needs(const SnapshotVolume &volume) const;
    bool hasChains() const; //!< external ones, or what is left of them
    bool hasInternal() const;
    //! The one and all that were taken after it.
    QStringList below(const QString &name) const;
};

struct SnapshotDocument
{
    SnapshotTree tree;
    qint64 version = 0;
};

//! Reads and writes the trees. For workers.
class SnapshotDocuments
{
public:
    explicit SnapshotDocuments(const GuestParts &parts)
        : m_parts(parts)
    {}

    static QString key(); //!< where all of them are
    static QString key(int id);

    //! An empty one when there are no snapshots.
    Result<SnapshotDocument> read(const Api::GuestConfig &config) const;
    //! The tree, and the guest's configuration with it when there is one, or nothing.
    //! Updates the versions.
    Result<void> write(SnapshotDocument &document, const TaskContext &context, int id,
                       GuestDocument *guest = nullptr) const;

private:
    GuestParts m_parts;
};

} // namespace Atoll
