// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <memory>

#include <QtGlobal>

QT_BEGIN_NAMESPACE
class QWindow;
QT_END_NAMESPACE

namespace Atoll::Console {

//! Asks the Wayland compositor to let its own shortcuts through to a window (protocol
//! keyboard-shortcuts-inhibit-unstable-v1). Answers of the compositor come while Qt turns its event
//! loop; nothing here waits for them. One window at a time. GUI thread.
class ShortcutInhibitor
{
public:
    //! Null where Qt does not run on Wayland, or the program was built without the protocol.
    static std::unique_ptr<ShortcutInhibitor> create();
    virtual ~ShortcutInhibitor() = default;

    //! The compositor speaks the protocol. True also while it has not said yet.
    virtual bool isSupported() const = 0;
    //! From now on every key comes to the window that has the inhibitor: the compositor said so.
    virtual bool isActive() const = 0;
    virtual void inhibit(QWindow &window) = 0;
    virtual void stop() = 0;
};

} // namespace Atoll::Console
