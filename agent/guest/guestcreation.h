// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "guestdefinition.h"

#include <api/guest.h>
#include <tasks/taskrunner.h>

namespace Atoll {

//! guest.create and guest.adopt: both end with a document and a definition that carries its id.
//! All functions are for workers. Steps are noted before they are made, so that an agent that was
//! killed on the way leaves neither half a guest nor a volume behind.
class GuestCreation
{
public:
    explicit GuestCreation(const GuestParts &parts)
        : m_parts(parts)
    {}

    //! Undoing of the steps, and what became of a creation that was cut short.
    void registerRecovery(TaskRunner &tasks) const;

    Result<Api::Plan> planCreate(const Api::GuestCreate &wish) const;
    Result<Api::GuestRef> create(TaskContext &context, const Api::GuestCreate &wish) const;
    Result<Api::Plan> planAdopt(const QString &uuid) const;
    Result<Api::GuestRef> adopt(TaskContext &context) const;

    Result<void> checkCreate(const Api::GuestConfig &config) const;
    // Steps of every way to make a guest whose id is reserved and whose volumes are there.
    Result<void> makeDocument(const Api::GuestConfig &config, TaskContext &context,
                              Rollback &rollback) const;
    Result<void> makeDomain(const Api::GuestConfig &config, TaskContext &context,
                            Rollback &rollback) const;

private:
    Result<Api::GuestConfig> readForeign(const QString &uuid) const;
    Result<TaskRecovery> recover(TaskContext &context, const TaskRecord &record) const;

    GuestParts m_parts;
};

} // namespace Atoll
