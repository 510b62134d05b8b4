// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <core/units.h>

#include <QTest>

using namespace Atoll;
using namespace Qt::StringLiterals;

class UnitsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bytesReadAsPeopleWriteThem_data()
    {
        QTest::addColumn<qint64>("bytes");
        QTest::addColumn<QString>("text");
        QTest::newRow("none") << qint64(0) << u"0 B"_s;
        QTest::newRow("bytes") << qint64(1000) << u"1000 B"_s;
        QTest::newRow("carry") << qint64(1024 * 1024 - 1) << u"1 MiB"_s;
        QTest::newRow("fraction") << qint64(1610612736) << u"1.5 GiB"_s;
        QTest::newRow("largest") << std::numeric_limits<qint64>::max() << u"8 EiB"_s;
    }
    void bytesReadAsPeopleWriteThem()
    {
        QFETCH(qint64, bytes);
        QTEST(units::formatBytes(bytes), "text");
    }
    void sizesAreParsedInEveryUsualSpelling()
    {
        QCOMPARE(units::parseBytes(u"8G"_s).value(), 8 * units::GiB);
        QCOMPARE(units::parseBytes(u" 512 mib "_s).value(), 512 * units::MiB);
        QCOMPARE(units::parseBytes(u"1.5T"_s).value(), 1536 * units::GiB);
        QCOMPARE(units::parseBytes(u"4096"_s).value(), 4096);
    }
    void nonsenseSizesAreRefused()
    {
        for (const QString &text : {u""_s, u"-1"_s, u"8X"_s, u"99999E"_s, u"G"_s, u"1e9"_s})
            QVERIFY2(!units::parseBytes(text), qPrintable(text));
    }
    void durationsShowTheTwoLargestUnits()
    {
        QCOMPARE(units::formatDuration(12 * 86400 + 4 * 3600 + 59), u"12 d 4 h"_s);
        QCOMPARE(units::formatDuration(192), u"3 min"_s);
        QCOMPARE(units::formatDuration(0), u"0 s"_s);
    }
};

QTEST_GUILESS_MAIN(UnitsTest)
#include "tst_units.moc"
