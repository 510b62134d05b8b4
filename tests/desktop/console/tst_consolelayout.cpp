// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <console/consolelayout.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;

namespace Atoll::Console {

//! How the windows of a console stood, as text.
class TestConsoleLayout : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsWrittenIsReadAgain();
    void textsWithoutSenseAreRefused_data();
    void textsWithoutSenseAreRefused();
};

void TestConsoleLayout::whatIsWrittenIsReadAgain()
{
    const ConsoleLayout layout{
        u"spice"_s,
        false,
        false,
        {{0, WindowPlace::FullScreen, {}, u"DP-1"_s},
         {1, WindowPlace::FullScreen, {}, u"화면 “2”"_s},
         {3, WindowPlace::Window, QByteArray("\x01\xd9\xd0\xcb\0\xff", 6), {}}}};
    const QByteArray text = QJsonDocument(layout.toJson()).toJson();
    const Result<ConsoleLayout> read =
        ConsoleLayout::fromJson(QJsonDocument::fromJson(text).object());
    QVERIFY(read);
    QCOMPARE(*read, layout);
    const ConsoleLayout plain{u"serial"_s, true, true, {WindowPlace()}};
    QCOMPARE(*ConsoleLayout::fromJson(plain.toJson()), plain);
}

void TestConsoleLayout::textsWithoutSenseAreRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char *name, const QByteArray &windows,
                        const QByteArray &console = "spice") {
        QTest::newRow(name) << QByteArray(R"({"console":")" + console + R"(","windows":)" + windows
                                          + '}');
    };
    const QByteArray page = R"({"monitor":0,"as":"page"})";
    QTest::newRow("nothing") << QByteArray("{}");
    QTest::newRow("a list") << QByteArray("[]");
    row("no windows", "[]");
    row("windows that are none", R"({"0":1})");
    row("another console", '[' + page + ']', "rdp");
    row("a number for a window", "[7]");
    row("no monitor", R"([{"as":"page"}])");
    row("a monitor below none", R"([{"monitor":-1,"as":"page"}])");
    row("too high a monitor", R"([{"monitor":16,"as":"page"}])");
    row("half a monitor", R"([{"monitor":0.5,"as":"page"}])");
    row("an unknown place", R"([{"monitor":0,"as":"moon"}])");
    row("a monitor twice", '[' + page + R"(,{"monitor":0,"as":"window"}])");
    row("two in the page", '[' + page + R"(,{"monitor":1,"as":"page"}])");
    row("a long geometry",
        R"([{"monitor":0,"as":"window","geometry":")" + QByteArray(2000, 'A') + R"("}])");
    row("a long screen",
        R"([{"monitor":0,"as":"fullscreen","screen":")" + QByteArray(300, 'x') + R"("}])");
    row("too many windows", '[' + QByteArray(page + ',').repeated(99) + page + ']');
}

void TestConsoleLayout::textsWithoutSenseAreRefused()
{
    QFETCH(QByteArray, text);
    const Result<ConsoleLayout> read =
        ConsoleLayout::fromJson(QJsonDocument::fromJson(text).object());
    QVERIFY(!read);
    QVERIFY(!read.error().text.isEmpty());
}

} // namespace Atoll::Console

QTEST_GUILESS_MAIN(Atoll::Console::TestConsoleLayout)
#include "tst_consolelayout.moc"
