// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "guestlayers.h"

#include <tasks/taskrunner.h>

namespace Atoll {

//! Lets a guest go on with other volumes: the engine does it at once for all disks, and after a
//! crash it is the engine that tells whether it happened. Then the documents follow; if not,
//! nothing has changed. For workers.
class SnapshotSwitch
{
public:
    //! How everything is to be afterwards.
    struct Wish
    {
        QList<SnapshotVolume> volumes;
        SnapshotTree tree;
        Api::GuestConfig config;
        bool isCreation = false; //!< of a snapshot: the new volumes stand on the present ones
        static constexpr auto fields()
        {
            return fieldsOf(field("volumes", &Wish::volumes), field("tree", &Wish::tree),
                            field("config", &Wish::config), field("isCreation", &Wish::isCreation));
        }
    };

    explicit SnapshotSwitch(const GuestParts &parts)
        : m_parts(parts)
    {}

    void registerRecovery(TaskRunner &tasks) const;

    //! Durable: call it before the engine is told.
    static Result<void> intend(const Wish &wish, Rollback &rollback);
    //! The engine has switched: the documents follow.
    Result<void> write(const Wish &wish, SnapshotDocument &snapshots, GuestDocument &guest,
                       const TaskContext &context) const;

private:
    Result<bool> hasSwitched(const Wish &wish) const;
    Result<void> takeBack(const Wish &wish) const;
    Result<TaskRecovery> recover(TaskContext &context, const TaskRecord &record) const;
    Result<TaskRecovery> recoverRevert(TaskContext &context, const QJsonObject &what) const;

    GuestParts m_parts;
};

} // namespace Atoll
