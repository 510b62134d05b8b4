// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "guestchange.h"

namespace Atoll {

//! The ways back: to an earlier version of the configuration, and from what waits for the next
//! start to what runs. Both end in a new version through GuestChange. For workers.
class GuestReversion
{
public:
    explicit GuestReversion(const GuestParts &parts)
        : m_parts(parts)
        , m_change(parts)
    {}

    Result<Api::Plan> plan(const QString &uuid, const Api::GuestRevert &wish) const;
    Result<Api::GuestRef> run(TaskContext &context, const Api::GuestRevert &wish) const;
    Result<Api::Plan> plan(const QString &uuid, const Api::PendingRevert &wish) const;
    Result<Api::GuestRef> run(TaskContext &context, const Api::PendingRevert &wish) const;

private:
    struct Way
    {
        Api::GuestSet set;
        QStringList remarks; //!< what cannot come back
    };

    Result<Way> wayBack(const QString &uuid, const Api::GuestRevert &wish) const;
    Result<Api::GuestConfig> former(const GuestDocument &now, qint64 version) const;
    //! Makes of a former configuration what can be had of it today.
    Result<void> fit(Api::GuestConfig &config, const Api::GuestConfig &now,
                     QStringList &remarks) const;
    Result<bool> fitDisk(Api::DiskConfig &disk, const Api::GuestConfig &now,
                         QStringList &remarks) const;
    Result<Api::GuestSet> toRunning(const QString &uuid, const Api::PendingRevert &wish) const;

    GuestParts m_parts;
    GuestChange m_change;
};

} // namespace Atoll
