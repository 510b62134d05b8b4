// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <support/expect.h>
#include <support/privatelibvirt.h>
#include <support/testdriver.h>
#include <support/tinyguest.h>

#include <QLocalSocket>
#include <QTest>

#include <libvirt/libvirt.h>
#include <libvirt/virterror.h>

using namespace Atoll;
using namespace Qt::StringLiterals;

namespace {

using Connection = std::unique_ptr<virConnect, int (*)(virConnectPtr)>;
using Domain = std::unique_ptr<virDomain, int (*)(virDomainPtr)>;

Connection connectTo(const QString &uri)
{
    return {virConnectOpen(uri.toUtf8().constData()), virConnectClose};
}

} // namespace

class EngineHarnessTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void testDriverServesAsManyRunningGuestsAsAsked();
    void tinyGuestBootsAndShowsItsScreen();
    void guestOutlivesItsLibvirtd();
    void nothingIsLeftOfAPrivateLibvirt();
};

void EngineHarnessTest::testDriverServesAsManyRunningGuestsAsAsked()
{
    const QTemporaryDir directory;
    const auto uri = Support::TestDriver::writeNode(directory.path(), 1000);
    ATOLL_VERIFY(uri);
    const auto connection = connectTo(*uri);
    QVERIFY(connection);
    QCOMPARE(virConnectNumOfDomains(connection.get()), 1000);
}

void EngineHarnessTest::tinyGuestBootsAndShowsItsScreen()
{
    const auto libvirt = Support::PrivateLibvirt::create();
    ATOLL_SKIP_OR_FAIL(libvirt);
    const auto guest = Support::TinyGuest::create((*libvirt)->directory());
    ATOLL_SKIP_OR_FAIL(guest);

    const auto connection = connectTo((*libvirt)->uri());
    QVERIFY(connection);
    const Domain domain(
        virDomainCreateXML(connection.get(), guest->domainXml().toUtf8().constData(), 0),
        virDomainFree);
    QVERIFY2(domain, virGetLastErrorMessage());
    QVERIFY(guest->waitForReady());
    QCOMPARE(virDomainIsActive(domain.get()), 1);

    QLocalSocket screen;
    screen.connectToServer(guest->vncSocketPath());
    QTRY_VERIFY(screen.bytesAvailable() >= 12);
    QVERIFY(screen.readAll().startsWith("RFB 003."));
    QCOMPARE(virDomainDestroy(domain.get()), 0);
}

void EngineHarnessTest::guestOutlivesItsLibvirtd()
{
    const auto libvirt = Support::PrivateLibvirt::create();
    ATOLL_SKIP_OR_FAIL(libvirt);
    const auto guest = Support::TinyGuest::create((*libvirt)->directory());
    ATOLL_SKIP_OR_FAIL(guest);
    {
        const auto connection = connectTo((*libvirt)->uri());
        const Domain domain(
            virDomainCreateXML(connection.get(), guest->domainXml().toUtf8().constData(), 0),
            virDomainFree);
        QVERIFY2(domain, virGetLastErrorMessage());
    }
    const auto killed = (*libvirt)->kill();
    ATOLL_SKIP_OR_FAIL(killed);
    QVERIFY(!connectTo((*libvirt)->uri()));
    ATOLL_VERIFY((*libvirt)->start());
    const auto connection = connectTo((*libvirt)->uri());
    QVERIFY(connection);
    QCOMPARE(virConnectNumOfDomains(connection.get()), 1);
    ATOLL_VERIFY((*libvirt)->stop());
}

void EngineHarnessTest::nothingIsLeftOfAPrivateLibvirt()
{
    QString directory;
    {
        const auto libvirt = Support::PrivateLibvirt::create();
        ATOLL_SKIP_OR_FAIL(libvirt);
        directory = (*libvirt)->directory();
        QVERIFY(QFile::exists(directory));
    }
    QVERIFY(!QFile::exists(directory));
}

QTEST_GUILESS_MAIN(EngineHarnessTest)
#include "tst_engineharness.moc"
