// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <guest/kvm/png.h>

#include <QtEndian>
#include <QTest>

using namespace Atoll;

class TestPng : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void ppmBecomesPng();
    void aWidePictureIsScaledDown();
    void aNarrowPictureStaysAsItIs();
    void brokenPicturesAreRefused_data();
    void brokenPicturesAreRefused();

private:
    static QByteArray ppm(int width, int height)
    {
        return QByteArray("P6\n") + QByteArray::number(width) + ' ' + QByteArray::number(height)
               + "\n255\n" + QByteArray(qsizetype(width) * height * 3, '\x40');
    }
    static quint32 number(const QByteArray &png, int at)
    {
        return qFromBigEndian<quint32>(png.constData() + at);
    }
};

void TestPng::ppmBecomesPng()
{
    const auto png = Kvm::toPng(ppm(64, 32));
    QVERIFY(png);
    QVERIFY(png->startsWith("\x89PNG"));
    QCOMPARE(number(*png, 16), 64U);
    QCOMPARE(number(*png, 20), 32U);
}

void TestPng::aWidePictureIsScaledDown()
{
    const auto whole = Kvm::toPng(ppm(1280, 720));
    QVERIFY(whole);
    for (const QByteArray &source : {ppm(1280, 720), *whole}) {
        const auto small = Kvm::toPng(source, 321);
        QVERIFY(small);
        QCOMPARE(number(*small, 16), 321U);
        QCOMPARE(number(*small, 20), 180U);
    }
}

void TestPng::aNarrowPictureStaysAsItIs()
{
    const auto png = Kvm::toPng(ppm(64, 32), 320);
    QVERIFY(png);
    QCOMPARE(number(*png, 16), 64U);
    const auto again = Kvm::toPng(*png, 320);
    QVERIFY(again);
    QCOMPARE(*again, *png);
}

void TestPng::brokenPicturesAreRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("another format") << QByteArray("GIF89a");
    QTest::newRow("too few pixels") << ppm(64, 32).chopped(1);
    QTest::newRow("too wide") << QByteArray("P6 99999 1 255\n");
    QTest::newRow("too many pixels") << QByteArray("P6 16384 16384 255\n");
    QTest::newRow("half a PNG") << Kvm::toPng(ppm(64, 32))->left(60);
}

void TestPng::brokenPicturesAreRefused()
{
    QFETCH(QByteArray, bytes);
    const auto png = Kvm::toPng(bytes, 32);
    QVERIFY(!png);
    QCOMPARE(png.error().code, ErrorCode::EngineFailed);
}

QTEST_APPLESS_MAIN(TestPng)
#include "tst_png.moc"
