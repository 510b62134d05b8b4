// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "platformkeyboard_wayland.h"

#include <QCoreApplication>
#include <QKeyEvent>

namespace Atoll::Console {

KeyCode WaylandKeyboard::keyCode(const QKeyEvent &event) const
{
    constexpr quint32 kXkbOffset = 8; // Qt adds it to what the compositor sends
    const quint32 code = event.nativeScanCode();
    if (code <= kXkbOffset)
        return keyCodeFromQt(event.key());
    return {event.nativeVirtualKey(), scancodeFromEvdev(code - kXkbOffset)};
}

bool WaylandKeyboard::grab(QWindow &window)
{
    Q_UNUSED(window)
    return false;
}

void WaylandKeyboard::release(QWindow &window) { Q_UNUSED(window) }

QString WaylandKeyboard::limits() const
{
    return QCoreApplication::translate(
        "Console", "On Wayland the desktop keeps its own shortcuts (Alt+Tab, Super)");
}

} // namespace Atoll::Console
