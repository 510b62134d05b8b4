// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

#include <zlib.h>

//! Pieces of what RFB servers send, for recorded and hostile streams.
namespace Atoll::Console::recording {

inline QByteArray u16(int value) { return QByteArray(1, char(value >> 8)) + char(value); }
inline QByteArray u32(quint32 value) { return u16(int(value >> 16)) + u16(int(value & 0xffff)); }

//! Greeting of a display without password.
inline QByteArray greeting(int width, int height, const QByteArray &name = "guest")
{
    return "RFB 003.008\n" + QByteArray("\x01\x01", 2) + u32(0) + u16(width) + u16(height)
           + QByteArray(16, '\0') + u32(quint32(name.size())) + name;
}
inline QByteArray update(int rects) { return QByteArray(2, '\0') + u16(rects); }
inline QByteArray rect(int x, int y, int width, int height, qint32 encoding)
{
    return u16(x) + u16(y) + u16(width) + u16(height) + u32(quint32(encoding));
}
inline QByteArray pixel(quint32 rgb)
{
    return QByteArray(1, char(rgb)) + char(rgb >> 8) + char(rgb >> 16) + '\0';
}
inline QByteArray deflated(const QByteArray &plain)
{
    QByteArray out(qsizetype(compressBound(uLong(plain.size()))), '\0');
    uLongf size = uLongf(out.size());
    compress(reinterpret_cast<Bytef *>(out.data()), &size,
             reinterpret_cast<const Bytef *>(plain.constData()), uLong(plain.size()));
    return out.left(qsizetype(size));
}
//! An extended clipboard message.
inline QByteArray clipboard(quint32 flags, const QByteArray &body)
{
    return QByteArray("\x03\0\0\0", 4) + u32(quint32(-qint32(4 + body.size()))) + u32(flags) + body;
}

} // namespace Atoll::Console::recording
