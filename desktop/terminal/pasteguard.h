// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace Atoll::Terminal {

//! What a text would do that is more than typing a few words: a pasted line runs at once.
struct PasteRisk
{
    qsizetype lines = 0;
    bool endsLines = false;   //!< at least one of them runs
    bool hasControls = false; //!< characters that are no text, for example Escape
    bool asks() const { return endsLines || hasControls; }
};

PasteRisk pasteRisk(const QString &text);
//! Lines become spaces, other control characters go.
QString asOneLine(const QString &text);
//! Control characters as pictures, so that one sees what is pasted.
QString visibleControls(const QString &text);

} // namespace Atoll::Terminal
