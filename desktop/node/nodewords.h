// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <api/node.h>
#include <theme/icons.h>

//! Nodes in the user's language. GUI thread.
namespace Atoll::NodeWords {

QString state(Api::NodeState state);
//! "Online for 3 d 2 h"
QString stateLine(const Api::NodeInfo &node);
Overlay overlay(const Api::NodeInfo &node);
//! "Ready" or the problem.
QString engineLine(const Api::EngineInfo &engine);

} // namespace Atoll::NodeWords
