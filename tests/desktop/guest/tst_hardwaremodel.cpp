// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <core/units.h>
#include <guest/hardwaremodel.h>
#include <theme/theme.h>

#include <QAbstractItemModelTester>
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
    m_model->removeDevice(find(u"disk-new-2"_s));
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

QTEST_MAIN(TestHardwareModel)
#include "tst_hardwaremodel.moc"
