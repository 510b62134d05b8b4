// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#include <vector>

namespace Atoll::Bench {

inline constexpr int kWidth = 1920;
inline constexpr int kHeight = 1080;
//! Different ones; they follow each other in a circle.
inline constexpr int kFrames = 12;

using Pixels = std::vector<quint32>; //!< 0x00RRGGBB, kWidth × kHeight

//! Above a moving photo-like field, below windows and text of few colours, last a noisy gradient.
//! A block of the frame's own colour lies around kEye.
Pixels paintFrame(int number);

//! Where a frame is told from the others; its block reaches so far that a menu bar may move it.
inline constexpr int kEyeX = 960;
inline constexpr int kEyeY = 500;

//! The number of the frame with this colour in its block, as far as compression leaves it; -1:
//! none.
int frameOfColour(quint32 colour);

} // namespace Atoll::Bench
