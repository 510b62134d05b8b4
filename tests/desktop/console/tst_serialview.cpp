// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fakedisplay.h"
#include "qemuguest.h"

#include <console/consoleactions.h>
#include <console/consolepane.h>
#include <console/consolewindow.h>
#include <console/serial/serialsession.h>
#include <console/serial/serialview.h>
#include <support/tinyguest.h>
#include <terminal/logicalline.h>
#include <terminal/terminalview.h>
#include <theme/theme.h>

#include <QAction>
#include <QLabel>
#include <QLocalServer>
#include <QPushButton>
#include <QTest>
#include <QToolBar>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Atoll::Console {

//! A guest's serial port in a terminal: against a local socket, and against a real guest.
class TestSerialView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsWhatTheGuestPrintsAndTypesIntoIt();
    void keepsWhatWasPrintedAndConnectsAgain();
    void hangingUpAtOnceIsAnsweredEverMoreRarely();
    void readsNoFasterThanItShows();
    void barHasWhatFits();
    void saysWhyThereIsNoConsole();
    void whoHasItIsNamedAndCanBeTakenOverByKeys();
    void whoLostItMayTakeItBack();
    void tellsTheShellItsSize();
    void aRealGuestAnswers();

private:
    static bool shows(SerialView &view, const QString &text)
    {
        Terminal::Screen &screen = view.serial().emulator().screen();
        for (qint64 line = screen.firstLine(); line < screen.endLine(); ++line) {
            if (Terminal::LogicalLine(screen, line).text().contains(text))
                return true;
        }
        return false;
    }
};

void TestSerialView::showsWhatTheGuestPrintsAndTypesIntoIt()
{
    QTemporaryDir folder;
    QLocalServer server;
    QVERIFY(server.listen(folder.filePath(u"serial"_s)));
    Theme theme;
    SerialView view(localTransport(server.fullServerName()), theme);
    view.resize(800, 500);
    view.show();
    QVERIFY(server.waitForNewConnection(5000));
    QLocalSocket *guest = server.nextPendingConnection();
    QTRY_COMPARE(view.session().status(), ConsoleStatus::Connected);
    guest->write("web-1 login: ");
    QTRY_VERIFY(shows(view, u"web-1 login:"_s));
    view.setFocus();
    QTest::keyClicks(view.focusProxy(), u"root"_s);
    QTest::keyClick(view.focusProxy(), Qt::Key_Return);
    QTest::keyClick(view.focusProxy(), Qt::Key_C, Qt::ControlModifier);
    QByteArray typed;
    QTRY_VERIFY((typed += guest->readAll()) == "root\r\x03");
    guest->write("\x1b[c"); // "what are you?" is answered
    QTRY_VERIFY(guest->bytesAvailable() > 0);
}

void TestSerialView::keepsWhatWasPrintedAndConnectsAgain()
{
    FakeDisplay port;
    Theme theme;
    SerialView view(port.transport(), theme);
    view.session().setBackOff(20ms, 20ms);
    QTRY_COMPARE(view.session().status(), ConsoleStatus::Connected);
    port.device->feed("before the end\r\n");
    port.device->hangUp();
    QTRY_COMPARE(port.attempts, 2);
    QTRY_COMPARE(view.session().status(), ConsoleStatus::Connected);
    QVERIFY(shows(view, u"before the end"_s));
    view.session().setGuestRunning(false);
    port.device->hangUp();
    QTRY_COMPARE(view.session().status(), ConsoleStatus::GuestOff);
    QVERIFY(!view.terminal().paste->isEnabled());
}

void TestSerialView::hangingUpAtOnceIsAnsweredEverMoreRarely()
{
    FakeDisplay port;
    SerialSession session(port.transport());
    session.setBackOff(10ms, 1h);
    int ended = 0;
    connect(&session, &ConsoleSession::statusChanged, &session, [&] {
        if (session.isConnected()) {
            ++ended;
            QMetaObject::invokeMethod(
                &session, [&] { port.device->hangUp(); }, Qt::QueuedConnection);
        }
    });
    session.start();
    QTest::qWait(400);
    QVERIFY2(ended >= 3 && ended <= 7, qPrintable(QString::number(ended)));
}

