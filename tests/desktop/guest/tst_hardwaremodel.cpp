// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <core/units.h>
#include <guest/hardwarefilter.h>
#include <guest/hardwaremodel.h>
#include <theme/theme.h>

#include <QAbstractItemModelTester>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>

using namespace Atoll;
using namespace Qt::StringLiterals;

class TestHardwareModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { m_model.reset(); }
    void editedValueIsMarkedAndShowsWhatWas();
    void refusedValueStaysOldAndSaysWhy();
    void removedDiskCanComeBack();
    void addingAndRemovingIsNoReset();
    void applyingClearsTheMarks();
    void viewerCannotEdit();
    void agentsRefusalStandsInItsRow();
    void advancedValuesAreFoundAndFolded();
    void bootEntriesMoveByKeyAndByDrag();
    void valuesKeepTheirRowsWhenDevicesCome();

private:
    QModelIndex find(const QString &title) const;
    QModelIndex findField(const QString &path) const;
    Theme m_theme;
    std::unique_ptr<HardwareModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void TestHardwareModel::init()
{
    Api::GuestConfig config;
    config.name = u"web-1"_s;
    config.memoryBytes = 2 * units::GiB;
    for (const QString &target : {u"vda"_s, u"vdb"_s}) {
        Api::DiskConfig disk;
        disk.target = target;
        disk.storage = u"local"_s;
        disk.volume = target + u".qcow2"_s;
        config.disks += disk;
    }
    config.nics = {Api::NicConfig{}};
    config.nics[0].mac = u"52:54:00:00:00:01"_s;
    m_tester.reset();
    m_model = std::make_unique<HardwareModel>(m_theme);
    m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get());
    m_model->setDraft(HardwareDraft(config, 3));
}

QModelIndex TestHardwareModel::find(const QString &key) const
{
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (m_model->device(m_model->index(row, 0))->key == key)
            return m_model->index(row, 0);
    }
    return {};
}

QModelIndex TestHardwareModel::findField(const QString &path) const
{
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const QModelIndex device = m_model->index(row, 0);
        for (int child = 0; child < m_model->rowCount(device); ++child) {
            const QModelIndex index = m_model->index(child, HardwareModel::ValueColumn, device);
            if (m_model->field(index)->path == path)
                return index;
        }
    }
    return {};
}

void TestHardwareModel::editedValueIsMarkedAndShowsWhatWas()
{
    const QModelIndex memory = findField(u"memoryBytes"_s);
    QVERIFY(memory.flags() & Qt::ItemIsEditable);
    QVERIFY(m_model->setData(memory, qlonglong(4 * units::GiB), Qt::EditRole));
    QCOMPARE(memory.data().toString(), u"4 GiB"_s);
    QVERIFY(
        memory.siblingAtColumn(HardwareModel::BeforeColumn).data().toString().contains(u"2 GiB"_s));
    QCOMPARE(find(u"memory"_s).data(HardwareModel::MarkRole).toInt(),
             int(HardwareDevice::Mark::Changed));
    QCOMPARE(find(u"cpu"_s).data(HardwareModel::MarkRole).toInt(), int(HardwareDevice::Mark::Same));
    QVERIFY(m_model->draft().isChanged());
}

void TestHardwareModel::refusedValueStaysOldAndSaysWhy()
{
    QSignalSpy spy(m_model.get(), &HardwareModel::refused);
    const QModelIndex memory = findField(u"memoryBytes"_s);
    QVERIFY(!m_model->setData(memory, 1024, Qt::EditRole));
    QCOMPARE(spy.size(), 1);
    QCOMPARE(memory.data().toString(), u"2 GiB"_s);
}

void TestHardwareModel::removedDiskCanComeBack()
{
    const QModelIndex disk = find(u"disk-vda"_s);
    QVERIFY(m_model->canRemove(disk));
    QVERIFY(!m_model->canRemove(find(u"cpu"_s)));
    m_model->removeDevice(disk);
    QCOMPARE(m_model->draft().edited().disks.size(), 1);
    QVERIFY(m_model->canRestore(find(u"disk-vda"_s)));
    m_model->restoreDevice(find(u"disk-vda"_s));
    QVERIFY(!m_model->draft().isChanged());
}

void TestHardwareModel::addingAndRemovingIsNoReset()
{
    QSignalSpy spy(m_model.get(), &QAbstractItemModel::modelReset);
    const QPersistentModelIndex memory = findField(u"memoryBytes"_s);
    Api::DiskConfig disk;
    disk.storage = u"local"_s;
    disk.sizeBytes = units::GiB;
    m_model->addDisk(disk);
    m_model->addNic({});
    QCOMPARE(m_model->draft().edited().nics.size(), 2);
    const auto added = [this] {
        for (int row = 0; row < m_model->rowCount(); ++row) {
            const QModelIndex index = m_model->index(row, 0);
            const HardwareDevice *device = m_model->device(index);
            if (device->list == "disks"_L1 && device->mark == HardwareDevice::Mark::Added)
                return index;
        }
        return QModelIndex();
    };
    m_model->removeDevice(added());
    QCOMPARE(m_model->draft().edited().disks.size(), 2);
    QCOMPARE(spy.size(), 0);
    QVERIFY(memory.isValid());
}

