// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "waylandhandles.h"

#include <QGuiApplication>
#include <QWindow>

#include <qpa/qplatformnativeinterface.h>

namespace Atoll::Console::WaylandHandles {

#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)

wl_display *display()
{
    const auto *wayland = qGuiApp->nativeInterface<QNativeInterface::QWaylandApplication>();
    return wayland ? wayland->display() : nullptr;
}

wl_seat *seat()
{
    const auto *wayland = qGuiApp->nativeInterface<QNativeInterface::QWaylandApplication>();
    return wayland ? wayland->seat() : nullptr;
}

#else

namespace {

template <class T>
T *resource(const char *name)
{
    QPlatformNativeInterface *native = QGuiApplication::platformNativeInterface();
    return native ? static_cast<T *>(native->nativeResourceForIntegration(name)) : nullptr;
}

} // namespace

wl_display *display() { return resource<wl_display>("wl_display"); }

wl_seat *seat() { return resource<wl_seat>("wl_seat"); }

#endif

// No version has a public way to it.
wl_surface *surface(QWindow &window)
{
    QPlatformNativeInterface *native = QGuiApplication::platformNativeInterface();
    return native ? static_cast<wl_surface *>(native->nativeResourceForWindow("surface", &window))
                  : nullptr;
}

} // namespace Atoll::Console::WaylandHandles
