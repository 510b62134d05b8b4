// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "reflow.h"

#include <algorithm>

namespace Atoll::Terminal {

std::vector<Line> wrapLine(std::vector<Cell> cells, int columns)
{
    std::vector<Line> pieces;
    const auto width = size_t(std::max(columns, 2));
    size_t begin = 0;
    while (cells.size() - begin > width) {
        size_t end = begin + width;
        if (cells[end].style.attributes & WideTail)
            --end;
        pieces.push_back(
            {{cells.begin() + qsizetype(begin), cells.begin() + qsizetype(end)}, true});
        begin = end;
    }
    cells.erase(cells.begin(), cells.begin() + qsizetype(begin));
    pieces.push_back({std::move(cells), false});
    return pieces;
}

} // namespace Atoll::Terminal
