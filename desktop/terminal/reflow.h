// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cell.h"

namespace Atoll::Terminal {

//! Breaks one line, joined of all that wrapped, into pieces of at most `columns` cells; a wide
//! character is never cut. At least one piece, all but the last marked as wrapped.
std::vector<Line> wrapLine(std::vector<Cell> cells, int columns);

} // namespace Atoll::Terminal
