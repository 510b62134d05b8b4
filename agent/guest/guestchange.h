// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "guestdefinition.h"

#include <api/guestlifecycle.h>
#include <tasks/taskrunner.h>

namespace Atoll {

//! guest.set: a change of the configuration, of its volumes and of the definition, or nothing.
//! For workers.
class GuestChange
{
public:
    explicit GuestChange(const GuestParts &parts)
        : m_parts(parts)
    {}

    //! Of all that ends in run().
    void registerRecovery(TaskRunner &tasks) const;

    Result<Api::Plan> plan(const QString &uuid, const Api::GuestSet &wish) const;
    Result<Api::GuestRef> run(TaskContext &context, const Api::GuestSet &wish) const;

private:
    struct Step
    {
        GuestDocument before;
        Api::GuestConfig after;
        Api::GuestState state = Api::GuestState::Unknown;
    };

    Result<Step> prepare(const QString &uuid, const Api::GuestSet &wish,
                         const TaskContext &context) const;
    Result<void> checkStep(const Step &step) const;
    static QStringList stepsFor(const Step &step);
    Result<void> tellImpact(const Step &step, Api::Plan &plan) const;
    void tellPending(const QString &uuid, const Step &step, TaskContext &context) const;
    Result<TaskRecovery> recover(const TaskRecord &record) const;
    Result<void> redefine(const Step &step, Rollback &rollback) const;

    GuestParts m_parts;
};

} // namespace Atoll
