// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "screentext.h"

#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

namespace Atoll::Terminal {

//! What programs print, and what they hear.
class TestEmulator : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textHasItsAttributes_data();
    void textHasItsAttributes();
    void coloursAreThoseAskedFor();
    void koreanTakesTwoCells();
    void halfOfAWideCharacterIsNone();
    void marksStandOnTheirLetter();
    void alternateScreenGivesTheMainOneBack();
    void erasingKeepsTheGround();
    void regionsScrollAlone();
    void titleBellAndCursorAreTold();
    void keysAreWhatProgramsExpect_data();
    void keysAreWhatProgramsExpect();
    void pasteIsBracketedWhereAskedFor();
    void mouseIsToldWhereAskedFor();
    void bytesMayComeInAnyPieces();
    void longTextIsPrintedAsLetterByLetter();
    void whatIsNoUnicodeIsReplaced();
    void tooManyArgumentsAreLeftOut();
    void aSavedPlaceOutsideIsNoHarm();
    void repeatingNothingEnds();
};

namespace {

const Cell &cell(const Emulator &emulator, int row, int column)
{
    return emulator.screen().row(row).cells[size_t(column)];
}

} // namespace

void TestEmulator::textHasItsAttributes_data()
{
    QTest::addColumn<QByteArray>("sequence");
    QTest::addColumn<int>("attributes");
    QTest::newRow("bold") << QByteArray("1") << int(Bold);
    QTest::newRow("italic") << QByteArray("3") << int(Italic);
    QTest::newRow("underline") << QByteArray("4") << int(Underline);
    QTest::newRow("double underline") << QByteArray("21") << int(DoubleUnderline);
    QTest::newRow("curly underline") << QByteArray("4:3") << int(CurlyUnderline);
    QTest::newRow("blink") << QByteArray("5") << int(Blink);
    QTest::newRow("reverse") << QByteArray("7") << int(Reverse);
    QTest::newRow("strike") << QByteArray("9") << int(Strike);
    QTest::newRow("several") << QByteArray("1;3;7") << int(Bold | Italic | Reverse);
}

void TestEmulator::textHasItsAttributes()
{
    QFETCH(QByteArray, sequence);
    QFETCH(int, attributes);
    Emulator emulator;
    emulator.write("\x1b[" + sequence + "mx\x1b[0my");
    QCOMPARE(int(cell(emulator, 0, 0).style.attributes), attributes);
    QCOMPARE(int(cell(emulator, 0, 1).style.attributes), 0);
}

void TestEmulator::coloursAreThoseAskedFor()
{
    Emulator emulator;
    emulator.write("\x1b[31ma\x1b[92mb\x1b[38;5;208mc\x1b[38;2;1;2;3md\x1b[0;44me\x1b[0mf");
    QCOMPARE(cell(emulator, 0, 0).style.foreground, Color::indexed(1));
    QCOMPARE(cell(emulator, 0, 1).style.foreground, Color::indexed(10));
    QCOMPARE(cell(emulator, 0, 2).style.foreground, Color::indexed(208));
    QCOMPARE(cell(emulator, 0, 3).style.foreground, Color::rgb(0x010203));
    QCOMPARE(cell(emulator, 0, 4).style.background, Color::indexed(4));
    QVERIFY(cell(emulator, 0, 5).style.foreground.isDefault());
}

void TestEmulator::koreanTakesTwoCells()
{
    Emulator emulator(4, 10);
    emulator.write(u"한글 ok"_s.toUtf8());
    QVERIFY(cell(emulator, 0, 0).style.attributes & Wide);
    QVERIFY(cell(emulator, 0, 1).style.attributes & WideTail);
    QCOMPARE(cell(emulator, 0, 2).code, U'글');
    QCOMPARE(emulator.cursor().place.column, 7);
    // One that does not fit at the edge goes to the next row, and the line stays one line.
    emulator.write(u"12한"_s.toUtf8());
    QCOMPARE(screenText(emulator), (QStringList{u"한글 ok12"_s, u"한"_s}));
    QVERIFY(emulator.screen().row(0).isWrapped);
    QCOMPARE(LogicalLine(emulator.screen(), 0).text(), u"한글 ok12한"_s);
}

void TestEmulator::halfOfAWideCharacterIsNone()
{
    Emulator emulator(2, 10);
    emulator.write(u"한글"_s.toUtf8() + "\x1b[1;2Hx"); // over the right half of the first
    QCOMPARE(screenText(emulator).first(), u" x글"_s);
    emulator.write("\x1b[1;3Hy"); // over the left half of the second
    QCOMPARE(screenText(emulator).first(), u" xy"_s);
    for (int column = 0; column < 10; ++column)
        QVERIFY(!(cell(emulator, 0, column).style.attributes & (Wide | WideTail)));
}

