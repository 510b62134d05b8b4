// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <rpc/frame.h>

#include <QTest>

using namespace Atoll;
using namespace Atoll::Rpc;

class tst_Frame : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsEncodedIsDecoded();
    void shortAndUnknownFramesAreRefused();
    void acknowledgementsCarryEightOctets();
    void textIsUnpackedAsItWas();
    void bombsAreRefusedBeforeTheyUnpack();
    void damagedTextIsRefused();
};

void tst_Frame::whatIsEncodedIsDecoded()
{
    const auto frame = decodeFrame(encodeFrame(FrameType::Data, 0xdeadbeef, "bytes"));
    QVERIFY(frame);
    QCOMPARE(frame->type, FrameType::Data);
    QCOMPARE(frame->channel, 0xdeadbeefU);
    QCOMPARE(frame->payload, QByteArray("bytes"));
}

void tst_Frame::shortAndUnknownFramesAreRefused()
{
    for (int size = 0; size < 5; ++size)
        QVERIFY(!decodeFrame(QByteArray(size, '\1')));
    QVERIFY(decodeFrame(QByteArray(5, '\1')));
    for (int type = 4; type < 256; ++type)
        QVERIFY(!decodeFrame(QByteArray(1, char(type)) + QByteArray(4, '\0')));
}

void tst_Frame::acknowledgementsCarryEightOctets()
{
    const quint64 large = 0x0123456789abcdefULL;
    const auto frame = decodeFrame(encodeAcknowledge(3, large));
    QVERIFY(frame);
    QCOMPARE(acknowledgedBytes(*frame).value(), large);
    QVERIFY(!acknowledgedBytes({FrameType::Acknowledge, 3, "seven77"}));
}

void tst_Frame::textIsUnpackedAsItWas()
{
    const QByteArray text = QByteArray("{\"a\":1}").repeated(100000);
    const QByteArray packed = compress(text);
    QVERIFY(packed.size() < text.size() / 10);
    QCOMPARE(decompress(packed, text.size()).value(), text);
}

void tst_Frame::bombsAreRefusedBeforeTheyUnpack()
{
    const auto bomb = decompress(compress(QByteArray(64 << 20, ' ')), 1 << 20);
    QVERIFY(!bomb);
    QCOMPARE(bomb.error().code, ErrorCode::LimitExceeded);
    QCOMPARE(bomb.error().details.value(QStringLiteral("maximum")).toInteger(), 1 << 20);
}

void tst_Frame::damagedTextIsRefused()
{
    const QByteArray packed = compress(QByteArray("{\"a\":1}").repeated(1000));
    for (qsizetype size = 0; size < packed.size(); ++size)
        QVERIFY(!decompress(packed.left(size), 1 << 20));
    // A frame that says it holds less than it does.
    QByteArray liar = packed;
    liar[5] = 1;
    const auto unpacked = decompress(liar, 1 << 20);
    QVERIFY(!unpacked || unpacked->size() <= 1 << 20);
    QVERIFY(!decompress("no zstd at all", 1 << 20));
}

QTEST_GUILESS_MAIN(tst_Frame)
#include "tst_frame.moc"
