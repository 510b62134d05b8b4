// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fuzzinput.h"

#include <terminal/emulator.h>
#include <terminal/logicalline.h>
#include <terminal/selection.h>

using namespace Atoll::Terminal;

namespace {

void check(const Emulator &emulator)
{
    const Screen &screen = emulator.screen();
    const Place cursor = emulator.cursor().place;
    if (cursor.row < 0 || cursor.row >= screen.rows() || cursor.column < 0
        || cursor.column >= screen.columns())
        qFatal("the cursor is outside of the screen");
    for (int row = 0; row < screen.rows(); ++row) {
        const std::vector<Cell> &cells = screen.row(row).cells;
        if (int(cells.size()) != screen.columns())
            qFatal("a row of another width");
        for (const Cell &cell : cells)
            (void)screen.clusters().text(cell.code);
    }
    for (qint64 line = screen.firstLine(); line < screen.endLine(); ++line) {
        if (int(screen.line(line).cells.size()) > screen.columns())
            qFatal("a kept line wider than the screen");
    }
    Selection selection;
    selection.selectAll(screen);
    (void)selection.text(screen);
    (void)linkAt(screen, {screen.topLine(), 0});
    (void)wordAt(screen, {screen.topLine(), screen.columns() - 1});
}

} // namespace

//! The first octets are sizes: the text comes in two parts, with a resize between them and after.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    const QByteArray input = fuzzInput(data, size);
    constexpr qsizetype kSizes = 4;
    if (input.size() < kSizes)
        return 0;
    const auto number = [&](qsizetype at) { return int(quint8(input[at])); };
    Emulator emulator(5, 20);
    emulator.screen().scrollback().setLimit(50);
    const QByteArrayView text = QByteArrayView(input).sliced(kSizes);
    const qsizetype half = text.size() / 2;
    qint64 watched = 3;
    emulator.write(text.first(half));
    check(emulator);
    emulator.resize(number(0) % 40, number(1), &watched);
    check(emulator);
    emulator.write(text.sliced(half));
    check(emulator);
    emulator.resize(number(2) % 40, number(3), &watched);
    check(emulator);
    return 0;
}
