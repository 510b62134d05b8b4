// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <storage/volumename.h>

#include <QTest>

using namespace Atoll;
using namespace Qt::StringLiterals;

class TestVolumeName : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesOnlyPlainFileNames_data();
    void takesOnlyPlainFileNames();
    void formatComesFromTheEnding();
};

void TestVolumeName::takesOnlyPlainFileNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("isGood");
    QTest::newRow("plain") << u"web-1-vda.qcow2"_s << true;
    QTest::newRow("unicode") << u"웹-서버 ünïcode 🏝.raw"_s << true;
    QTest::newRow("shell characters") << u"$(id);`x`'\"&|*?.raw"_s << true;
    QTest::newRow("colon") << u"nbd:host:1"_s << true;
    QTest::newRow("empty") << QString() << false;
    QTest::newRow("parent") << u".."_s << false;
    QTest::newRow("hidden") << u".bashrc"_s << false;
    QTest::newRow("dash") << u"-o"_s << false;
    QTest::newRow("up") << u"a/../../etc/passwd"_s << false;
    QTest::newRow("absolute") << u"/etc/passwd"_s << false;
    QTest::newRow("backslash") << u"a\\b"_s << false;
    QTest::newRow("newline") << u"a\nb"_s << false;
    QTest::newRow("null") << QString(QChar::Null) << false;
    QTest::newRow("escape") << u"a\x1b[2J"_s << false;
    QTest::newRow("lone surrogate") << QString(QChar(0xd800)) << false;
    QTest::newRow("space at the end") << u"a "_s << false;
    QTest::newRow("longest") << QString(200, u'a') << true;
    QTest::newRow("too long") << QString(201, u'a') << false;
    QTest::newRow("too long in bytes") << QString(100, u'한') << false;
}

void TestVolumeName::takesOnlyPlainFileNames()
{
    QFETCH(QString, name);
    QFETCH(bool, isGood);
    const auto result = volumename::check(name);
    QCOMPARE(result.has_value(), isGood);
    if (!result)
        QCOMPARE(result.error().details.value("field"_L1).toString(), u"volume"_s);
}

void TestVolumeName::formatComesFromTheEnding()
{
    using F = Api::VolumeFormat;
    QCOMPARE(volumename::formatOf(u"a.qcow2"_s), F::Qcow2);
    QCOMPARE(volumename::formatOf(u"a.IMG"_s), F::Raw);
    QCOMPARE(volumename::formatOf(u"debian.iso"_s), F::Iso);
    QCOMPARE(volumename::formatOf(u"a.vmdk"_s), F::Vmdk);
    QCOMPARE(volumename::withEnding(u"a"_s, F::Qcow2), u"a.qcow2"_s);
    QCOMPARE(volumename::withEnding(u"a.qcow2"_s, F::Qcow2), u"a.qcow2"_s);
    QCOMPARE(volumename::withEnding(u"a.img"_s, F::Raw), u"a.img"_s);
    QCOMPARE(volumename::withEnding(u"a.qcow2"_s, F::Raw), u"a.qcow2.raw"_s);
}

QTEST_GUILESS_MAIN(TestVolumeName)
#include "tst_volumename.moc"