void TestEmulator::marksStandOnTheirLetter()
{
    Emulator emulator(2, 10);
    const QString text = u"e\u0301a\u0308\u0323!"_s;
    emulator.write(text.toUtf8());
    QCOMPARE(emulator.cursor().place.column, 3);
    QCOMPARE(screenText(emulator).first(), text);
    // Also when the mark comes later.
    emulator.write("o");
    emulator.write(u"\u0302"_s.toUtf8());
    QCOMPARE(screenText(emulator).first(), text + u"o\u0302"_s);
}

void TestEmulator::alternateScreenGivesTheMainOneBack()
{
    Emulator emulator(3, 10);
    QSignalSpy modes(&emulator, &Emulator::modeChanged);
    emulator.write("shell\r\n\x1b[?1049h\x1b[2J\x1b[HEDITOR");
    QVERIFY(emulator.screen().isAlternate());
    QCOMPARE(screenText(emulator), QStringList{u"EDITOR"_s});
    for (int i = 0; i < 20; ++i)
        emulator.write("\r\nx");
    QCOMPARE(emulator.screen().scrollback().size(), 0); // an editor's lines are no history
    emulator.write("\x1b[?1049l");
    QCOMPARE(screenText(emulator), QStringList{u"shell"_s});
    QCOMPARE(emulator.cursor().place, (Place{1, 0}));
    QCOMPARE(modes.count(), 2);
}

void TestEmulator::erasingKeepsTheGround()
{
    Emulator emulator(2, 10);
    emulator.write("abc\x1b[44m\x1b[2J");
    QCOMPARE(cell(emulator, 1, 9).style.background, Color::indexed(4));
    QVERIFY(screenText(emulator).first().trimmed().isEmpty());
}

void TestEmulator::regionsScrollAlone()
{
    Emulator emulator(5, 10);
    emulator.write("top\r\na\r\nb\r\nc\r\nend\x1b[2;4r\x1b[4;1H\n\nd");
    QCOMPARE(screenText(emulator), (QStringList{u"top"_s, u"c"_s, u""_s, u"d"_s, u"end"_s}));
    QCOMPARE(emulator.screen().scrollback().size(), 0);
    emulator.write("\x1b[r\x1b[2;1H\x1b[Lnew\x1b[3;1H\x1b[M"); // a line in, a line out
    QCOMPARE(screenText(emulator), (QStringList{u"top"_s, u"new"_s, u""_s, u"d"_s}));
    emulator.write("\x1b[1;2H\x1b[P\x1b[1@"); // a character out, a blank in
    QCOMPARE(screenText(emulator).first(), u"t p"_s);
}

void TestEmulator::titleBellAndCursorAreTold()
{
    Emulator emulator;
    QSignalSpy titles(&emulator, &Emulator::titleChanged);
    QSignalSpy bells(&emulator, &Emulator::bellRang);
    emulator.write("\x1b]2;web-1: ~\x07\x07\x07\x1b[?25l\x1b[4 q");
    QCOMPARE(emulator.title(), u"web-1: ~"_s);
    QCOMPARE(titles.count(), 1);
    QCOMPARE(bells.count(), 1);
    QVERIFY(!emulator.cursor().isVisible);
    QCOMPARE(emulator.cursor().shape, CursorShape::Underline);
    QVERIFY(!emulator.cursor().blinks);
    emulator.write("\x1b[5 q\x1b[?25h");
    QCOMPARE(emulator.cursor().shape, CursorShape::Bar);
    QVERIFY(emulator.cursor().blinks && emulator.cursor().isVisible);
}

void TestEmulator::keysAreWhatProgramsExpect_data()
{
    QTest::addColumn<QByteArray>("mode");
    QTest::addColumn<int>("key");
    QTest::addColumn<int>("modifiers");
    QTest::addColumn<QByteArray>("bytes");
    const auto row = [](const char *name, const char *mode, Key key, int modifiers,
                        const char *bytes) {
        QTest::newRow(name) << QByteArray(mode) << int(key) << modifiers << QByteArray(bytes);
    };
    row("up", "", Key::Up, 0, "\x1b[A");
    row("up for an application", "\x1b[?1h", Key::Up, 0, "\x1bOA");
    row("ctrl+right", "", Key::Right, Qt::ControlModifier, "\x1b[1;5C");
    row("f1", "", Key::F1, 0, "\x1bOP");
    row("f5", "", Key::F5, 0, "\x1b[15~");
    row("f12", "", Key::F12, 0, "\x1b[24~");
    row("page down", "", Key::PageDown, 0, "\x1b[6~");
    row("delete", "", Key::Delete, 0, "\x1b[3~");
    row("home", "", Key::Home, 0, "\x1b[H");
    row("return", "", Key::Enter, 0, "\r");
    row("backspace", "", Key::Backspace, 0, "\x7f");
    row("shift+tab", "", Key::Tab, Qt::ShiftModifier, "\x1b[Z");
}

