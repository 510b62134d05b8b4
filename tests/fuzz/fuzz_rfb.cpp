// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fuzzinput.h"

#include <console/vnc/rfbclient.h>
#include <console/vnc/rfbprotocol.h>

using namespace Atoll::Console;

namespace {

struct Nobody : RfbSink
{
    void send(const QByteArray &) override {}
    void desktop(const QImage &picture) override
    {
        if (qint64(picture.width()) * picture.height() > rfb::kMaxPixels)
            qFatal("a picture beyond the limit");
    }
    void beforePixels() override {}
    void frame(const std::vector<QRect> &) override {}
    void updateBegun() override {}
    void cursor(const QImage &, const QPoint &) override {}
    void name(const QString &) override {}
    void bell() override {}
    void leds(int) override {}
    void pointerMode(bool) override {}
    void extendedKeys() override {}
    void extendedClipboard() override {}
    void clipboardOffered(bool) override {}
    void clipboardWanted() override {}
    void clipboardText(const QString &text) override
    {
        if (text.size() > qsizetype(rfb::kMaxClipboard))
            qFatal("a clipboard beyond the limit");
    }
    void clipboardRefused(qint64) override {}
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    // The greeting is given, so that every input gets as far as the decoders.
    static const QByteArray greeting =
        "RFB 003.008\n" + QByteArray("\x01\x01\0\0\0\0\0\x40\0\x30", 10) + QByteArray(20, '\0');
    ByteStream stream;
    stream.push(greeting);
    stream.push(fuzzInput(data, size));
    stream.close();
    Nobody sink;
    (void)RfbClient(stream, sink, {}).run();
    return 0;
}
