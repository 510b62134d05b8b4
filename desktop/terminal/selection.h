// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "logicalline.h"

#include <utility>

namespace Atoll::Terminal {

//! What is selected: by cells, whole words, whole lines, or a block. Follows its text while output
//! arrives, because lines keep their numbers.
class Selection
{
public:
    enum Mode { Cells, Words, Lines, Block };

    bool isEmpty() const { return m_isEmpty; }
    void clear() { m_isEmpty = true; }
    void begin(const Screen &screen, Mode mode, const Spot &spot);
    void extend(const Screen &screen, const Spot &spot);
    void selectAll(const Screen &screen);
    //! First column and one past the last of a line; equal when nothing of it is selected.
    std::pair<int, int> columns(qint64 line, int width) const;
    QString text(const Screen &screen) const;
    const Span &span() const { return m_span; }

private:
    Mode m_mode = Cells;
    Span m_anchor;
    Span m_span;
    Spot m_head;
    bool m_isEmpty = true;
};

} // namespace Atoll::Terminal
