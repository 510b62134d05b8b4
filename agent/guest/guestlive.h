// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "guestparts.h"
#include "kvm/configdiff.h"

namespace Atoll {

class Rollback;
class TaskContext;
class TaskRunner;

//! Changes of running guests, and what of a change has to wait for the next start. For workers.
class GuestLive
{
public:
    explicit GuestLive(const GuestParts &parts)
        : m_parts(parts)
    {}

    //! Taking the steps back, also after a restart of the agent.
    void registerRecovery(TaskRunner &tasks) const;

    //! Makes the running guest what its definition says, within `scope`. What the engine cannot do
    //! is left to the next start; what fails takes back what was done.
    Result<void> apply(const QString &uuid, const Kvm::LiveScope &scope, TaskContext &context,
                       Rollback &rollback) const;

    struct Forecast
    {
        QList<Kvm::LiveStep> steps;
        QList<Api::PendingChange> pending; //!< afterwards
    };
    //! What apply() would do when the definition became `wanted`.
    Result<Forecast> forecast(const QString &uuid, const QString &wanted,
                              const Kvm::LiveScope &scope) const;

    //! How the guest runs, with disks as a document names them; none when it does not run.
    Result<std::optional<Api::GuestConfig>> running(const QString &uuid) const;
    Result<QList<Api::PendingChange>> pending(const QString &uuid) const;

private:
    Result<bool> isRunning(const QString &uuid) const;
    Result<void> goBack(const QString &uuid, const QString &formerXml, TaskContext &context) const;

    GuestParts m_parts;
};

} // namespace Atoll
