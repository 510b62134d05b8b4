// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "platformkeyboard_wayland.h"
#include "platformkeyboard_x11.h"

#include <QGuiApplication>

namespace Atoll::Console {

std::unique_ptr<PlatformKeyboard> PlatformKeyboard::create()
{
    if (QGuiApplication::platformName().startsWith(QLatin1String("wayland")))
        return std::make_unique<WaylandKeyboard>();
    return std::make_unique<X11Keyboard>();
}

} // namespace Atoll::Console
