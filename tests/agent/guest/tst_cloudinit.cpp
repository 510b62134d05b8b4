// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <guest/cloudinit.h>
#include <guest/cloudinitsecret.h>

#include <QFile>
#include <QTest>

#include <crypt.h>

using namespace Atoll;
using namespace Qt::StringLiterals;

namespace {

const QString kKey = u"ssh-ed25519 "
                     "AAAAC3NzaC1lZDI1NTE5AAAAIJ1m8mJ9y3o2xkq7bQ0u3gqk4c8pZ5r7s9t1v3x5z7A1"_s;

Api::NicConfig card(const QString &mac)
{
    Api::NicConfig nic;
    nic.mac = mac;
    return nic;
}

Api::DiskConfig disk()
{
    Api::DiskConfig disk;
    disk.target = u"vda"_s;
    disk.storage = u"local"_s;
    return disk;
}

Api::GuestConfig full()
{
    Api::GuestConfig config;
    config.id = 100;
    config.uuid = u"7d5e4f0c-0000-4000-8000-000000000001"_s;
    config.name = u"Datenbank (1)"_s;
    config.disks = {disk()};
    config.nics = {card(u"52:54:00:AA:00:01"_s), card(u"52:54:00:aa:00:02"_s),
                   card(u"52:54:00:aa:00:03"_s)};
    config.cloudInit.isEnabled = true;
    config.cloudInit.user = u"admin"_s;
    config.cloudInit.hasPassword = true;
    config.cloudInit.sshKeys = {kKey + u" jo \"the admin\"\n"_s};
    config.cloudInit.dnsServers = {u"10.0.0.53"_s, u"2001:db8::53"_s};
    config.cloudInit.searchDomain = u"example.org"_s;
    config.cloudInit.upgradesPackages = true;
    config.cloudInit.nics = {{u"10.0.0.5/24"_s, u"10.0.0.1"_s, u"2001:db8::5/64"_s, u"fe80::1"_s},
                             {{}, {}, u"dhcp"_s, {}},
                             {u"none"_s, {}, u"none"_s, {}}};
    return config;
}

Api::GuestConfig plain()
{
    Api::GuestConfig config;
    config.id = 101;
    config.uuid = u"7d5e4f0c-0000-4000-8000-000000000002"_s;
    config.name = u"서버"_s;
    config.disks = {disk()};
    config.cloudInit.isEnabled = true;
    return config;
}

Api::GuestConfig overridden()
{
    Api::GuestConfig config = full();
    config.cloudInit.userData = u"#!/bin/sh\necho hello"_s;
    config.cloudInit.vendorData = u"#cloud-config\ntimezone: Asia/Seoul\n"_s;
    config.cloudInit.networkConfig = u"version: 1\nconfig: disabled"_s;
    config.cloudInit.metaData = u"instance-id: mine"_s;
    return config;
}

QString expected(const QString &folder, const QString &file)
{
    QFile found(QStringLiteral(ATOLL_TEST_DATA "/cloudinit/") + folder + u'/' + file);
    return found.open(QIODevice::ReadOnly) ? QString::fromUtf8(found.readAll()) : QString();
}

} // namespace

class TestCloudInit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textsAreAsRecorded_data();
    void textsAreAsRecorded();
    void anyTextStaysInItsQuotes();
    void hostNamesAreValid_data();
    void hostNamesAreValid();
    void wrongSettingsNameTheField_data();
    void wrongSettingsNameTheField();
    void goodSettingsPass();
    void driveComesLastOnScsi();
    void hashIsOfThePassword();
};

void TestCloudInit::textsAreAsRecorded_data()
{
    QTest::addColumn<Api::GuestConfig>("config");
    QTest::addColumn<int>("instance");
    QTest::addColumn<QString>("hash");
    QTest::newRow("full") << full() << 3 << u"$6$rounds=100000$salt$hash"_s;
    QTest::newRow("plain") << plain() << 1 << QString();
    QTest::newRow("overridden") << overridden() << 1 << u"$6$x"_s;
}

void TestCloudInit::textsAreAsRecorded()
{
    QFETCH(Api::GuestConfig, config);
    QFETCH(int, instance);
    QFETCH(QString, hash);
    const QString folder = QString::fromLatin1(QTest::currentDataTag());
    QVERIFY(cloudinit::check(config));
    const auto texts = cloudinit::render(config, {instance, hash});
    QCOMPARE(texts.user, expected(folder, u"user-data"_s));
    QCOMPARE(texts.vendor, expected(folder, u"vendor-data"_s));
    QCOMPARE(texts.network, expected(folder, u"network-config"_s));
    QCOMPARE(texts.meta, expected(folder, u"meta-data"_s));
}

void TestCloudInit::anyTextStaysInItsQuotes()
{
    Api::GuestConfig config = plain();
    config.cloudInit.sshKeys = {kKey + u" a\": b # c' \\ 서"_s};
    const QString text = cloudinit::render(config, {}).user;
    QVERIFY2(text.contains(u" a\\\": b # c' \\\\ 서\"\n"_s), qPrintable(text));
}

void TestCloudInit::hostNamesAreValid_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("host");
    QTest::newRow("plain") << u"web-1"_s << u"web-1"_s;
    QTest::newRow("capitals and marks") << u"Web_1 (old)"_s << u"web-1-old"_s;
    QTest::newRow("nothing left") << u"서버"_s << u"vm-100"_s;
    QTest::newRow("dashes") << u"--a--"_s << u"a"_s;
    QTest::newRow("long") << QString(64, u'a') << QString(63, u'a');
}

void TestCloudInit::hostNamesAreValid()
{
    QFETCH(QString, name);
    QFETCH(QString, host);
    QCOMPARE(cloudinit::hostName(name, 100), host);
}

