// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "screentext.h"

#include <terminal/pasteguard.h>
#include <terminal/search.h>
#include <terminal/selection.h>

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

namespace Atoll::Terminal {

//! What has left the screen: kept, wrapped again, selected, found.
class TestHistory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void linesComeBackAsTheyWere();
    void theOldestGoFirst();
    void aLineCostsLittleMoreThanItsText();
    void linesKeepTheirNumbers();
    void narrowerAndWiderAgainIsTheSame();
    void longLinesWrapAgain();
    void theCursorStaysOnItsCharacter();
    void aClearedScreenStaysClear();
    void tallerShowsEarlierLines();
    void theWatchedLineStaysInSight();
    void resizingBehindAnEditorKeepsTheShell();
    void selectionByCells();
    void selectionOfWordsAndLines();
    void selectionOfABlock();
    void selectionFollowsItsText();
    void findsInScreenAndHistory();
    void findsAcrossTheEdgeAndWhatComesLater();
    void linksEndWhereSentencesDo_data();
    void linksEndWhereSentencesDo();
    void pasteIsAskedAbout_data();
    void pasteIsAskedAbout();
};

namespace {

void print(Emulator &emulator, int from, int to)
{
    for (int i = from; i < to; ++i)
        emulator.write("line " + QByteArray::number(i) + "\r\n");
}

QStringList everything(const Emulator &emulator)
{
    return historyText(emulator) + screenText(emulator);
}

} // namespace

void TestHistory::linesComeBackAsTheyWere()
{
    Emulator emulator(2, 30);
    const QByteArray line =
        "\x1b[1;31mred\x1b[0m plain \x1b[4;38;2;9;8;7m" + u"한e\u0301"_s.toUtf8() + "\x1b[0m tail";
    emulator.write(line);
    const Line before = emulator.screen().row(0);
    emulator.write("\r\n\r\n\r\n");
    const Line after = emulator.screen().line(emulator.screen().firstLine());
    QVERIFY(after.cells.size() < before.cells.size()); // without the blank rest
    for (size_t i = 0; i < after.cells.size(); ++i) {
        QCOMPARE(after.cells[i].style, before.cells[i].style);
        if (!(after.cells[i].style.attributes & WideTail))
            QCOMPARE(after.cells[i].code, before.cells[i].code);
    }
}

void TestHistory::theOldestGoFirst()
{
    Emulator emulator(3, 20);
    emulator.screen().scrollback().setLimit(1000);
    print(emulator, 0, 5000);
    QCOMPARE(emulator.screen().scrollback().size(), 1000);
    QCOMPARE(historyText(emulator).last(), u"line 4997"_s);
    QCOMPARE(historyText(emulator).first(), u"line 3998"_s);
    emulator.clearScrollback();
    QCOMPARE(emulator.screen().scrollback().size(), 0);
    QCOMPARE(screenText(emulator), (QStringList{u"line 4998"_s, u"line 4999"_s}));
}

