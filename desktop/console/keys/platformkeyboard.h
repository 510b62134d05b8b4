// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "scancodes.h"

#include <QString>

#include <memory>

QT_BEGIN_NAMESPACE
class QKeyEvent;
class QWindow;
QT_END_NAMESPACE

namespace Atoll::Console {

//! What differs between window systems: the number of a key, and taking every key away from the
//! window manager. One file per platform. GUI thread.
class PlatformKeyboard
{
public:
    virtual ~PlatformKeyboard() = default;

    //! The key as it lies on the keyboard, whatever the layout; scancode 0 when it is not known.
    virtual KeyCode keyCode(const QKeyEvent &event) const = 0;
    //! True when from now on really every key comes to `window`.
    virtual bool grab(QWindow &window) = 0;
    virtual void release(QWindow &window) = 0;
    //! What stays with the desktop in spite of a grab; empty when nothing does.
    virtual QString limits() const = 0;

    static std::unique_ptr<PlatformKeyboard> create();
};

} // namespace Atoll::Console
