// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fakedisplay.h"

#include <console/consoleactions.h>
#include <console/consolepane.h>
#include <console/consolewindow.h>
#include <console/vnc/vncsession.h>
#include <console/vnc/vncview.h>
#include <theme/theme.h>

#include <QAction>
#include <QClipboard>
#include <QDockWidget>
#include <QGuiApplication>
#include <QLabel>
#include <QMainWindow>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Atoll::Console {

using namespace recording;

class TestConsole : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void triesAgainWithGrowingPauses();
    void doesNotKnockWhileTheGuestIsOff();
    void doesNotTryAgainWhatIsForbidden();
    void saysWhatHappenedOverThePicture();
    void connectionLivesWhileTheWidgetMoves();
    void ownWindowGivesTheConsoleBack();
    void paintsScaledAndFollowsANewSize();
    void asksForNothingWhileHidden();
    void keysGoByScancodeWhateverTheLayout();
    void losingTheFocusLetsGoOfKeys();
    void releaseChordLetsGoOfTheGrab();
    void combinationsArePressedInOrder();
    void pointerIsTranslatedIntoThePicture();
    void typesWhatTheLayoutHas();
    void offersTheClipboardOnlyToTheFocusedConsole();
};

namespace {

QByteArray extendedKey(quint32 keysym, quint32 scancode, bool down)
{
    return QByteArray("\xff\0", 2) + u16(down) + u32(keysym) + u32(scancode);
}

QWidget *canvasOf(ConsoleView &view) { return view.focusProxy(); }

void sendKey(QWidget *widget, QEvent::Type type, int key, quint32 native, quint32 keysym)
{
    QKeyEvent event(type, key, Qt::NoModifier, native, keysym, 0);
    QCoreApplication::sendEvent(widget, &event);
}

} // namespace

void TestConsole::triesAgainWithGrowingPauses()
{
    FakeDisplay display;
    display.refusal = Error{ErrorCode::EngineUnavailable, u"no answer"_s};
    VncSession session(display.transport());
    session.setBackOff(20ms, 60ms);
    session.start();
    QTRY_COMPARE(session.status(), ConsoleStatus::Waiting);
    QCOMPARE(session.error()->text, u"no answer"_s);
    QTRY_VERIFY(display.attempts >= 3);
    display.refusal.reset();
    QTRY_VERIFY(display.device != nullptr);
    display.greet(64, 48, 0xff0000);
    QTRY_COMPARE(session.status(), ConsoleStatus::Connected);
    const int before = display.attempts;
    display.device->hangUp();
    QTRY_COMPARE(display.attempts, before + 1);
    display.greet(64, 48, 0xff0000);
    QTRY_COMPARE(session.status(), ConsoleStatus::Connected);
}

void TestConsole::doesNotKnockWhileTheGuestIsOff()
{
    FakeDisplay display;
    VncSession session(display.transport());
    session.setBackOff(5ms, 5ms);
    session.setGuestRunning(false);
    session.start();
    QCOMPARE(session.status(), ConsoleStatus::GuestOff);
    QTest::qWait(50);
    QCOMPARE(display.attempts, 0);
    session.setGuestRunning(true);
    QTRY_COMPARE(display.attempts, 1);
}

void TestConsole::doesNotTryAgainWhatIsForbidden()
{
    FakeDisplay display;
    display.refusal = Error{ErrorCode::PermissionDenied, u"you may not see it"_s};
    VncSession session(display.transport());
    session.setBackOff(5ms, 5ms);
    session.start();
    QTRY_COMPARE(session.status(), ConsoleStatus::Failed);
    QTest::qWait(50);
    QCOMPARE(display.attempts, 1);
}

void TestConsole::saysWhatHappenedOverThePicture()
{
    FakeDisplay display;
    Theme theme;
    VncView view(display.transport(), theme);
    view.show();
    auto *card = view.findChild<QWidget *>(u"consoleCard"_s);
    auto *title = view.findChild<QLabel *>(u"consoleCardTitle"_s);
    QTRY_VERIFY(display.device != nullptr);
    display.greet(64, 48, 0xff0000);
    QTRY_VERIFY(card->isHidden());
    display.device->hangUp();
    QTRY_VERIFY(card->isVisible());
    QCOMPARE(title->text(), u"Connection lost"_s);
    QVERIFY(
        view.findChild<QLabel *>(u"consoleCardText"_s)->text().contains(u"Trying again in 1"_s));
    view.session().setGuestRunning(false);
    QCOMPARE(title->text(), u"The guest is off"_s);
}

void TestConsole::connectionLivesWhileTheWidgetMoves()
{
    FakeDisplay display;
    Theme theme;
    QMainWindow window;
    auto *tabs = new QTabWidget(&window);
    window.setCentralWidget(tabs);
    auto *view = new VncView(display.transport(), theme);
    tabs->addTab(view, u"guest"_s);
    window.show();
    QTRY_VERIFY(display.device != nullptr);
    display.greet(64, 48, 0xff0000);
    QTRY_VERIFY(view->session().isConnected());
    auto *dock = new QDockWidget(&window);
    dock->setWidget(view);
    window.addDockWidget(Qt::BottomDockWidgetArea, dock);
    view->show();
    dock->setFloating(true);
    QTest::qWait(20);
    QVERIFY(view->session().isConnected());
    QCOMPARE(display.attempts, 1);
}

