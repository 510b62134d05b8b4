// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "screentext.h"

#include <app/errorbar.h>
#include <terminal/searchbar.h>
#include <terminal/terminalview.h>
#include <theme/theme.h>

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QGuiApplication>
#include <QInputMethodEvent>
#include <QLineEdit>
#include <QScopeGuard>
#include <QScrollBar>
#include <QSet>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QVBoxLayout>
#include <QWheelEvent>

using namespace Qt::StringLiterals;

namespace Atoll::Terminal {

//! The terminal as people handle it.
class TestTerminalView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void sizeFollowsTheWidget();
    void keysGoToTheProgram_data();
    void keysGoToTheProgram();
    void shortcutsOfTheProgramStayWithIt();
    void inputMethodsCompose();
    void scrolledUpStaysWhileOutputArrives();
    void typingGoesBackToThePrompt();
    void dragSelectsAndCopies();
    void doubleClickTakesAWord();
    void shiftKeepsTheMouseHere();
    void wheelScrollsOrMovesTheCursor();
    void oneLineIsPastedAtOnce();
    void severalLinesAreAskedAbout();
    void searchComesIntoSight();
    void linksOpenWithCtrl();
    void zoomChangesTheCells();
    void paintsWhatIsThere();
    void paintsWhatOnlyOtherFontsHave();
    void muchOutputIsFewFrames();
    void chosenKeysAreKeptFromTheProgram();
    void textBlinksOnlyWhereOneTypes();

private:
    QPoint at(int row, int column) const
    {
        const Screen &screen = m_emulator->screen();
        return m_view->canvas().cellRect({screen.topLine() + row, column}).center();
    }
    QWidget *viewport() const { return m_view->canvas().viewport(); }
    QByteArray written() const
    {
        QByteArray all;
        for (const QList<QVariant> &call : *m_output)
            all += call.first().toByteArray();
        return all;
    }
    static QToolButton *button(const QWidget *bar, const QString &text)
    {
        for (QToolButton *button : bar->findChildren<QToolButton *>()) {
            if (button->text() == text)
                return button;
        }
        return nullptr;
    }

    Theme m_theme;
    std::unique_ptr<Emulator> m_emulator;
    std::unique_ptr<TerminalView> m_view;
    std::unique_ptr<QSignalSpy> m_output;
};

void TestTerminalView::init()
{
    m_theme.apply(*qApp);
    m_emulator = std::make_unique<Emulator>();
    m_view = std::make_unique<TerminalView>(*m_emulator, m_theme);
    m_output = std::make_unique<QSignalSpy>(m_emulator.get(), &Emulator::output);
    m_view->resize(m_view->canvas().sizeHint());
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    m_view->activateWindow();
    m_view->setFocus();
    QTRY_VERIFY(m_view->canvas().hasFocus());
    QTRY_COMPARE(m_emulator->screen().columns(), 80);
    m_output->clear();
}

void TestTerminalView::cleanup()
{
    m_view.reset();
    m_output.reset();
    m_emulator.reset();
}

void TestTerminalView::sizeFollowsTheWidget()
{
    QSignalSpy resized(&m_view->canvas(), &Canvas::resized);
    m_view->resize(m_view->width() + int(20 * m_view->canvas().cellSize().width()),
                   m_view->height() + int(6 * m_view->canvas().cellSize().height()) + 1);
    QTRY_COMPARE(m_emulator->screen().columns(), 100);
    QCOMPARE(m_emulator->screen().rows(), 30);
    QCOMPARE(resized.count(), 1);
}

void TestTerminalView::keysGoToTheProgram_data()
{
    QTest::addColumn<int>("key");
    QTest::addColumn<int>("modifiers");
    QTest::addColumn<QByteArray>("bytes");
    const auto row = [](const char *name, int key, int modifiers, const QByteArray &bytes) {
        QTest::newRow(name) << key << modifiers << bytes;
    };
    row("letter", Qt::Key_A, 0, "a");
    row("ctrl+c", Qt::Key_C, Qt::ControlModifier, "\x03");
    row("ctrl+i", Qt::Key_I, Qt::ControlModifier, "\x09");
    row("ctrl+[", Qt::Key_BracketLeft, Qt::ControlModifier, "\x1b");
    row("ctrl+space", Qt::Key_Space, Qt::ControlModifier, QByteArray(1, '\0'));
    row("alt+b", Qt::Key_B, Qt::AltModifier,
        "\x1b"
        "b");
    row("tab", Qt::Key_Tab, 0, "\t");
    row("return", Qt::Key_Return, 0, "\r");
    row("escape", Qt::Key_Escape, 0, "\x1b");
    row("alt+backspace", Qt::Key_Backspace, Qt::AltModifier, "\x1b\x7f");
    row("delete", Qt::Key_Delete, 0, "\x1b[3~");
    row("f10", Qt::Key_F10, 0, "\x1b[21~");
}

