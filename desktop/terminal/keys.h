// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

QT_BEGIN_NAMESPACE
class QKeyEvent;
QT_END_NAMESPACE

namespace Atoll::Terminal {

class Emulator;

//! Ctrl+Shift+… and what other terminals keep for themselves: zoom, paste, scrolling, full screen.
//! All else belongs to the program, also what is a shortcut elsewhere.
bool isOurs(const QKeyEvent &event);
//! False: the key says nothing to a program.
bool sendKey(Emulator &emulator, const QKeyEvent &event);

} // namespace Atoll::Terminal
