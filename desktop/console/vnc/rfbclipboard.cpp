// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "rfbclient.h"

#include "rfbprotocol.h"

#include <QtEndian>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace Atoll::Console {

Result<void> RfbClient::cutText()
{
    m_in.skip(3);
    const qint32 size = m_in.s32();
    if (size < 0 && m_in.ok())
        return extendedCutText(quint32(-qint64(size)));
    readLatin1(quint32(size));
    return {};
}

void RfbClient::readLatin1(quint32 size)
{
    if (size > rfb::kMaxClipboard) {
        // Skipped, not taken as an attack: somebody copied a huge text in the guest.
        m_in.skip(size);
        m_sink.clipboardRefused(size);
    } else if (const uchar *bytes = size ? m_in.take(size) : nullptr) {
        m_sink.clipboardText(QString::fromLatin1(reinterpret_cast<const char *>(bytes), size));
    }
}

Result<void> RfbClient::extendedCutText(quint32 size)
{
    if (size < 4 || size > rfb::kMaxSkippedClipboard)
        return fail(ErrorCode::EngineFailed,
                    u"the display sent a clipboard message of %1 bytes"_s.arg(size));
    const quint32 flags = m_in.u32();
    const quint32 rest = size - 4;
    const bool caps = flags & rfb::ClipboardCaps; // the other bits then say what is supported
    if (!caps && flags & rfb::ClipboardProvide && flags & rfb::ClipboardText) {
        provided(rest);
        return {};
    }
    m_in.skip(rest);
    if (!m_in.ok())
        return {};
    if (caps) {
        if (!std::exchange(m_extendedClipboard, true))
            m_sink.send(rfb::clipboardCaps());
        m_sink.extendedClipboard();
    } else if (flags & rfb::ClipboardRequest) {
        m_sink.clipboardWanted();
    } else if (flags & rfb::ClipboardNotify) {
        m_sink.clipboardOffered(flags & rfb::ClipboardText);
    }
    return {};
}

void RfbClient::provided(quint32 compressedSize)
{
    if (compressedSize > rfb::kMaxClipboard) {
        m_in.skip(compressedSize);
        m_sink.clipboardRefused(compressedSize);
        return;
    }
    const uchar *bytes = compressedSize ? m_in.take(compressedSize) : nullptr;
    if (!bytes)
        return;
    // A stream of its own, so that nonsense in it spoils only this message.
    ByteStream body;
    body.push(QByteArray(reinterpret_cast<const char *>(bytes), compressedSize));
    body.close();
    InflateStream zlib;
    zlib.begin(body, compressedSize);
    quint32 length = 0;
    zlib.read(&length, 4);
    length = qFromBigEndian(length);
    if (!body.ok())
        return;
    if (length > rfb::kMaxClipboard) {
        m_sink.clipboardRefused(length);
        return;
    }
    QByteArray text;
    constexpr quint32 kStep = 64 * 1024; // memory follows what is really there
    while (quint32(text.size()) < length && body.ok()) {
        const qsizetype had = text.size();
        const qsizetype step = std::min<qsizetype>(kStep, length - had);
        text.resize(had + step);
        zlib.read(text.data() + had, step);
    }
    if (!body.ok())
        return;
    while (text.endsWith('\0'))
        text.chop(1);
    m_sink.clipboardText(QString::fromUtf8(text).replace(u"\r\n"_s, u"\n"_s));
}

} // namespace Atoll::Console
