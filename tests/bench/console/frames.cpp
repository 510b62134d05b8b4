// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "frames.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

namespace Atoll::Bench {
namespace {

constexpr int kBlock = 300; //!< across
constexpr int kBlockHeight = 200;

//! Far enough from each other for JPEG.
constexpr std::array<quint32, kFrames> kColours{0x202020, 0xe02020, 0x20e020, 0x2020e0,
                                                0xe0e020, 0xe020e0, 0x20e0e0, 0xe0e0e0,
                                                0x802020, 0x208020, 0x202080, 0x808080};

} // namespace

Pixels paintFrame(int number)
{
    Pixels pixels(size_t(kWidth) * kHeight);
    const int t = number * 9;
    for (int y = 0; y < kHeight; ++y) {
        for (int x = 0; x < kWidth; ++x) {
            quint32 colour = 0;
            if (std::abs(x - kEyeX) < kBlock / 2 && std::abs(y - kEyeY) < kBlockHeight / 2) {
                colour = kColours[size_t(number % kFrames)];
            } else if (y < kHeight / 2) {
                const auto red = quint32(127 + 120 * std::sin((x + t) * 0.011));
                const auto green = quint32(127 + 120 * std::sin((y - t) * 0.017 + x * 0.003));
                colour = red << 16 | green << 8 | ((red + green) / 2 + quint32(x * y % 7));
            } else if (y < kHeight * 3 / 4) {
                const bool ink = ((x + t) / 2 * 7 + y / 2 * 13) % 11 < 3 && (y + t) % 18 > 5;
                colour = ink ? 0x202428 : (x + t) / 400 % 2 ? 0xf4f5f7 : 0xffffff;
            } else {
                colour = quint32((x + t) / 8 & 255) << 16 | quint32((y + t) / 4 & 255) << 8
                         | quint32((x * 31 + y * 17 + t) & 15);
            }
            pixels[size_t(y) * kWidth + size_t(x)] = colour;
        }
    }
    return pixels;
}

int frameOfColour(quint32 colour)
{
    constexpr int kBlur = 40;
    for (size_t i = 0; i < kColours.size(); ++i) {
        int farthest = 0;
        for (const int shift : {0, 8, 16})
            farthest = std::max(
                farthest, std::abs(int(colour >> shift & 255) - int(kColours[i] >> shift & 255)));
        if (farthest < kBlur)
            return int(i);
    }
    return -1;
}

} // namespace Atoll::Bench
