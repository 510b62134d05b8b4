// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fakespiceagent.h"
#include "qemuguest.h"

#include <console/spice/spicesession.h>
#include <console/spice/spiceview.h>
#include <console/viewer/viewerwindow.h>
#include <theme/theme.h>

#include <QAction>
#include <QDropEvent>
#include <QFileInfo>
#include <QLocalServer>
#include <QMimeData>
#include <QProcess>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Atoll::Console {

//! The SPICE console against a real QEMU.
class TestSpiceEngine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void pictureEqualsScreendump_data();
    void pictureEqualsScreendump();
    void everyKeyArrivesWithItsScancode();
    void reconnectsAfterTheGuestRestarts();
    void theLastPictureStaysWhenTheGuestEnds();
    void viewShowsTheGuest();
    void manyConsolesOfOneGuestComeAndGo();
    void clipboardTravelsBothWays();
    void twoViewersDoNotFightForTheDisplay();
    void aLostWayIsNotTakenForAnotherViewer();
    void picturesRestWhileNobodyLooks();
    void tooLargeClipboardsAreRefusedInWords();
    void tooLargeClipboardsOfTheGuestAreRefusedInWords();
    void guestIsAskedForTheSizeOfTheWindow();
    void droppedFilesArriveInTheGuest();
    void aGuestWithoutAgentRefusesFilesInWords();
    void soundArrivesAsTheGuestMakesIt();
    void aViewerFileOpensItsConsole_data();
    void aViewerFileOpensItsConsole();
    void aViewerFileTrustsOnlyWhatItNames_data();
    void aViewerFileTrustsOnlyWhatItNames();
    void aDisplayThatIsNoneGivesAnError_data();
    void aDisplayThatIsNoneGivesAnError();
    void aDisplayThatSaysNothingIsGivenUp();

