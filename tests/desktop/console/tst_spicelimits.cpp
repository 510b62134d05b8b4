// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <console/spice/spicelimits.h>

#include <QTest>

namespace Atoll::Console {

//! What a SPICE display may say before a library believes it.
class TestSpiceLimits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aConversationPassesInAnyPieces_data();
    void aConversationPassesInAnyPieces();
    void messagesThatAreTooLongAreRefused_data();
    void messagesThatAreTooLongAreRefused();
    void usbDataIsShortAlsoWhenUnpacked_data();
    void usbDataIsShortAlsoWhenUnpacked();
    void greetingsThatAreNoneAreRefused_data();
    void greetingsThatAreNoneAreRefused();
};

namespace {

QByteArray numbers(std::initializer_list<quint32> list)
{
    QByteArray bytes;
    for (const quint32 number : list)
        bytes.append(reinterpret_cast<const char *>(&number), 4);
    return bytes;
}

constexpr quint32 kShort = 1 << 3;

QByteArray greeting(quint32 capabilities)
{
    const QByteArray body =
        QByteArray(166, '\0') + numbers({1, 0, 178, capabilities}); // error, key, counts
    return "REDQ" + numbers({2, 2, quint32(body.size())}) + body + numbers({0});
}

QByteArray message(bool isShort, quint32 size)
{
    const QByteArray type("\x65\0", 2);
    return isShort ? type + numbers({size}) : QByteArray(8, '\1') + type + numbers({size, 0});
}

} // namespace

void TestSpiceLimits::aConversationPassesInAnyPieces_data()
{
    QTest::addColumn<qsizetype>("piece");
    QTest::addColumn<bool>("isShort");
    for (const qsizetype piece : {1, 3, 7, 64, 100'000}) {
        QTest::addRow("short headers, %d bytes", int(piece)) << piece << true;
        QTest::addRow("long headers, %d bytes", int(piece)) << piece << false;
    }
}

void TestSpiceLimits::aConversationPassesInAnyPieces()
{
    QFETCH(qsizetype, piece);
    QFETCH(bool, isShort);
    const QByteArray stream = greeting(isShort ? kShort : 0) + message(isShort, 0)
                              + message(isShort, 5000) + QByteArray(5000, '\xff')
                              + message(isShort, 1) + "x" + message(isShort, 0xffffffff);
    SpiceLimits limits;
    qsizetype at = 0;
    while (at < stream.size()
           && limits.read(QByteArrayView(stream).sliced(at, std::min(piece, stream.size() - at))))
        at += piece;
    // Only the last message is refused, in the piece that ends its header's size.
    QVERIFY(at + piece >= stream.size() - (isShort ? 0 : 4));
    QVERIFY(at < stream.size());
}

void TestSpiceLimits::messagesThatAreTooLongAreRefused_data()
{
    QTest::addColumn<quint32>("size");
    QTest::addColumn<bool>("passes");
    QTest::newRow("a large picture") << quint32(SpiceLimits::kMaximumMessage) << true;
    QTest::newRow("one byte more") << quint32(SpiceLimits::kMaximumMessage + 1) << false;
    QTest::newRow("all there is") << 0xffffffffu << false;
}

void TestSpiceLimits::messagesThatAreTooLongAreRefused()
{
    QFETCH(quint32, size);
    QFETCH(bool, passes);
    SpiceLimits limits;
    const auto ok = limits.read(greeting(kShort) + message(true, size));
    QCOMPARE(bool(ok), passes);
    if (!ok)
        QCOMPARE(ok.error().code, ErrorCode::LimitExceeded);
}

void TestSpiceLimits::usbDataIsShortAlsoWhenUnpacked_data()
{
    QTest::addColumn<QByteArray>("said");
    QTest::addColumn<bool>("passes");
    const auto packed = [](char kind, quint32 size, qsizetype bytes = 20) {
        return QByteArray("\x66\0", 2) + numbers({quint32(bytes)})
               + (QByteArray(1, kind) + numbers({size}) + QByteArray(bytes, 'x')).left(bytes);
    };
    const quint32 most = SpiceLimits::kMaximumUsb;
    QTest::newRow("data") << message(true, 3) + "abc" + message(true, 0) << true;
    QTest::newRow("the longest") << message(true, most) << true;
    QTest::newRow("too long") << message(true, most + 1) << false;
    QTest::newRow("packed") << packed(1, most) + packed(1, 5) + message(true, 0) << true;
    QTest::newRow("packed, all there is") << packed(1, 0xffffffff) << false;
    QTest::newRow("a second one") << packed(1, 7) + packed(2, most + 1) << false;
    QTest::newRow("not packed: no size") << packed(0, 0xffffffff) << true;
    QTest::newRow("cut off") << packed(1, 0xffffffff, 3) + packed(1, 9, 1) + packed(1, 1) << true;
}

void TestSpiceLimits::usbDataIsShortAlsoWhenUnpacked()
{
    QFETCH(QByteArray, said);
    QFETCH(bool, passes);
    SpiceLimits whole(SpiceLimits::Channel::Usb);
    SpiceLimits pieces(SpiceLimits::Channel::Usb);
    const QByteArray stream = greeting(kShort) + said;
    QCOMPARE(bool(whole.read(stream)), passes);
    bool passesInPieces = true;
    for (qsizetype i = 0; i < stream.size() && passesInPieces; ++i)
        passesInPieces = bool(pieces.read(QByteArrayView(stream).sliced(i, 1)));
    QCOMPARE(passesInPieces, passes);
    SpiceLimits old(SpiceLimits::Channel::Usb);
    QVERIFY(!old.read(greeting(0)));
}

void TestSpiceLimits::greetingsThatAreNoneAreRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("VNC") << QByteArray("RFB 003.008\nabcdefgh");
    QTest::newRow("endless") << "REDQ" + numbers({2, 2, 0xffffffff});
    QTest::newRow("empty") << "REDQ" + numbers({2, 2, 0});
    QTest::newRow("capabilities elsewhere")
        << "REDQ" + numbers({2, 2, 178}) + QByteArray(166, '\0') + numbers({1, 0, 0x7fffffff});
    QTest::newRow("too many capabilities") << "REDQ" + numbers({2, 2, 178}) + QByteArray(166, '\0')
                                                  + numbers({0xffffffff, 0xffffffff, 178});
    QTest::newRow("SASL") << greeting(1 << 2);
}

void TestSpiceLimits::greetingsThatAreNoneAreRefused()
{
    QFETCH(QByteArray, bytes);
    SpiceLimits limits;
    const auto ok = limits.read(bytes);
    QVERIFY(!ok);
    QVERIFY(!ok.error().text.isEmpty());
}

} // namespace Atoll::Console

QTEST_GUILESS_MAIN(Atoll::Console::TestSpiceLimits)
#include "tst_spicelimits.moc"
