// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "platformkeyboard.h"

namespace Atoll::Console {

//! Wayland. A client cannot take the compositor's own shortcuts without the protocol
//! keyboard-shortcuts-inhibit, which Qt 6 does not speak: limits() says so.
class WaylandKeyboard final : public PlatformKeyboard
{
public:
    KeyCode keyCode(const QKeyEvent &event) const override;
    bool grab(QWindow &window) override;
    void release(QWindow &window) override;
    QString limits() const override;
};

} // namespace Atoll::Console
