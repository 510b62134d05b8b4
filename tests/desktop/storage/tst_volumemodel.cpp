// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <client/statestore.h>
#include <core/units.h>
#include <storage/volumemodel.h>
#include <theme/theme.h>

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Atoll;
using namespace Qt::StringLiterals;

class TestVolumeModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void showsWhoUsesAVolume();
    void anUpdateKeepsTheRowsThatStay();

private:
    static Api::VolumeInfo volume(const QString &name, qint64 bytes, const QString &usedBy = {});
    Theme m_theme;
};

Api::VolumeInfo TestVolumeModel::volume(const QString &name, qint64 bytes, const QString &usedBy)
{
    return {u"local"_s, name, Api::VolumeFormat::Qcow2, bytes, bytes / 2, usedBy};
}

void TestVolumeModel::showsWhoUsesAVolume()
{
    StateStore store;
    Api::InventoryDelta delta;
    Api::GuestInfo guest;
    guest.uuid = u"u-1"_s;
    guest.name = u"web-1"_s;
    delta.guests = {guest};
    store.apply({delta});
    VolumeModel model(m_theme, store);
    const QAbstractItemModelTester tester(&model);
    model.setVolumes({volume(u"b"_s, units::GiB), volume(u"a"_s, units::GiB, u"u-1"_s)});
    QCOMPARE(model.index(0, VolumeModel::NameColumn).data().toString(), u"a"_s);
    QCOMPARE(model.index(0, VolumeModel::UsedByColumn).data().toString(), u"web-1"_s);
    QCOMPARE(model.index(1, VolumeModel::UsedByColumn).data().toString(), u"nobody"_s);
}

void TestVolumeModel::anUpdateKeepsTheRowsThatStay()
{
    const StateStore store;
    VolumeModel model(m_theme, store);
    const QAbstractItemModelTester tester(&model);
    model.setVolumes({volume(u"a"_s, 1), volume(u"c"_s, 1), volume(u"d"_s, 1)});
    const QPersistentModelIndex kept = model.index(1, 0);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    model.setVolumes({volume(u"b"_s, 1), volume(u"c"_s, 2)});
    QCOMPARE(reset.size(), 0);
    QCOMPARE(model.rowCount(), 2);
    QVERIFY(kept.isValid());
    QCOMPARE(kept.data().toString(), u"c"_s);
    model.setVolumes({});
    QCOMPARE(model.rowCount(), 0);
}

QTEST_MAIN(TestVolumeModel)
#include "tst_volumemodel.moc"