void TestHardwareModel::applyingClearsTheMarks()
{
    m_model->setData(findField(u"cpu.cores"_s), 4, Qt::EditRole);
    m_model->setDraft(HardwareDraft(m_model->draft().edited(), 4));
    QVERIFY(!m_model->draft().isChanged());
    QCOMPARE(findField(u"cpu.cores"_s).data().toString(), u"4"_s);
    QCOMPARE(find(u"cpu"_s).data(HardwareModel::MarkRole).toInt(), int(HardwareDevice::Mark::Same));
}

void TestHardwareModel::viewerCannotEdit()
{
    m_model->setEditable(false);
    QVERIFY(!(findField(u"memoryBytes"_s).flags() & Qt::ItemIsEditable));
    QVERIFY(!m_model->canRemove(find(u"disk-vda"_s)));
}

void TestHardwareModel::agentsRefusalStandsInItsRow()
{
    Error error{ErrorCode::InvalidParams, u"disks[1].sizeBytes cannot shrink"_s};
    error.details.insert(u"field"_s, u"changes.disks[1].bus"_s);
    error.text = u"changes.disks[1].bus is not for you"_s;
    const QModelIndex row = m_model->showError(error);
    QCOMPARE(m_model->field(row)->path, u"disks[1].bus"_s);
    QCOMPARE(row.siblingAtColumn(HardwareModel::BeforeColumn).data().toString(),
             u"is not for you"_s);
    QVERIFY(m_model->hasError(row));
    m_model->setData(row, u"sata"_s, Qt::EditRole);
    QVERIFY(!m_model->hasError(row));
    error.details.insert(u"field"_s, u"changes.nothing"_s);
    QVERIFY(!m_model->showError(error).isValid());
}

void TestHardwareModel::advancedValuesAreFoundAndFolded()
{
    HardwareFilter filter(*m_model);
    QAbstractItemModelTester tester(&filter);
    const auto isSeen = [&](const QString &path) {
        return filter.mapFromSource(findField(path)).isValid();
    };
    QVERIFY(isSeen(u"cpu.cores"_s));
    QVERIFY(!isSeen(u"cpu.affinity"_s));
    QVERIFY(!isSeen(u"qemuArguments"_s));
    m_model->setData(findField(u"cpu.affinity"_s), u"0-3"_s, Qt::EditRole);
    QVERIFY(isSeen(u"cpu.affinity"_s)); // it is set
    filter.setShowsAll(true);
    QVERIFY(isSeen(u"qemuArguments"_s));
    filter.setShowsAll(false);
    filter.setText(u"numa"_s);
    QVERIFY(isSeen(u"cpu.isNuma"_s));
    QVERIFY(!isSeen(u"cpu.cores"_s));
    QVERIFY(!isSeen(u"memoryBytes"_s));
}

void TestHardwareModel::bootEntriesMoveByKeyAndByDrag()
{
    const auto order = [this] { return m_model->draft().edited().bootOrder; };
    const QModelIndex second = findField(u"@boot/vdb"_s);
    QVERIFY(m_model->canMove(second, -1));
    m_model->moveEntry(second, -1);
    QCOMPARE(order().first(2), QStringList({u"vdb"_s, u"vda"_s}));
    const QModelIndex first = findField(u"@boot/vdb"_s);
    QVERIFY(!m_model->canMove(first, -1));
    const std::unique_ptr<QMimeData> data(m_model->mimeData({first}));
    QVERIFY(data);
    const QModelIndex boot = find(u"boot"_s);
    QVERIFY(!m_model->canDropMimeData(data.get(), Qt::MoveAction, 0, 0, find(u"cpu"_s)));
    QVERIFY(m_model->dropMimeData(data.get(), Qt::MoveAction, 2, 0, boot));
    QCOMPARE(order().first(2), QStringList({u"vda"_s, u"vdb"_s}));
}

void TestHardwareModel::valuesKeepTheirRowsWhenDevicesCome()
{
    const QPersistentModelIndex link = findField(u"nics[0].isLinkUp"_s);
    m_model->addDisk(Api::DiskConfig{});
    QCOMPARE(m_model->field(link)->path, u"nics[0].isLinkUp"_s);
    m_model->removeDevice(find(u"disk-vda"_s));
    m_model->setData(findField(u"disks[0].@medium"_s), QString(), Qt::EditRole);
    QCOMPARE(m_model->field(link)->path, u"nics[0].isLinkUp"_s);
}

QTEST_MAIN(TestHardwareModel)
#include "tst_hardwaremodel.moc"
