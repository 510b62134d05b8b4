// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <app/settings.h>
#include <guest/consolelayouts.h>

#include <QTemporaryDir>
#include <QTest>

using namespace Atoll;
using namespace Qt::StringLiterals;
using Console::ConsoleLayout;
using Console::WindowPlace;

//! What is remembered of a guest's console windows.
class TestConsoleLayouts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theLastOneIsOfTheseScreensAndThisGuest();
    void namedOnesAreKeptOverARestart();
    void namesAreRenamedAndDeleted();
    void namesThatCannotBeAreRefusedInWords();
    void guestsThatWereNotSeenForLongGo();
    void brokenSettingsAreNone_data();
    void brokenSettingsAreNone();

private:
    static ConsoleLayout layout(const QString &screen)
    {
        return {u"spice"_s, true, true, {{0, WindowPlace::FullScreen, {}, screen}}};
    }
};

void TestConsoleLayouts::theLastOneIsOfTheseScreensAndThisGuest()
{
    const QTemporaryDir directory;
    Settings settings(directory.path());
    QString screens = u"1920x1080"_s;
    ConsoleLayouts one(settings, u"uuid-1"_s, [&] { return screens; });
    ConsoleLayouts other(settings, u"uuid-2"_s, [&] { return screens; });
    QVERIFY(!one.last());
    one.keepLast(layout(u"laptop"_s));
    screens = u"1920x1080+2560x1440"_s;
    QVERIFY(!one.last());
    one.keepLast(layout(u"desk"_s));
    QCOMPARE(one.last(), layout(u"desk"_s));
    screens = u"1920x1080"_s;
    QCOMPARE(one.last(), layout(u"laptop"_s));
    QVERIFY(!other.last());
    for (int i = 0; i < 2 * ConsoleLayouts::kMostSets; ++i) {
        screens = QString::number(i);
        one.keepLast(layout(screens));
    }
    int sets = 0;
    for (int i = 0; i < 2 * ConsoleLayouts::kMostSets; ++i) {
        screens = QString::number(i);
        sets += one.last().has_value();
    }
    QCOMPARE(sets, ConsoleLayouts::kMostSets);
}

void TestConsoleLayouts::namedOnesAreKeptOverARestart()
{
    const QTemporaryDir directory;
    const auto none = [] { return QString(); };
    {
        Settings settings(directory.path());
        ConsoleLayouts layouts(settings, u"uuid"_s, none);
        QVERIFY(layouts.save(u"  desk "_s, layout(u"DP-1"_s)));
        QVERIFY(layouts.save(u"책상"_s, layout(u"DP-2"_s)));
    }
    Settings settings(directory.path());
    const ConsoleLayouts layouts(settings, u"uuid"_s, none);
    QCOMPARE(layouts.names().size(), 2);
    QCOMPARE(layouts.named(u"desk"_s), layout(u"DP-1"_s));
    QCOMPARE(layouts.named(u"책상"_s), layout(u"DP-2"_s));
}

void TestConsoleLayouts::namesAreRenamedAndDeleted()
{
    const QTemporaryDir directory;
    Settings settings(directory.path());
    ConsoleLayouts layouts(settings, u"uuid"_s, [] { return QString(); });
    QVERIFY(layouts.save(u"desk"_s, layout(u"a"_s)));
    QVERIFY(layouts.save(u"laptop"_s, layout(u"b"_s)));
    QVERIFY(!layouts.rename(u"desk"_s, u"laptop"_s));
    QVERIFY(layouts.rename(u"desk"_s, u"office"_s));
    QCOMPARE(layouts.names(), (QStringList{u"laptop"_s, u"office"_s}));
    QCOMPARE(layouts.named(u"office"_s), layout(u"a"_s));
    layouts.remove(u"office"_s);
    QCOMPARE(layouts.names(), QStringList{u"laptop"_s});
}

void TestConsoleLayouts::namesThatCannotBeAreRefusedInWords()
{
    const QTemporaryDir directory;
    Settings settings(directory.path());
    ConsoleLayouts layouts(settings, u"uuid"_s, [] { return QString(); });
    QVERIFY(!layouts.save(u"  "_s, layout(u"a"_s)));
    for (int i = 0; i < ConsoleLayouts::kMostNames; ++i)
        QVERIFY(layouts.save(QString::number(i), layout(u"a"_s)));
    const Result<void> more = layouts.save(u"one more"_s, layout(u"a"_s));
    QVERIFY(!more);
    QVERIFY(more.error().sentence().contains(u"Delete one first"_s));
    QVERIFY(layouts.save(u"1"_s, layout(u"b"_s))); // replaces
}

void TestConsoleLayouts::guestsThatWereNotSeenForLongGo()
{
    const QTemporaryDir directory;
    Settings settings(directory.path());
    const auto of = [&](const QString &uuid) {
        return ConsoleLayouts(settings, uuid, [] { return u"screens"_s; });
    };
    QVERIFY(of(u"named"_s).save(u"desk"_s, layout(u"a"_s)));
    for (int i = 0; i < ConsoleLayouts::kMostGuests + 5; ++i)
        of(QString::number(i)).keepLast(layout(u"a"_s));
    int kept = 0;
    for (int i = 0; i < ConsoleLayouts::kMostGuests + 5; ++i)
        kept += of(QString::number(i)).last().has_value();
    QCOMPARE(kept, ConsoleLayouts::kMostGuests - 1);
    QCOMPARE(of(u"named"_s).names(), QStringList{u"desk"_s}); // what has names goes last
}

void TestConsoleLayouts::brokenSettingsAreNone_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("no JSON") << QByteArray("}{");
    QTest::newRow("a list") << QByteArray("[1,2]");
    QTest::newRow("numbers") << QByteArray(R"({"uuid":7})");
    QTest::newRow("numbers inside") << QByteArray(R"({"uuid":{"last":3,"named":[1]}})");
    QTest::newRow("no layout") << QByteArray(
        R"({"uuid":{"last":{"":{"layout":{"console":"x"}}},"named":{"desk":{}}}})");
    QTest::newRow("too long") << QByteArray("{\"uuid\":\"") + QByteArray(5 << 20, 'x') + "\"}";
}

void TestConsoleLayouts::brokenSettingsAreNone()
{
    QFETCH(QByteArray, text);
    const QTemporaryDir directory;
    Settings settings(directory.path());
    settings.consoleLayouts.set(text);
    ConsoleLayouts layouts(settings, u"uuid"_s, [] { return QString(); });
    QVERIFY(!layouts.last());
    QVERIFY(!layouts.named(u"desk"_s));
    layouts.keepLast(layout(u"a"_s)); // and go on from there
    QCOMPARE(layouts.last(), layout(u"a"_s));
}

QTEST_GUILESS_MAIN(TestConsoleLayouts)
#include "tst_consolelayouts.moc"
