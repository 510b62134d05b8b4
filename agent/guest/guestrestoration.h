// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "deletedguests.h"
#include "guestdefinition.h"

#include <tasks/taskrunner.h>

namespace Atoll {

//! guest.deleted.restore: the document comes back, then the definition. For workers.
class GuestRestoration
{
public:
    explicit GuestRestoration(const GuestParts &parts)
        : m_parts(parts)
    {}

    void registerRecovery(TaskRunner &tasks) const;

    Result<Api::Plan> plan(const Api::DeletedRestore &wish) const;
    Result<Api::GuestRef> run(TaskContext &context, const Api::DeletedRestore &wish) const;

private:
    Result<void> check(const DeletedRecord &record) const;
    QStringList remarks(const DeletedRecord &record) const;
    Result<void> define(const DeletedRecord &record, TaskContext &context) const;

    GuestParts m_parts;
};

} // namespace Atoll
