// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "processrunner.h"

namespace Atoll {

//! The real ProcessRunner. A program gets its own process group, which dies as a whole when it is
//! cancelled or late, and does not outlive the agent.
class LocalProcessRunner : public ProcessRunner
{
public:
    Result<ProcessResult> run(const ProcessSpec &spec) override;
};

} // namespace Atoll
