// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#include <chrono>

//! Numbers of the RFB protocol (RFC 6143 and its registry of extensions), and our limits.
namespace Atoll::Console::rfb {

enum Encoding : qint32 {
    Raw = 0,
    CopyRect = 1,
    Hextile = 5,
    Tight = 7,
    Zrle = 16,
    QualityLevel0 = -32,
    Cursor = -239,
    DesktopSize = -223,
    LastRect = -224,
    CompressLevel0 = -256,
    PointerMotion = -257, //!< QEMU: absolute or relative pointer
    ExtendedKey = -258,   //!< QEMU: key events with scancodes
    LedState = -261,
    DesktopName = -307,
    ExtendedDesktopSize = -308,
    CursorWithAlpha = -314,
    ExtendedClipboard = qint32(0xC0A1E5CE),
};

enum ServerMessage : quint8 {
    FramebufferUpdate = 0,
    SetColourMap = 1,
    Bell = 2,
    ServerCutText = 3
};

enum ClipboardFlag : quint32 {
    ClipboardText = 1,
    ClipboardCaps = 1u << 24,
    ClipboardRequest = 1u << 25,
    ClipboardPeek = 1u << 26,
    ClipboardNotify = 1u << 27,
    ClipboardProvide = 1u << 28,
};

inline constexpr int kMaxSide = 16384;
inline constexpr qint64 kMaxPixels = 48 * 1024 * 1024; //!< 192 MiB, above 8K UHD
inline constexpr int kMaxCursorSide = 512;
inline constexpr quint32 kMaxName = 64 * 1024; //!< read; kShownName of it are kept
inline constexpr int kShownName = 256;
inline constexpr quint32 kMaxReason = 8 * 1024;
inline constexpr quint32 kMaxClipboard = 10 * 1024 * 1024;
inline constexpr quint32 kMaxSkippedClipboard =
    256 * 1024 * 1024; //!< above it the server is broken

} // namespace Atoll::Console::rfb
