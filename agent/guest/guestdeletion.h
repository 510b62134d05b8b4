// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "deletedguests.h"
#include "guestdefinition.h"

#include <tasks/taskrunner.h>

namespace Atoll {

//! guest.delete: the document becomes a deleted one, then the definition goes; disks stay for as
//! long as the guest can be restored. Goes forward only, so an agent that was killed on the way
//! finishes. For workers.
class GuestDeletion
{
public:
    explicit GuestDeletion(const GuestParts &parts)
        : m_parts(parts)
    {}

    void registerRecovery(TaskRunner &tasks) const;

    Result<Api::Plan> plan(const QString &uuid, const Api::GuestDelete &wish) const;
    Result<Api::Nothing> run(TaskContext &context, const Api::GuestDelete &wish) const;

    Result<Api::Plan> planPurge(const QString &reference, const Api::DeletedPurge &wish) const;
    Result<Api::Nothing> purge(TaskContext &context, const Api::DeletedPurge &wish) const;

private:
    Result<void> check(const QString &uuid, const Api::GuestDelete &wish) const;
    //! InvalidState while volumes of other guests stand on this one's.
    Result<void> checkClones(const Api::GuestConfig &config) const;
    Result<bool> isForGood(const Api::GuestDelete &wish) const;
    Result<DeletedRecord> recordOf(const GuestDocument &document, const Api::GuestDelete &wish,
                                   const TaskContext &context) const;
    Result<void> putAway(const QString &uuid, const GuestDocument &document,
                         const Api::GuestDelete &wish, TaskContext &context) const;
    //! Disks, variables and TPM, then the document.
    Result<void> purgeOne(const DeletedGuests::Entry &entry, TaskContext &context) const;
    Result<TaskRecovery> recover(TaskContext &context, const TaskRecord &record) const;
    //! Those that were made for the guest and that no other guest has.
    QList<Api::DiskConfig> ownVolumes(const Api::GuestConfig &config) const;

    GuestParts m_parts;
};

} // namespace Atoll
