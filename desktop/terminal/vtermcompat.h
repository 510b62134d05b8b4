// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "screen.h"

#include <QByteArray>

#include <vterm.h>

#include <algorithm>

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
        auto *owner = static_cast<Owner *>(user);
        const Place before{fields->pos.row, fields->pos.col};
        const bool isBehindEdge = owner->isBehindEdge(before);
        Place after = owner->resized(rows, columns, before);
        // libvterm goes one further afterwards when it had stood behind the edge.
        if (isBehindEdge)
            after = after.column > 0 ? Place{after.row, after.column - 1}
                                     : Place{std::max(after.row - 1, 0), columns - 1};
        fields->pos = {after.row, after.column};
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
        Place before = owner->cursorPlace();
        const bool isBehindEdge = owner->isBehindEdge(before);
        const Place after = owner->resized(rows, columns, before);
        // libvterm goes one further first when it had stood behind an edge that is gone.
        if (isBehindEdge && before.column < columns - 1)
            ++before.column;
        *delta = {after.row - before.row, after.column - before.column};
        return 1;
    };
}

#endif

} // namespace Atoll::Terminal::Compat
