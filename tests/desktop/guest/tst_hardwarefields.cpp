// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <core/units.h>
#include <guest/guestpreset.h>
#include <guest/hardwareadd.h>

#include <QRegularExpression>
#include <QTest>

using namespace Atoll;
using namespace Qt::StringLiterals;

class TestHardwareFields : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyFieldOfTheConfigurationIsReachable();
    void everyFieldCanBeSetToWhatItIs();
    void whatIsAsUsualIsDefault();
    void whatDiffersFromThePresetIsToldApart();
    void additionsAreGoodAsTheyAre();
    void bootOrderIsAutomaticUntilItIsChosen();
    void bootOrderKeepsOneDevice();
    void itemsKeepTheirIdentity();
    void expertFieldsSayWhyTheyAreFixed();
    void pciDeviceWarnsOfItsGroup();
    void trunksAreNumbers();
    void itemsOfAListBelongToItsField();

private:
    static Api::GuestConfig fullConfig();
    static HardwareChoices choices();
    static const HardwareField *find(const QList<HardwareDevice> &devices, const QString &path);
};

Api::GuestConfig TestHardwareFields::fullConfig()
{
    Api::GuestConfig config = presetFor(Api::OsType::Linux);
    config.id = 100;
    config.name = u"web-1"_s;
    Api::DiskConfig disk = presetDisk(config.osType);
    disk.storage = u"local"_s;
    Api::DiskConfig present = disk;
    present.target = u"sda"_s;
    present.volume = u"100-sda.qcow2"_s;
    Api::DiskConfig drive = presetDrive();
    drive.target = u"sdb"_s;
    config.disks = {disk, present, drive};
    Api::NicConfig nic = presetNic(config.osType);
    nic.mac = u"52:54:00:00:00:01"_s;
    config.nics = {nic};
    config.devices.usb = {Api::UsbConfig{}};
    config.devices.pci = {Api::PciConfig{}};
    Api::ShareConfig share;
    share.tag = u"share1"_s;
    config.devices.shares = {share};
    Api::SharedMemoryConfig memory;
    memory.name = u"shared1"_s;
    config.devices.sharedMemory = {memory};
    return config;
}

HardwareChoices TestHardwareFields::choices()
{
    HardwareChoices choices;
    Api::StorageInfo storage;
    storage.name = u"local"_s;
    choices.storages = {storage};
    choices.mayEditNode = true;
    return choices;
}

const HardwareField *TestHardwareFields::find(const QList<HardwareDevice> &devices,
                                              const QString &path)
{
    for (const HardwareDevice &device : devices) {
        for (const HardwareField &field : device.fields) {
            if (field.path == path)
                return &field;
        }
    }
    return nullptr;
}

namespace {

//! "disks[].limits.readIops" of every scalar and every list of scalars of the schema.
void collect(const QJsonObject &schema, const QString &path, QStringList &leaves)
{
    const QString type = schema.value(u"type"_s).toString();
    if (type == "object"_L1) {
        const QJsonObject properties = schema.value(u"properties"_s).toObject();
        for (auto it = properties.begin(); it != properties.end(); ++it)
            collect(it->toObject(), path.isEmpty() ? it.key() : path + u'.' + it.key(), leaves);
        return;
    }
    const QJsonObject items = schema.value(u"items"_s).toObject();
    if (type == "array"_L1 && items.value(u"type"_s).toString() == "object"_L1)
        return collect(items, path + u"[]"_s, leaves);
    leaves += path;
}

QString generic(QString path)
{
    static const QRegularExpression number(u"\\[\\d+\\]"_s);
    return path.replace(number, u"[]"_s);
}

//! What no row of the editor edits, and why.
const QMap<QString, QString> kElsewhere{
    {u"id"_s, u"given when it is made; it stays"_s},
    {u"uuid"_s, u"given when it is made; it stays"_s},
    {u"kind"_s, u"a VM stays a VM"_s},
    {u"isTemplate"_s, u"an action: convert to template"_s},
    {u"foreignXml"_s, u"kept as it was found"_s},
    {u"disks[].target"_s, u"the device's name, chosen when it is added"_s},
    {u"disks[].kind"_s, u"a disk or a CD drive is added as such"_s},
};

} // namespace

