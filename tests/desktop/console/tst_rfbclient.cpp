// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "rfbrecording.h"

#include <console/vnc/rfbclient.h>
#include <console/vnc/rfbprotocol.h>

#include <QRandomGenerator>
#include <QTest>

#include <optional>

using namespace Qt::StringLiterals;

namespace Atoll::Console {

using namespace recording;

namespace {

struct Heard : RfbSink
{
    QByteArray sent;
    QImage picture;
    QString title;
    std::vector<QRect> rects;
    std::optional<QString> text;
    qint64 refused = 0;
    int lights = -1;
    int frames = 0;

    void send(const QByteArray &bytes) override { sent += bytes; }
    void desktop(const QImage &image) override { picture = image; }
    void beforePixels() override {}
    void frame(const std::vector<QRect> &dirty) override
    {
        ++frames;
        rects = dirty;
    }
    void updateBegun() override {}
    void cursor(const QImage &, const QPoint &) override {}
    void name(const QString &name) override { title = name; }
    void bell() override {}
    void leds(int bits) override { lights = bits; }
    void pointerMode(bool) override {}
    void extendedKeys() override {}
    void extendedClipboard() override {}
    void clipboardOffered(bool) override {}
    void clipboardWanted() override {}
    void clipboardText(const QString &got) override { text = got; }
    void clipboardRefused(qint64 size) override { refused = size; }
};

Error play(const QByteArray &stream, Heard &heard, const QByteArray &password = {})
{
    ByteStream in;
    // In odd pieces, as networks do.
    for (qsizetype i = 0; i < stream.size(); i += 1013)
        in.push(stream.mid(i, 1013));
    in.close();
    return RfbClient(in, heard, {.quality = {}, .password = password}).run();
}

//! A stream with every decoder in it.
QByteArray goodStream()
{
    const QByteArray red("\xff\0\0", 3);
    QByteArray stream = greeting(32, 32);
    stream += update(5) + rect(0, 0, 2, 1, rfb::Raw) + pixel(0x112233) + pixel(0x445566);
    stream += rect(4, 4, 2, 1, rfb::CopyRect) + u16(0) + u16(0);
    stream += rect(0, 8, 16, 16, rfb::Hextile) + "\x0e" + pixel(0x0000ff) + pixel(0x00ff00)
              + QByteArray("\x01\x11\x21", 3);
    stream += rect(16, 8, 8, 8, rfb::Tight) + "\x80" + red;
    stream += rect(24, 24, 1, 1, rfb::LedState) + "\x04";
    const QByteArray palette = deflated(QByteArray(64, '\1') + QByteArray(64, '\0'));
    stream += update(3) + rect(0, 24, 16, 8, rfb::Tight) + QByteArray("\x41\x01\x02", 3) + red
              + QByteArray("\0\xff\0", 3) + QByteArray("\0\0\xff", 3) + char(palette.size())
              + palette;
    const QByteArray tile = deflated(QByteArray("\x01\x10\x20\x30", 4));
    stream += rect(16, 24, 8, 8, rfb::Zrle) + u32(quint32(tile.size())) + tile;
    const QByteArray gradient = deflated(QByteArray(8 * 4 * 3, '\1'));
    stream += rect(24, 16, 8, 4, rfb::Tight) + QByteArray("\x51\x02", 2) + char(gradient.size())
              + gradient;
    return stream;
}

} // namespace

class TestRfbClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decodesEveryEncoding();
    void refusesAHugePicture();
    void refusesARectangleOutside();
    void refusesAnEndlessName();
    void skipsAHugeClipboardAndGoesOn();
    void refusesAClipboardThatGrowsWhenUnpacked();
    void takesUnicodeFromTheExtendedClipboard();
    void saysThatAPasswordIsNeeded();
    void answersTheChallengeAsRfc6143Says();
    void tellsTheServersReason();
    void endsHonestlyWhereverTheStreamIsCut();
    void survivesFlippedBytes();
    void memoryOfEatenChunksIsUsedAgain();
};

void TestRfbClient::decodesEveryEncoding()
{
    Heard heard;
    const Error end = play(goodStream(), heard);
    QCOMPARE(end.code, ErrorCode::ConnectionLost);
    QCOMPARE(heard.frames, 2);
    QCOMPARE(heard.title, u"guest"_s);
    QCOMPARE(heard.lights, 4);
    const auto at = [&](int x, int y) { return heard.picture.pixel(x, y) & 0xffffff; };
    QCOMPARE(at(0, 0), 0x112233u);
    QCOMPARE(at(5, 4), 0x445566u);
    QCOMPARE(at(0, 8), 0x0000ffu);
    QCOMPARE(at(1, 9), 0x00ff00u);
    QCOMPARE(at(4, 10), 0x0000ffu);
    QCOMPARE(at(20, 12), 0xff0000u);
    QCOMPARE(at(0, 24), 0x00ff00u);
    QCOMPARE(at(0, 31), 0xff0000u);
    QCOMPARE(at(18, 30), 0x302010u);
    QCOMPARE(at(24, 16), 0x010101u);
    QCOMPARE(at(25, 16), 0x020202u);
    QCOMPARE(at(24, 17), 0x020202u);
}

void TestRfbClient::refusesAHugePicture()
{
    Heard heard;
    QCOMPARE(play(greeting(65535, 65535), heard).code, ErrorCode::LimitExceeded);
    QVERIFY(heard.picture.isNull());
    QCOMPARE(
        play(greeting(64, 64) + update(1) + rect(0, 0, 16000, 16000, rfb::DesktopSize), heard).code,
        ErrorCode::LimitExceeded);
    QCOMPARE(heard.picture.size(), QSize(64, 64));
}

