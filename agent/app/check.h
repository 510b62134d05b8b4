// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "config.h"

#include <api/node.h>
#include <system/processrunner.h>

namespace Atoll {

//! Looks for every engine that the agent can use: present and usable, which version, and if not how
//! to get it. Blocks: for `atolld check` and workers.
QList<Api::EngineInfo> checkEngines(const Config &config, ProcessRunner &runner);
//! All but libvirt, of which a running agent knows more than a check can.
QList<Api::EngineInfo> checkPrograms(ProcessRunner &runner);

//! What `atolld check` prints, and whether a node can run guests with what is there.
struct CheckReport
{
    QString text;
    bool isUsable = false;
};
CheckReport formatCheck(const QList<Api::EngineInfo> &engines);

} // namespace Atoll
