// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "guestdocuments.h"

#include <api/guestclone.h>
#include <tasks/taskrunner.h>

namespace Atoll {

//! guest.template.make and guest.template.unmake: the document says it, then volumes follow, which
//! can be repeated. For workers.
class GuestTemplate
{
public:
    explicit GuestTemplate(const GuestParts &parts)
        : m_parts(parts)
    {}

    void registerRecovery(TaskRunner &tasks) const;

    Result<Api::Plan> plan(const QString &uuid, bool makes) const;
    Result<Api::Nothing> run(TaskContext &context, bool makes) const;

private:
    Result<GuestDocument> prepare(const QString &uuid, bool makes) const;
    Result<void> protect(const Api::GuestConfig &config, bool isReadOnly) const;

    GuestParts m_parts;
};

} // namespace Atoll
