// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <notify/notifier.h>

#include <QDBusConnection>
#include <QDBusMessage>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

using namespace Atoll;
using namespace Qt::StringLiterals;

//! What a desktop's notification service does with what it is given.
class FakeService : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")
public:
    QStringList titles;
    QStringList bodies;
    QStringList lastActions;

public Q_SLOTS:
    uint Notify(const QString &, uint, const QString &, const QString &title, const QString &body,
                const QStringList &actions, const QVariantMap &, int)
    {
        titles += title;
        bodies += body;
        lastActions = actions;
        return 7;
    }

Q_SIGNALS:
    void ActionInvoked(uint number, const QString &action);
};

//! Against a bus of its own.
class TestNotifier : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void showsTitleAndTextAndTellsOfAClick();

private:
    QProcess m_daemon;
    FakeService m_service;
};

void TestNotifier::initTestCase()
{
    const QString program = QStandardPaths::findExecutable(u"dbus-daemon"_s);
    if (program.isEmpty())
        QSKIP("there is no dbus-daemon: apt-get install dbus-daemon");
    m_daemon.start(program, {u"--session"_s, u"--nofork"_s, u"--print-address"_s});
    QVERIFY(m_daemon.waitForReadyRead(10000));
    const QByteArray address = m_daemon.readLine().trimmed();
    qputenv("DBUS_SESSION_BUS_ADDRESS", address);
    QDBusConnection bus = QDBusConnection::connectToBus(QString::fromLatin1(address), u"service"_s);
    QVERIFY(
        bus.registerObject(u"/org/freedesktop/Notifications"_s, &m_service,
                           QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals));
    QVERIFY(bus.registerService(u"org.freedesktop.Notifications"_s));
}

void TestNotifier::cleanupTestCase()
{
    QDBusConnection::disconnectFromBus(u"service"_s);
    m_daemon.kill();
    m_daemon.waitForFinished();
}

void TestNotifier::showsTitleAndTextAndTellsOfAClick()
{
    SystemNotifier notifier;
    QSignalSpy clicked(&notifier, &Notifier::clicked);
    notifier.show(u"tag"_s, u"web-1 stopped"_s, u"on <node> & cluster"_s);
    QTRY_COMPARE(m_service.titles, QStringList{u"web-1 stopped"_s});
    QCOMPARE(m_service.bodies.first(), u"on &lt;node&gt; &amp; cluster"_s);
    QCOMPARE(m_service.lastActions.value(0), u"default"_s);
    QTest::qWait(200); // the answer with the number
    Q_EMIT m_service.ActionInvoked(7, u"default"_s);
    QTRY_COMPARE(clicked.size(), 1);
    QCOMPARE(clicked.first().first().toString(), u"tag"_s);
}

QTEST_MAIN(TestNotifier)
#include "tst_notifier.moc"
