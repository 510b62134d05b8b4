// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <appliance/ovf.h>

#include <QFile>
#include <QTest>

using namespace Atoll;
using namespace Qt::StringLiterals;

class TestOvf : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAnotherHypervisorsPackage();
    void readsWhatItWrites();
    void badDescriptionsAreNamed_data();
    void badDescriptionsAreNamed();
    void readsManifests();

private:
    static QByteArray data(const QString &name)
    {
        QFile file(QFINDTESTDATA(u"../../data/fuzz/ovf/"_s + name));
        [&] { QVERIFY(file.open(QIODevice::ReadOnly)); }();
        return file.readAll();
    }
};

void TestOvf::readsAnotherHypervisorsPackage()
{
    const auto machine = ovf::read(data(u"vmware.ovf"_s));
    QVERIFY2(machine, machine ? "" : qPrintable(machine.error().text));
    QCOMPARE(machine->name, u"web-1"_s);
    QCOMPARE(machine->description, u"The shop"_s);
    QCOMPARE(machine->cpus, 4);
    QCOMPARE(machine->coresPerSocket, 2);
    QCOMPARE(machine->memoryBytes, 2LL << 30);
    QCOMPARE(machine->osType, Api::OsType::Linux);
    QCOMPARE(machine->firmware, Api::Firmware::Uefi);
    QCOMPARE(machine->disks,
             (QList<ovf::Disk>{{u"web-disk1.vmdk"_s, 8LL << 30, false, Api::DiskBus::Scsi}}));
    QCOMPARE(machine->cards.size(), 1);
    QCOMPARE(machine->cards.first().network, u"VM Network"_s);
    QCOMPARE(machine->cards.first().model, u"vmxnet3"_s);
    QCOMPARE(machine->drives, 1);
    QCOMPARE(machine->ignored, QStringList{u"Video card"_s});
}

void TestOvf::readsWhatItWrites()
{
    Api::GuestConfig config;
    config.name = u"db & <co> \"1\""_s;
    config.description = u"line 1\nline 2"_s;
    config.osType = Api::OsType::Windows;
    config.firmware = Api::Firmware::UefiSecureBoot;
    config.memoryBytes = 3LL << 30;
    config.cpu.sockets = 2;
    config.cpu.cores = 3;
    Api::NicConfig nic;
    nic.kind = Api::NetworkKind::Bridge;
    nic.source = u"br0"_s;
    config.nics = {nic};
    const auto machine =
        ovf::read(ovf::write(config, {{u"a.vmdk"_s, 10, 5LL << 30, Api::DiskBus::Virtio},
                                      {u"b.vmdk"_s, 20, 6LL << 30, Api::DiskBus::Sata},
                                      {u"c.vmdk"_s, 20, 7LL << 30, Api::DiskBus::Virtio}}));
    QVERIFY2(machine, machine ? "" : qPrintable(machine.error().text));
    QCOMPARE(machine->name, config.name);
    QCOMPARE(machine->description, config.description);
    QCOMPARE(machine->osType, config.osType);
    QCOMPARE(machine->firmware, config.firmware);
    QCOMPARE(machine->memoryBytes, config.memoryBytes);
    QCOMPARE(machine->cpus, 6);
    QCOMPARE(machine->coresPerSocket, 3);
    QCOMPARE(machine->disks.size(), 3);
    QCOMPARE(machine->disks.at(1).file, u"b.vmdk"_s);
    QCOMPARE(machine->disks.at(1).bus, Api::DiskBus::Sata);
    QCOMPARE(machine->disks.at(2).bus, Api::DiskBus::Virtio);
    QCOMPARE(machine->disks.at(2).capacityBytes, 7LL << 30);
    QCOMPARE(machine->cards.first().network, u"br0"_s);
    QCOMPARE(machine->cards.first().model, u"virtio"_s);
    QCOMPARE(machine->ignored, QStringList());
}

void TestOvf::badDescriptionsAreNamed_data()
{
    QTest::addColumn<QByteArray>("xml");
    QTest::addColumn<QString>("said");
    const QByteArray good = data(u"vmware.ovf"_s);
    const auto changed = [&good](const char *from, const char *to) {
        return QByteArray(good).replace(from, to);
    };
    QTest::newRow("empty") << QByteArray() << u"line"_s;
    QTest::newRow("no XML") << QByteArray("hello") << u"line"_s;
    QTest::newRow("no VM") << QByteArray("<Envelope/>") << u"no VM"_s;
    QTest::newRow("entities") << QByteArray("<!DOCTYPE a [<!ENTITY b \"c\">]><Envelope/>")
                              << u"document type"_s;
    QTest::newRow("memory") << changed("2048", "lots") << u"memory"_s;
    QTest::newRow("overflow") << changed("2048", "9223372036854775807") << u"memory"_s;
    QTest::newRow("cpus") << changed(">4<", ">-4<") << u"processors"_s;
    QTest::newRow("disk") << changed("ovf:/disk/vmdisk1", "ovf:/disk/other") << u"other"_s;
    QTest::newRow("file") << changed("fileRef=\"file1\"", "fileRef=\"none\"") << u"no file"_s;
    QTest::newRow("pieces") << changed("ovf:size=", "ovf:chunkSize=") << u"pieces"_s;
    QTest::newRow("two VMs") << changed("</Envelope>", "<VirtualSystem ovf:id=\"b\"/></Envelope>")
                             << u"2 VMs"_s;
    QTest::newRow("deep") << QByteArray("<a>").repeated(40) << u"deep"_s;
    QTest::newRow("large") << QByteArray(ovf::kMaximumBytes + 1, ' ') << u"larger"_s;
}

void TestOvf::badDescriptionsAreNamed()
{
    QFETCH(QByteArray, xml);
    QFETCH(QString, said);
    const auto machine = ovf::read(xml);
    QVERIFY(!machine);
    QCOMPARE(machine.error().code, ErrorCode::InvalidParams);
    QVERIFY2(machine.error().text.contains(said), qPrintable(machine.error().text));
}

void TestOvf::readsManifests()
{
    const auto hashes = ovf::readManifest(data(u"manifest.mf"_s));
    QVERIFY(hashes.has_value());
    QCOMPARE(hashes->size(), 2);
    QCOMPARE(hashes->value(u"web-disk1.vmdk"_s).algorithm, u"SHA1"_s);
    QCOMPARE(hashes->value(u"web.ovf"_s).digest.size(), 32);
    QVERIFY(!ovf::readManifest("SHA256(a)= 12"));
    QVERIFY(!ovf::readManifest("hello"));
    QVERIFY(ovf::readManifest("\n\r\n").has_value());
}

QTEST_GUILESS_MAIN(TestOvf)
#include "tst_ovf.moc"
