// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "qemuguest.h"

namespace Atoll::Console {

//! A second graphics card, which screendump() knows as "second".
inline const QString kSecondCard = QStringLiteral("secondary-vga,id=second,addr=5");

//! Two cards with a picture each: 320 × 200, and 640 × 480 as painted().
std::unique_ptr<QemuGuest> withTwoCards();
//! A QXL with two heads in a surface as painted(1280 × 480): 800 × 480 at 0,0 and 480 × 300 at
//! 800,100.
std::unique_ptr<QemuGuest> withTwoHeads();
//! Has no tablet but a mouse that tells movements; its bytes come on the serial port as "08 05 FB
//! ".
std::unique_ptr<QemuGuest> withMouse();
QImage painted(const QSize &size);

} // namespace Atoll::Console