void TestConsole::ownWindowGivesTheConsoleBack()
{
    FakeDisplay display;
    Theme theme;
    auto *view = new VncView(display.transport(), theme);
    ConsolePane pane(view, u"db-1"_s);
    pane.show();
    QTRY_VERIFY(display.device != nullptr);
    display.greet(64, 48, 0xff0000);
    QTRY_VERIFY(view->session().isConnected());
    pane.detach();
    QVERIFY(pane.detachedWindow());
    QCOMPARE(view->window(), pane.detachedWindow());
    QCOMPARE(pane.detachedWindow()->windowTitle(), u"db-1"_s);
    pane.detachedWindow()->close();
    QCOMPARE(view->window(), &pane);
    QVERIFY(view->isVisible());
    pane.showFullScreen();
    QVERIFY(pane.detachedWindow()->isFullScreen());
    pane.attach();
    QCOMPARE(view->window(), &pane);
    QVERIFY(view->session().isConnected());
    QCOMPARE(display.attempts, 1);
}

void TestConsole::paintsScaledAndFollowsANewSize()
{
    FakeDisplay display;
    Theme theme;
    VncView view(display.transport(), theme);
    view.resize(320, 240);
    view.show();
    QTRY_VERIFY(display.device != nullptr);
    display.greet(64, 48, 0xff0000);
    QTRY_VERIFY(view.framesPainted() > 0);
    QTRY_COMPARE(view.grab().toImage().pixelColor(3, 236), QColor(Qt::red));
    display.device->feed(update(2) + rect(0, 0, 100, 40, -223) + rect(0, 0, 100, 40, 7)
                         + QByteArray("\x80\0\0\xff", 4));
    QTRY_COMPARE(view.pictureSize(), QSize(100, 40));
    QTRY_COMPARE(view.grab().toImage().pixelColor(160, 120), QColor(Qt::blue));
    QCOMPARE(view.grab().toImage().pixelColor(3, 236), QColor(Qt::black));
    view.setScaling(Scaling::ActualSize);
    QTRY_COMPARE(canvasOf(view)->size(), QSize(100, 40));
}

void TestConsole::asksForNothingWhileHidden()
{
    FakeDisplay display;
    Theme theme;
    VncView view(display.transport(), theme);
    view.show();
    QTRY_VERIFY(display.device != nullptr);
    display.greet(64, 48, 0xff0000);
    QTRY_VERIFY(view.framesPainted() > 0);
    const QByteArray request = QByteArray("\x03\x01\0\0\0\0", 6) + u16(64) + u16(48);
    QTRY_VERIFY(display.device->written.endsWith(request));
    view.hide();
    display.device->written.clear();
    display.device->feed(update(1) + rect(0, 0, 64, 48, 7) + QByteArray("\x80\0\xff\0", 4));
    QTest::qWait(50);
    QVERIFY(display.device->written.isEmpty());
    view.show();
    QTRY_COMPARE(display.device->written, request);
}

void TestConsole::keysGoByScancodeWhateverTheLayout()
{
    FakeDisplay display;
    Theme theme;
    VncView view(display.transport(), theme);
    view.show();
    QTRY_VERIFY(display.device != nullptr);
    display.greet(64, 48, 0xff0000);
    QTRY_VERIFY(view.vnc().takesScancodes());
    display.device->written.clear();
    // The key right of Tab on a French keyboard: symbol a, place of Q.
    sendKey(canvasOf(view), QEvent::KeyPress, Qt::Key_A, 24, 'a');
    sendKey(canvasOf(view), QEvent::KeyRelease, Qt::Key_A, 24, 'a');
    sendKey(canvasOf(view), QEvent::KeyPress, Qt::Key_Up, 111, 0xff52);
    QCOMPARE(display.device->written, extendedKey('a', 0x10, true) + extendedKey('a', 0x10, false)
                                          + extendedKey(0xff52, 0xc8, true));
}

void TestConsole::losingTheFocusLetsGoOfKeys()
{
    FakeDisplay display;
    Theme theme;
    VncView view(display.transport(), theme);
    view.show();
    QTRY_VERIFY(display.device != nullptr);
    display.greet(64, 48, 0xff0000);
    QTRY_VERIFY(view.vnc().takesScancodes());
    sendKey(canvasOf(view), QEvent::KeyPress, Qt::Key_Alt, 64, 0xffe9);
    display.device->written.clear();
    QFocusEvent away(QEvent::FocusOut);
    QCoreApplication::sendEvent(canvasOf(view), &away);
    QCOMPARE(display.device->written, extendedKey(0xffe9, 0x38, false));
}

