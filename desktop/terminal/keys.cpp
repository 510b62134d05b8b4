// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "keys.h"

#include "emulator.h"

#include <QKeyEvent>

#include <optional>

namespace Atoll::Terminal {
namespace {

std::optional<Key> namedKey(int key)
{
    if (key >= Qt::Key_F1 && key <= Qt::Key_F12)
        return Key(int(Key::F1) + key - Qt::Key_F1);
    switch (key) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return Key::Enter;
    case Qt::Key_Tab:
    case Qt::Key_Backtab:
        return Key::Tab;
    case Qt::Key_Backspace:
        return Key::Backspace;
    case Qt::Key_Escape:
        return Key::Escape;
    case Qt::Key_Up:
        return Key::Up;
    case Qt::Key_Down:
        return Key::Down;
    case Qt::Key_Left:
        return Key::Left;
    case Qt::Key_Right:
        return Key::Right;
    case Qt::Key_Insert:
        return Key::Insert;
    case Qt::Key_Delete:
        return Key::Delete;
    case Qt::Key_Home:
        return Key::Home;
    case Qt::Key_End:
        return Key::End;
    case Qt::Key_PageUp:
        return Key::PageUp;
    case Qt::Key_PageDown:
        return Key::PageDown;
    default:
        return {};
    }
}

//! What Ctrl makes of a key: the lower five bits, as ever. Not left to libvterm, which gives some
//! letters a new form that old programs do not know.
std::optional<QChar> control(int key)
{
    if (key >= Qt::Key_A && key <= Qt::Key_Z)
        return QChar(key - Qt::Key_A + 1);
    switch (key) {
    case Qt::Key_Space:
    case Qt::Key_At:
    case Qt::Key_2:
        return QChar(0);
    case Qt::Key_BracketLeft:
    case Qt::Key_3:
        return QChar(0x1b);
    case Qt::Key_Backslash:
    case Qt::Key_4:
        return QChar(0x1c);
    case Qt::Key_BracketRight:
    case Qt::Key_5:
        return QChar(0x1d);
    case Qt::Key_AsciiCircum:
    case Qt::Key_6:
        return QChar(0x1e);
    case Qt::Key_Underscore:
    case Qt::Key_Slash:
    case Qt::Key_7:
        return QChar(0x1f);
    case Qt::Key_8:
        return QChar(0x7f);
    default:
        return {};
    }
}

} // namespace

bool isOurs(const QKeyEvent &event)
{
    const Qt::KeyboardModifiers modifiers =
        event.modifiers() & ~(Qt::KeypadModifier | Qt::GroupSwitchModifier);
    const int key = event.key();
    if (modifiers == (Qt::ControlModifier | Qt::ShiftModifier) || key == Qt::Key_F11)
        return true;
    if (modifiers == Qt::ShiftModifier)
        return key == Qt::Key_PageUp || key == Qt::Key_PageDown || key == Qt::Key_Home
               || key == Qt::Key_End || key == Qt::Key_Insert;
    return false;
}

bool sendKey(Emulator &emulator, const QKeyEvent &event)
{
    Qt::KeyboardModifiers modifiers = event.modifiers();
    modifiers &= Qt::ShiftModifier | Qt::ControlModifier | Qt::AltModifier;
    if (const std::optional<Key> key = namedKey(event.key())) {
        if (event.key() == Qt::Key_Backtab)
            modifiers |= Qt::ShiftModifier;
        // These have no modified form that programs know, but Alt puts an Escape before them.
        if (*key == Key::Enter || *key == Key::Escape || *key == Key::Backspace)
            modifiers &= Qt::AltModifier;
        if (*key == Key::Tab)
            modifiers &= Qt::ShiftModifier;
        if (*key == Key::Backspace && event.modifiers() & Qt::ControlModifier)
            emulator.sendText(u"\b", modifiers);
        else if (modifiers == Qt::AltModifier && *key <= Key::Escape)
            emulator.sendText(*key == Key::Enter       ? u"\r"
                              : *key == Key::Backspace ? u"\x7f"
                                                       : u"\x1b",
                              modifiers);
        else
            emulator.sendKey(*key, modifiers);
        return true;
    }
    // AltGr comes as Ctrl+Alt on some systems, with a text that is no control character.
    const QString text = event.text();
    const bool isText = !text.isEmpty() && text.front() >= u' ' && text.front() != u'\x7f';
    if (modifiers.testFlag(Qt::ControlModifier) && !(isText && modifiers & Qt::AltModifier)) {
        const std::optional<QChar> code = control(event.key());
        if (code)
            emulator.sendText(QStringView(&*code, 1), modifiers);
        return code.has_value();
    }
    if (!isText)
        return false;
    emulator.sendText(text, modifiers & ~Qt::ControlModifier);
    return true;
}

} // namespace Atoll::Terminal
