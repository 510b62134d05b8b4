// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "platformkeyboard_wayland.h"

#include <QCoreApplication>
#include <QKeyEvent>

namespace Atoll::Console {

WaylandKeyboard::WaylandKeyboard()
    : m_inhibitor(ShortcutInhibitor::create())
{}

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
    if (m_inhibitor)
        m_inhibitor->inhibit(window);
    return isGrabActive();
}

void WaylandKeyboard::release(QWindow &)
{
    if (m_inhibitor)
        m_inhibitor->stop();
}

QString WaylandKeyboard::limits() const
{
    if (m_inhibitor && m_inhibitor->isSupported())
        return {};
    return QCoreApplication::translate(
        "Console", "On Wayland the desktop keeps its own shortcuts (Alt+Tab, Super)");
}

} // namespace Atoll::Console
