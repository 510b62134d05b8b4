// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "screen.h"

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
void connectSizes(VTermStateCallbacks &callbacks)
{
    callbacks.resize = [](int rows, int columns, VTermStateFields *fields, void *user) {
        const Place place =
            static_cast<Owner *>(user)->resized(rows, columns, {fields->pos.row, fields->pos.col});
        fields->pos = {place.row, place.column};
        return 1;
    };
    callbacks.sb_clear = [](void *user) {
        static_cast<Owner *>(user)->scrollbackCleared();
        return 1;
    };
}

#else

inline void appendText(QByteArray &text, const VTermValue &value) { text = value.string; }

template <class Owner>
void connectSizes(VTermStateCallbacks &callbacks)
{
    callbacks.resize = [](int rows, int columns, VTermPos *delta, void *user) {
        auto *owner = static_cast<Owner *>(user);
        const Place before = owner->cursorPlace();
        const Place after = owner->resized(rows, columns, before);
        *delta = {after.row - before.row, after.column - before.column};
        return 1;
    };
}

#endif

} // namespace Atoll::Terminal::Compat
