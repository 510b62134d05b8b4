// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <console/keys/keyboardcontroller.h>
#include <console/keys/platformkeyboard_wayland.h>

#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QKeyEvent>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>
#include <QWidget>

#include <csignal>
#include <cstdlib>
#include <memory>

#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace Atoll::Console;
using namespace Qt::StringLiterals;

namespace {

constexpr unsigned kNobody = 65534; // sway does not run as root
constexpr int kPatienceMs = 30'000;

//! A real compositor without a screen, for this process alone. It has a shortcut on F8 that leaves
//! a file; the keys come from wtype, which is a keyboard of its own. Started before Qt's
//! application object, which needs it.
class HeadlessSway
{
public:
    HeadlessSway()
        : m_directory(QDir::tempPath() + u"/atoll-sway-XXXXXX"_s)
    {
        m_reason = start();
        if (m_reason.isEmpty()) {
            qputenv("QT_QPA_PLATFORM", "wayland");
            qputenv("WAYLAND_DISPLAY", QFile::encodeName(m_directory.filePath(u"wayland-1"_s)));
        }
    }
    ~HeadlessSway()
    {
        if (m_pid <= 0)
            return;
        ::kill(m_pid, SIGTERM);
        for (int i = 0; i < 50 && ::waitpid(m_pid, nullptr, WNOHANG) == 0; ++i)
            QThread::msleep(100);
        ::kill(m_pid, SIGKILL);
        ::waitpid(m_pid, nullptr, 0);
    }
    HeadlessSway(const HeadlessSway &) = delete;
    HeadlessSway &operator=(const HeadlessSway &) = delete;

    //! Why it does not run; empty when it does.
    QString reason() const { return m_reason; }
    //! What its shortcut makes.
    QString trace() const { return m_directory.filePath(u"taken"_s); }

private:
    QString start()
    {
        for (const QString &program : {u"sway"_s, u"wtype"_s}) {
            if (QStandardPaths::findExecutable(program).isEmpty())
                return program + u" is not installed"_s;
        }
        QFile config(m_directory.filePath(u"config"_s));
        if (!config.open(QIODevice::WriteOnly))
            return config.errorString();
        config.write("xwayland disable\noutput * resolution 640x480\nbindsym F8 exec touch "
                     + QFile::encodeName(trace()) + '\n');
        config.close();
        const QByteArray directory = QFile::encodeName(m_directory.path());
        if (::geteuid() == 0
            && (::chown(directory.constData(), kNobody, kNobody) != 0
                || ::chmod(QFile::encodeName(config.fileName()).constData(), 0644) != 0))
            return u"cannot hand its directory over"_s;
        m_pid = ::fork();
        if (m_pid == 0)
            become(directory, QFile::encodeName(config.fileName()));
        QElapsedTimer clock;
        clock.start();
        while (!QFile::exists(m_directory.filePath(u"wayland-1"_s))) {
            if (::waitpid(m_pid, nullptr, WNOHANG) != 0) {
                m_pid = -1;
                return u"sway cannot run here"_s;
            }
            if (clock.elapsed() > kPatienceMs)
                return u"sway does not come up here"_s;
            QThread::msleep(50);
        }
        return {};
    }
    [[noreturn]] static void become(const QByteArray &directory, const QByteArray &config)
    {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (::geteuid() == 0 && (::setgid(kNobody) != 0 || ::setuid(kNobody) != 0))
            ::_exit(1);
        ::prctl(PR_SET_PDEATHSIG, SIGKILL); // changing the user took it back
        ::setenv("XDG_RUNTIME_DIR", directory.constData(), 1);
        ::setenv("HOME", directory.constData(), 1);
        ::setenv("WLR_BACKENDS", "headless", 1);
        ::setenv("WLR_RENDERER", "pixman", 1);
        ::setenv("WLR_LIBINPUT_NO_DEVICES", "1", 1);
        ::unsetenv("WAYLAND_DISPLAY");
        ::unsetenv("DISPLAY");
        ::execlp("sway", "sway", "-c", config.constData(), nullptr);
        ::_exit(1);
    }

