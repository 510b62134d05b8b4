// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <core/units.h>
#include <guest/hardwarefields.h>

#include <QTest>

using namespace Atoll;
using namespace Qt::StringLiterals;

class TestHardwareDraft : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void sendsOnlyWhatChanged();
    void takingItBackLeavesNothingPending();
    void refusesWhatTheCatalogueRefuses();
    void keepsMineOnTopOfTheirs();
    void tellsWhatBothChanged();
    void removedDeviceStaysInTheListUntilApplied();
    void addedDisksAreToldApart();
    void connectionIsOneChoice();
    void mediumIsOneChoice();
    void tagsAreWrittenWithCommas();

private:
    static Api::GuestConfig config();
};

Api::GuestConfig TestHardwareDraft::config()
{
    Api::GuestConfig config;
    config.id = 100;
    config.name = u"web-1"_s;
    config.memoryBytes = 2 * units::GiB;
    config.cpu.cores = 2;
    Api::DiskConfig disk;
    disk.target = u"vda"_s;
    disk.storage = u"local"_s;
    disk.volume = u"100-vda.qcow2"_s;
    Api::DiskConfig drive;
    drive.target = u"sda"_s;
    drive.kind = Api::DiskKind::Cdrom;
    config.disks = {disk, drive};
    Api::NicConfig nic;
    nic.mac = u"52:54:00:00:00:01"_s;
    config.nics = {nic};
    return config;
}

void TestHardwareDraft::sendsOnlyWhatChanged()
{
    HardwareDraft draft(config(), 7);
    QVERIFY(!draft.isChanged());
    QVERIFY(draft.set(u"cpu.cores"_s, 4));
    QVERIFY(draft.isChanged());
    const QJsonObject changes = draft.changes();
    QCOMPARE(changes.keys(), QStringList{u"cpu"_s});
    QCOMPARE(changes.value(u"cpu"_s).toObject().value(u"cores"_s).toInt(), 4);
    QCOMPARE(draft.difference().size(), 1);
    QCOMPARE(draft.difference().first().path, u"cpu.cores"_s);
    QCOMPARE(draft.version(), 7);
}

void TestHardwareDraft::takingItBackLeavesNothingPending()
{
    HardwareDraft draft(config(), 7);
    QVERIFY(draft.set(u"memoryBytes"_s, 4 * units::GiB));
    QVERIFY(draft.set(u"memoryBytes"_s, 2 * units::GiB));
    QVERIFY(!draft.isChanged());
    QVERIFY(draft.changes().isEmpty());
}

void TestHardwareDraft::refusesWhatTheCatalogueRefuses()
{
    HardwareDraft draft(config(), 7);
    const auto done = draft.set(u"cpu.cores"_s, 1000);
    QVERIFY(!done);
    QCOMPARE(done.error().code, ErrorCode::InvalidParams);
    QCOMPARE(done.error().details.value(u"field"_s).toString(), u"cpu.cores"_s);
    QVERIFY(!draft.isChanged());
}

void TestHardwareDraft::keepsMineOnTopOfTheirs()
{
    HardwareDraft draft(config(), 7);
    QVERIFY(draft.set(u"cpu.cores"_s, 4));
    Api::GuestConfig theirs = config();
    theirs.memoryBytes = 8 * units::GiB;
    QVERIFY(draft.contested(theirs).isEmpty());
    draft.rebase(theirs, 8);
    QCOMPARE(draft.version(), 8);
    QCOMPARE(draft.edited().memoryBytes, 8 * units::GiB);
    QCOMPARE(draft.edited().cpu.cores, 4);
    QCOMPARE(draft.changes().keys(), QStringList{u"cpu"_s});
}

void TestHardwareDraft::tellsWhatBothChanged()
{
    HardwareDraft draft(config(), 7);
    QVERIFY(draft.set(u"memoryBytes"_s, 4 * units::GiB));
    Api::GuestConfig theirs = config();
    theirs.memoryBytes = 8 * units::GiB;
    QCOMPARE(draft.contested(theirs), QStringList{u"memoryBytes"_s});
    theirs.memoryBytes = 4 * units::GiB; // the same wish twice is no quarrel
    QVERIFY(draft.contested(theirs).isEmpty());
}

void TestHardwareDraft::removedDeviceStaysInTheListUntilApplied()
{
    HardwareDraft draft(config(), 7);
    Api::GuestConfig edited = config();
    edited.disks.removeAt(0);
    QVERIFY(draft.setEdited(edited));
    const auto devices = describeHardware(draft, {});
    const auto it = std::find_if(devices.begin(), devices.end(),
                                 [](const auto &device) { return device.key == u"disk-vda"_s; });
    QVERIFY(it != devices.end());
    QCOMPARE(it->mark, HardwareDevice::Mark::Removed);
}

void TestHardwareDraft::addedDisksAreToldApart()
{
    HardwareDraft draft(config(), 7);
    Api::GuestConfig edited = config();
    Api::DiskConfig disk;
    disk.storage = u"local"_s;
    disk.sizeBytes = units::GiB;
    edited.disks += disk;
    edited.disks += disk;
    QVERIFY(draft.setEdited(edited));
    QStringList keys;
    int added = 0;
    for (const HardwareDevice &device : describeHardware(draft, {})) {
        QVERIFY(!keys.contains(device.key));
        keys += device.key;
        added += device.mark == HardwareDevice::Mark::Added;
    }
    QCOMPARE(added, 2);
}

void TestHardwareDraft::connectionIsOneChoice()
{
    HardwareDraft draft(config(), 7);
    QVERIFY(setField(draft, u"nics[0].@connection"_s, u"bridge:br0"_s));
    QCOMPARE(draft.edited().nics.first().kind, Api::NetworkKind::Bridge);
    QCOMPARE(draft.edited().nics.first().source, u"br0"_s);
    QCOMPARE(connectionOf(draft.edited().nics.first()), u"bridge:br0"_s);
}

void TestHardwareDraft::mediumIsOneChoice()
{
    HardwareDraft draft(config(), 7);
    QVERIFY(setField(draft, u"disks[1].@medium"_s, u"local/debian.iso"_s));
    QCOMPARE(draft.edited().disks.at(1).storage, u"local"_s);
    QCOMPARE(draft.edited().disks.at(1).volume, u"debian.iso"_s);
    QVERIFY(setField(draft, u"disks[1].@medium"_s, QString()));
    QVERIFY(draft.edited().disks.at(1).volume.isEmpty());
}

void TestHardwareDraft::tagsAreWrittenWithCommas()
{
    HardwareDraft draft(config(), 7);
    QVERIFY(setField(draft, u"tags"_s, u"web, prod ,,"_s));
    QCOMPARE(draft.edited().tags, QStringList({u"web"_s, u"prod"_s}));
}

QTEST_APPLESS_MAIN(TestHardwareDraft)
#include "tst_hardwaredraft.moc"
