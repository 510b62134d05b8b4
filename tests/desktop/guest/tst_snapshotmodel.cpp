// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <guest/snapshotmodel.h>
#include <theme/theme.h>

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Atoll;
using namespace Qt::StringLiterals;
using M = SnapshotModel;

namespace {

Api::SnapshotInfo snapshot(const QString &name, const QString &parent = {}, bool isCurrent = false)
{
    Api::SnapshotInfo info;
    info.name = name;
    info.parent = parent;
    info.isCurrent = isCurrent;
    info.at = QDateTime(QDate(2026, 1, 2), QTime(3, 4), Qt::UTC);
    return info;
}

QString text(const QModelIndex &index) { return index.data().toString(); }

} // namespace

class TestSnapshotModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void noneIsEmpty();
    void treeShowsWhereYouAre();
    void updatesKeepRows();
    void descriptionIsEditedInPlace();
    void foreignOnesCannotBeDescribed();
    void circleDoesNotHang();

private:
    Theme m_theme;
};

void TestSnapshotModel::noneIsEmpty()
{
    M model(m_theme);
    QAbstractItemModelTester tester(&model);
    QVERIFY(model.isEmpty());
    QCOMPARE(model.rowCount(), 0);
    QVERIFY(!model.here().isValid());
}

void TestSnapshotModel::treeShowsWhereYouAre()
{
    M model(m_theme);
    QAbstractItemModelTester tester(&model);
    model.setSnapshots(
        {snapshot(u"a"_s), snapshot(u"b"_s, u"a"_s, true), snapshot(u"c"_s, u"a"_s)});
    QCOMPARE(model.rowCount(), 1);
    const QModelIndex a = model.index(0, 0);
    QCOMPARE(text(a), u"a"_s);
    QCOMPARE(model.rowCount(a), 2);
    QCOMPARE(model.here().parent(), model.indexOf(u"b"_s));
    QVERIFY(!text(model.here()).isEmpty());
    QVERIFY(!model.snapshot(model.here()));
    QCOMPARE(model.countBelow(u"a"_s), 2);
    QCOMPARE(model.countBelow(u"c"_s), 0);
}

void TestSnapshotModel::updatesKeepRows()
{
    M model(m_theme);
    QAbstractItemModelTester tester(&model);
    model.setSnapshots({snapshot(u"a"_s, {}, true)});
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    auto described = snapshot(u"a"_s, {}, true);
    described.description = u"new"_s;
    model.setSnapshots({described});
    QCOMPARE(reset.count(), 0);
    QVERIFY(changed.count() > 0);
    QCOMPARE(text(model.index(0, M::DescriptionColumn)), u"new"_s);
}

void TestSnapshotModel::descriptionIsEditedInPlace()
{
    M model(m_theme);
    QAbstractItemModelTester tester(&model);
    model.setSnapshots({snapshot(u"a"_s)});
    QSignalSpy edited(&model, &M::descriptionEdited);
    const QModelIndex index = model.index(0, M::DescriptionColumn);
    QVERIFY(index.flags().testFlag(Qt::ItemIsEditable));
    QVERIFY(model.setData(index, u"before the update"_s, Qt::EditRole));
    QCOMPARE(edited.count(), 1);
    QCOMPARE(edited.first().last().toString(), u"before the update"_s);
    QVERIFY(!model.setData(model.index(0, M::NameColumn), u"x"_s, Qt::EditRole));
    QVERIFY(
        !model.here().siblingAtColumn(M::DescriptionColumn).flags().testFlag(Qt::ItemIsEditable));
}

void TestSnapshotModel::foreignOnesCannotBeDescribed()
{
    M model(m_theme);
    auto foreign = snapshot(u"a"_s);
    foreign.isForeign = true;
    foreign.problem = u"virsh took it"_s;
    model.setSnapshots({foreign});
    QVERIFY(!model.index(0, M::DescriptionColumn).flags().testFlag(Qt::ItemIsEditable));
    QVERIFY(model.index(0, 0).data(Qt::ToolTipRole).toString().contains(u"virsh"_s));
}

void TestSnapshotModel::circleDoesNotHang()
{
    M model(m_theme);
    QAbstractItemModelTester tester(&model);
    model.setSnapshots({snapshot(u"a"_s, u"b"_s), snapshot(u"b"_s, u"a"_s)});
    QVERIFY(model.indexOf(u"a"_s).isValid());
    QVERIFY(model.countBelow(u"a"_s) <= 2);
}

QTEST_MAIN(TestSnapshotModel)
#include "tst_snapshotmodel.moc"
