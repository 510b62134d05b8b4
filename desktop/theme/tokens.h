// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QColor>

#include <array>

namespace Atoll {

//! Every colour the desktop uses, by meaning. Widgets name tokens, never colours.
enum class Token : quint8 {
    Surface0, //!< window
    Surface1, //!< views, cards, fields
    Surface2, //!< bars, headers, hover
    Surface3, //!< pressed, tracks of bars
    Line,
    Text1, //!< what is read
    Text2, //!< labels, icons
    Text3, //!< remarks, placeholders
    Accent,
    OnAccent, //!< text on accent
    Selection,
    Ok,
    Warning,
    Error,
    Info,
    Series1,
    Series2,
    Series3,
    Series4,
    Series5,
    Series6,
    Series7,
    Series8,
};
inline constexpr int kTokenCount = int(Token::Series8) + 1;

using Colors = std::array<QColor, kTokenCount>;

const Colors &lightColors();
const Colors &darkColors();

//! The 16 colours that programs in a terminal name: black, red, green, yellow, blue, magenta, cyan,
//! white, and the same bright. All but black can be read on Surface1; in the light theme "white" is
//! a grey for that.
using TerminalColors = std::array<QColor, 16>;
const TerminalColors &lightTerminalColors();
const TerminalColors &darkTerminalColors();

//! WCAG 2.1 contrast of two opaque colours, 1 to 21.
double contrast(const QColor &a, const QColor &b);

} // namespace Atoll
