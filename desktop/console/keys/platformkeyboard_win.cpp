// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "platformkeyboard.h"

#include <QCoreApplication>
#include <QKeyEvent>

namespace Atoll::Console {

namespace {

//! Windows; the grab of the system's own shortcuts is not written yet, and limits() says so.
class WindowsKeyboard final : public PlatformKeyboard
{
public:
    KeyCode keyCode(const QKeyEvent &event) const override;
    bool grab(QWindow &window) override;
    void release(QWindow &window) override;
    QString limits() const override;
};

KeyCode WindowsKeyboard::keyCode(const QKeyEvent &event) const
{
    const quint32 code = event.nativeScanCode();
    return code ? KeyCode{0, scancodeFromSet1(code)} : keyCodeFromQt(event.key());
}

bool WindowsKeyboard::grab(QWindow &window)
{
    Q_UNUSED(window)
    return false;
}

void WindowsKeyboard::release(QWindow &window) { Q_UNUSED(window) }

QString WindowsKeyboard::limits() const
{
    return QCoreApplication::translate("Console", "On Windows the system keeps its own shortcuts");
}

} // namespace

std::unique_ptr<PlatformKeyboard> PlatformKeyboard::create()
{
    return std::make_unique<WindowsKeyboard>();
}

} // namespace Atoll::Console
