// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "guestdefinition.h"

#include <api/guest.h>
#include <tasks/taskrunner.h>

namespace Atoll {

//! guest.delete. Goes forward only: the document goes last, so an agent that was killed on the way
//! finds there what is still to be deleted and finishes. For workers.
class GuestDeletion
{
public:
    explicit GuestDeletion(const GuestParts &parts)
        : m_parts(parts)
    {}

    void registerRecovery(TaskRunner &tasks) const;

    Result<Api::Plan> plan(const QString &uuid, const Api::GuestDelete &wish) const;
    Result<Api::Nothing> run(TaskContext &context, const Api::GuestDelete &wish) const;

private:
    Result<void> check(const QString &uuid, const Api::GuestDelete &wish) const;
    Result<void> finish(const QString &uuid, bool keepsVolumes, TaskContext &context) const;
    //! Those that were made for the guest and that no other guest has.
    QList<Api::DiskConfig> ownVolumes(const Api::GuestConfig &config) const;

    GuestParts m_parts;
};

} // namespace Atoll
