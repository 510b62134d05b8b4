// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "qemuguest.h"

#include <console/vnc/rfbprotocol.h>
#include <console/vnc/vncsession.h>
#include <console/vnc/vncview.h>
#include <theme/theme.h>

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Atoll::Console {

//! The console against a real QEMU.
class TestVncEngine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void pictureEqualsScreendump_data();
    void pictureEqualsScreendump();
    void everyKeyArrivesWithItsScancode();
    void typedTextArrives();
    void clipboardTravelsBetweenTwoConsoles();
    void reconnectsAfterTheGuestRestarts();
    void viewShowsTheGuest();
};

void TestVncEngine::initTestCase()
{
    if (const QString why = QemuGuest::missing(); !why.isEmpty())
        QSKIP(qPrintable(why));
}

void TestVncEngine::pictureEqualsScreendump_data()
{
    QTest::addColumn<qint32>("encoding");
    QTest::newRow("tight") << qint32(rfb::Tight);
    QTest::newRow("zrle") << qint32(rfb::Zrle);
    QTest::newRow("hextile") << qint32(rfb::Hextile);
    QTest::newRow("raw") << qint32(rfb::Raw);
}

void TestVncEngine::pictureEqualsScreendump()
{
    QFETCH(qint32, encoding);
    QemuGuest guest;
    QVERIFY(guest.start());
    VncSession session(guest.transport());
    rfb::Quality quality;
    quality.preferred = encoding;
    quality.lossless = true;
    session.setQuality(quality);
    session.watch();
    connect(&session, &VncSession::dirty, &session, &VncSession::painted);
    session.start();
    QTRY_COMPARE_WITH_TIMEOUT(session.status(), ConsoleStatus::Connected, 10000);
    const QImage truth = guest.screendump();
    QVERIFY(truth.width() >= 320);
    QTRY_COMPARE_WITH_TIMEOUT(session.picture(), truth, 10000);
    // The picture is shared with the decoder's thread; what QEMU can do comes as a signal after it.
    QTRY_VERIFY_WITH_TIMEOUT(session.takesScancodes(), 10000);
}

void TestVncEngine::everyKeyArrivesWithItsScancode()
{
    QemuGuest guest;
    QVERIFY(guest.start());
    VncSession session(guest.transport());
    session.start();
    QTRY_VERIFY_WITH_TIMEOUT(session.takesScancodes(), 10000);
    // A, Return, arrow up (behind e0), right Ctrl, Hangul, F12, the key beside the left Shift
    for (const quint32 evdev : {30u, 28u, 103u, 97u, 88u, 86u}) {
        session.sendKey(0, scancodeFromEvdev(evdev), true);
        session.sendKey(0, scancodeFromEvdev(evdev), false);
    }
    QTRY_COMPARE_WITH_TIMEOUT(guest.serial(), "R1E 9E 1C 9C E0 48 E0 C8 E0 1D E0 9D 58 D8 56 D6 ",
                              10000);
    // Focus is lost with keys held: the guest must not believe they are still down.
    session.sendKey(0, 0x1d, true);
    session.sendKey(0, 0x38, true);
    session.releaseKeys();
    QTRY_VERIFY_WITH_TIMEOUT(
        guest.serial().contains("1D 38 9D B8") || guest.serial().contains("1D 38 B8 9D"), 10000);
}

void TestVncEngine::typedTextArrives()
{
    QemuGuest guest;
    QVERIFY(guest.start());
    VncSession session(guest.transport());
    session.start();
    QTRY_VERIFY_WITH_TIMEOUT(session.takesScancodes(), 10000);
    TextTyper typer([&](quint32 keysym, quint32 scancode, bool down) {
        session.sendKey(keysym, scancode, down);
    });
    QSignalSpy finished(&typer, &TextTyper::finished);
    typer.setLayout(KeyLayout::load(u"de"_s).value());
    QVERIFY(typer.type(u"zY1한\n"_s));
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 5000);
    QCOMPARE(finished.at(0).at(1).toString(), u"한"_s);
    // On a German keyboard Z and Y have changed places.
    QTRY_COMPARE_WITH_TIMEOUT(guest.serial(), "R15 95 2A 2C AC AA 02 82 1C 9C ", 10000);
}

void TestVncEngine::clipboardTravelsBetweenTwoConsoles()
{
    QemuGuest guest;
    QVERIFY(guest.start());
    VncSession first(guest.transport());
    VncSession second(guest.transport());
    QSignalSpy received(&second, &VncSession::clipboardReceived);
    first.start();
    second.start();
    QTRY_VERIFY_WITH_TIMEOUT(first.takesUnicodeClipboard() && second.takesUnicodeClipboard(),
                             10000);
    const QString text = u"안녕하세요, naïve 🦀\nline two"_s;
    first.offerClipboard(text);
    QTRY_COMPARE_WITH_TIMEOUT(received.size(), 1, 10000);
    QCOMPARE(received.at(0).at(0).toString(), text);
}

void TestVncEngine::reconnectsAfterTheGuestRestarts()
{
    QemuGuest guest;
    QVERIFY(guest.start());
    VncSession session(guest.transport());
    session.setBackOff(50ms, 200ms);
    session.start();
    QTRY_COMPARE_WITH_TIMEOUT(session.status(), ConsoleStatus::Connected, 10000);
    guest.kill();
    QTRY_COMPARE_WITH_TIMEOUT(session.status(), ConsoleStatus::Waiting, 10000);
    QVERIFY(session.error().has_value());
    QVERIFY(guest.start());
    QTRY_COMPARE_WITH_TIMEOUT(session.status(), ConsoleStatus::Connected, 10000);
}

void TestVncEngine::viewShowsTheGuest()
{
    QemuGuest guest;
    QVERIFY(guest.start());
    Theme theme;
    VncView view(guest.transport(), theme);
    view.resize(640, 480);
    view.setScaling(Scaling::ActualSize);
    view.show();
    QTRY_VERIFY_WITH_TIMEOUT(view.framesPainted() > 0, 10000);
    const QImage truth = guest.screendump();
    QTRY_COMPARE_WITH_TIMEOUT(view.screenshot(), truth, 10000);
    QVERIFY(!view.statistics().isEmpty());
    const QImage grabbed = view.grab().toImage().convertToFormat(QImage::Format_RGB32);
    const QPoint origin((view.width() - truth.width()) / 2, (view.height() - truth.height()) / 2);
    QCOMPARE(grabbed.copy(QRect(origin, truth.size())), truth);
}

} // namespace Atoll::Console

QTEST_MAIN(Atoll::Console::TestVncEngine)
#include "tst_vncengine.moc"
