// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cell.h"

#include <QByteArray>

namespace Atoll::Terminal {

//! One line as bytes: flags, number of cells, UTF-8 text, and runs of styles where it has any.
//! Our own bytes of our own memory: never of strangers.
namespace LineCodec {

void append(QByteArray &out, const Line &line, const Clusters &clusters);
Line decode(QByteArrayView bytes, Clusters &clusters);
bool isWrapped(QByteArrayView bytes);
qsizetype cellCount(QByteArrayView bytes);

} // namespace LineCodec

//! How many cells of it say anything: what was never written at its end does not count, nor do
//! blanks of a line that ends there.
size_t usedCells(const Line &line);

} // namespace Atoll::Terminal