void TestCloudInit::wrongSettingsNameTheField_data()
{
    QTest::addColumn<Api::CloudInitConfig>("settings");
    QTest::addColumn<QString>("field");
    const auto row = [](const char *name, const QString &field, auto change) {
        Api::CloudInitConfig settings = full().cloudInit;
        change(settings);
        QTest::newRow(name) << settings << u"cloudInit."_s + field;
    };
    using C = Api::CloudInitConfig;
    row("user", u"user"_s, [](C &c) { c.user = u"Jo Doe"_s; });
    row("password", u"password"_s, [](C &c) { c.password = u"a\nb"_s; });
    row("key", u"sshKeys[1]"_s, [](C &c) { c.sshKeys += u"ssh-ed25519 AAAA"_s; });
    row("key of two lines", u"sshKeys[0]"_s, [](C &c) { c.sshKeys = {kKey + u" a\nb: c"_s}; });
    row("private key", u"sshKeys[0]"_s,
        [](C &c) { c.sshKeys = {u"-----BEGIN OPENSSH PRIVATE KEY-----"_s}; });
    row("key of another type", u"sshKeys[0]"_s,
        [](C &c) { c.sshKeys = {QString(kKey).replace(u"ssh-ed25519"_s, u"ssh-rsa"_s)}; });
    row("dns", u"dnsServers[0]"_s, [](C &c) { c.dnsServers = {u"dns.example.org"_s}; });
    row("domain", u"searchDomain"_s, [](C &c) { c.searchDomain = u"a b"_s; });
    row("no prefix", u"nics[0].address4"_s, [](C &c) { c.nics[0].address4 = u"10.0.0.5"_s; });
    row("short address", u"nics[0].address4"_s, [](C &c) { c.nics[0].address4 = u"10.5/24"_s; });
    row("prefix", u"nics[0].address4"_s, [](C &c) { c.nics[0].address4 = u"10.0.0.5/33"_s; });
    row("network itself", u"nics[0].address4"_s,
        [](C &c) { c.nics[0].address4 = u"10.0.0.0/24"_s; });
    row("broadcast", u"nics[0].address4"_s, [](C &c) { c.nics[0].address4 = u"10.0.0.255/24"_s; });
    row("four for six", u"nics[0].address6"_s, [](C &c) { c.nics[0].address6 = u"10.0.0.5/24"_s; });
    row("gateway outside", u"nics[0].gateway4"_s, [](C &c) { c.nics[0].gateway4 = u"10.0.1.1"_s; });
    row("gateway itself", u"nics[0].gateway4"_s, [](C &c) { c.nics[0].gateway4 = u"10.0.0.5"_s; });
    row("gateway and dhcp", u"nics[1].gateway4"_s,
        [](C &c) { c.nics[1].gateway4 = u"10.0.0.1"_s; });
    row("gateway outside of six", u"nics[0].gateway6"_s,
        [](C &c) { c.nics[0].gateway6 = u"2001:db8:1::1"_s; });
    row("no card", u"nics[3]"_s, [](C &c) { c.nics.append({u"dhcp"_s, {}, {}, {}}); });
    row("user data", u"userData"_s, [](C &c) { c.userData = u"hostname: x"_s; });
    row("vendor data", u"vendorData"_s, [](C &c) { c.vendorData = u"x"_s; });
    row("network", u"networkConfig"_s, [](C &c) { c.networkConfig = u"ethernets: {}"_s; });
    row("meta", u"metaData"_s, [](C &c) { c.metaData = u"local-hostname: x"_s; });
}

void TestCloudInit::wrongSettingsNameTheField()
{
    QFETCH(Api::CloudInitConfig, settings);
    QFETCH(QString, field);
    Api::GuestConfig config = full();
    config.cloudInit = settings;
    const auto checked = cloudinit::check(config);
    QVERIFY(!checked);
    QCOMPARE(checked.error().details.value("field"_L1).toString(), field);
}

void TestCloudInit::goodSettingsPass()
{
    for (const Api::GuestConfig &config : {full(), plain(), overridden(), Api::GuestConfig()})
        QVERIFY(cloudinit::check(config));
    Api::GuestConfig point = full();
    point.cloudInit.nics = {{u"10.0.0.0/31"_s, u"10.0.0.1"_s, u"auto"_s, {}}};
    QVERIFY(cloudinit::check(point));
    Api::GuestConfig diskless = plain();
    diskless.disks.clear();
    QVERIFY(!cloudinit::check(diskless));
}

void TestCloudInit::driveComesLastOnScsi()
{
    Api::GuestConfig config = full();
    Api::DiskConfig taken;
    taken.target = u"sdz"_s;
    config.disks += taken;
    const auto drive = cloudinit::withDrive(config).disks.last();
    QCOMPARE(drive.target, u"sdy"_s);
    QCOMPARE(drive.bus, Api::DiskBus::Scsi);
    QCOMPARE(drive.kind, Api::DiskKind::Cdrom);
    QCOMPARE(drive.volume, u"vm-100-cloudinit.iso"_s);
    config.cloudInit.isEnabled = false;
    QCOMPARE(cloudinit::withDrive(config), config);
}

void TestCloudInit::hashIsOfThePassword()
{
    const auto hash = cloudInitPasswordHash(u"geheim 서"_s);
    QVERIFY(hash);
    QVERIFY(hash->startsWith(u"$6$"_s));
    crypt_data data{};
    QCOMPARE(QString::fromLatin1(
                 crypt_r(u"geheim 서"_s.toUtf8().constData(), hash->toLatin1().constData(), &data)),
             *hash);
    QVERIFY(*cloudInitPasswordHash(u"geheim 서"_s) != *hash);
}

QTEST_APPLESS_MAIN(TestCloudInit)
#include "tst_cloudinit.moc"
