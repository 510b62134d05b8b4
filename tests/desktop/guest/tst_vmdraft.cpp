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
    void isoGoesIntoADrive();
    void agentFieldsAreFoundInTheForm();

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
    QCOMPARE(draft.storage, u"local"_s);
    QCOMPARE(draft.connection, u"bridge:br0"_s);
    QCOMPARE(draft.node, u"node-1"_s);
    const Api::GuestCreate create = draft.toCreate();
    QVERIFY(create.startsAfterwards);
    QCOMPARE(create.config.disks.size(), 1);
    QCOMPARE(create.config.nics.size(), 1);
    QCOMPARE(create.config.memoryBytes, 2 * units::GiB);
}

void TestVmDraft::defaultsKeepOffWhatIsTaken()
{
    VmPlace crowded = place();
    crowded.guests[0].name = u"vm-101"_s;
    const VmDraft draft = VmDraft::defaults(crowded);
    QCOMPARE(draft.id, 101);
    QCOMPARE(draft.name, u"vm-101-2"_s);
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
    draft.cores = 6;
    draft.applyPreset(Api::OsType::Windows, {u"cores"_s});
    QCOMPARE(draft.cores, 6);
    QCOMPARE(draft.bus, Api::DiskBus::Sata);
    QCOMPARE(draft.firmware, Api::Firmware::Uefi);
    QCOMPARE(draft.memoryBytes, 8 * units::GiB);
}

void TestVmDraft::wrongValuesNameTheirField_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<std::function<void(VmDraft &)>>("spoil");
    using Spoil = std::function<void(VmDraft &)>;
    QTest::newRow("empty name") << u"name"_s << Spoil([](VmDraft &d) { d.name.clear(); });
    QTest::newRow("taken name") << u"name"_s << Spoil([](VmDraft &d) { d.name = u"web-1"_s; });
    QTest::newRow("long name") << u"name"_s << Spoil([](VmDraft &d) { d.name.fill(u'x', 65); });
    QTest::newRow("taken id") << u"id"_s << Spoil([](VmDraft &d) { d.id = 100; });
    QTest::newRow("no memory") << u"memoryBytes"_s << Spoil([](VmDraft &d) { d.memoryBytes = 0; });
    QTest::newRow("cores") << u"cores"_s << Spoil([](VmDraft &d) { d.cores = 500; });
    QTest::newRow("no size") << u"diskBytes"_s << Spoil([](VmDraft &d) { d.diskBytes = 0; });
    QTest::newRow("storage") << u"storage"_s << Spoil([](VmDraft &d) { d.storage = u"x"_s; });
    QTest::newRow("no image") << u"image"_s
                              << Spoil([](VmDraft &d) { d.firstDisk = FirstDisk::Existing; });
}

void TestVmDraft::wrongValuesNameTheirField()
{
    QFETCH(QString, field);
    QFETCH(std::function<void(VmDraft &)>, spoil);
    VmDraft draft = VmDraft::defaults(place());
    spoil(draft);
    const auto wrong = draft.check(place());
    QVERIFY(wrong);
    QCOMPARE(wrong->details.value(u"field"_s).toString(), field);
}

void TestVmDraft::rawDiskMustFit()
{
    VmDraft draft = VmDraft::defaults(place());
    draft.diskBytes = 61 * units::GiB;
    QVERIFY(!draft.check(place())); // qcow2 grows
    draft.format = Api::VolumeFormat::Raw;
    QVERIFY(draft.check(place()));
}

void TestVmDraft::existingImageIsUsedAsItIs()
{
    VmDraft draft = VmDraft::defaults(place());
    draft.firstDisk = FirstDisk::Existing;
    draft.image = u"local/golden.qcow2"_s;
    QVERIFY(!draft.check(place()));
    const Api::DiskConfig disk = draft.toCreate().config.disks.first();
    QCOMPARE(disk.storage, u"local"_s);
    QCOMPARE(disk.volume, u"golden.qcow2"_s);
    QCOMPARE(disk.format, Api::VolumeFormat::Qcow2);
    QCOMPARE(disk.sizeBytes, 0);
}

void TestVmDraft::isoGoesIntoADrive()
{
    VmDraft draft = VmDraft::defaults(place());
    draft.iso = u"local/debian.iso"_s;
    const auto disks = draft.toCreate().config.disks;
    QCOMPARE(disks.size(), 2);
    QCOMPARE(disks.last().kind, Api::DiskKind::Cdrom);
    QCOMPARE(disks.last().volume, u"debian.iso"_s);
}

void TestVmDraft::agentFieldsAreFoundInTheForm()
{
    QCOMPARE(formField(u"config.name"_s), u"name"_s);
    QCOMPARE(formField(u"config.disks[0].sizeBytes"_s), u"diskBytes"_s);
    QCOMPARE(formField(u"config.nics[0].source"_s), u"connection"_s);
    QCOMPARE(formField(u"config.tags[3]"_s), u"tags"_s);
}

QTEST_APPLESS_MAIN(TestVmDraft)
#include "tst_vmdraft.moc"