void TestEmulator::keysAreWhatProgramsExpect()
{
    QFETCH(QByteArray, mode);
    QFETCH(int, key);
    QFETCH(int, modifiers);
    QFETCH(QByteArray, bytes);
    Emulator emulator;
    emulator.write(mode);
    QSignalSpy output(&emulator, &Emulator::output);
    emulator.sendKey(Key(key), Qt::KeyboardModifiers(modifiers));
    QCOMPARE(output.takeFirst().first().toByteArray(), bytes);
}

void TestEmulator::pasteIsBracketedWhereAskedFor()
{
    Emulator emulator;
    QSignalSpy output(&emulator, &Emulator::output);
    emulator.paste(u"a\r\nb\nc"_s);
    QCOMPARE(output.takeFirst().first().toByteArray(), QByteArray("a\rb\rc"));
    emulator.write("\x1b[?2004h");
    emulator.paste(u"rm\x1b[201~ -rf"_s); // what would end the brackets early
    QCOMPARE(output.takeFirst().first().toByteArray(), QByteArray("\x1b[200~rm -rf\x1b[201~"));
}

void TestEmulator::mouseIsToldWhereAskedFor()
{
    Emulator emulator;
    QSignalSpy output(&emulator, &Emulator::output);
    emulator.sendMouse({1, 2}, 1, true, {});
    emulator.sendMouse({1, 2}, 1, false, {});
    QCOMPARE(output.count(), 0);
    emulator.write("\x1b[?1002h\x1b[?1006h");
    QCOMPARE(emulator.mouseMode(), MouseMode::Drag);
    emulator.sendMouse({1, 2}, 1, true, {});
    QCOMPARE(output.takeFirst().first().toByteArray(), QByteArray("\x1b[<0;3;2M"));
    emulator.sendMouseMove({1, 5}, {});
    QCOMPARE(output.takeFirst().first().toByteArray(), QByteArray("\x1b[<32;6;2M"));
    emulator.sendMouse({1, 5}, 1, false, {});
    QCOMPARE(output.takeFirst().first().toByteArray(), QByteArray("\x1b[<0;6;2m"));
}

void TestEmulator::bytesMayComeInAnyPieces()
{
    const QByteArray text = "\x1b[1;38;5;208m" + u"한e\u0301글"_s.toUtf8()
                            + "\x1b[0m\r\n\x1b]2;title\x07"
                              "end of a longer line than fits";
    Emulator whole(5, 20);
    whole.write(text);
    Emulator pieces(5, 20);
    for (const char octet : text)
        pieces.write({&octet, 1});
    QCOMPARE(screenText(pieces), screenText(whole));
    for (int row = 0; row < 5; ++row) {
        QCOMPARE(pieces.screen().row(row).isWrapped, whole.screen().row(row).isWrapped);
        for (int column = 0; column < 20; ++column)
            QCOMPARE(cell(pieces, row, column).style, cell(whole, row, column).style);
    }
}

