// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <core/units.h>
#include <guest/vmdraft.h>

#include <QTest>

using namespace Atoll;
using namespace Qt::StringLiterals;

class TestVmDraft : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void defaultsMakeAGoodVm();
    void defaultsKeepOffWhatIsTaken();
    void idleNodeIsPreferred();
    void presetKeepsWhatTheUserChose();
    void wrongValuesNameTheirField_data();
    void wrongValuesNameTheirField();
    void rawDiskMustFit();
    void existingImageIsUsedAsItIs();
    void windowsGetsWhatItNeeds();
    void isosGoIntoDrives();
    void cloudImageIsToldWhoMayLogIn();

private:
    static VmPlace place();
};

VmPlace TestVmDraft::place()
{
    VmPlace place;
    place.cluster = u"c"_s;
    Api::NodeInfo node;
    node.name = u"node-1"_s;
    node.state = Api::NodeState::Online;
    node.cpus = 8;
    place.nodes = {node};
    Api::StorageInfo small{u"fast"_s, u"node-1"_s, u"dir"_s, {}, true, {}, 10 * units::GiB, 0};
    Api::StorageInfo large{u"local"_s, u"node-1"_s, u"dir"_s,         {},
                           true,       {},          100 * units::GiB, 40 * units::GiB};
    Api::StorageInfo broken{u"nfs"_s, u"node-1"_s,      u"nfs"_s,         {},
                            false,    u"not mounted"_s, units::GiB << 10, 0};
    place.storages = {small, large, broken};
    place.networks = {{u"default"_s, u"node-1"_s, Api::NetworkKind::Network, true, {}},
                      {u"br0"_s, u"node-1"_s, Api::NetworkKind::Bridge, true, {}}};
    Api::GuestInfo guest;
    guest.id = 100;
    guest.name = u"web-1"_s;
    guest.node = u"node-1"_s;
    place.guests = {guest};
    return place;
}

void TestVmDraft::defaultsMakeAGoodVm()
{
    const VmDraft draft = VmDraft::defaults(place());
    const auto wrong = draft.check(place());
    QVERIFY2(!wrong, wrong ? qPrintable(wrong->sentence()) : "");
    QCOMPARE(draft.node, u"node-1"_s);
    const Api::GuestCreate create = draft.toCreate();
    QVERIFY(create.startsAfterwards);
    QCOMPARE(create.config.disks.size(), 1);
    const Api::DiskConfig disk = create.config.disks.first();
    QCOMPARE(disk.storage, u"local"_s);
    QCOMPARE(disk.bus, Api::DiskBus::Scsi);
    QVERIFY(disk.hasIoThread && disk.discards);
    QCOMPARE(create.config.nics.size(), 1);
    QCOMPARE(connectionOf(create.config.nics.first()), u"bridge:br0"_s);
    QCOMPARE(create.config.nics.first().model, u"virtio"_s);
    QCOMPARE(create.config.memoryBytes, 2 * units::GiB);
}

void TestVmDraft::defaultsKeepOffWhatIsTaken()
{
    VmPlace crowded = place();
    crowded.guests[0].name = u"vm-101"_s;
    const VmDraft draft = VmDraft::defaults(crowded);
    QCOMPARE(draft.config().id, 101);
    QCOMPARE(draft.config().name, u"vm-101-2"_s);
}

void TestVmDraft::idleNodeIsPreferred()
{
    VmPlace two = place();
    Api::NodeInfo other = two.nodes.first();
    other.name = u"node-2"_s;
    two.nodes += other;
    two.guests[0].state = Api::GuestState::Running;
    two.guests[0].cpus = 4;
    QCOMPARE(VmDraft::defaults(two).node, u"node-2"_s);
    two.nodes[1].state = Api::NodeState::Offline;
    QCOMPARE(VmDraft::defaults(two).node, u"node-1"_s);
}

void TestVmDraft::presetKeepsWhatTheUserChose()
{
    VmDraft draft = VmDraft::defaults(place());
    QVERIFY(draft.hardware.set(u"cpu.cores"_s, 6));
    draft.applyPreset(Api::OsType::Windows, {u"cpu.cores"_s});
    QCOMPARE(draft.config().cpu.cores, 6);
    QCOMPARE(draft.config().memoryBytes, 8 * units::GiB);
    draft.applyPreset(Api::OsType::Linux, {u"cpu.cores"_s});
    QCOMPARE(draft.config().memoryBytes, 2 * units::GiB);
    QCOMPARE(draft.config().firmware, Api::Firmware::Bios);
    QVERIFY(!draft.config().devices.hasTpm);
}

