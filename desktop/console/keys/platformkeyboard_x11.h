// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "platformkeyboard.h"

namespace Atoll::Console {

//! X11; also what tests run on.
class X11Keyboard final : public PlatformKeyboard
{
public:
    KeyCode keyCode(const QKeyEvent &event) const override;
    bool grab(QWindow &window) override;
    void release(QWindow &window) override;
    QString limits() const override { return {}; }
};

} // namespace Atoll::Console