void TestHistory::aLineCostsLittleMoreThanItsText()
{
    Emulator emulator(10, 200);
    QByteArray log;
    for (int i = 0; i < 110'000; ++i)
        log += "Nov 25 09:12:26 node7 kernel: eth0: link becomes ready\r\n";
    emulator.write(log);
    QCOMPARE(emulator.screen().scrollback().size(), 100'000);
    QVERIFY(emulator.screen().scrollback().sizeBytes() < 100'000 * (54 + 10));
}

void TestHistory::linesKeepTheirNumbers()
{
    Emulator emulator(3, 20);
    emulator.screen().scrollback().setLimit(100);
    print(emulator, 0, 50);
    QCOMPARE(textOf(emulator.screen(), emulator.screen().line(20), 0, 20), u"line 20"_s);
    print(emulator, 50, 110);
    QCOMPARE(textOf(emulator.screen(), emulator.screen().line(20), 0, 20), u"line 20"_s);
    print(emulator, 110, 200);
    QVERIFY(emulator.screen().firstLine() > 20);
    QCOMPARE(textOf(emulator.screen(), emulator.screen().line(150), 0, 20), u"line 150"_s);
}

void TestHistory::narrowerAndWiderAgainIsTheSame()
{
    Emulator emulator(6, 40);
    for (int i = 0; i < 50; ++i)
        emulator.write("a line of thirty characters " + QByteArray::number(i) + " "
                       + u"한국어"_s.toUtf8() + "\r\n");
    const QStringList before = everything(emulator);
    emulator.resize(6, 17);
    QVERIFY(everything(emulator).size() > before.size());
    for (const QString &line : everything(emulator))
        QVERIFY(line.size() <= 17);
    emulator.resize(6, 40);
    QCOMPARE(everything(emulator), before);
    QCOMPARE(emulator.cursor().place, (Place{5, 0}));
}

void TestHistory::longLinesWrapAgain()
{
    Emulator emulator(4, 10);
    emulator.write("0123456789abcdefghij-end\r\nnext");
    QCOMPARE(screenText(emulator),
             (QStringList{u"0123456789"_s, u"abcdefghij"_s, u"-end"_s, u"next"_s}));
    emulator.resize(4, 16);
    QCOMPARE(everything(emulator), (QStringList{u"0123456789abcdef"_s, u"ghij-end"_s, u"next"_s}));
    emulator.resize(4, 50);
    QCOMPARE(everything(emulator), (QStringList{u"0123456789abcdefghij-end"_s, u"next"_s}));
    // A line that only fills the width is not joined with the next.
    Emulator exact(4, 10);
    exact.write("0123456789\r\nnext");
    exact.resize(4, 20);
    QCOMPARE(screenText(exact), (QStringList{u"0123456789"_s, u"next"_s}));
}

void TestHistory::theCursorStaysOnItsCharacter()
{
    Emulator wider(5, 20); // from behind the edge
    wider.write("prompt$ some command");
    wider.resize(5, 30);
    wider.write("X");
    QCOMPARE(screenText(wider), QStringList{u"prompt$ some commandX"_s});
    Emulator emulator(5, 20);
    print(emulator, 0, 10);
    emulator.write("prompt$ some command");
    for (const int columns : {8, 33, 12, 20}) {
        emulator.resize(5, columns);
        emulator.write("\x1b"
                       "7X\x1b"
                       "8"); // what is typed stands after what was typed
        const LogicalLine line(emulator.screen(),
                               emulator.screen().topLine() + emulator.cursor().place.row);
        QVERIFY2(line.text().startsWith(u"prompt$ some command"_s), qPrintable(line.text()));
        emulator.write("\x1b[K");
    }
}

void TestHistory::aClearedScreenStaysClear()
{
    Emulator emulator(5, 20);
    print(emulator, 0, 30);
    emulator.write("\x1b[H\x1b[2J$ ");
    emulator.resize(5, 15);
    QCOMPARE(screenText(emulator).size(), 1);
    QCOMPARE(emulator.cursor().place.row, 0);
}

void TestHistory::tallerShowsEarlierLines()
{
    Emulator emulator(5, 20);
    print(emulator, 0, 30);
    emulator.resize(3, 20);
    QCOMPARE(screenText(emulator), (QStringList{u"line 28"_s, u"line 29"_s}));
    emulator.resize(8, 20);
    QCOMPARE(screenText(emulator).first(), u"line 23"_s);
    QCOMPARE(emulator.cursor().place.row, 7);
}

void TestHistory::theWatchedLineStaysInSight()
{
    Emulator emulator(5, 40);
    for (int i = 0; i < 200; ++i)
        emulator.write("this is the line with number " + QByteArray::number(i) + "\r\n");
    qint64 watched = 100;
    emulator.resize(5, 15, &watched);
    QVERIFY(LogicalLine(emulator.screen(), watched).text().endsWith(u" 100"_s));
    emulator.resize(5, 40, &watched);
    QVERIFY(LogicalLine(emulator.screen(), watched).text().endsWith(u" 100"_s));
}

void TestHistory::resizingBehindAnEditorKeepsTheShell()
{
    Emulator emulator(4, 20);
    emulator.write("one two three four\r\nfive\r\n\x1b[?1049h\x1b[2JEDIT");
    emulator.resize(6, 10);
    emulator.resize(4, 20);
    emulator.write("\x1b[?1049l");
    QCOMPARE(everything(emulator), (QStringList{u"one two three four"_s, u"five"_s}));
}

void TestHistory::selectionByCells()
{
    Emulator emulator(5, 12);
    emulator.write("first line that wraps\r\nsecond   \r\n" + u"한국어"_s.toUtf8());
    const Screen &screen = emulator.screen();
    Selection selection;
    selection.begin(screen, Selection::Cells, {0, 6});
    QVERIFY(selection.isEmpty());
    selection.extend(screen, {3, 4});
    QCOMPARE(selection.text(screen), u"line that wraps\nsecond\n한국"_s);
    selection.extend(screen, {0, 0}); // to the other side
    QCOMPARE(selection.text(screen), u"first "_s);
    selection.selectAll(screen);
    QCOMPARE(selection.text(screen).trimmed(), u"first line that wraps\nsecond\n한국어"_s);
}

void TestHistory::selectionOfWordsAndLines()
{
    Emulator emulator(5, 12);
    emulator.write("see /var/log/syslog.1 (big)");
    const Screen &screen = emulator.screen();
    Selection selection;
    selection.begin(screen, Selection::Words, {1, 2}); // within the part that wrapped
    QCOMPARE(selection.text(screen), u"/var/log/syslog.1"_s);
    selection.extend(screen, {0, 1});
    QCOMPARE(selection.text(screen), u"see /var/log/syslog.1"_s);
    selection.begin(screen, Selection::Lines, {1, 2});
    QCOMPARE(selection.text(screen), u"see /var/log/syslog.1 (big)"_s);
}

void TestHistory::selectionOfABlock()
{
    Emulator emulator(5, 20);
    emulator.write("a1 b1 c1\r\na2 b2 c2\r\na3\r\n");
    Selection selection;
    selection.begin(emulator.screen(), Selection::Block, {0, 5});
    selection.extend(emulator.screen(), {1, 3});
    QCOMPARE(selection.text(emulator.screen()), u"b1\nb2"_s);
}

void TestHistory::selectionFollowsItsText()
{
    Emulator emulator(3, 20);
    print(emulator, 0, 5);
    Selection selection;
    selection.begin(emulator.screen(), Selection::Lines, {4, 0});
    QCOMPARE(selection.text(emulator.screen()), u"line 4"_s);
    print(emulator, 5, 50);
    QCOMPARE(selection.text(emulator.screen()), u"line 4"_s);
}

void TestHistory::findsInScreenAndHistory()
{
    Emulator emulator(3, 20);
    print(emulator, 0, 500);
    Search search(emulator);
    search.start(u"LINE 49"_s, Qt::CaseInsensitive);
    QTRY_VERIFY(!search.isRunning());
    QCOMPARE(search.matches().size(), size_t(11)); // 49 and 490 … 499
    QCOMPARE(search.current(), 11);                // the newest
    QCOMPARE(search.currentMatch()->begin.line, 499);
    search.next();
    QCOMPARE(search.currentMatch()->begin.line, 49);
    search.previous();
    search.previous();
    QCOMPARE(search.currentMatch()->begin.line, 498);
    search.start(u"LINE 49"_s, Qt::CaseSensitive);
    QTRY_VERIFY(!search.isRunning());
    QVERIFY(search.matches().empty());
    QVERIFY(!search.currentMatch());
}

void TestHistory::findsAcrossTheEdgeAndWhatComesLater()
{
    Emulator emulator(3, 10);
    emulator.write("01234 needle tail\r\n");
    Search search(emulator);
    search.start(u"needle"_s, Qt::CaseInsensitive);
    QTRY_VERIFY(!search.isRunning());
    QCOMPARE(search.matches().size(), size_t(1));
    QCOMPARE(search.matches().front(), (Span{{0, 6}, {1, 2}}));
    emulator.write("\r\n\r\n\r\nanother needle\r\n");
    QTRY_COMPARE(search.matches().size(), size_t(2));
    QCOMPARE(search.current(), 1); // the current one stays
}

void TestHistory::linksEndWhereSentencesDo_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("address");
    QTest::newRow("plain") << u"at https://debian.org/x ok"_s << u"https://debian.org/x"_s;
    QTest::newRow("full stop") << u"at https://debian.org."_s << u"https://debian.org"_s;
    QTest::newRow("brackets") << u"(https://debian.org/a)"_s << u"https://debian.org/a"_s;
    QTest::newRow("own brackets") << u"https://a.org/b_(c)"_s << u"https://a.org/b_(c)"_s;
    QTest::newRow("query") << u"<http://a.org/?q=1&b=2#c>"_s << u"http://a.org/?q=1&b=2#c"_s;
    QTest::newRow("other kind") << u"file:///etc/passwd"_s << QString();
    QTest::newRow("wrapped") << u"https://debian.org/"_s + QString(60, u'x')
                             << u"https://debian.org/"_s + QString(60, u'x');
}

void TestHistory::linksEndWhereSentencesDo()
{
    QFETCH(QString, text);
    QFETCH(QString, address);
    Emulator emulator(8, 30);
    emulator.write(text.toUtf8());
    const auto link = linkAt(emulator.screen(), {0, 8});
    QCOMPARE(link ? link->address : QString(), address);
}

void TestHistory::pasteIsAskedAbout_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("asks");
    QTest::addColumn<int>("lines");
    QTest::addColumn<QString>("oneLine");
    QTest::newRow("word") << u"ls -l"_s << false << 1 << u"ls -l"_s;
    QTest::newRow("tab") << u"a\tb"_s << false << 1 << u"a\tb"_s;
    QTest::newRow("end of line") << u"ls\n"_s << true << 1 << u"ls"_s;
    QTest::newRow("two lines") << u"cd /\r\nls"_s << true << 2 << u"cd / ls"_s;
    QTest::newRow("escape") << u"ls\x1b[A"_s << true << 1 << u"ls[A"_s;
    QTest::newRow("backspace") << u"rm\b\bls"_s << true << 1 << u"rmls"_s;
    QTest::newRow("turned around") << u"a\u202eb"_s << true << 1 << u"ab"_s;
    QTest::newRow("korean") << u"한국어"_s << false << 1 << u"한국어"_s;
}

void TestHistory::pasteIsAskedAbout()
{
    QFETCH(QString, text);
    QFETCH(bool, asks);
    QFETCH(int, lines);
    QFETCH(QString, oneLine);
    QCOMPARE(pasteRisk(text).asks(), asks);
    QCOMPARE(int(pasteRisk(text).lines), lines);
    QCOMPARE(asOneLine(text), oneLine);
    QVERIFY(!pasteRisk(asOneLine(text)).asks());
}

} // namespace Atoll::Terminal

QTEST_GUILESS_MAIN(Atoll::Terminal::TestHistory)
#include "tst_history.moc"
