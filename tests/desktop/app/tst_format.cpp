// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <app/format.h>

#include <QLocale>
#include <QTest>

using namespace Atoll;
using namespace Qt::StringLiterals;

class TestFormat : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void bytesHaveAtMostThreeDigits_data();
    void bytesHaveAtMostThreeDigits();
    void unknownNumbersAreADash();
    void agesAreRelative();
    void durationsNameTwoUnits();
};

void TestFormat::bytesHaveAtMostThreeDigits_data()
{
    QTest::addColumn<double>("bytes");
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << 0.0 << u"0\u00a0B"_s;
    QTest::newRow("bytes") << 512.0 << u"512\u00a0B"_s;
    QTest::newRow("rounds up to the next unit") << 1000.0 << u"0.98\u00a0KiB"_s;
    QTest::newRow("kibi") << 1536.0 << u"1.5\u00a0KiB"_s;
    QTest::newRow("gibi") << 16.0 * (1LL << 30) << u"16\u00a0GiB"_s;
    QTest::newRow("tebi") << 123.4 * double(1LL << 40) << u"123\u00a0TiB"_s;
}

void TestFormat::bytesHaveAtMostThreeDigits()
{
    QFETCH(double, bytes);
    QTEST(Format::bytes(bytes), "text");
}

void TestFormat::unknownNumbersAreADash()
{
    QCOMPARE(Format::percent(-1), u"–"_s);
    QCOMPARE(Format::bytes(qQNaN()), u"–"_s);
    QCOMPARE(Format::rate(-1), u"–"_s);
    QCOMPARE(Format::duration(-1), u"–"_s);
}

void TestFormat::agesAreRelative()
{
    const QDateTime now(QDate(2026, 1, 2), QTime(12, 0), Qt::UTC);
    QCOMPARE(Format::ago(now.addSecs(-2), now), u"just now"_s);
    QCOMPARE(Format::ago(now.addSecs(-180), now), u"3 min ago"_s);
    QCOMPARE(Format::ago(now.addDays(-2), now), u"2 d ago"_s);
    QCOMPARE(Format::ago({}, now), u"never"_s);
}

void TestFormat::durationsNameTwoUnits()
{
    QCOMPARE(Format::duration(12 * 86400 + 4 * 3600 + 59), u"12 d 4 h"_s);
    QCOMPARE(Format::duration(42), u"42 s"_s);
    QCOMPARE(Format::duration(7200), u"2 h"_s);
}

QTEST_GUILESS_MAIN(TestFormat)
#include "tst_format.moc"
