// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "platformkeyboard.h"
#include "shortcutinhibitor.h"

namespace Atoll::Console {

//! Wayland. The compositor lets its own shortcuts through where it speaks the protocol
//! keyboard-shortcuts-inhibit; elsewhere limits() says that they stay with the desktop.
class WaylandKeyboard final : public PlatformKeyboard
{
public:
    WaylandKeyboard();

    KeyCode keyCode(const QKeyEvent &event) const override;
    bool grab(QWindow &window) override;
    void release(QWindow &window) override;
    QString limits() const override;
    //! The compositor has confirmed the grab; it may take a while, or the user may have said no.
    bool isGrabActive() const { return m_inhibitor && m_inhibitor->isActive(); }

private:
    std::unique_ptr<ShortcutInhibitor> m_inhibitor;
};

} // namespace Atoll::Console