    QTemporaryDir m_directory;
    QString m_reason;
    pid_t m_pid = -1;
};

//! Counts what a console would get.
class Surface : public QWidget
{
public:
    using QWidget::QWidget;
    int pressed = 0;

protected:
    void keyPressEvent(QKeyEvent *event) override { pressed += event->key() == Qt::Key_F8; }
};

} // namespace

class TestWaylandKeyboard : public QObject
{
    Q_OBJECT

public:
    static inline const HeadlessSway *sway = nullptr;

private Q_SLOTS:
    void initTestCase()
    {
        if (!sway->reason().isEmpty())
            QSKIP(qPrintable(sway->reason()));
        if (!QGuiApplication::platformName().startsWith(u"wayland"_s))
            QSKIP("Qt has no platform plugin for Wayland (package qt6-wayland)");
    }

    void grabbedKeysComeToTheGuestInsteadOfTheCompositor();

private:
    //! Presses F8 on the compositor's keyboard, again and again until it shows somewhere: a
    //! keyboard that just came is not known to everybody at once.
    template <class F>
    static bool pressUntil(F shows)
    {
        QElapsedTimer clock;
        clock.start();
        while (clock.elapsed() < kPatienceMs) {
            QProcess keys;
            keys.start(u"wtype"_s, {u"-s"_s, u"300"_s, u"-k"_s, u"F8"_s, u"-s"_s, u"100"_s});
            if (QTest::qWaitFor([&] { return shows(); }, 2000))
                return keys.waitForFinished(5000);
            keys.waitForFinished(5000);
        }
        return false;
    }
};

void TestWaylandKeyboard::grabbedKeysComeToTheGuestInsteadOfTheCompositor()
{
    const QString trace = sway->trace();
    Surface surface;
    surface.setFocusPolicy(Qt::StrongFocus);
    surface.resize(400, 300);
    auto owned = std::make_unique<WaylandKeyboard>();
    WaylandKeyboard &platform = *owned;
    int toGuest = 0;
    KeyboardController keyboard(
        &surface, [&](quint32, quint32, bool down) { toGuest += down; }, std::move(owned));
    surface.show();
    QVERIFY(QTest::qWaitForWindowExposed(&surface));
    surface.setFocus();
    // A keyboard that stays: when the last one goes the window loses the focus, and with it the
    // grab. The presses below come from keyboards that come and go.
    QProcess steady;
    steady.start(u"wtype"_s, {u"-s"_s, u"600000"_s, u"-k"_s, u"Control_L"_s});
    QTRY_VERIFY_WITH_TIMEOUT(surface.hasFocus(), kPatienceMs);

    // Without a grab the compositor takes its shortcut.
    QVERIFY(pressUntil([&] { return QFile::exists(trace); }));
    QCOMPARE(toGuest, 0);
    QVERIFY(!platform.isGrabActive());
    QVERIFY2(keyboard.limits().isEmpty(), qPrintable(keyboard.limits()));

    keyboard.grab();
    QTRY_VERIFY_WITH_TIMEOUT(platform.isGrabActive(), kPatienceMs);
    QVERIFY(QFile::remove(trace));
    QVERIFY(pressUntil([&] { return toGuest > 0; }));
    QTest::qWait(200);
    QVERIFY(!QFile::exists(trace));

    // Let go: it is the compositor's again.
    keyboard.release();
    QVERIFY(!platform.isGrabActive());
    QVERIFY(pressUntil([&] { return QFile::exists(trace); }));

    // And once more: the former grab left nothing behind that a second one would trip over. It ends
    // with the focus, here because no keyboard is left.
    keyboard.grab();
    QTRY_VERIFY_WITH_TIMEOUT(platform.isGrabActive(), kPatienceMs);
    steady.kill();
    QVERIFY(steady.waitForFinished(5000));
    QTRY_VERIFY_WITH_TIMEOUT(!keyboard.isGrabbed(), kPatienceMs);
    QVERIFY(!platform.isGrabActive());
}

int main(int argc, char **argv)
{
    const HeadlessSway sway;
    TestWaylandKeyboard::sway = &sway;
    QApplication application(argc, argv);
    TestWaylandKeyboard test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_waylandkeyboard.moc"
