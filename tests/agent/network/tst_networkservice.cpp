// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <inventory/inventory.h>
#include <network/networkservice.h>

#include <QElapsedTimer>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

#include <sched.h>

using namespace Atoll;
using namespace Qt::StringLiterals;

//! With real bridges in a network namespace of its own: before any thread begins, main() enters it.
class TestNetworkService : public QObject
{
    Q_OBJECT

public:
    static inline bool isAlone = false;

private Q_SLOTS:
    void initTestCase()
    {
        if (!isAlone)
            QSKIP("a network namespace needs root");
        if (QStandardPaths::findExecutable(u"ip"_s, {u"/usr/sbin"_s, u"/sbin"_s, u"/usr/bin"_s})
                .isEmpty())
            QSKIP("ip is missing (package iproute2)");
    }

    void theUserNetworkIsAlwaysThere();
    void bridgesComeChangeAndGoByEvents();
    void libvirtsNetworksAreListedToo();

private:
    void ip(const QString &arguments)
    {
        QProcess process;
        process.start(u"/usr/sbin/ip"_s, arguments.split(u' '));
        QVERIFY(process.waitForFinished());
        const QByteArray words = process.readAllStandardError();
        if (words.contains("not supported"))
            QSKIP("this kernel cannot make bridges");
        QVERIFY2(process.exitCode() == 0, words.constData());
    }
    static QStringList seen(const Inventory &inventory)
    {
        QStringList lines;
        for (const Api::NetworkInfo &one : inventory.networks())
            lines += u"%1 %2 %3 %4"_s.arg(one.name, nameOf(one.kind))
                         .arg(one.isActive ? u"up"_s : u"down"_s)
                         .arg(one.kind == Api::NetworkKind::User ? QString() : one.comment)
                         .trimmed();
        lines.sort();
        return lines;
    }
};

void TestNetworkService::theUserNetworkIsAlwaysThere()
{
    Inventory inventory{Api::ClusterInfo{}};
    const NetworkService service(u"n1"_s, &inventory);
    QCOMPARE(seen(inventory), QStringList{u"user user up"_s});
}

void TestNetworkService::bridgesComeChangeAndGoByEvents()
{
    Inventory inventory{Api::ClusterInfo{}};
    const NetworkService service(u"n1"_s, &inventory);
    ip(u"link add br0 type bridge"_s);
    QTRY_COMPARE(seen(inventory), (QStringList{u"br0 bridge down"_s, u"user user up"_s}));
    ip(u"link set br0 up alias lab"_s);
    QTRY_COMPARE(seen(inventory), (QStringList{u"br0 bridge up lab"_s, u"user user up"_s}));

    // A card that is plugged into it changes nothing that anyone is told.
    QTest::qWait(100);
    const qint64 revision = inventory.revision();
    ip(u"link add veth0 type veth peer name veth1"_s);
    ip(u"link set veth0 master br0"_s);
    QTest::qWait(200);
    QCOMPARE(inventory.revision(), revision);

    ip(u"link del br0"_s);
    QTRY_COMPARE(seen(inventory), QStringList{u"user user up"_s});
}

void TestNetworkService::libvirtsNetworksAreListedToo()
{
    Inventory inventory{Api::ClusterInfo{}};
    NetworkService service(u"n1"_s, &inventory);
    service.setEngineNetworks({{u"default"_s, {}, Api::NetworkKind::Network, false, u"NAT"_s}});
    QCOMPARE(seen(inventory), (QStringList{u"default network down NAT"_s, u"user user up"_s}));
    QCOMPARE(inventory.networks().first().node, u"n1"_s);
}

int main(int argc, char **argv)
{
    TestNetworkService::isAlone = ::unshare(CLONE_NEWNET) == 0;
    QCoreApplication app(argc, argv);
    TestNetworkService test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_networkservice.moc"