void TestConsole::releaseChordLetsGoOfTheGrab()
{
    FakeDisplay display;
    Theme theme;
    VncView view(display.transport(), theme);
    view.show();
    QTRY_VERIFY(display.device != nullptr);
    display.greet(64, 48, 0xff0000);
    QTRY_VERIFY(view.session().isConnected());
    QTest::mouseClick(canvasOf(view), Qt::LeftButton);
    QVERIFY(view.keyboard().isGrabbed());
    QVERIFY(view.actions().grabKeys->isChecked());
    const auto press = [&](QEvent::Type type, int key, quint32 native) {
        sendKey(canvasOf(view), type, key, native, 1);
    };
    // With another key in between it belongs to the guest (Ctrl+Alt+Del, Ctrl+Alt+F1).
    press(QEvent::KeyPress, Qt::Key_Control, 37);
    press(QEvent::KeyPress, Qt::Key_Alt, 64);
    press(QEvent::KeyPress, Qt::Key_F1, 67);
    press(QEvent::KeyRelease, Qt::Key_F1, 67);
    press(QEvent::KeyRelease, Qt::Key_Alt, 64);
    press(QEvent::KeyRelease, Qt::Key_Control, 37);
    QVERIFY(view.keyboard().isGrabbed());
    press(QEvent::KeyPress, Qt::Key_Control, 37);
    press(QEvent::KeyPress, Qt::Key_Alt, 64);
    press(QEvent::KeyRelease, Qt::Key_Alt, 64);
    QVERIFY(!view.keyboard().isGrabbed());
    QCOMPARE(view.keyboard().releaseChordText(), u"Ctrl+Alt"_s);
}

void TestConsole::combinationsArePressedInOrder()
{
    FakeDisplay display;
    Theme theme;
    VncView view(display.transport(), theme);
    QTRY_VERIFY(display.device != nullptr);
    display.greet(64, 48, 0xff0000);
    QTRY_VERIFY(view.vnc().takesScancodes());
    display.device->written.clear();
    view.actions().ctrlAltDelete->trigger();
    QCOMPARE(display.device->written,
             extendedKey(0xffe3, 0x1d, true) + extendedKey(0xffe9, 0x38, true)
                 + extendedKey(0xffff, 0xd3, true) + extendedKey(0xffff, 0xd3, false)
                 + extendedKey(0xffe9, 0x38, false) + extendedKey(0xffe3, 0x1d, false));
}

void TestConsole::pointerIsTranslatedIntoThePicture()
{
    FakeDisplay display;
    Theme theme;
    VncView view(display.transport(), theme);
    view.resize(640, 480);
    view.show();
    QTRY_VERIFY(display.device != nullptr);
    display.greet(64, 48, 0xff0000);
    QTRY_VERIFY(view.framesPainted() > 0);
    display.device->written.clear();
    QTest::mousePress(canvasOf(view), Qt::RightButton, {}, {325, 105});
    QVERIFY(display.device->written.contains(QByteArray("\x05\x04", 2) + u16(32) + u16(10)));
}

void TestConsole::typesWhatTheLayoutHas()
{
    QByteArray typed;
    TextTyper typer([&](quint32, quint32 scancode, bool down) {
        typed += QByteArray::number(scancode, 16) + (down ? "+" : "-");
    });
    QSignalSpy finished(&typer, &TextTyper::finished);
    QVERIFY(typer.type(u"aA€\n"_s));
    QVERIFY(!typer.type(u"b"_s)); // one at a time
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(typed, "1e+1e-2a+1e+1e-2a-1c+1c-");
    QCOMPARE(finished.at(0).at(1).toString(), u"€"_s);
    QVERIFY(!typer.type(QString(TextTyper::kMaxCharacters + 1, u'x')));
    QVERIFY(!KeyLayout::load(u"no-such-layout"_s));
    const auto euro = KeyLayout::load(u"de"_s)->find(U'€');
    QVERIFY(euro && euro->altGr && euro->code.scancode == 0x12);
}

void TestConsole::offersTheClipboardOnlyToTheFocusedConsole()
{
    FakeDisplay display;
    Theme theme;
    VncView view(display.transport(), theme);
    QTRY_VERIFY(display.device != nullptr);
    display.greet(64, 48, 0xff0000);
    QTRY_VERIFY(view.session().isConnected());
    display.device->written.clear();
    QGuiApplication::clipboard()->setText(u"secret of another program"_s);
    QCoreApplication::processEvents();
    QVERIFY(!display.device->written.contains("secret"));
    view.show();
    canvasOf(view)->setFocus();
    QVERIFY(QTest::qWaitForWindowActive(&view));
    QGuiApplication::clipboard()->setText(u"for the guest"_s);
    QTRY_VERIFY(display.device->written.endsWith("for the guest"));
    display.device->feed(QByteArray("\x03\0\0\0", 4) + u32(5) + "hello");
    QTRY_COMPARE(QGuiApplication::clipboard()->text(), u"hello"_s);
}

} // namespace Atoll::Console

QTEST_MAIN(Atoll::Console::TestConsole)
#include "tst_console.moc"
