// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <storage/qcow2header.h>

#include <QtEndian>
#include <QTest>

using namespace Atoll;

namespace {

QByteArray header(quint32 version, quint64 backing, quint64 size, quint64 features)
{
    QByteArray bytes(Qcow2Header::kBytes, '\0');
    qToBigEndian<quint32>(0x514649fb, bytes.data());
    qToBigEndian(version, bytes.data() + 4);
    qToBigEndian(backing, bytes.data() + 8);
    qToBigEndian(size, bytes.data() + 24);
    qToBigEndian(features, bytes.data() + 72);
    return bytes;
}

} // namespace

class TestQcow2Header : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsSizeAndWhereDataIs()
    {
        QCOMPARE(Qcow2Header::parse(header(3, 0, 1 << 30, 0)).value(),
                 (Qcow2Header{1 << 30, false, false}));
        QCOMPARE(Qcow2Header::parse(header(3, 512, 1 << 30, 4)).value(),
                 (Qcow2Header{1 << 30, true, true}));
        // Version 2 has no features; what stands there is something else.
        QCOMPARE(Qcow2Header::parse(header(2, 0, 5, 4).first(72)).value(),
                 (Qcow2Header{5, false, false}));
    }

    void refusesWhatIsNoImage()
    {
        QVERIFY(!Qcow2Header::parse(QByteArray()));
        QVERIFY(!Qcow2Header::parse(header(3, 0, 1, 0).first(80)));
        QVERIFY(!Qcow2Header::parse(header(4, 0, 1, 0)));
        QVERIFY(!Qcow2Header::parse(header(3, 0, ~0ULL, 0)));
        QVERIFY(!Qcow2Header::parse(QByteArray(200, 'x')));
    }
};

QTEST_GUILESS_MAIN(TestQcow2Header)
#include "tst_qcow2header.moc"
