// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "rfbdecoders.h"
#include "rfbmessages.h"
#include "rfbsink.h"

#include <core/result.h>

#include <functional>

namespace Atoll::Console {

//! The client half of RFB: handshake, then server messages until the stream ends. run() blocks in
//! its thread; everything goes to the sink. Trusts nothing of what comes: sizes have limits, and
//! whatever does not fit ends the session with an Error that says what it was.
class RfbClient
{
public:
    struct Options
    {
        rfb::Quality quality;
        QByteArray password; //!< for displays with VNC authentication; at most 8 bytes count
    };

    RfbClient(ByteStream &in, RfbSink &sink, Options options);

    //! Returns only with an error, ConnectionLost when the stream just ended.
    Error run();

private:
    Result<void> handshake();
    Result<void> authenticate(int minor);
    Result<int> chooseSecurity(int minor);
    Result<void> serverInit();
    Result<void> message();
    Result<void> framebufferUpdate();
    Result<void> rectangle(const QRect &rect, qint32 encoding);
    Result<void> pixels(const QRect &rect, qint32 encoding);
    Result<void> resize(int width, int height);
    Result<void> readCursor(const QRect &rect);
    Result<void> readAlphaCursor(const QRect &rect);
    Result<void> readName();
    Result<void> skipDesktopLayout();
    Result<void> cutText();
    Result<void> extendedCutText(quint32 size);
    void provided(quint32 compressedSize);
    void readLatin1(quint32 size);
    Error ended(const QString &where) const;
    Result<void> refusal();

    ByteStream &m_in;
    RfbSink &m_sink;
    const Options m_options;
    QImage m_picture;
    Surface m_surface;
    TightDecoder m_tight;
    ZrleDecoder m_zrle;
    std::vector<QRect> m_dirty;
    bool m_pixelsBegun = false;
    bool m_extendedKeys = false;
    bool m_extendedClipboard = false;
};

//! The answer to VNC authentication's challenge of 16 bytes.
QByteArray vncAuthResponse(const QByteArray &password, const QByteArray &challenge);

} // namespace Atoll::Console
