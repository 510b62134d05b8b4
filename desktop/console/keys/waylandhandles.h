// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

QT_BEGIN_NAMESPACE
class QWindow;
QT_END_NAMESPACE

struct wl_display;
struct wl_seat;
struct wl_surface;

//! Qt's own Wayland objects, which stay Qt's. The one place that asks Qt for them: the way to them
//! differs between versions. All are null on another platform. GUI thread.
namespace Atoll::Console::WaylandHandles {

wl_display *display();
wl_seat *seat();
wl_surface *surface(QWindow &window);

} // namespace Atoll::Console::WaylandHandles
