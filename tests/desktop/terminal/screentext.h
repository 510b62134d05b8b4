// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <terminal/emulator.h>
#include <terminal/logicalline.h>

#include <QStringList>

namespace Atoll::Terminal {

//! The rows of the screen without the empty ones at its end.
inline QStringList screenText(const Emulator &emulator)
{
    QStringList rows;
    for (int row = 0; row < emulator.screen().rows(); ++row)
        rows +=
            textOf(emulator.screen(), emulator.screen().row(row), 0, emulator.screen().columns());
    while (!rows.isEmpty() && rows.last().isEmpty())
        rows.removeLast();
    return rows;
}

//! All that is kept, the oldest first.
inline QStringList historyText(const Emulator &emulator)
{
    QStringList lines;
    const Screen &screen = emulator.screen();
    for (qint64 line = screen.firstLine(); line < screen.topLine(); ++line)
        lines += textOf(screen, screen.line(line), 0, screen.columns());
    return lines;
}

} // namespace Atoll::Terminal