private:
    static QImage pictureOf(const SpiceSession &session)
    {
        const auto held = session.holdPicture();
        return session.picture().copy();
    }

    static quint16 freePort()
    {
        QTcpServer server;
        return server.listen(QHostAddress::LocalHost) ? server.serverPort() : 0;
    }
    //! A server's certificate for O=Lab,CN=node-1, as QEMU wants it, in this folder.
    static bool makeCertificates(const QString &folder);
    static void drop(SpiceView &view, const QString &path)
    {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(path)});
        QDragEnterEvent enter({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, {});
        QCoreApplication::sendEvent(&view, &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent dropped({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, {});
        QCoreApplication::sendEvent(&view, &dropped);
    }

    QString m_missing;
};

#define NEED_QEMU()                                                                                \
    if (!m_missing.isEmpty())                                                                      \
    QSKIP(qPrintable(m_missing))

void TestSpiceEngine::initTestCase() { m_missing = QemuGuest::missingSpice(); }

void TestSpiceEngine::pictureEqualsScreendump_data()
{
    QTest::addColumn<QString>("card");
    QTest::newRow("standard VGA") << u"std"_s;
    QTest::newRow("QXL") << u"qxl"_s;
}

void TestSpiceEngine::pictureEqualsScreendump()
{
    NEED_QEMU();
    QFETCH(QString, card);
    const auto guest = QemuGuest::withSpice(card);
    QVERIFY(guest->start());
    SpiceSession session(localTransport(guest->spicePath()));
    session.watch();
    session.start();
    QTRY_COMPARE_WITH_TIMEOUT(session.status(), ConsoleStatus::Connected, 10000);
    const QImage truth = guest->screendump();
    QVERIFY(truth.width() >= 320);
    QTRY_COMPARE_WITH_TIMEOUT(pictureOf(session), truth, 10000);
    QVERIFY(session.receivedBytes() > 0);
    QVERIFY(!session.hasAgent());
}

void TestSpiceEngine::everyKeyArrivesWithItsScancode()
{
    NEED_QEMU();
    const auto guest = QemuGuest::withSpice(u"std"_s);
    QVERIFY(guest->start());
    SpiceSession session(localTransport(guest->spicePath()));
    QSignalSpy leds(&session, &SpiceSession::ledsChanged);
    session.start();
    QTRY_VERIFY_WITH_TIMEOUT(!leds.isEmpty(), 10000); // the channel of the keys is open
    // A, Return, arrow up (behind e0), right Ctrl, F12, the key beside the left Shift
    for (const quint32 evdev : {30u, 28u, 103u, 97u, 88u, 86u}) {
        session.sendKey(0, scancodeFromEvdev(evdev), true);
        session.sendKey(0, scancodeFromEvdev(evdev), false);
    }
    QTRY_COMPARE_WITH_TIMEOUT(guest->serial(), "R1E 9E 1C 9C E0 48 E0 C8 E0 1D E0 9D 58 D8 56 D6 ",
                              10000);
    // Focus is lost with keys held: the guest must not believe they are still down.
    session.sendKey(0, 0x1d, true);
    session.sendKey(0, 0x38, true);
    session.releaseKeys();
    QTRY_VERIFY_WITH_TIMEOUT(
        guest->serial().contains("1D 38 9D B8") || guest->serial().contains("1D 38 B8 9D"), 10000);
}

void TestSpiceEngine::reconnectsAfterTheGuestRestarts()
{
    NEED_QEMU();
    const auto guest = QemuGuest::withSpice(u"qxl"_s);
    QVERIFY(guest->start());
    SpiceSession session(localTransport(guest->spicePath()));
    session.start();
    QTRY_COMPARE_WITH_TIMEOUT(session.status(), ConsoleStatus::Connected, 10000);
    guest->kill();
    session.setGuestRunning(false); // as the inventory tells
    QTRY_COMPARE_WITH_TIMEOUT(session.status(), ConsoleStatus::GuestOff, 10000);
    QVERIFY(guest->start());
    session.setGuestRunning(true);
    QTRY_COMPARE_WITH_TIMEOUT(session.status(), ConsoleStatus::Connected, 10000);
    QTRY_COMPARE_WITH_TIMEOUT(pictureOf(session), guest->screendump(), 10000);
}

void TestSpiceEngine::theLastPictureStaysWhenTheGuestEnds()
{
    NEED_QEMU();
    const auto guest = QemuGuest::withSpice(u"std"_s);
    QVERIFY(guest->start());
    SpiceSession session(localTransport(guest->spicePath()));
    session.start();
    const QImage truth = guest->screendump();
    QTRY_COMPARE_WITH_TIMEOUT(pictureOf(session), truth, 10000);
    session.setGuestRunning(false);
    guest->kill();
    QTRY_COMPARE_WITH_TIMEOUT(session.status(), ConsoleStatus::GuestOff, 10000);
    QTest::qWait(100); // the library lets go of its memory
    QCOMPARE(pictureOf(session), truth);
}

void TestSpiceEngine::viewShowsTheGuest()
{
    NEED_QEMU();
    const auto guest = QemuGuest::withSpice(u"qxl"_s);
    QVERIFY(guest->start());
    Theme theme;
    SpiceView view(localTransport(guest->spicePath()), theme);
    view.resize(640, 480);
    view.setScaling(Scaling::ActualSize);
    view.show();
    const QImage truth = guest->screendump();
    QTRY_COMPARE_WITH_TIMEOUT(view.screenshot(), truth, 10000);
    QTRY_VERIFY_WITH_TIMEOUT(view.framesPainted() > 0, 10000);
    QVERIFY(!view.statistics().isEmpty());
    const QImage grabbed = view.grab().toImage().convertToFormat(QImage::Format_RGB32);
    const QPoint origin((view.width() - truth.width()) / 2, (view.height() - truth.height()) / 2);
    QCOMPARE(grabbed.copy(QRect(origin, truth.size())), truth);
}

void TestSpiceEngine::manyConsolesOfOneGuestComeAndGo()
{
    NEED_QEMU();
    const auto guest = QemuGuest::withSpice(u"std"_s);
    QVERIFY(guest->start());
    for (int i = 0; i < 20; ++i) {
        SpiceSession session(localTransport(guest->spicePath()));
        session.start();
        // Some end while they greet, some while the first picture comes.
        QTest::qWait(i * 5);
    }
    SpiceSession last(localTransport(guest->spicePath()));
    last.start();
    QTRY_COMPARE_WITH_TIMEOUT(pictureOf(last), guest->screendump(), 10000);
}

void TestSpiceEngine::clipboardTravelsBothWays()
{
    NEED_QEMU();
    const auto guest = QemuGuest::withSpiceAgent();
    QVERIFY(guest->start());
    FakeSpiceAgent agent(guest->agentPath());
    SpiceSession session(localTransport(guest->spicePath()));
    QSignalSpy received(&session, &SpiceSession::clipboardReceived);
    session.start();
    QTRY_VERIFY_WITH_TIMEOUT(session.hasAgent(), 10000);
    const QString ours = u"안녕하세요, naïve 🦀\nline two"_s;
    session.offerClipboard(ours);
    QTRY_VERIFY_WITH_TIMEOUT(agent.isOffered, 10000);
    QVERIFY(agent.pasted.isEmpty()); // nobody has asked for it
    agent.paste();
    QTRY_COMPARE_WITH_TIMEOUT(QString::fromUtf8(agent.pasted), ours, 10000);

    const QString theirs = u"게스트에서 👩‍👩‍👧 복사\n둘째 줄"_s;
    agent.copy(theirs.toUtf8());
    QTRY_COMPARE_WITH_TIMEOUT(received.size(), 1, 10000);
    QCOMPARE(received.at(0).at(0).toString(), theirs);
}

void TestSpiceEngine::twoViewersDoNotFightForTheDisplay()
{
    NEED_QEMU();
    const auto guest = QemuGuest::withSpice(u"std"_s);
    QVERIFY(guest->start());
    SpiceSession first(localTransport(guest->spicePath()));
    SpiceSession second(localTransport(guest->spicePath()));
    for (SpiceSession *session : {&first, &second}) {
        session->setBackOff(10ms, 10ms);
        session->start();
        QTRY_COMPARE_WITH_TIMEOUT(session->status(), ConsoleStatus::Connected, 10000);
        QTRY_VERIFY_WITH_TIMEOUT(!session->picture().isNull(), 10000);
    }
    QTRY_COMPARE_WITH_TIMEOUT(first.status(), ConsoleStatus::Failed, 10000);
    QVERIFY2(first.error()->sentence().contains(u"Another viewer"_s),
             qPrintable(first.error()->sentence()));
    QTest::qWait(500);
    QCOMPARE(second.status(), ConsoleStatus::Connected);
    first.retryNow(); // somebody wants it
    QTRY_COMPARE_WITH_TIMEOUT(second.status(), ConsoleStatus::Failed, 10000);
    QTRY_COMPARE_WITH_TIMEOUT(first.status(), ConsoleStatus::Connected, 10000);
}

void TestSpiceEngine::aLostWayIsNotTakenForAnotherViewer()
{
    NEED_QEMU();
    const auto guest = QemuGuest::withSpice(u"std"_s);
    QVERIFY(guest->start());
    bool isUp = true;
    QList<std::weak_ptr<QIODevice>> open;
    const ConsoleTransport direct = localTransport(guest->spicePath());
    SpiceSession session([&](Claim claim) -> QFuture<Result<ConsoleDevice>> {
        if (!isUp)
            return QtFuture::makeReadyFuture<Result<ConsoleDevice>>(
                fail(ErrorCode::ConnectionLost, u"the agent does not answer"_s));
        return direct(claim).then([&open](const Result<ConsoleDevice> &device) {
            if (device)
                open.append(*device);
            return device;
        });
    });
    session.setBackOff(200ms, 200ms);
    session.start();
    QTRY_VERIFY_WITH_TIMEOUT(!session.picture().isNull(), 10000);
    // All of its channels, or one that is still being opened is refused instead of lost.
    constexpr qsizetype kChannels = 4; // main, display, inputs, cursor
    QTRY_VERIFY_WITH_TIMEOUT(open.size() >= kChannels, 10000);
    isUp = false;
    for (const std::weak_ptr<QIODevice> &stream : std::as_const(open)) {
        if (const auto device = stream.lock())
            device->close();
    }
    QTRY_COMPARE_WITH_TIMEOUT(session.status(), ConsoleStatus::Waiting, 10000);
    QVERIFY2(session.error()->text.contains(u"does not answer"_s),
             qPrintable(session.error()->sentence()));
    isUp = true;
    QTRY_COMPARE_WITH_TIMEOUT(session.status(), ConsoleStatus::Connected, 10000);
}

void TestSpiceEngine::picturesRestWhileNobodyLooks()
{
    NEED_QEMU();
    const auto guest = QemuGuest::withSpice(u"std"_s);
    QVERIFY(guest->start());
    QList<std::weak_ptr<QIODevice>> streams;
    const auto open = [&streams] {
        return std::count_if(streams.cbegin(), streams.cend(), [](const auto &stream) {
            const auto device = stream.lock();
            return device && device->isOpen();
        });
    };
    const ConsoleTransport direct = localTransport(guest->spicePath());
    SpiceSession session([&](Claim claim) {
        return direct(claim).then([&streams](const Result<ConsoleDevice> &device) {
            if (device)
                streams.append(*device);
            return device;
        });
    });
    session.setRest(300ms);
    QSignalSpy changes(&session, &SpiceSession::statusChanged);
    session.watch();
    session.start();
    constexpr int kChannels = 4; // main, display, inputs, cursor
    QTRY_COMPARE_WITH_TIMEOUT(open(), kChannels, 10000);
    QTRY_COMPARE_WITH_TIMEOUT(pictureOf(session), guest->screendump(), 10000);
    const QImage last = pictureOf(session);
    changes.clear();

    session.unwatch();
    QTRY_COMPARE_WITH_TIMEOUT(open(), kChannels - 1, 10000);
    QTest::qWait(500);
    QCOMPARE(pictureOf(session), last); // what one saw last

    session.watch();
    QTRY_COMPARE_WITH_TIMEOUT(open(), kChannels, 10000);
    QTRY_COMPARE_WITH_TIMEOUT(pictureOf(session), guest->screendump(), 10000);
    session.unwatch();
    session.watch(); // a tab that was passed by
    QTest::qWait(500);
    QCOMPARE(open(), kChannels);
    QVERIFY2(changes.isEmpty(), "the connection itself stays");
    QCOMPARE(session.status(), ConsoleStatus::Connected);
}

void TestSpiceEngine::tooLargeClipboardsAreRefusedInWords()
{
    NEED_QEMU();
    const auto guest = QemuGuest::withSpiceAgent();
    QVERIFY(guest->start());
    FakeSpiceAgent agent(guest->agentPath());
    SpiceSession session(localTransport(guest->spicePath()));
    QSignalSpy refused(&session, &SpiceSession::clipboardRefused);
    QSignalSpy received(&session, &SpiceSession::clipboardReceived);
    session.start();
    QTRY_VERIFY_WITH_TIMEOUT(session.hasAgent(), 10000);
    session.offerClipboard(QString(10'485'761, u'x'));
    QCOMPARE(refused.size(), 1);
    QVERIFY(refused.at(0).at(0).toString().contains(u"too large"_s));
    QVERIFY(!agent.isOffered);
}

void TestSpiceEngine::tooLargeClipboardsOfTheGuestAreRefusedInWords()
{
    NEED_QEMU();
    const auto guest = QemuGuest::withSpiceAgent();
    QVERIFY(guest->start());
    FakeSpiceAgent agent(guest->agentPath());
    SpiceSession session(localTransport(guest->spicePath()));
    session.setMaximumClipboard(20'000); // serial ports are slow
    QSignalSpy refused(&session, &SpiceSession::clipboardRefused);
    QSignalSpy received(&session, &SpiceSession::clipboardReceived);
    session.start();
    QTRY_VERIFY_WITH_TIMEOUT(session.hasAgent(), 10000);
    session.offerClipboard(u"first"_s);
    QTRY_VERIFY_WITH_TIMEOUT(agent.isOffered, 10000); // both know what the other can
    agent.copy(QByteArray(20'001, 'x'));
    QTRY_COMPARE_WITH_TIMEOUT(refused.size(), 1, 30000);
    QVERIFY(refused.at(0).at(0).toString().contains(u"too large"_s));
    QCOMPARE(received.size(), 0);
    agent.copy("small"); // it goes on as before
    QTRY_COMPARE_WITH_TIMEOUT(received.size(), 1, 10000);
    QVERIFY(session.isConnected());
}

void TestSpiceEngine::guestIsAskedForTheSizeOfTheWindow()
{
    NEED_QEMU();
    const auto guest = QemuGuest::withSpiceAgent();
    QVERIFY(guest->start());
    Theme theme;
    SpiceView view(localTransport(guest->spicePath()), theme);
    view.resize(1024, 700);
    view.show();
    FakeSpiceAgent agent(guest->agentPath());
    QTRY_COMPARE_WITH_TIMEOUT(agent.wantedSize, QSize(1024, 700), 10000);
    view.resize(900, 650);
    QTRY_COMPARE_WITH_TIMEOUT(agent.wantedSize, QSize(900, 650), 10000);
    view.moreActions().first()->trigger(); // no longer
    view.resize(640, 480);
    QTest::qWait(1500);
    QCOMPARE(agent.wantedSize, QSize(900, 650));
}

void TestSpiceEngine::droppedFilesArriveInTheGuest()
{
    NEED_QEMU();
    const auto guest = QemuGuest::withSpiceAgent();
    QVERIFY(guest->start());
    QTemporaryDir folder;
    QFile file(folder.filePath(u"사진 🦀.bin"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    const QByteArray content = QByteArray("content ").repeated(4000);
    file.write(content);
    file.close();
    FakeSpiceAgent agent(guest->agentPath());
    Theme theme;
    SpiceView view(localTransport(guest->spicePath()), theme);
    view.show();
    QSignalSpy ended(&view.spice(), &SpiceSession::filesEnded);
    QTRY_VERIFY_WITH_TIMEOUT(view.spice().hasAgent(), 10000);
    drop(view, file.fileName());
    QVERIFY(view.spice().isSendingFiles());
    QVERIFY(!view.spice().sendFiles({file.fileName()})); // one lot at a time
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, 30000);
    QCOMPARE(ended.at(0).at(1).toString(), QString());
    QCOMPARE(agent.file, content);
    QVERIFY(QString::fromUtf8(agent.fileMeta).contains(u"name=사진 🦀.bin"_s));
    // One that cannot be read says so.
    drop(view, folder.filePath(u"missing"_s));
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 2, 10000);
    QVERIFY(!ended.at(1).at(1).toString().isEmpty());
}

void TestSpiceEngine::aGuestWithoutAgentRefusesFilesInWords()
{
    NEED_QEMU();
    const auto guest = QemuGuest::withSpice(u"std"_s);
    QVERIFY(guest->start());
    SpiceSession session(localTransport(guest->spicePath()));
    session.start();
    QTRY_VERIFY_WITH_TIMEOUT(session.isConnected(), 10000);
    const Result<void> sent = session.sendFiles({u"/etc/hostname"_s});
    QVERIFY(!sent);
    QVERIFY(sent.error().sentence().contains(u"spice-vdagent"_s));
}

void TestSpiceEngine::soundArrivesAsTheGuestMakesIt()
{
    NEED_QEMU();
    QTemporaryDir folder;
    const QString path = folder.filePath(u"samples"_s);
    // Instead of the loudspeaker.
    constexpr int kRate = 48000;
    qputenv("SPICE_GST_AUDIOSINK",
            "appsrc is-live=1 do-timestamp=0 format=time name=\"appsrc\" "
            "caps=\"audio/x-raw,format=S16LE,channels=2,rate=48000,layout=interleaved\" ! queue ! "
            "audioconvert ! audio/x-raw,format=S16LE,channels=1,rate=48000 ! "
            "filesink buffer-mode=2 name=\"audiosink\" location="
                + path.toUtf8());
    const auto guest = QemuGuest::withSpiceTone();
    QVERIFY(guest->start());
    SpiceSession session(localTransport(guest->spicePath()));
    session.start();
    QTRY_VERIFY_WITH_TIMEOUT(session.hasSound(), 10000);
    QTRY_VERIFY_WITH_TIMEOUT(QFileInfo(path).size() > 2 * kRate * 2, 20000);
    session.stop();
    qunsetenv("SPICE_GST_AUDIOSINK");
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll().mid(kRate); // the first half second may begin late
    const auto *samples = reinterpret_cast<const qint16 *>(bytes.constData());
    const qsizetype count = bytes.size() / 2;
    int periods = 0;
    for (qsizetype i = 1; i < count; ++i)
        periods += samples[i - 1] < 0 && samples[i] >= 0;
    const double hertz = double(periods) * kRate / double(count);
    QVERIFY2(std::abs(hertz - QemuGuest::kToneHz) < 0.1 * QemuGuest::kToneHz,
             qPrintable(QString::number(hertz)));
}

void TestSpiceEngine::aViewerFileOpensItsConsole_data()
{
    QTest::addColumn<QByteArray>("password");
    QTest::addColumn<bool>("isRight");
    QTest::newRow("right password") << QByteArray("secret") << true;
    QTest::newRow("wrong password") << QByteArray("wrong") << false;
}

void TestSpiceEngine::aViewerFileOpensItsConsole()
{
    NEED_QEMU();
    QFETCH(QByteArray, password);
    QFETCH(bool, isRight);
    const quint16 port = freePort();
    QemuGuest guest({u"-object"_s, u"secret,id=word,data=secret"_s, u"-spice"_s,
                     u"addr=127.0.0.1,port=%1,password-secret=word"_s.arg(port)});
    QVERIFY(guest.start());
    ViewerFile file;
    file.host = u"127.0.0.1"_s;
    file.port = port;
    file.password = password;
    Theme theme;
    const std::unique_ptr<ConsoleView> view(makeViewerView(file, theme));
    if (isRight) {
        QTRY_COMPARE_WITH_TIMEOUT(view->screenshot(), guest.screendump(), 10000);
    } else {
        QTRY_COMPARE_WITH_TIMEOUT(view->session().status(), ConsoleStatus::Failed, 10000);
        QVERIFY(view->session().error()->text.contains(u"password"_s));
    }
}

bool TestSpiceEngine::makeCertificates(const QString &folder)
{
    const auto openssl = [&](const QString &arguments) {
        QProcess process;
        process.setWorkingDirectory(folder);
        process.start(u"openssl"_s, arguments.split(u' '));
        return process.waitForFinished() && process.exitCode() == 0;
    };
    return openssl(u"req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=Authority "
                   "-keyout ca-key.pem -out ca-cert.pem"_s)
           && openssl(u"req -newkey rsa:2048 -nodes -subj /O=Lab/CN=node-1 "
                      "-keyout server-key.pem -out request.pem"_s)
           && openssl(u"x509 -req -in request.pem -CA ca-cert.pem -CAkey ca-key.pem "
                      "-CAcreateserial -days 2 -out server-cert.pem"_s);
}

void TestSpiceEngine::aViewerFileTrustsOnlyWhatItNames_data()
{
    QTest::addColumn<bool>("hasAuthority");
    QTest::addColumn<QString>("subject");
    QTest::addColumn<bool>("isTrusted");
    QTest::newRow("authority and subject") << true << u"O=Lab,CN=node-1"_s << true;
    QTest::newRow("another subject") << true << u"O=Lab,CN=node-2"_s << false;
    QTest::newRow("no subject, another host") << true << QString() << false;
    QTest::newRow("no authority") << false << u"O=Lab,CN=node-1"_s << false;
}

void TestSpiceEngine::aViewerFileTrustsOnlyWhatItNames()
{
    NEED_QEMU();
    QFETCH(bool, hasAuthority);
    QFETCH(QString, subject);
    QFETCH(bool, isTrusted);
    QTemporaryDir folder;
    if (!makeCertificates(folder.path()))
        QSKIP("openssl (package openssl) cannot make certificates");
    const quint16 port = freePort();
    QemuGuest guest({u"-spice"_s,
                     u"addr=127.0.0.1,tls-port=%1,disable-ticketing=on,x509-dir=%2"_s.arg(port).arg(
                         folder.path())});
    QVERIFY(guest.start());
    ViewerFile file;
    file.host = u"127.0.0.1"_s;
    file.tlsPort = port;
    file.subject = subject;
    QFile authority(folder.filePath(u"ca-cert.pem"_s));
    QVERIFY(authority.open(QIODevice::ReadOnly));
    if (hasAuthority)
        file.authority = authority.readAll();
    Theme theme;
    const std::unique_ptr<ConsoleView> view(makeViewerView(file, theme));
    if (isTrusted) {
        QTRY_COMPARE_WITH_TIMEOUT(view->screenshot(), guest.screendump(), 10000);
    } else {
        QTRY_COMPARE_WITH_TIMEOUT(view->session().status(), ConsoleStatus::Waiting, 10000);
        QVERIFY(view->pictureSize().isEmpty());
    }
}

void TestSpiceEngine::aDisplayThatIsNoneGivesAnError_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<bool>("hangsUp");
    const auto header = [](quint32 size) {
        QByteArray bytes("REDQ");
        for (const quint32 number : {2u, 2u, size})
            bytes.append(reinterpret_cast<const char *>(&number), 4);
        return bytes;
    };
    QTest::newRow("it hangs up") << QByteArray() << true;
    QTest::newRow("it speaks VNC") << QByteArray("RFB 003.008\n").repeated(100) << false;
    QTest::newRow("its greeting has no end")
        << header(0xffffffff) + QByteArray(4096, '\xff') << false;
    QTest::newRow("its greeting is cut off") << header(178) + QByteArray(10, '\0') << true;
    QTest::newRow("its greeting refuses") << header(178) + QByteArray(178, '\xff') << false;
    QTest::newRow("its capabilities are elsewhere")
        << header(178) + QByteArray(166, '\0') + QByteArray(12, '\x7f') << true;
}

void TestSpiceEngine::aDisplayThatIsNoneGivesAnError()
{
    QFETCH(QByteArray, answer);
    QFETCH(bool, hangsUp);
    QTemporaryDir folder;
    QLocalServer server;
    QVERIFY(server.listen(folder.filePath(u"display"_s)));
    connect(&server, &QLocalServer::newConnection, &server, [&] {
        QLocalSocket *peer = server.nextPendingConnection();
        peer->write(answer);
        peer->flush();
        if (hangsUp)
            peer->disconnectFromServer();
    });
    SpiceSession session(localTransport(server.fullServerName()));
    session.setBackOff(10s, 10s);
    session.setPatience(1s);
    session.start();
    QTRY_VERIFY_WITH_TIMEOUT(session.status() == ConsoleStatus::Waiting
                                 || session.status() == ConsoleStatus::Failed,
                             10000);
    QVERIFY(session.error().has_value());
    QVERIFY(!session.error()->text.isEmpty());
}

void TestSpiceEngine::aDisplayThatSaysNothingIsGivenUp()
{
    QTemporaryDir folder;
    QLocalServer server;
    QVERIFY(server.listen(folder.filePath(u"display"_s)));
    SpiceSession session(localTransport(server.fullServerName()));
    session.setBackOff(10s, 10s);
    session.setPatience(200ms);
    session.start();
    QTRY_COMPARE_WITH_TIMEOUT(session.status(), ConsoleStatus::Waiting, 10000);
    QCOMPARE(session.error()->code, ErrorCode::Timeout);
}

} // namespace Atoll::Console

QTEST_MAIN(Atoll::Console::TestSpiceEngine)
#include "tst_spiceengine.moc"
