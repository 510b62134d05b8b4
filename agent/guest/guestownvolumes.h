// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "guestdefinition.h"

#include <api/guesttransfer.h>
#include <tasks/taskrunner.h>

namespace Atoll {

//! Volumes that carry a guest's id, used or not: list them, delete unused ones, give one to another
//! guest. For workers.
class GuestOwnVolumes
{
public:
    explicit GuestOwnVolumes(const GuestParts &parts)
        : m_parts(parts)
    {}

    void registerRecovery(TaskRunner &tasks) const;

    Result<QList<Api::GuestVolume>> list(const QString &uuid) const;

    Result<Api::Plan> planDelete(const QString &uuid, const Api::DiskDelete &wish) const;
    Result<Api::Nothing> remove(TaskContext &context, const Api::DiskDelete &wish) const;

    Result<Api::Plan> planReassign(const QString &uuid, const Api::DiskReassign &wish) const;
    Result<Api::GuestRef> reassign(TaskContext &context, const Api::DiskReassign &wish) const;

private:
    struct Handover
    {
        GuestDocument from;
        GuestDocument to;
        Api::DiskConfig disk;
        bool isAttached = false; //!< false: an unused volume
        QString newName;         //!< without ending; empty: it keeps its name
    };

    Result<void> checkUnused(const GuestDocument &document, const QString &storage,
                             const QString &volume) const;
    Result<void> checkOff(const Api::GuestConfig &config) const;
    Result<Handover> prepare(const QString &uuid, const Api::DiskReassign &wish) const;
    Result<void> redefine(const Api::GuestConfig &after, Rollback &rollback) const;

    GuestParts m_parts;
};

} // namespace Atoll
