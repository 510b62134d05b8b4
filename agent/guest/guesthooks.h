// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "guestparts.h"

namespace Atoll {

class TaskContext;

//! An administrator's program that is run around start and stop: PROGRAM ID PHASE. For workers.
class GuestHooks
{
public:
    enum class Phase { BeforeStart, AfterStart, BeforeStop, AfterStop };

    explicit GuestHooks(const GuestParts &parts)
        : m_parts(parts)
    {}

    //! Nothing when the guest has no script. Only a failure before the start is an error; others
    //! are in the task's log.
    Result<void> run(const QString &uuid, Phase phase, TaskContext &context) const;

private:
    GuestParts m_parts;
};

} // namespace Atoll
