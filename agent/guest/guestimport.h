// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "guestparts.h"

#include <api/guesttransfer.h>
#include <appliance/appliance.h>
#include <tasks/taskcontext.h>

namespace Atoll {

class Rollback;

//! guest.import: a guest of an OVA, an OVF or disk images. The sources are only read; the guest is
//! there when all of it is, or nothing is. For workers.
class GuestImport
{
public:
    explicit GuestImport(const GuestParts &parts)
        : m_parts(parts)
    {}

    Result<Api::ImportProposal> inspect(const Api::ImportSources &wish) const;
    Result<Api::Plan> plan(const Api::GuestImport &wish) const;
    Result<Api::GuestRef> run(TaskContext &context, const Api::GuestImport &wish) const;

    //! The configuration of what was found; pure.
    static Result<Api::GuestConfig> configOf(const Appliance &appliance,
                                             const Api::GuestImport &wish);

private:
    Result<Appliance> open(const QList<Api::VolumeRef> &sources) const;
    Result<Api::GuestConfig> check(const Appliance &appliance, const Api::GuestImport &wish,
                                   const QString &uuid) const;
    Result<void> copyDisks(const Appliance &appliance, Api::GuestConfig &config,
                           TaskContext &context, Rollback &rollback) const;

    GuestParts m_parts;
};

} // namespace Atoll
