// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

#include <vterm.h>

//! All that differs between libvterm 0.1 (Debian 12) and 0.3 (Debian 13).
namespace Atoll::Terminal::Compat {

#if VTERM_VERSION_MINOR >= 3

inline void appendText(QByteArray &text, const VTermValue &value)
{
    if (value.string.initial)
        text.clear();
    text.append(value.string.str, qsizetype(value.string.len));
}

template <class Owner>
void connectClear(VTermStateCallbacks &callbacks)
{
    callbacks.sb_clear = [](void *user) {
        static_cast<Owner *>(user)->scrollbackCleared();
        return 1;
    };
}

#else

inline void appendText(QByteArray &text, const VTermValue &value) { text = value.string; }

//! 0.1 does not tell that a program asks for it.
template <class Owner>
void connectClear(VTermStateCallbacks &)
{}

#endif

} // namespace Atoll::Terminal::Compat
