// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <system/filedescriptor.h>
#include <system/systemdnotify.h>

#include <QTemporaryDir>
#include <QTest>

#include <sys/socket.h>
#include <sys/un.h>

using namespace Atoll;
using namespace Qt::StringLiterals;

class TestSystemdNotify : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysReadyAndFeedsTheWatchdogFromTheEventLoop();
    void isSilentWithoutSystemd();
};

void TestSystemdNotify::saysReadyAndFeedsTheWatchdogFromTheEventLoop()
{
    QTemporaryDir dir;
    const QByteArray path = dir.filePath(u"notify"_s).toUtf8();
    const FileDescriptor socket(::socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0));
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    qstrncpy(address.sun_path, path.constData(), sizeof address.sun_path);
    QCOMPARE(::bind(socket.get(), reinterpret_cast<sockaddr *>(&address), sizeof address), 0);
    const auto received = [&] {
        char buffer[256];
        const auto size = ::recv(socket.get(), buffer, sizeof buffer, 0);
        return QByteArray(buffer, qMax<qsizetype>(size, 0));
    };

    qputenv("NOTIFY_SOCKET", path);
    qputenv("WATCHDOG_USEC", "100000");
    SystemdNotify notify;
    QVERIFY(!qEnvironmentVariableIsSet("NOTIFY_SOCKET"));
    QCOMPARE(received(), QByteArray());
    notify.ready(u"serves\n:7443"_s);
    QCOMPARE(received(), "READY=1\nSTATUS=serves :7443");
    QByteArray later;
    QTRY_VERIFY((later += received()).contains("WATCHDOG=1"));
    notify.stopping();
    QTRY_VERIFY((later += received()).contains("STOPPING=1"));
}

void TestSystemdNotify::isSilentWithoutSystemd()
{
    qunsetenv("NOTIFY_SOCKET");
    SystemdNotify notify;
    QVERIFY(!notify.isActive());
    notify.ready();
    notify.stopping();
}

QTEST_GUILESS_MAIN(TestSystemdNotify)
#include "tst_systemdnotify.moc"
