// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <support/expect.h>
#include <support/privatelibvirt.h>

#include <guest/kvm/libvirthypervisor.h>
#include <guest/kvm/libvirtnetworks.h>
#include <inventory/inventory.h>
#include <network/networkservice.h>

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Atoll;
using namespace Atoll::Kvm;
using namespace Qt::StringLiterals;

//! Networks of libvirt, on their way to what a guest's card can be plugged into.
class TestLibvirtNetworks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyModeIsSaidInWords_data();
    void everyModeIsSaidInWords();
    void networksComeChangeAndGoByEvents();
    void theTestDriversNetworkIsListed();

private:
    //! As another tool would do it.
    void virsh(const QStringList &arguments)
    {
        QProcess process;
        process.start(u"virsh"_s, QStringList{u"-q"_s, u"-c"_s, m_libvirt->uri()} + arguments);
        QVERIFY(process.waitForFinished(60'000));
        QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
    }
    //! "lab active Bridge br7"
    static QStringList seen(const Inventory &inventory)
    {
        QStringList lines;
        for (const Api::NetworkInfo &one : inventory.networks()) {
            if (one.kind == Api::NetworkKind::Network)
                lines += u"%1 %2 %3"_s.arg(one.name, one.isActive ? u"active"_s : u"stopped"_s,
                                           one.comment);
        }
        lines.sort();
        return lines;
    }

    std::unique_ptr<Support::PrivateLibvirt> m_libvirt;
    std::optional<Error> m_reason;
};

void TestLibvirtNetworks::initTestCase()
{
    auto libvirt = Support::PrivateLibvirt::create();
    if (libvirt)
        m_libvirt = std::move(*libvirt);
    else if (libvirt.error().code == ErrorCode::Unsupported)
        m_reason = libvirt.error();
    else
        QFAIL(qPrintable(libvirt.error().sentence()));
}

void TestLibvirtNetworks::everyModeIsSaidInWords_data()
{
    QTest::addColumn<QString>("inner");
    QTest::addColumn<QString>("words");
    QTest::newRow("nat") << u"<forward mode='nat'/><bridge name='virbr0'/>"_s
                         << u"NAT through virbr0"_s;
    QTest::newRow("default mode") << u"<forward/>"_s << u"NAT"_s;
    QTest::newRow("route") << u"<forward mode='route' dev='eth1'/>"_s << u"Routed through eth1"_s;
    QTest::newRow("isolated") << u"<bridge name='virbr1'/>"_s
                              << u"Only guests of the node reach each other"_s;
    QTest::newRow("bridge") << u"<forward mode='bridge'/><bridge name='br7'/>"_s << u"Bridge br7"_s;
    QTest::newRow("other") << u"<forward mode='passthrough'/>"_s << u"Mode passthrough"_s;
}

void TestLibvirtNetworks::everyModeIsSaidInWords()
{
    QFETCH(QString, inner);
    QFETCH(QString, words);
    QCOMPARE(networkWords(u"<network><name>n</name>%1</network>"_s.arg(inner)), words);
    QCOMPARE(networkWords(u"<network"_s), QString());
}

void TestLibvirtNetworks::networksComeChangeAndGoByEvents()
{
    if (m_reason)
        QSKIP(qPrintable(m_reason->sentence()));
    Inventory inventory{Api::ClusterInfo{}};
    NetworkService service(u"n1"_s, &inventory);
    LibvirtHypervisor hypervisor({.uri = m_libvirt->uri()});
    connect(&hypervisor, &Hypervisor::networksChanged, &service,
            &NetworkService::setEngineNetworks);
    QTRY_VERIFY_WITH_TIMEOUT(hypervisor.engine().isAvailable, 60'000);
    QCOMPARE(seen(inventory), QStringList());

    // Of the kind that libvirt starts without touching the machine's own network.
    QFile file(m_libvirt->directory() + u"/lab.xml"_s);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("<network><name>lab</name><forward mode='bridge'/><bridge name='br7'/></network>");
    file.close();
    virsh({u"net-define"_s, file.fileName()});
    QTRY_COMPARE_WITH_TIMEOUT(seen(inventory), QStringList{u"lab stopped Bridge br7"_s}, 30'000);
    virsh({u"net-start"_s, u"lab"_s});
    QTRY_COMPARE_WITH_TIMEOUT(seen(inventory), QStringList{u"lab active Bridge br7"_s}, 30'000);

    // While libvirt is away nothing can be plugged into it; afterwards it is as before. (A bridge
    // that does not exist makes libvirt find it stopped after a new start.)
    ATOLL_VERIFY(m_libvirt->kill());
    QTRY_COMPARE_WITH_TIMEOUT(seen(inventory), QStringList{u"lab stopped Bridge br7"_s}, 30'000);
    ATOLL_VERIFY(m_libvirt->start());
    QTRY_VERIFY_WITH_TIMEOUT(hypervisor.engine().isAvailable, 60'000);
    virsh({u"net-start"_s, u"lab"_s});
    QTRY_COMPARE_WITH_TIMEOUT(seen(inventory), QStringList{u"lab active Bridge br7"_s}, 60'000);

    virsh({u"net-destroy"_s, u"lab"_s});
    QTRY_COMPARE_WITH_TIMEOUT(seen(inventory), QStringList{u"lab stopped Bridge br7"_s}, 30'000);
    virsh({u"net-undefine"_s, u"lab"_s});
    QTRY_COMPARE_WITH_TIMEOUT(seen(inventory), QStringList(), 30'000);
}

void TestLibvirtNetworks::theTestDriversNetworkIsListed()
{
    Inventory inventory{Api::ClusterInfo{}};
    NetworkService service(u"n1"_s, &inventory);
    LibvirtHypervisor hypervisor({.uri = u"test:///default"_s});
    connect(&hypervisor, &Hypervisor::networksChanged, &service,
            &NetworkService::setEngineNetworks);
    QTRY_COMPARE_WITH_TIMEOUT(seen(inventory), QStringList{u"default active NAT through virbr0"_s},
                              30'000);
}

QTEST_GUILESS_MAIN(TestLibvirtNetworks)
#include "tst_libvirtnetworks.moc"
