// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "guestdocuments.h"

namespace Atoll {

//! The engine's own records of internal snapshots, which it forgets with the definition: without
//! them, what the disks of a deleted guest hold could not be reached after it is restored.
//! For workers.
class EngineSnapshots
{
public:
    explicit EngineSnapshots(const GuestParts &parts)
        : m_parts(parts)
    {}

    //! Copies them into the guest's document of snapshots, before its definition goes.
    Result<void> keep(const Api::GuestConfig &config, const TaskContext &context) const;
    //! Tells them to the engine again, under the guest's present name. May be repeated.
    Result<void> bringBack(const Api::GuestConfig &config, const TaskContext &context) const;

private:
    GuestParts m_parts;
};

} // namespace Atoll