void TestVmDraft::wrongValuesNameTheirField_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<std::function<void(Api::GuestConfig &)>>("spoil");
    using Spoil = std::function<void(Api::GuestConfig &)>;
    QTest::newRow("taken name") << u"name"_s << Spoil([](auto &c) { c.name = u"web-1"_s; });
    QTest::newRow("taken id") << u"id"_s << Spoil([](auto &c) { c.id = 100; });
    QTest::newRow("no size") << u"disks[0].sizeBytes"_s
                             << Spoil([](auto &c) { c.disks[0].sizeBytes = 0; });
    QTest::newRow("storage") << u"disks[0].storage"_s
                             << Spoil([](auto &c) { c.disks[0].storage = u"x"_s; });
}

void TestVmDraft::wrongValuesNameTheirField()
{
    QFETCH(QString, field);
    QFETCH(std::function<void(Api::GuestConfig &)>, spoil);
    VmDraft draft = VmDraft::defaults(place());
    Api::GuestConfig config = draft.config();
    spoil(config);
    QVERIFY(draft.hardware.setEdited(config));
    const auto wrong = draft.check(place());
    QVERIFY(wrong);
    QCOMPARE(wrong->details.value(u"field"_s).toString(), field);
}

void TestVmDraft::rawDiskMustFit()
{
    VmDraft draft = VmDraft::defaults(place());
    QVERIFY(draft.hardware.set(u"disks[0].sizeBytes"_s, 61 * units::GiB));
    QVERIFY(!draft.check(place())); // qcow2 grows
    QVERIFY(draft.hardware.set(u"disks[0].format"_s, u"raw"_s));
    QVERIFY(draft.check(place()));
}

void TestVmDraft::existingImageIsUsedAsItIs()
{
    VmDraft draft = VmDraft::defaults(place());
    HardwareChoices choices;
    Api::VolumeInfo volume;
    volume.storage = u"local"_s;
    volume.name = u"golden"_s;
    volume.format = Api::VolumeFormat::Raw;
    choices.volumes = {volume};
    QVERIFY(setField(draft.hardware, u"disks[0].@medium"_s, u"local/golden"_s, choices));
    QVERIFY(!draft.check(place()));
    QVERIFY(draft.isFromImage());
    const Api::DiskConfig disk = draft.toCreate().config.disks.first();
    QCOMPARE(disk.storage, u"local"_s);
    QCOMPARE(disk.volume, u"golden"_s);
    QCOMPARE(disk.format, Api::VolumeFormat::Raw);
    QCOMPARE(disk.sizeBytes, 0);
}

void TestVmDraft::windowsGetsWhatItNeeds()
{
    VmDraft draft = VmDraft::defaults(place());
    draft.applyPreset(Api::OsType::Windows, {});
    QCOMPARE(draft.config().firmware, Api::Firmware::UefiSecureBoot);
    QVERIFY(draft.config().devices.hasTpm);
    // Its installer knows neither VirtIO disks nor cards until a disc brings the drivers.
    QCOMPARE(draft.config().disks.first().bus, Api::DiskBus::Sata);
    QCOMPARE(draft.config().nics.first().model, u"e1000e"_s);
    draft.driverIso = u"local/virtio-win.iso"_s;
    draft.applyPreset(Api::OsType::Windows, {});
    QCOMPARE(draft.config().disks.first().bus, Api::DiskBus::Scsi);
    QCOMPARE(draft.config().nics.first().model, u"virtio"_s);
}

void TestVmDraft::isosGoIntoDrives()
{
    VmDraft draft = VmDraft::defaults(place());
    draft.iso = u"local/windows.iso"_s;
    draft.driverIso = u"local/virtio-win.iso"_s;
    const auto disks = draft.toCreate().config.disks;
    QCOMPARE(disks.size(), 3);
    QCOMPARE(disks.at(1).kind, Api::DiskKind::Cdrom);
    QCOMPARE(disks.at(1).volume, u"windows.iso"_s);
    QCOMPARE(disks.at(2).volume, u"virtio-win.iso"_s);
}

void TestVmDraft::cloudImageIsToldWhoMayLogIn()
{
    VmDraft draft = VmDraft::defaults(place());
    draft.enableCloudInit(true);
    QCOMPARE(draft.config().cloudInit.nics.size(), 1);
    for (const HardwareField &field : cloudInitFields(draft.config()))
        QVERIFY2(draft.hardware.set(field.path, field.value), qPrintable(field.path));
    QVERIFY(draft.hardware.set(u"cloudInit.user"_s, u"admin"_s));
    QCOMPARE(draft.toCreate().config.cloudInit.user, u"admin"_s);
    draft.enableCloudInit(false);
    QCOMPARE(draft.toCreate().config.cloudInit, Api::CloudInitConfig());
}

QTEST_APPLESS_MAIN(TestVmDraft)
#include "tst_vmdraft.moc"
