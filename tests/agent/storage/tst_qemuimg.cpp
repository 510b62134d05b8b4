// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <storage/qemuimg.h>
#include <support/fakeprocessrunner.h>

#include <QFile>
#include <QTest>

using namespace Atoll;
using namespace Qt::StringLiterals;
using F = Api::VolumeFormat;

class TestQemuImg : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsRecordedInfo();
    void refusesInfoThatIsNotWhatItShouldBe_data();
    void refusesInfoThatIsNotWhatItShouldBe();
    void namesTheFormatAndEndsOptions();
    void knownComplaintsGetTheirCodes();
};

void TestQemuImg::readsRecordedInfo()
{
    QFile file(QStringLiteral(ATOLL_TEST_DATA "/qemu-img/7.2/info-backed.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto info = parseImageInfo(file.readAll());
    QVERIFY(info);
    QCOMPARE(*info, (ImageInfo{u"qcow2"_s, 10485760, 200704, u"base.qcow2"_s, {}}));

    QFile external(QStringLiteral(ATOLL_TEST_DATA "/qemu-img/7.2/info-datafile.json"));
    QVERIFY(external.open(QIODevice::ReadOnly));
    QCOMPARE(parseImageInfo(external.readAll())->dataFile, u"data.raw"_s);
}

void TestQemuImg::refusesInfoThatIsNotWhatItShouldBe_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("list") << QByteArray("[]");
    QTest::newRow("nothing in it") << QByteArray("{}");
    QTest::newRow("text for number") << QByteArray(R"({"format":"raw","virtual-size":"1"})");
    QTest::newRow("negative") << QByteArray(R"({"format":"raw","virtual-size":-5})");
    QTest::newRow("too deep") << QByteArray(100000, '[');
    QTest::newRow("too long") << QByteArray(2 << 20, ' ');
}

void TestQemuImg::refusesInfoThatIsNotWhatItShouldBe()
{
    QFETCH(QByteArray, json);
    QVERIFY(!parseImageInfo(json));
}

void TestQemuImg::namesTheFormatAndEndsOptions()
{
    FakeProcessRunner runner;
    runner.answer({u"qemu-img"_s}, {});
    QVERIFY(QemuImg(runner).create(u"/s/a"_s, F::Qcow2, 1024, false, {}));
    QVERIFY(QemuImg(runner).resize(u"/s/a"_s, F::Raw, 2048));
    const QList<QStringList> expected{
        {u"qemu-img"_s, u"create"_s, u"-q"_s, u"-f"_s, u"qcow2"_s, u"--"_s, u"/s/a"_s, u"1024"_s},
        {u"qemu-img"_s, u"resize"_s, u"-q"_s, u"-f"_s, u"raw"_s, u"--"_s, u"/s/a"_s, u"2048"_s}};
    QCOMPARE(runner.commands(), expected);
}

void TestQemuImg::knownComplaintsGetTheirCodes()
{
    FakeProcessRunner runner;
    const auto complain = [&](const char *words) {
        runner.answer({u"qemu-img"_s}, {1, {}, words});
        return QemuImg(runner).resize(u"/s/a"_s, F::Raw, 2048).error().code;
    };
    QCOMPARE(complain("qemu-img: /s/a: Could not resize file: No space left on device\n"),
             ErrorCode::NoSpace);
    QCOMPARE(complain("qemu-img: Could not open '/s/a': Failed to get \"write\" lock\n"
                      "Is another process using the image [/s/a]?\n"),
             ErrorCode::InvalidState);
    QCOMPARE(complain("qemu-img: something else\n"), ErrorCode::EngineFailed);
}

QTEST_GUILESS_MAIN(TestQemuImg)
#include "tst_qemuimg.moc"