void TestHardwareFields::everyFieldOfTheConfigurationIsReachable()
{
    QSet<QString> reached;
    for (const HardwareDevice &device :
         describeHardware(HardwareDraft(fullConfig(), 1), choices())) {
        for (const HardwareField &field : device.fields) {
            if (field.kind == FieldKind::FixedText)
                continue;
            reached.insert(generic(field.path));
            for (const QString &covered : field.covers)
                reached.insert(generic(covered));
        }
    }
    QStringList leaves;
    collect(json::schema<Api::GuestConfig>(), {}, leaves);
    QVERIFY(leaves.size() > 90);
    QStringList missing;
    for (const QString &leaf : std::as_const(leaves)) {
        // The settings of cloud images have a tab of their own.
        if (!reached.contains(leaf) && !kElsewhere.contains(leaf)
            && !leaf.startsWith(u"cloudInit."_s))
            missing += leaf;
    }
    QVERIFY2(missing.isEmpty(), qPrintable(missing.join(u'\n')));
}

void TestHardwareFields::everyFieldCanBeSetToWhatItIs()
{
    const HardwareDraft draft(fullConfig(), 1);
    for (const HardwareDevice &device : describeHardware(draft, choices())) {
        QStringList labels;
        for (const HardwareField &field : device.fields) {
            QVERIFY2(!labels.contains(field.label), qPrintable(field.label));
            labels += field.label;
            QVERIFY2(!field.text.isEmpty() || field.value.toString().isEmpty(),
                     qPrintable(field.path));
            if (field.path.isEmpty() || field.kind == FieldKind::BootEntry)
                continue;
            HardwareDraft copy = draft;
            const auto done = setField(copy, field.path, field.value, choices());
            QVERIFY2(done, qPrintable(field.path));
            if (!field.path.endsWith(u"@medium"_s))
                QVERIFY2(!copy.isChanged(), qPrintable(field.path));
        }
    }
}

void TestHardwareFields::whatIsAsUsualIsDefault()
{
    for (const HardwareDevice &device :
         describeHardware(HardwareDraft(fullConfig(), 1), choices())) {
        for (const HardwareField &field : device.fields)
            QVERIFY2(field.isDefault && !field.isPending, qPrintable(field.path));
    }
}

void TestHardwareFields::whatDiffersFromThePresetIsToldApart()
{
    Api::GuestConfig config = fullConfig();
    config.cpu.limitPercent = 150;
    config.disks[1].cache = Api::DiskCache::Unsafe;
    config.osType = Api::OsType::Windows;
    const auto devices = describeHardware(HardwareDraft(config, 1), choices());
    QVERIFY(!find(devices, u"cpu.limitPercent"_s)->isDefault);
    QVERIFY(!find(devices, u"disks[1].cache"_s)->isDefault);
    QVERIFY(!find(devices, u"devices.hasTpm"_s)->isDefault); // Windows would have one
    QVERIFY(find(devices, u"disks[0].cache"_s)->isDefault);
}

void TestHardwareFields::additionsAreGoodAsTheyAre()
{
    Api::GuestConfig config = presetFor(Api::OsType::Linux);
    config.name = u"web-1"_s;
    for (int round = 0; round < 2; ++round) {
        for (const HardwareAddition &addition : hardwareAdditions(config, choices())) {
            if (!addition.whyNot.isEmpty())
                continue;
            HardwareDraft draft(config, 1);
            const auto done = addition.list.isEmpty()
                                  ? setField(draft, addition.path, addition.value)
                                  : draft.insertItem(addition.list, 100, addition.value);
            QVERIFY2(done, qPrintable(addition.text));
            QVERIFY2(draft.isChanged(), qPrintable(addition.text));
            config = draft.edited();
        }
    }
    QCOMPARE(config.devices.shares.last().tag, u"share2"_s);
    // What a guest has once is not offered again.
    int refused = 0;
    for (const HardwareAddition &addition : hardwareAdditions(config, choices()))
        refused += addition.whyNot.isEmpty() ? 0 : 1;
    QCOMPARE(refused, 4);
}

