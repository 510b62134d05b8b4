// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "platformkeyboard.h"

#include <QCoreApplication>
#include <QKeyEvent>

namespace Atoll::Console {

namespace {

//! macOS; the grab of the system's own shortcuts is not written yet, and limits() says so.
class MacKeyboard final : public PlatformKeyboard
{
public:
    KeyCode keyCode(const QKeyEvent &event) const override;
    bool grab(QWindow &window) override;
    void release(QWindow &window) override;
    QString limits() const override;
};

KeyCode MacKeyboard::keyCode(const QKeyEvent &event) const
{
    // Virtual key codes are no scancodes; until there is a table only named keys have one.
    return keyCodeFromQt(event.key());
}

bool MacKeyboard::grab(QWindow &window)
{
    Q_UNUSED(window)
    return false;
}

void MacKeyboard::release(QWindow &window) { Q_UNUSED(window) }

QString MacKeyboard::limits() const
{
    return QCoreApplication::translate("Console", "On macOS the system keeps its own shortcuts");
}

} // namespace

std::unique_ptr<PlatformKeyboard> PlatformKeyboard::create()
{
    return std::make_unique<MacKeyboard>();
}

} // namespace Atoll::Console
