// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tokens.h"

#include <cmath>

namespace Atoll {
namespace {

template <size_t count>
std::array<QColor, count> fromRgb(const std::array<QRgb, count> &values)
{
    std::array<QColor, count> colors;
    for (size_t i = 0; i < values.size(); ++i)
        colors[i] = QColor::fromRgb(values[i]);
    return colors;
}

double linear(double channel)
{
    return channel <= 0.03928 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &color)
{
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF())
           + 0.0722 * linear(color.blueF());
}

} // namespace

const Colors &lightColors()
{
    static const Colors colors = fromRgb<kTokenCount>({
        0xf3f5f6, 0xffffff, 0xe9edee, 0xdce2e4, 0xccd4d7,                     // surfaces, line
        0x152023, 0x3f4d53, 0x55636a,                                         // text
        0x0b6b6b, 0xffffff, 0xd3e9e7,                                         // accent, selection
        0x24713a, 0x865400, 0xb3261e, 0x1d5fa6,                               // status
        0x0b7571, 0x2460a7, 0x6b4ab0, 0xa2337a, 0xa34e06, 0x67670a, 0x2c7438, // series
        0x52616b,
    });
    return colors;
}

const Colors &darkColors()
{
    static const Colors colors = fromRgb<kTokenCount>({
        0x14191b, 0x1b2124, 0x242c30, 0x313b40, 0x38444a, //
        0xe7edef, 0xb6c2c7, 0x98a6ac,                     //
        0x45bdb4, 0x06201f, 0x1a3e3e,                     //
        0x6cc07f, 0xe0b04c, 0xf28d83, 0x7bb2ec,           //
        0x45bdb4, 0x74abea, 0xb699ee, 0xe78fc5, 0xe69c5c, 0xc3c05a, 0x80c883, 0xa5b3ba,
    });
    return colors;
}

const TerminalColors &lightTerminalColors()
{
    static const TerminalColors colors = fromRgb<16>({
        0x152023, 0xb3261e, 0x24713a, 0x865400, 0x1d5fa6, 0xa2337a, 0x0b7571, 0x5f6c72, //
        0x55636a, 0xc62828, 0x2c7d36, 0x8f5a00, 0x1565c0, 0xab2f8f, 0x00757f, 0x2b373c, // bright
    });
    return colors;
}

const TerminalColors &darkTerminalColors()
{
    static const TerminalColors colors = fromRgb<16>({
        0x2b3439, 0xf28d83, 0x6cc07f, 0xe0b04c, 0x74abea, 0xe78fc5, 0x45bdb4, 0xc9d3d7, //
        0x8f9da4, 0xffa8a0, 0x8fdc9f, 0xf5cd76, 0x9cc6fb, 0xf7afdb, 0x74d9d1, 0xffffff, // bright
    });
    return colors;
}

double contrast(const QColor &a, const QColor &b)
{
    const double first = luminance(a);
    const double second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

} // namespace Atoll