void TestSerialView::readsNoFasterThanItShows()
{
    FakeDisplay port;
    SerialSession session(port.transport());
    session.start();
    QTRY_COMPARE(session.status(), ConsoleStatus::Connected);
    const QByteArray log = QByteArray("a line of a log that is long enough\r\n").repeated(800'000);
    QElapsedTimer timer;
    timer.start();
    port.device->feed(log);
    QVERIFY(timer.elapsed() < 500); // a slice, and not all of it
    QVERIFY(port.device->bytesAvailable() > 0);
    QTRY_COMPARE_WITH_TIMEOUT(session.receivedBytes(), quint64(log.size()), 60000);
}

void TestSerialView::barHasWhatFits()
{
    FakeDisplay port;
    Theme theme;
    auto *view = new SerialView(port.transport(), theme);
    ConsolePane pane(view, u"web-1"_s);
    pane.show();
    QTRY_COMPARE(view->session().status(), ConsoleStatus::Connected);
    const auto *bar = pane.findChild<QToolBar *>();
    QVERIFY(bar->actions().contains(view->terminal().copy));
    QVERIFY(bar->actions().contains(view->terminal().find));
    const ConsoleActions &actions = view->actions();
    for (const QAction *action : {actions.ctrlAltDelete, actions.grabKeys, actions.fit,
                                  actions.typeClipboard, actions.saveScreenshot})
        QVERIFY(!action->isVisible());
    QVERIFY(view->sizeText().contains(u'×'));
    pane.detach(); // the terminal lives on in its own window
    port.device->feed("still here");
    QTRY_VERIFY(shows(*view, u"still here"_s));
}

void TestSerialView::saysWhyThereIsNoConsole()
{
    FakeDisplay port;
    port.refusal = Error{ErrorCode::Unsupported, u"the guest has no serial port"_s};
    Theme theme;
    SerialView view(port.transport(), theme);
    view.show();
    QTRY_COMPARE(view.session().status(), ConsoleStatus::Failed);
    const auto *text = view.findChild<QLabel *>(u"consoleCardText"_s);
    QVERIFY(text->isVisible());
    QVERIFY(text->text().contains(u"no serial port"_s));
}

namespace {

Error inUse(bool isTakenOver)
{
    return {
        ErrorCode::Busy,
        u"the serial console is not ours"_s,
        {},
        {{u"holder"_s,
          QJsonObject{{u"user"_s, u"kim@builtin"_s},
                      {u"address"_s, u"10.0.0.7"_s},
                      {u"since"_s, QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs)}}},
         {u"isTakenOver"_s, isTakenOver}}};
}

} // namespace

void TestSerialView::whoHasItIsNamedAndCanBeTakenOverByKeys()
{
    FakeDisplay port;
    port.refusal = inUse(false);
    Theme theme;
    SerialView view(port.transport(), theme);
    view.session().setBackOff(10ms, 10ms);
    view.resize(800, 500);
    view.show();
    view.activateWindow();
    view.setFocus();
    QTRY_COMPARE(view.session().status(), ConsoleStatus::Failed);
    QCOMPARE(view.findChild<QLabel *>(u"consoleCardTitle"_s)->text(), u"In use by kim@builtin"_s);
    QVERIFY(view.findChild<QLabel *>(u"consoleCardText"_s)->text().contains(u"10.0.0.7"_s));
    QTest::qWait(100);
    QCOMPARE(port.attempts, 1); // nobody knocks again and again
    auto *button = view.findChild<QPushButton *>();
    QCOMPARE(button->text(), u"Take Over"_s);
    // What is being typed does not press it.
    QTRY_VERIFY(view.focusProxy()->hasFocus());
    QTest::keyClick(view.focusProxy(), Qt::Key_Space);
    QTest::keyClick(view.focusProxy(), Qt::Key_Return);
    QCOMPARE(port.attempts, 1);
    QTest::keyClick(view.focusProxy(), Qt::Key_Tab);
    QVERIFY(button->hasFocus());
    port.refusal.reset();
    QTest::keyClick(button, Qt::Key_Space);
    QTRY_COMPARE(view.session().status(), ConsoleStatus::Connected);
    QCOMPARE(port.lastClaim, Claim::TakeOver);
    QVERIFY(view.focusProxy()->hasFocus()); // and Tab is the guest's again
    QTest::keyClick(view.focusProxy(), Qt::Key_Tab);
    QCOMPARE(port.device->written, QByteArray("\t"));
}

