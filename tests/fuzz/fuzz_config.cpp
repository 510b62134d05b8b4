// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fuzzinput.h"

#include <app/config.h>

using namespace Atoll;

// An administrator's agent.toml: what is accepted is in its limits, and an error says where it is.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    const auto config = Config::parse(fuzzInput(data, size), QStringLiteral("agent.toml"));
    if (!config) {
        if (!config.error().text.startsWith(QLatin1StringView("agent.toml"))) {
            qFatal("an error does not name the file");
        }
        return 0;
    }
    if (config->taskWorkers < 1 || config->taskWorkers > 64 || config->listenAddress.isNull()
        || config->nodeName.isEmpty() || config->clusterName.isEmpty()
        || config->storagePath.isEmpty()) {
        qFatal("an impossible configuration was accepted");
    }
    return 0;
}
