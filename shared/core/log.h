// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QLoggingCategory>

namespace Atoll {

//! Sends Qt's and our messages to standard error, with journald's priority prefix ("<3>") when the
//! process runs under systemd (JOURNAL_STREAM is set), else with time and category.
void installLogHandler();

} // namespace Atoll