void TestSerialView::whoLostItMayTakeItBack()
{
    FakeDisplay port;
    Theme theme;
    SerialView view(port.transport(), theme);
    view.session().setBackOff(10ms, 10ms);
    view.show();
    QTRY_COMPARE(view.session().status(), ConsoleStatus::Connected);
    QCOMPARE(port.lastClaim, Claim::Ask);
    port.device->feed("what was printed");
    port.device->hangUp(inUse(true));
    QTRY_COMPARE(view.session().status(), ConsoleStatus::Failed);
    QCOMPARE(view.findChild<QLabel *>(u"consoleCardTitle"_s)->text(),
             u"Taken over by kim@builtin"_s);
    QTest::qWait(100);
    QCOMPARE(port.attempts, 1);
    QVERIFY(shows(view, u"what was printed"_s));
    auto *button = view.findChild<QPushButton *>();
    QCOMPARE(button->text(), u"Take Back"_s);
    button->click();
    QTRY_COMPARE(view.session().status(), ConsoleStatus::Connected);
    QCOMPARE(port.lastClaim, Claim::TakeOver);
    // A line that breaks later is only asked for.
    port.device->hangUp();
    QTRY_COMPARE(port.attempts, 3);
    QCOMPARE(port.lastClaim, Claim::Ask);
}

void TestSerialView::tellsTheShellItsSize()
{
    FakeDisplay port;
    Theme theme;
    SerialView view(port.transport(), theme);
    QTRY_COMPARE(view.session().status(), ConsoleStatus::Connected);
    view.moreActions().first()->trigger();
    QCOMPARE(port.device->written, QByteArray("stty rows 24 columns 80\r"));
}

void TestSerialView::aRealGuestAnswers()
{
    if (const QString why = QemuGuest::missing(); !why.isEmpty())
        QSKIP(qPrintable(why));
    const Result<QString> images = Support::TinyGuest::images();
    if (!images)
        QSKIP(qPrintable(images.error().sentence()));
    QTemporaryDir folder;
    const QString socket = folder.filePath(u"serial"_s);
    QProcess qemu;
    qemu.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    qemu.start(u"qemu-system-x86_64"_s,
               {u"-accel"_s, u"tcg"_s, u"-m"_s, u"128"_s, u"-nodefaults"_s, u"-display"_s,
                u"none"_s, u"-kernel"_s, *images + u"/vmlinuz"_s, u"-initrd"_s,
                *images + u"/initrd.gz"_s, u"-append"_s, u"console=ttyS0 quiet tiny.name=tiny"_s,
                u"-serial"_s, u"unix:"_s + socket + u",server=on,wait=off"_s});
    QVERIFY(qemu.waitForStarted());
    Theme theme;
    SerialView view(localTransport(socket), theme);
    view.session().setBackOff(50ms, 200ms);
    view.resize(900, 600);
    view.show();
    QTRY_VERIFY_WITH_TIMEOUT(shows(view, u"tiny#"_s), 60000);
    QTest::keyClicks(view.focusProxy(), u"echo $((6*7))-$((40+2))"_s);
    QTest::keyClick(view.focusProxy(), Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(shows(view, u"42-42"_s), 10000);
    // Much at once, with colours.
    QTest::keyClicks(view.focusProxy(), u"i=0; while [ $i -lt 500 ]; do i=$((i+1)); echo -e "
                                        "\"\\033[3$((i%8))mnumber $i\\033[0m\"; done"_s);
    QTest::keyClick(view.focusProxy(), Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(shows(view, u"number 500"_s), 30000);
    QVERIFY(shows(view, u"number 250"_s));
    qemu.kill();
    qemu.waitForFinished();
    QTRY_VERIFY(!view.session().isConnected());
}

} // namespace Atoll::Console

QTEST_MAIN(Atoll::Console::TestSerialView)
#include "tst_serialview.moc"
