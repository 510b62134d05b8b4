// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringList>

namespace Atoll::Bench {

//! Our terminal with `command` on a pseudo terminal of its own; ends with the command.
int runTerminal(int argc, char **argv, const QStringList &command);

} // namespace Atoll::Bench
