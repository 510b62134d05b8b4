// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <vector>

namespace Atoll {

//! Rows that follow each other, as models announce them.
struct RowRange
{
    int first;
    int last;
};

// Above this many ranges in one parent, laying all of it out anew is cheaper for the views.
inline constexpr std::size_t kMostRanges = 8;

//! Rows come in order.
inline void extend(std::vector<RowRange> &ranges, int row)
{
    if (!ranges.empty() && ranges.back().last == row - 1)
        ranges.back().last = row;
    else
        ranges.push_back({row, row});
}

} // namespace Atoll
