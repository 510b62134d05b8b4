// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace Atoll {

class Registry;
class RrdStore;

//! Answers metrics.history. Who watches what is the sessions' business, in the server.
void registerMetricsMethods(Registry &registry, RrdStore &history);

} // namespace Atoll
