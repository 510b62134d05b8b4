// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

namespace Atoll::Console {

//! Bytes R, G, B to pixels 0xffRRGGBB. `from` must have one readable byte behind the last pixel.
void expandRgb(quint32 *to, const uchar *from, int count);

} // namespace Atoll::Console