void TestHardwareFields::bootOrderIsAutomaticUntilItIsChosen()
{
    HardwareDraft draft(fullConfig(), 1);
    const auto keys = [&] {
        QStringList list;
        for (const BootEntry &entry : bootEntries(draft.edited()))
            list += entry.isChosen ? entry.key : u"-"_s + entry.key;
        return list;
    };
    const QString mac = u"52:54:00:00:00:01"_s;
    QCOMPARE(keys(), QStringList({u"sda"_s, u"sdb"_s, mac}));
    QVERIFY(moveBootEntry(draft, mac, -2));
    QCOMPARE(draft.edited().bootOrder, QStringList({mac, u"sda"_s, u"sdb"_s}));
    QVERIFY(setField(draft, u"@boot/sda"_s, false));
    QCOMPARE(keys(), QStringList({mac, u"sdb"_s, u"-sda"_s}));
    QVERIFY(setField(draft, u"@boot/sda"_s, true));
    QCOMPARE(draft.edited().bootOrder, QStringList({mac, u"sdb"_s, u"sda"_s}));
}

void TestHardwareFields::bootOrderKeepsOneDevice()
{
    HardwareDraft draft(fullConfig(), 1);
    QVERIFY(setField(draft, u"@boot/sda"_s, false));
    QVERIFY(setField(draft, u"@boot/sdb"_s, false));
    QVERIFY(!setField(draft, u"@boot/52:54:00:00:00:01"_s, false));
}

void TestHardwareFields::itemsKeepTheirIdentity()
{
    Api::GuestConfig config = fullConfig();
    Api::UsbConfig port;
    port.kind = Api::UsbKind::Spice;
    config.devices.usb += port;
    HardwareDraft draft(config, 1);
    QVERIFY(draft.removeItem(u"devices.usb"_s, 0));
    const auto marks = [&] {
        QMap<QString, HardwareDevice::Mark> all;
        for (const HardwareDevice &device : describeHardware(draft, choices())) {
            if (device.list == "devices.usb"_L1)
                all.insert(device.key, device.mark);
        }
        return all;
    };
    using M = HardwareDevice::Mark;
    QCOMPARE(marks().value(u"usb-0"_s), M::Removed);
    QCOMPARE(marks().value(u"usb-1"_s), M::Same);
    QVERIFY(draft.insertItem(u"devices.usb"_s, 0, toJson(config.devices.usb.first())));
    QVERIFY(!draft.isChanged());
    QCOMPARE(marks().value(u"usb-0"_s), M::Same);
}

void TestHardwareFields::expertFieldsSayWhyTheyAreFixed()
{
    HardwareChoices none = choices();
    none.mayEditNode = false;
    const auto devices = describeHardware(HardwareDraft(fullConfig(), 1), none);
    const HardwareField *arguments = find(devices, u"qemuArguments"_s);
    QCOMPARE(arguments->kind, FieldKind::FixedText);
    QVERIFY(arguments->remark.contains(u"node.edit"_s));
}

void TestHardwareFields::pciDeviceWarnsOfItsGroup()
{
    HardwareChoices some = choices();
    some.pci = {{u"0000:01:00.0"_s, u"GPU"_s, 7}, {u"0000:01:00.1"_s, u"Audio"_s, 7}};
    Api::GuestConfig config = fullConfig();
    config.devices.pci[0].address = u"0000:01:00.0"_s;
    const auto devices = describeHardware(HardwareDraft(config, 1), some);
    const HardwareField *field = find(devices, u"devices.pci[0].address"_s);
    QVERIFY(field->remark.contains(u"0000:01:00.1"_s));
    QVERIFY(field->text.contains(u'7'));
}

void TestHardwareFields::trunksAreNumbers()
{
    HardwareDraft draft(fullConfig(), 1);
    QVERIFY(setField(draft, u"nics[0].@trunks"_s, u"10, 20"_s));
    QCOMPARE(draft.edited().nics.first().trunks, QList<int>({10, 20}));
    QVERIFY(!setField(draft, u"nics[0].@trunks"_s, u"10, 5000"_s));
}

void TestHardwareFields::itemsOfAListBelongToItsField()
{
    const auto devices = describeHardware(HardwareDraft(fullConfig(), 1), choices());
    QVERIFY(editsPath(*find(devices, u"cpu.flags"_s), u"cpu.flags[2]"_s));
    QVERIFY(editsPath(*find(devices, u"@boot/sda"_s), u"bootOrder[0]"_s));
    QVERIFY(editsPath(*find(devices, u"nics[0].@trunks"_s), u"nics[0].trunks[1]"_s));
    QVERIFY(!editsPath(*find(devices, u"cpu.cores"_s), u"cpu.coresOfMany"_s));
}

QTEST_APPLESS_MAIN(TestHardwareFields)
#include "tst_hardwarefields.moc"
