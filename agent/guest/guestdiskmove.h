// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "guestdefinition.h"

#include <api/guesttransfer.h>
#include <tasks/taskrunner.h>

namespace Atoll {

//! guest.disk.move: a disk to another storage or format. Of a running guest it is copied beneath
//! it, and the guest goes on with the copy; until that moment the former volume is as it was. For
//! workers. A killed agent leaves the former disk or the new one, never between.
class GuestDiskMove
{
public:
    explicit GuestDiskMove(const GuestParts &parts)
        : m_parts(parts)
    {}

    void registerRecovery(TaskRunner &tasks) const;

    Result<Api::Plan> plan(const QString &uuid, const Api::DiskMove &wish) const;
    Result<Api::GuestRef> run(TaskContext &context, const Api::DiskMove &wish) const;

private:
    struct Step
    {
        GuestDocument document;
        qsizetype index = 0; //!< of the disk
        bool isRunning = false;

        const Api::DiskConfig &disk() const { return document.config.disks.at(index); }
    };

    Result<Step> prepare(const QString &uuid, const Api::DiskMove &wish) const;
    Result<void> checkImage(const Api::DiskConfig &disk) const;
    Result<Api::DiskConfig> copyStopped(const Step &step, const Api::DiskMove &wish,
                                        TaskContext &context, Rollback &rollback) const;
    Result<Api::DiskConfig> copyRunning(const Step &step, const Api::DiskMove &wish,
                                        TaskContext &context, Rollback &rollback) const;
    Result<void> waitForCopy(const QString &uuid, const QString &target,
                             TaskContext &context) const;
    Result<void> save(const Step &step, const Api::DiskConfig &moved, TaskContext &context,
                      Rollback &rollback) const;
    Result<TaskRecovery> recover(TaskContext &context, const TaskRecord &record) const;
    Result<QString> pathOf(const QString &storage, const QString &volume) const;

    GuestParts m_parts;
};

} // namespace Atoll
