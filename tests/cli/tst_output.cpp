// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <output.h>

#include <QTest>

using namespace Atoll;
using namespace Qt::StringLiterals;

class OutputTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aListIsATableWithoutEmptyColumns()
    {
        const QString text = Cli::formatAnswer(QJsonArray{
            QJsonObject{{u"name"_s, u"web"_s}, {u"memoryBytes"_s, 1073741824}, {u"x"_s, u""_s}},
            QJsonObject{{u"name"_s, u"database"_s}, {u"memoryBytes"_s, 512}}});
        QCOMPARE(text, u"NAME      MEMORY\nweb       1 GiB\ndatabase  512 B\n"_s);
    }
    void headingsAreWords()
    {
        const QString text = Cli::formatAnswer(
            QJsonArray{QJsonObject{{u"name"_s, u"web"_s}, {u"hasPending"_s, true}}});
        QVERIFY2(text.startsWith(u"NAME  HAS PENDING\n"), qPrintable(text));
    }
    void theListOfGuestsFitsALine()
    {
        const QJsonArray guests{QJsonObject{{u"id"_s, 100},
                                            {u"name"_s, u"web"_s},
                                            {u"state"_s, u"running"_s},
                                            {u"uuid"_s, u"6f1f4d0e-6a6d-4d39-9a2f-1b2c3d4e5f60"_s},
                                            {u"displayKind"_s, u"vnc"_s}}};
        const QString narrow = Cli::formatAnswer(guests, u"guest.list"_s, false);
        QCOMPARE(narrow.section(u'\n', 0, 0), u"ID   NAME  STATE"_s);
        QVERIFY(Cli::formatAnswer(guests, u"guest.list"_s, true).contains(u"6f1f4d0e"_s));
    }
    void whatIsInListsIsTold()
    {
        const QString text = Cli::formatAnswer(QJsonArray{
            QJsonObject{{u"name"_s, u"a"_s},
                        {u"devices"_s, QJsonArray{QJsonObject{{u"device"_s, u"0000:41:00.0"_s},
                                                              {u"node"_s, u"reef-1"_s}}}}}});
        QVERIFY2(text.contains(u"0000:41:00.0 reef-1"_s), qPrintable(text));
    }
    void anEmptyListSaysSo() { QCOMPARE(Cli::formatAnswer(QJsonArray()), u"(none)\n"_s); }
    void aNameCannotSteerTheTerminal()
    {
        const QString text =
            Cli::formatAnswer(QJsonArray{QJsonObject{{u"name"_s, u"\x1b[2Jevil"_s}}});
        QVERIFY(!text.contains(QChar(0x1b)));
    }
    void progressShowsOnlyWhatIsKnown()
    {
        QCOMPARE(Cli::formatProgress({.stage = u"copying"_s}), u"copying"_s);
        QCOMPARE(Cli::formatProgress({0.5, 1024, 2048, 512, 2, u"copying"_s}),
                 u"50 %  1 KiB of 2 KiB  512 B/s  2 s left  copying"_s);
    }
};

QTEST_GUILESS_MAIN(OutputTest)
#include "tst_output.moc"
