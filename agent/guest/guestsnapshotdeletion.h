// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "guestlayers.h"

#include <tasks/taskrunner.h>

namespace Atoll {

//! guest.snapshot.delete. Goes forward only: first the document forgets the snapshots, then their
//! volumes are merged, while the guest runs on; what is not merged yet is merged the next time.
//! For workers.
class SnapshotDeletion
{
public:
    explicit SnapshotDeletion(const GuestParts &parts)
        : m_parts(parts)
    {}

    void registerRecovery(TaskRunner &tasks) const;

    Result<Api::Plan> plan(const QString &uuid, const Api::SnapshotDelete &wish) const;
    Result<Api::Nothing> run(TaskContext &context, const Api::SnapshotDelete &wish) const;

private:
    struct Step
    {
        GuestDocument guest;
        SnapshotDocument snapshots;
        QStringList names; //!< parents first
        bool isForeign = false;
    };

    Result<Step> prepare(const QString &uuid, const Api::SnapshotDelete &wish) const;
    Result<void> checkClones(const Step &step) const;
    Result<void> forget(Step &step, const QString &name, const TaskContext &context) const;
    Result<TaskRecovery> recover(TaskContext &context, const TaskRecord &record) const;

    GuestParts m_parts;
};

} // namespace Atoll