//! Long runs of plain text take a short way past libvterm, which short ones never do.
void TestEmulator::longTextIsPrintedAsLetterByLetter()
{
    const QByteArray letters =
        "The quick brown fox jumps over the lazy dog, 0123456789 times ~!@#$%";
    const QList<QByteArray> between{
        "\r\n", "\n", "\r", "\t", "\b\b", "\x0e", "\x0f", "\x7f", "\x07",
        // Colours, places, erasing, inserting and deleting.
        "\x1b[1;31m", "\x1b[m", "\x1b[38;2;1;2;3;7m", "\x1b[3;5H", "\x1b[K", "\x1b[1J", "\x1b[4P",
        "\x1b[3@", "\x1b[2L", "\x1b[M", "\x1b[5X", "\x1b[4h", "\x1b[4l", "\x1b[3b", "\x1b[200C",
        // Other sets of characters; single shifts; lines of double width.
        "\x1b(0", "\x1b(B", "\x1b)0", "\x1b(A", "\x1bn", "\x1bN", "\x1b#6", "\x1b%G",
        // Margins, wrapping, origin, alternate screen, saved place, reset.
        "\x1b[2;4r", "\x1b[r", "\x1b[?7l", "\x1b[?7h", "\x1b[?6h", "\x1b[?6l", "\x1b[?1049h",
        "\x1b[?1049l",
        "\x1b"
        "7",
        "\x1b"
        "8",
        "\x1b[?69h", "\x1b[3;9s", "\x1b[?69l", "\x1b[!p",
        "\x1b"
        "c",
        // Titles and other strings, ended well, late or never.
        "\x1b]2;a title that is long enough\x07", "\x1b]0;another, of the other kind\x1b\\",
        "\x1bP1$r a string that is long enough\x1b\\", "\x1b]2;", "\x1b\\", "\x1b^", "\x07",
        // Interrupted sequences.
        "\x1b[3\x18", "\x1b\x1b", "\x1b[1;\x1b[2m", "\x1b(\x1a", "한글", "\re\xcc\x81",
        "\xf0\x9f\x98\x80"};
    for (quint32 seed = 0; seed < 1000; ++seed) {
        QRandomGenerator random(seed);
        // Few kinds at a time: each shall be followed by text in its usual state, too.
        QList<QByteArray> kinds;
        for (quint32 i = 0; i <= seed % 6; ++i)
            kinds += between[random.bounded(between.size())];
        QByteArray text;
        Emulator whole(6, 50);
        Emulator single(6, 50);
        for (int part = 0; part < 40; ++part) {
            QByteArray piece =
                letters.first(random.bounded(letters.size())) + kinds[random.bounded(kinds.size())];
            text += piece;
            whole.write(piece);
            constexpr qsizetype kShort = SequenceGuard::kLongRun - 4;
            for (; piece.size() > kShort && quint8(piece[kShort]) < 0x80 && piece[kShort] >= ' ';
                 piece.remove(0, kShort))
                single.write(QByteArrayView(piece).first(kShort));
            single.write(piece);
        }
        const QByteArray what =
            "seed " + QByteArray::number(seed) + ": " + text.toPercentEncoding(" ");
        QVERIFY2(historyText(whole) == historyText(single), what.constData());
        QVERIFY2(whole.cursor().place == single.cursor().place, what.constData());
        for (int row = 0; row < 6; ++row) {
            const Line &line = whole.screen().row(row);
            QVERIFY2(line.isWrapped == single.screen().row(row).isWrapped, what.constData());
            QVERIFY2(line.cells == single.screen().row(row).cells, what.constData());
        }
    }
}

void TestEmulator::whatIsNoUnicodeIsReplaced()
{
    Emulator emulator(2, 10);
    emulator.write("a\xfa\xb8\x80\x80\x80z\xff");
    for (int column = 0; column < 10; ++column)
        QVERIFY(cell(emulator, 0, column).code <= 0x10ffff);
    QVERIFY(screenText(emulator).first().contains(u'\ufffd'));
}

void TestEmulator::tooManyArgumentsAreLeftOut()
{
    Emulator emulator(2, 10);
    emulator.write("\x1b[" + QByteArray("5;").repeated(500));
    emulator.write(QByteArray(":::").repeated(500) + "31m\x1b[0;1mok");
    QCOMPARE(screenText(emulator).first(), u"ok"_s);
    QCOMPARE(int(cell(emulator, 0, 0).style.attributes), int(Bold));
    // What stands between ESC and "[" does not hide the sequence.
    emulator.write("\x1b\xca[" + QByteArray(":::").repeated(500) + "31m");
    emulator.resize(3, 12);
    emulator.write("\r\nthere");
    QCOMPARE(screenText(emulator).last(), u"there"_s);
}

void TestEmulator::aSavedPlaceOutsideIsNoHarm()
{
    Emulator emulator(30, 100);
    emulator.write("\x1b[30;100H\x1b"
                   "7\x1b[25;28r");
    emulator.resize(3, 10);
    emulator.write("\x1b"
                   "8x\n\n\x1b[2J\x1b[HHere");
    QCOMPARE(screenText(emulator), QStringList{u"Here"_s});
}

void TestEmulator::repeatingNothingEnds()
{
    Emulator emulator(2, 10);
    emulator.write("\x1b[4b");
    emulator.write("ab\x1b[3b!");
    QCOMPARE(screenText(emulator).first(), u"abbbb!"_s);
}

} // namespace Atoll::Terminal

QTEST_GUILESS_MAIN(Atoll::Terminal::TestEmulator)
#include "tst_emulator.moc"