void TestTerminalView::keysGoToTheProgram()
{
    QFETCH(int, key);
    QFETCH(int, modifiers);
    QFETCH(QByteArray, bytes);
    QTest::keyClick(&m_view->canvas(), Qt::Key(key), Qt::KeyboardModifiers(modifiers));
    QCOMPARE(written(), bytes);
}

void TestTerminalView::shortcutsOfTheProgramStayWithIt()
{
    QAction closeTab;
    closeTab.setShortcut(QKeySequence(u"Ctrl+W"_s));
    QAction dock;
    dock.setShortcut(QKeySequence(u"Ctrl+Shift+K"_s));
    m_view->addActions({&closeTab, &dock});
    QSignalSpy closed(&closeTab, &QAction::triggered);
    QSignalSpy docked(&dock, &QAction::triggered);
    QTest::keyClick(m_view->window()->windowHandle(), Qt::Key_W, Qt::ControlModifier);
    QCOMPARE(closed.count(), 0);
    QCOMPARE(written(), QByteArray("\x17"));
    QTest::keyClick(m_view->window()->windowHandle(), Qt::Key_K,
                    Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(docked.count(), 1);
}

void TestTerminalView::inputMethodsCompose()
{
    QInputMethodEvent composing(u"하"_s, {});
    QCoreApplication::sendEvent(&m_view->canvas(), &composing);
    QVERIFY(written().isEmpty());
    QInputMethodEvent done;
    done.setCommitString(u"한"_s);
    QCoreApplication::sendEvent(&m_view->canvas(), &done);
    QCOMPARE(QString::fromUtf8(written()), u"한"_s);
    m_emulator->write("abc");
    QInputMethodQueryEvent query(Qt::ImCursorRectangle);
    QCoreApplication::sendEvent(&m_view->canvas(), &query);
    QVERIFY(query.value(Qt::ImCursorRectangle).toRect().contains(at(0, 3)));
}

void TestTerminalView::scrolledUpStaysWhileOutputArrives()
{
    for (int i = 0; i < 200; ++i)
        m_emulator->write("line " + QByteArray::number(i) + "\r\n");
    Canvas &canvas = m_view->canvas();
    QTRY_COMPARE(canvas.topLine(), m_emulator->screen().topLine());
    canvas.scrollTo(50);
    QVERIFY(!canvas.follows());
    for (int i = 200; i < 400; ++i)
        m_emulator->write("line " + QByteArray::number(i) + "\r\n");
    QTRY_COMPARE(canvas.verticalScrollBar()->maximum(), int(m_emulator->screen().topLine()));
    QCOMPARE(canvas.topLine(), 50);
    canvas.verticalScrollBar()->setValue(canvas.verticalScrollBar()->maximum());
    QVERIFY(canvas.follows());
}

void TestTerminalView::typingGoesBackToThePrompt()
{
    m_emulator->write(QByteArray("x\r\n").repeated(100));
    QTRY_VERIFY(m_view->canvas().topLine() > 0);
    QTest::keyClick(&m_view->canvas(), Qt::Key_PageUp, Qt::ShiftModifier);
    QVERIFY(!m_view->canvas().follows());
    QVERIFY(written().isEmpty());
    QTest::keyClick(&m_view->canvas(), Qt::Key_A);
    QVERIFY(m_view->canvas().follows());
}

void TestTerminalView::dragSelectsAndCopies()
{
    m_emulator->write("some words to copy");
    QVERIFY(!m_view->copy->isEnabled());
    const QPoint half(int(m_view->canvas().cellSize().width() / 2) - 1, 0);
    QTest::mousePress(viewport(), Qt::LeftButton, {}, at(0, 5) - half);
    QTest::mouseMove(viewport(), at(0, 7));
    QTest::mouseMove(viewport(), at(0, 9) + half);
    QTest::mouseRelease(viewport(), Qt::LeftButton, {}, at(0, 9) + half);
    QCOMPARE(m_view->canvas().selectedText(), u"words"_s);
    QTest::keyClick(&m_view->canvas(), Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"words"_s);
    QTest::mouseClick(viewport(), Qt::LeftButton, Qt::ShiftModifier, at(0, 17) + half);
    QCOMPARE(m_view->canvas().selectedText(), u"words to copy"_s);
    QVERIFY(written().isEmpty());
}

void TestTerminalView::doubleClickTakesAWord()
{
    m_emulator->write("see /etc/fstab now\r\n");
    QTest::mouseDClick(viewport(), Qt::LeftButton, {}, at(0, 8));
    QCOMPARE(m_view->canvas().selectedText(), u"/etc/fstab"_s);
    QTest::mouseClick(viewport(), Qt::LeftButton, {}, at(0, 8)); // the third
    QCOMPARE(m_view->canvas().selectedText(), u"see /etc/fstab now"_s);
}

void TestTerminalView::shiftKeepsTheMouseHere()
{
    m_emulator->write("text\x1b[?1000h\x1b[?1006h");
    QTest::mouseClick(viewport(), Qt::LeftButton, {}, at(2, 4));
    QCOMPARE(written(), QByteArray("\x1b[<0;5;3M\x1b[<0;5;3m"));
    m_output->clear();
    QTest::mouseDClick(viewport(), Qt::LeftButton, Qt::ShiftModifier, at(0, 1));
    QVERIFY(written().isEmpty());
    QCOMPARE(m_view->canvas().selectedText(), u"text"_s);
}

void TestTerminalView::wheelScrollsOrMovesTheCursor()
{
    m_emulator->write(QByteArray("x\r\n").repeated(100));
    QTRY_VERIFY(m_view->canvas().topLine() > 0);
    const auto turn = [this] {
        QWheelEvent wheel(at(1, 1), viewport()->mapToGlobal(at(1, 1)), {}, {0, 120}, {}, {},
                          Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(viewport(), &wheel);
    };
    turn();
    QVERIFY(!m_view->canvas().follows());
    m_emulator->write("\x1b[?1049h");
    turn();
    QCOMPARE(written(), QByteArray("\x1b[A\x1b[A\x1b[A"));
}

void TestTerminalView::oneLineIsPastedAtOnce()
{
    QGuiApplication::clipboard()->setText(u"echo hello"_s);
    m_view->paste->trigger();
    QCOMPARE(written(), QByteArray("echo hello"));
}

void TestTerminalView::severalLinesAreAskedAbout()
{
    auto *bar = m_view->findChild<ErrorBar *>(u"pasteBar"_s);
    m_view->pasteText(u"cd /\nrm x"_s);
    QVERIFY(bar->isVisible() && bar->text().contains(u"rm x"_s));
    QVERIFY(written().isEmpty());
    button(bar, u"Cancel"_s)->click();
    QVERIFY(!bar->isVisible() && written().isEmpty());
    m_view->pasteText(u"cd /\nrm x"_s);
    button(bar, u"Paste as One Line"_s)->click();
    QCOMPARE(written(), QByteArray("cd / rm x"));
    m_output->clear();
    m_view->pasteText(u"cd /\nrm x"_s);
    button(bar, u"Paste"_s)->click();
    QCOMPARE(written(), QByteArray("cd /\rrm x"));
    QVERIFY(m_view->canvas().hasFocus());
    m_view->setConnected(false);
    m_view->pasteText(u"a\nb"_s);
    QVERIFY(!bar->isVisible()); // there is nobody to paste it to
}

void TestTerminalView::searchComesIntoSight()
{
    for (int i = 0; i < 300; ++i)
        m_emulator->write("line " + QByteArray::number(i) + "\r\n");
    QTRY_COMPARE(m_view->canvas().topLine(), m_emulator->screen().topLine());
    QTest::keyClick(&m_view->canvas(), Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
    auto *bar = m_view->findChild<SearchBar *>();
    QTRY_VERIFY(bar->isVisible());
    auto *edit = bar->findChild<QLineEdit *>();
    edit->setText(u"line 42"_s);
    QTRY_VERIFY(m_view->canvas().topLine() <= 42);
    QVERIFY(m_view->canvas().topLine() + m_emulator->screen().rows() > 42);
    QTest::keyClick(edit, Qt::Key_Escape);
    QVERIFY(!bar->isVisible());
    QVERIFY(m_view->canvas().hasFocus());
    QVERIFY(!m_view->search().hasText());
}

void TestTerminalView::linksOpenWithCtrl()
{
    QSignalSpy opened(&m_view->canvas(), &Canvas::linkActivated);
    m_view->canvas().disconnect(m_view.get()); // no browser here
    m_emulator->write("see https://debian.org/ please\r\n");
    QTRY_VERIFY(!m_view->canvas().grab().isNull());
    const QPoint place = at(0, 8);
    QMouseEvent hover(QEvent::MouseMove, place, viewport()->mapToGlobal(place), Qt::NoButton,
                      Qt::NoButton, Qt::NoModifier);
    QCoreApplication::sendEvent(viewport(), &hover);
    QCOMPARE(viewport()->cursor().shape(), Qt::PointingHandCursor);
    QTest::mouseClick(viewport(), Qt::LeftButton, {}, at(0, 8));
    QCOMPARE(opened.count(), 0);
    QTest::mouseClick(viewport(), Qt::LeftButton, Qt::ControlModifier, at(0, 8));
    QCOMPARE(opened.count(), 1);
    QCOMPARE(opened.first().first().toString(), u"https://debian.org/"_s);
}

void TestTerminalView::zoomChangesTheCells()
{
    const QSizeF before = m_view->canvas().cellSize();
    QTest::keyClick(&m_view->canvas(), Qt::Key_Plus, Qt::ControlModifier);
    QTest::keyClick(&m_view->canvas(), Qt::Key_Plus, Qt::ControlModifier);
    QVERIFY(m_view->canvas().cellSize().height() > before.height());
    QVERIFY(m_emulator->screen().columns() < 80);
    QTest::keyClick(&m_view->canvas(), Qt::Key_0, Qt::ControlModifier);
    QCOMPARE(m_view->canvas().cellSize(), before);
    QVERIFY(written().isEmpty());
}

void TestTerminalView::paintsWhatIsThere()
{
    m_emulator->write("\x1b[41m          \x1b[0m\r\n\x1b[?25l");
    const auto pixel = [this](const QPoint &point) {
        return viewport()->grab().toImage().pixelColor(point * viewport()->devicePixelRatioF());
    };
    QTRY_COMPARE(pixel(at(0, 5)), m_theme.terminalColor(1));
    QCOMPARE(pixel(at(3, 5)), m_theme.color(Token::Surface1));
    m_theme.setChoice(ThemeChoice::Dark);
    QTRY_COMPARE(pixel(at(3, 5)), darkColors()[size_t(Token::Surface1)]);
    m_theme.setChoice(ThemeChoice::Light);
}

void TestTerminalView::paintsWhatOnlyOtherFontsHave()
{
    m_emulator->write(u"한국어 漢字 ☃ 😀 e\u0301 \U000e0001 \x1b[1;3m굵게\x1b[0m"_s.toUtf8());
    const QImage first = viewport()->grab().toImage();
    QCOMPARE(viewport()->grab().toImage(), first); // now from the cache
    QVERIFY(first.copy(m_view->canvas().cellRect({0, 0}).adjusted(0, 0, 8, 0))
            != first.copy(m_view->canvas().cellRect({3, 0}).adjusted(0, 0, 8, 0)));
}

void TestTerminalView::muchOutputIsFewFrames()
{
    QTest::qWait(50);
    const quint64 before = m_view->canvas().framesPainted();
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < 2000; ++i) {
        m_emulator->write("a line of output\r\n");
        if (i % 20 == 0)
            QCoreApplication::processEvents();
    }
    QTRY_COMPARE(m_view->canvas().topLine(), m_emulator->screen().topLine());
    QVERIFY(m_view->canvas().framesPainted() - before <= quint64(timer.elapsed() / 10 + 3));
}

void TestTerminalView::chosenKeysAreKeptFromTheProgram()
{
    m_emulator->write("hello");
    m_view->selectAll->setShortcut(QKeySequence(u"Ctrl+J"_s));
    QTest::keyClick(m_view->window()->windowHandle(), Qt::Key_J, Qt::ControlModifier);
    QVERIFY(!m_view->canvas().selection().isEmpty());
    QVERIFY(written().isEmpty());
    QVERIFY(m_view->selectAll->toolTip().contains(u"Ctrl+J"_s));
    m_view->zoomIn->setShortcut({});
    QTest::keyClick(m_view->window()->windowHandle(), Qt::Key_Equal, Qt::ControlModifier);
    QCOMPARE(m_view->canvas().zoom(), 0);
}

void TestTerminalView::textBlinksOnlyWhereOneTypes()
{
    const int flash = QApplication::cursorFlashTime();
    const auto reset = qScopeGuard([flash] { QApplication::setCursorFlashTime(flash); });
    QApplication::setCursorFlashTime(100);
    Emulator emulator;
    QWidget window;
    auto *view = new TerminalView(emulator, m_theme, &window);
    auto *other = new QLineEdit(&window);
    auto *layout = new QVBoxLayout(&window);
    layout->addWidget(view);
    layout->addWidget(other);
    window.resize(700, 400);
    window.show();
    window.activateWindow();
    emulator.write("\x1b[?25l\x1b[5mWARNING\x1b[0m");
    const auto looks = [&] {
        QSet<QByteArray> all;
        for (int i = 0; i < 20; ++i) {
            const QImage image = view->canvas().viewport()->grab().toImage();
            all.insert({reinterpret_cast<const char *>(image.constBits()), image.sizeInBytes()});
            QTest::qWait(20);
        }
        return all.size();
    };
    view->setFocus();
    QTRY_VERIFY(view->canvas().hasFocus());
    QTest::qWait(50);
    QCOMPARE(looks(), 2);
    other->setFocus();
    QTest::qWait(50);
    QCOMPARE(looks(), 1);
}

} // namespace Atoll::Terminal

QTEST_MAIN(Atoll::Terminal::TestTerminalView)
#include "tst_terminalview.moc"
