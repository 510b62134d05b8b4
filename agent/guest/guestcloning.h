// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "guestdefinition.h"
#include "guestlayers.h"

#include <api/guestclone.h>

namespace Atoll {

//! guest.clone: a new guest whose volumes are copies, or stand on those of a template or snapshot.
//! All of it is made, or nothing. For workers.
class GuestCloning
{
public:
    explicit GuestCloning(const GuestParts &parts)
        : m_parts(parts)
    {}

    Result<Api::Plan> plan(const Api::GuestClone &wish) const;
    Result<Api::GuestRef> run(TaskContext &context, const Api::GuestClone &wish) const;

    //! The lane that keeps the original's volumes as they are.
    static QString laneOf(const QString &uuid, const Api::GuestClone &wish);

private:
    //! One disk of the new guest, and what it is made of.
    struct Disk
    {
        QString target;
        SnapshotVolume from;
        QString snapshot; //!< inside of it
        qint64 sizeBytes = 0;
        Api::VolumeFormat format = Api::VolumeFormat::Qcow2;
        QString storage;
    };
    struct Step
    {
        Api::GuestConfig config; //!< of the new guest
        QList<Disk> disks;
        QString firmwarePath;
        QString original;
    };

    Result<Step> prepare(const Api::GuestClone &wish) const;
    Result<void> checkOriginal(const GuestDocument &guest, const SnapshotEntry *entry,
                               const Api::GuestClone &wish) const;
    Result<void> chooseDisks(Step &step, const SnapshotEntry *entry,
                             const Api::GuestClone &wish) const;
    Result<void> makeVolumes(Step &step, bool isLinked, TaskContext &context,
                             Rollback &rollback) const;
    Result<void> copyFirmware(const Step &step) const;

    GuestParts m_parts;
};

} // namespace Atoll
