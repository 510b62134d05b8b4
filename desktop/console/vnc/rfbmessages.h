// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QSize>
#include <QString>

//! Messages from us to an RFB server.
namespace Atoll::Console::rfb {

struct Quality
{
    bool lossless = false; //!< no JPEG at all
    int jpeg = 8;          //!< 0…9
    int compression = 2;   //!< 0…9
    qint32 preferred = 7;  //!< the encoding to ask for first
};

QByteArray pixelFormat();
QByteArray encodings(const Quality &quality);
QByteArray updateRequest(const QSize &size, bool incremental);
QByteArray keyEvent(quint32 keysym, bool down);
//! QEMU's: `scancode` is the XT number, 0x80 set for keys behind the 0xe0 prefix.
QByteArray extendedKeyEvent(quint32 keysym, quint32 scancode, bool down);
QByteArray pointerEvent(int x, int y, int buttons);
QByteArray desktopSize(const QSize &size);
//! The old clipboard message knows Latin-1 only.
QByteArray cutText(const QByteArray &latin1);
QByteArray clipboardCaps();
QByteArray clipboardNotify(bool hasText);
QByteArray clipboardRequest();
QByteArray clipboardProvide(const QString &text);

} // namespace Atoll::Console::rfb
