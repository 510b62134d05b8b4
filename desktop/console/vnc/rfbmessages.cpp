// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "rfbmessages.h"

#include "rfbprotocol.h"

#include <zlib.h>

#include <QList>
#include <QtEndian>

#include <algorithm>

namespace Atoll::Console::rfb {

namespace {

void put8(QByteArray &to, int value) { to.append(char(value)); }

void put16(QByteArray &to, int value)
{
    const quint16 bytes = qToBigEndian(quint16(value));
    to.append(reinterpret_cast<const char *>(&bytes), 2);
}

void put32(QByteArray &to, quint32 value)
{
    const quint32 bytes = qToBigEndian(value);
    to.append(reinterpret_cast<const char *>(&bytes), 4);
}

QByteArray extendedCutText(quint32 flags, const QByteArray &body = {})
{
    QByteArray out;
    put32(out, 6u << 24);
    put32(out, quint32(-qint32(4 + body.size())));
    put32(out, flags);
    return out + body;
}

QByteArray deflated(const QByteArray &plain)
{
    uLongf size = compressBound(uLong(plain.size()));
    QByteArray out(qsizetype(size), Qt::Uninitialized);
    if (compress2(reinterpret_cast<Bytef *>(out.data()), &size,
                  reinterpret_cast<const Bytef *>(plain.constData()), uLong(plain.size()), 6)
        != Z_OK)
        return {};
    out.truncate(qsizetype(size));
    return out;
}

} // namespace

QByteArray pixelFormat()
{
    QByteArray out(4, '\0');
    put8(out, 32);
    put8(out, 24);
    put8(out, 0); // little endian
    put8(out, 1); // true colour
    for (int i = 0; i < 3; ++i)
        put16(out, 255);
    for (const int shift : {16, 8, 0})
        put8(out, shift);
    out.append(3, '\0');
    return out;
}

QByteArray encodings(const Quality &quality)
{
    QList<qint32> list{quality.preferred};
    for (const qint32 encoding : {qint32(Tight), qint32(Zrle), qint32(Hextile)}) {
        if (!list.contains(encoding))
            list.append(encoding);
    }
    list.removeOne(Raw); // always allowed; asked for first when preferred
    if (quality.preferred == Raw)
        list.prepend(Raw);
    list.insert(1, CopyRect);
    list << CompressLevel0 + std::clamp(quality.compression, 0, 9);
    if (!quality.lossless)
        list << QualityLevel0 + std::clamp(quality.jpeg, 0, 9);
    list << CursorWithAlpha << Cursor << ExtendedDesktopSize << DesktopSize << LastRect
         << DesktopName << ExtendedKey << PointerMotion << LedState << ExtendedClipboard;
    QByteArray out;
    put8(out, 2);
    put8(out, 0);
    put16(out, int(list.size()));
    for (const qint32 encoding : list)
        put32(out, quint32(encoding));
    return out;
}

QByteArray updateRequest(const QSize &size, bool incremental)
{
    QByteArray out;
    put8(out, 3);
    put8(out, incremental);
    put32(out, 0);
    put16(out, size.width());
    put16(out, size.height());
    return out;
}

QByteArray keyEvent(quint32 keysym, bool down)
{
    QByteArray out;
    put8(out, 4);
    put8(out, down);
    put16(out, 0);
    put32(out, keysym);
    return out;
}

QByteArray extendedKeyEvent(quint32 keysym, quint32 scancode, bool down)
{
    QByteArray out;
    put8(out, 255);
    put8(out, 0);
    put16(out, down);
    put32(out, keysym);
    put32(out, scancode);
    return out;
}

QByteArray pointerEvent(int x, int y, int buttons)
{
    QByteArray out;
    put8(out, 5);
    put8(out, buttons);
    put16(out, x);
    put16(out, y);
    return out;
}

QByteArray desktopSize(const QSize &size)
{
    QByteArray out;
    put8(out, 251);
    put8(out, 0);
    put16(out, size.width());
    put16(out, size.height());
    put16(out, 1 << 8); // one screen, padding
    put32(out, 0);
    put32(out, 0);
    put16(out, size.width());
    put16(out, size.height());
    put32(out, 0);
    return out;
}

QByteArray cutText(const QByteArray &latin1)
{
    QByteArray out;
    put32(out, 6u << 24);
    put32(out, quint32(latin1.size()));
    return out + latin1;
}

QByteArray clipboardCaps()
{
    QByteArray sizes;
    put32(sizes, 0); // nothing unasked: we request after a notify
    return extendedCutText(ClipboardCaps | ClipboardRequest | ClipboardNotify | ClipboardProvide
                               | ClipboardText,
                           sizes);
}

QByteArray clipboardNotify(bool hasText)
{
    return extendedCutText(ClipboardNotify | (hasText ? ClipboardText : 0u));
}

QByteArray clipboardRequest() { return extendedCutText(ClipboardRequest | ClipboardText); }

QByteArray clipboardProvide(const QString &text)
{
    QString lines = text;
    lines.replace(QLatin1String("\r\n"), QLatin1String("\n"));
    const QByteArray utf8 = lines.toUtf8() + '\0';
    QByteArray plain;
    put32(plain, quint32(utf8.size()));
    return extendedCutText(ClipboardProvide | ClipboardText, deflated(plain + utf8 + '\0'));
}

} // namespace Atoll::Console::rfb