void TestRfbClient::refusesARectangleOutside()
{
    Heard heard;
    const Error error = play(
        greeting(64, 64) + update(1) + rect(60, 60, 8, 8, rfb::Raw) + QByteArray(256, '\0'), heard);
    QCOMPARE(error.code, ErrorCode::EngineFailed);
    QVERIFY(error.text.contains(u"outside"_s));
}

void TestRfbClient::refusesAnEndlessName()
{
    Heard heard;
    const QByteArray stream = greeting(64, 64).chopped(9) + u32(0xffffffff);
    QCOMPARE(play(stream, heard).code, ErrorCode::EngineFailed);
}

void TestRfbClient::skipsAHugeClipboardAndGoesOn()
{
    Heard heard;
    const quint32 size = rfb::kMaxClipboard + 1;
    play(greeting(8, 8) + QByteArray("\x03\0\0\0", 4) + u32(size) + QByteArray(size, 'x')
             + QByteArray("\x03\0\0\0", 4) + u32(2) + "ok",
         heard);
    QCOMPARE(heard.refused, qint64(size));
    QCOMPARE(heard.text, u"ok"_s);
}

void TestRfbClient::refusesAClipboardThatGrowsWhenUnpacked()
{
    constexpr quint32 kFlags = rfb::ClipboardProvide | rfb::ClipboardText;
    Heard honest;
    const quint32 size = 64u << 20;
    play(greeting(8, 8) + clipboard(kFlags, deflated(u32(size) + QByteArray(size, 'x'))), honest);
    QCOMPARE(honest.refused, qint64(size));
    QVERIFY(!honest.text);
    // Says a size that is not there: nothing is taken over, the session goes on.
    Heard lying;
    play(greeting(8, 8) + clipboard(kFlags, deflated(u32(1000) + "short"))
             + QByteArray("\x03\0\0\0", 4) + u32(2) + "ok",
         lying);
    QCOMPARE(lying.text, u"ok"_s);
}

void TestRfbClient::takesUnicodeFromTheExtendedClipboard()
{
    Heard heard;
    const QByteArray utf8 = u"한글\r\nnaïve"_s.toUtf8() + '\0';
    play(greeting(8, 8)
             + clipboard(rfb::ClipboardProvide | rfb::ClipboardText,
                         deflated(u32(quint32(utf8.size())) + utf8)),
         heard);
    QCOMPARE(heard.text, u"한글\nnaïve"_s);
}

void TestRfbClient::saysThatAPasswordIsNeeded()
{
    Heard heard;
    const QByteArray stream = "RFB 003.008\n" + QByteArray("\x01\x02", 2);
    const Error error = play(stream, heard);
    QCOMPARE(error.code, ErrorCode::NotAuthenticated);
    QVERIFY(error.text.contains(u"password"_s));
}

void TestRfbClient::answersTheChallengeAsRfc6143Says()
{
    // Key "COW" with mirrored bits; the answer was taken from an independent DES.
    const QByteArray answer = vncAuthResponse("COW", QByteArray(16, '\0'));
    QCOMPARE(answer.toHex(), "ceea96bcc9fda78bceea96bcc9fda78b");
}

void TestRfbClient::tellsTheServersReason()
{
    Heard heard;
    const QByteArray stream =
        "RFB 003.008\n" + QByteArray(1, '\0') + u32(9) + QByteArray("too many!");
    QVERIFY(play(stream, heard).text.contains(u"too many!"_s));
}

void TestRfbClient::endsHonestlyWhereverTheStreamIsCut()
{
    const QByteArray whole = goodStream();
    for (qsizetype size = 0; size < whole.size(); ++size) {
        Heard heard;
        const Error error = play(whole.left(size), heard);
        QVERIFY2(error.code == ErrorCode::ConnectionLost, qPrintable(error.text));
    }
}

void TestRfbClient::survivesFlippedBytes()
{
    QRandomGenerator random(4711);
    const QByteArray whole = goodStream();
    for (int i = 0; i < 3000; ++i) {
        QByteArray stream = whole;
        for (int flips = 1 + i % 4; flips > 0; --flips)
            stream[random.bounded(int(stream.size()))] = char(random.bounded(256));
        Heard heard;
        play(stream, heard); // must end, within the limits
        QVERIFY(qint64(heard.picture.width()) * heard.picture.height() <= rfb::kMaxPixels);
    }
}

void TestRfbClient::memoryOfEatenChunksIsUsedAgain()
{
    constexpr qsizetype kChunk = 256 * 1024;
    ByteStream stream;
    QByteArray chunk = stream.spare(kChunk);
    QCOMPARE(chunk.size(), kChunk);
    chunk.fill('a');
    const char *memory = chunk.constData();
    chunk.truncate(200'000);
    stream.push(std::move(chunk));
    stream.push("b");
    QVERIFY(stream.skip(200'000));
    QCOMPARE(stream.u8(), quint8('b')); // the first chunk is eaten

    QByteArray again = stream.spare(kChunk);
    QCOMPARE(again.size(), kChunk);
    QCOMPARE(again.constData(), memory);
    QVERIFY(stream.spare(kChunk).constData() != memory);

    // What somebody else still holds is not given out.
    again.fill('c');
    const QByteArray kept = again;
    stream.push(std::move(again));
    stream.push("d");
    QVERIFY(stream.skip(kChunk + 1));
    QVERIFY(stream.spare(kChunk).constData() != kept.constData());
    QCOMPARE(kept, QByteArray(kChunk, 'c'));
}

} // namespace Atoll::Console

QTEST_GUILESS_MAIN(Atoll::Console::TestRfbClient)
#include "tst_rfbclient.moc"
