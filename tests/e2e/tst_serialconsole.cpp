// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "agentandctl.h"

#include <support/expect.h>
#include <support/privatelibvirt.h>
#include <support/tinyguest.h>

#include <QDeadlineTimer>
#include <QTest>

#include <fcntl.h>
#include <pty.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include <array>

using namespace Qt::StringLiterals;
using namespace Atoll;

//! A person at a terminal, atollctl, a real agent, libvirt, and a shell in a guest.
class TestSerialConsole : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void guestAnswersInTheTerminal();
    void cleanupTestCase() { m_agent.reset(); }

private:
    struct Console
    {
        pid_t child = -1;
        int terminal = -1;

        bool isRaw() const
        {
            termios now{};
            tcgetattr(terminal, &now);
            return !(now.c_lflag & ICANON);
        }
    };
    Console open() const;
    static int end(const Console &console);
    QByteArray virsh(const QStringList &words);
    //! Reads until `what` has come.
    static bool comes(int terminal, const QByteArray &what, int seconds);

    std::unique_ptr<Support::PrivateLibvirt> m_libvirt;
    std::unique_ptr<AgentAndCtl> m_agent;
};

void TestSerialConsole::initTestCase()
{
    auto libvirt = Support::PrivateLibvirt::create();
    if (!libvirt && libvirt.error().code == ErrorCode::Unsupported)
        QSKIP(qPrintable(libvirt.error().sentence()));
    ATOLL_VERIFY(libvirt);
    m_libvirt = std::move(*libvirt);
    auto agent = AgentAndCtl::start(m_libvirt->uri(), m_libvirt->directory());
    ATOLL_VERIFY(agent);
    m_agent = std::move(*agent);
}

QByteArray TestSerialConsole::virsh(const QStringList &words)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(u"virsh"_s, QStringList{u"-c"_s, m_libvirt->uri()} + words);
    process.waitForFinished();
    return process.exitCode() == 0 ? QByteArray() : process.readAll();
}

bool TestSerialConsole::comes(int terminal, const QByteArray &what, int seconds)
{
    QByteArray seen;
    const QDeadlineTimer deadline(seconds * 1000);
    while (!seen.contains(what) && !deadline.hasExpired()) {
        std::array<char, 4096> piece{};
        const ssize_t size = ::read(terminal, piece.data(), piece.size());
        if (size > 0)
            seen.append(piece.data(), size);
        else
            QTest::qWait(20);
    }
    return seen.contains(what);
}

//! `atollctl guest console tiny` in a terminal of its own.
TestSerialConsole::Console TestSerialConsole::open() const
{
    std::vector<QByteArray> words{ATOLL_BIN_DIR "/atollctl"};
    for (const QString &word : m_agent->login() + QStringList{u"guest"_s, u"console"_s, u"tiny"_s})
        words.push_back(word.toLocal8Bit());
    std::vector<char *> arguments;
    for (QByteArray &word : words)
        arguments.push_back(word.data());
    arguments.push_back(nullptr);
    Console console;
    console.child = forkpty(&console.terminal, nullptr, nullptr, nullptr);
    if (console.child == 0) {
        execv(arguments.front(), arguments.data());
        _exit(127);
    }
    fcntl(console.terminal, F_SETFL, fcntl(console.terminal, F_GETFL) | O_NONBLOCK);
    return console;
}

//! Its status as of waitpid(); -1 when it does not end in time.
int TestSerialConsole::end(const Console &console)
{
    int status = -1;
    (void)QTest::qWaitFor([&] { return waitpid(console.child, &status, WNOHANG) == console.child; },
                          10'000);
    return status;
}

void TestSerialConsole::guestAnswersInTheTerminal()
{
    const auto guest = Support::TinyGuest::create(m_libvirt->directory(), u"tiny"_s);
    if (!guest && guest.error().code == ErrorCode::Unsupported)
        QSKIP(qPrintable(guest.error().sentence()));
    ATOLL_VERIFY(guest);
    const QString definition = m_libvirt->directory() + u"/tiny.xml"_s;
    QFile file(definition);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(guest->domainXml().toUtf8());
    file.close();
    QCOMPARE(virsh({u"define"_s, definition}), QByteArray());
    QCOMPARE(virsh({u"start"_s, u"tiny"_s}), QByteArray());
    QVERIFY(guest->waitForReady());

    const Console console = open();
    const int terminal = console.terminal;
    QVERIFY(comes(terminal, "Ctrl+] leaves", 20));
    QVERIFY(console.isRaw());
    // The shell may begin only now, and drop what was typed before.
    bool hasPrompt = false;
    for (int i = 0; i < 10 && !hasPrompt; ++i)
        hasPrompt = ::write(terminal, "\r", 1) == 1 && comes(terminal, "tiny#", 3);
    QVERIFY(hasPrompt);
    const QByteArray typed = "echo $((6*7))-$((40+2))\r";
    QVERIFY(::write(terminal, typed.constData(), size_t(typed.size())) == typed.size());
    QVERIFY(comes(terminal, "42-42", 20));
    QVERIFY(::write(terminal, "\x1d", 1) == 1);
    const int status = end(console);
    QVERIFY(WIFEXITED(status));
    QCOMPARE(WEXITSTATUS(status), 0);
    QVERIFY(!console.isRaw()); // as it was
    ::close(terminal);

    const Console other = open();
    QVERIFY(comes(other.terminal, "Ctrl+] leaves", 20));
    QVERIFY(other.isRaw());
    ::kill(other.child, SIGTERM);
    QVERIFY(WIFSIGNALED(end(other)));
    QVERIFY(!other.isRaw()); // also after a violent end
    ::close(other.terminal);
    virsh({u"destroy"_s, u"tiny"_s});
}

QTEST_GUILESS_MAIN(TestSerialConsole)
#include "tst_serialconsole.moc"
