// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <inventory/inventorymodel.h>

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

using namespace Atoll;
using namespace Qt::StringLiterals;

namespace {

Api::GuestInfo guest(const QString &name, const QString &node,
                     Api::GuestState state = Api::GuestState::Running)
{
    Api::GuestInfo info;
    info.uuid = u"uuid-"_s + name;
    info.name = name;
    info.node = node;
    info.state = state;
    return info;
}

Api::NodeInfo node(const QString &name)
{
    Api::NodeInfo info;
    info.name = name;
    info.state = Api::NodeState::Online;
    return info;
}

Api::InventoryDelta delta(const QList<Api::NodeInfo> &nodes, const QList<Api::GuestInfo> &guests)
{
    static qint64 revision = 0;
    Api::InventoryDelta result;
    result.epoch = u"epoch"_s;
    result.revision = ++revision;
    result.nodes = nodes;
    result.guests = guests;
    return result;
}

//! The whole tree as indented lines.
QString print(const QAbstractItemModel &model, const QModelIndex &parent = {}, int depth = 0)
{
    QString text;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex index = model.index(row, 0, parent);
        text += QString(depth, u' ') + index.data().toString() + u'\n';
        text += print(model, index, depth + 1);
    }
    return text;
}

} // namespace

class TestInventoryModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void showsSitesClustersNodesAndGuestsInOrder();
    void followsInsertedMovedRenamedAndRemovedGuests();
    void filterKeepsWhatMatchesAndItsParents();
    void wordsMayMatchNodeClusterAndGuest();
    void newGuestsObeyTheFilter();
    void neverResets();
    void clusterWithoutASiteStandsAtTheRoot();
    void manyFilterChangesKeepTheModelSound();
    void staleClustersSayTheirAge();
    void guestsTellThatChangesWait();
    void filterKeystrokeAt100000();

private:
    std::unique_ptr<InventoryModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
    std::unique_ptr<StateStore> m_store;
};

void TestInventoryModel::init()
{
    m_store = std::make_unique<StateStore>();
    m_store->setLive(true);
    m_store->apply({delta({node(u"node-2"_s), node(u"node-10"_s)},
                          {guest(u"web-10"_s, u"node-2"_s), guest(u"web-9"_s, u"node-2"_s),
                           guest(u"db"_s, u"node-10"_s)})});
    m_model = std::make_unique<InventoryModel>();
    m_tester = std::make_unique<QAbstractItemModelTester>(
        m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    m_model->addCluster(u"c1"_s, m_store.get(), u"prod"_s, u"Seoul"_s);
}

void TestInventoryModel::cleanup()
{
    m_tester.reset();
    m_model.reset();
    m_store.reset();
}

void TestInventoryModel::showsSitesClustersNodesAndGuestsInOrder()
{
    QCOMPARE(print(*m_model), u"Seoul\n prod\n  node-2\n   web-9\n   web-10\n  node-10\n   db\n"_s);
    const ObjectRef object{ObjectKind::Guest, u"c1"_s, u"uuid-db"_s};
    QCOMPARE(m_model->objectAt(m_model->indexOf(object)), object);
}

void TestInventoryModel::followsInsertedMovedRenamedAndRemovedGuests()
{
    m_store->apply({delta({}, {guest(u"app"_s, u"node-2"_s)})});
    QCOMPARE(print(*m_model),
             u"Seoul\n prod\n  node-2\n   app\n   web-9\n   web-10\n  node-10\n   db\n"_s);
    Api::GuestInfo moved = guest(u"app"_s, u"node-10"_s);
    m_store->apply({delta({}, {moved})});
    QCOMPARE(print(*m_model),
             u"Seoul\n prod\n  node-2\n   web-9\n   web-10\n  node-10\n   app\n   db\n"_s);
    moved.name = u"zoo"_s;
    m_store->apply({delta({}, {moved})});
    QCOMPARE(print(*m_model),
             u"Seoul\n prod\n  node-2\n   web-9\n   web-10\n  node-10\n   db\n   zoo\n"_s);
    Api::InventoryDelta gone = delta({}, {});
    gone.removedGuests = {u"uuid-app"_s, u"uuid-db"_s};
    gone.removedNodes = {u"node-10"_s};
    m_store->apply({gone});
    QCOMPARE(print(*m_model), u"Seoul\n prod\n  node-2\n   web-9\n   web-10\n"_s);
}

void TestInventoryModel::filterKeepsWhatMatchesAndItsParents()
{
    m_model->setFilter(u"WEB-1"_s);
    QCOMPARE(print(*m_model), u"Seoul\n prod\n  node-2\n   web-10\n"_s);
    QCOMPARE(m_model->matchCount(), 1);
    m_model->setFilter(u"nothing"_s);
    QCOMPARE(print(*m_model), QString());
    m_model->setFilter({});
    QCOMPARE(print(*m_model), u"Seoul\n prod\n  node-2\n   web-9\n   web-10\n  node-10\n   db\n"_s);
}

void TestInventoryModel::wordsMayMatchNodeClusterAndGuest()
{
    m_model->setFilter(u"prod node-2 9"_s);
    QCOMPARE(print(*m_model), u"Seoul\n prod\n  node-2\n   web-9\n"_s);
    m_model->setFilter(u"node-10"_s);
    QCOMPARE(print(*m_model), u"Seoul\n prod\n  node-10\n   db\n"_s);
    m_model->setFilter(u"seoul"_s);
    QCOMPARE(m_model->matchCount(), 3);
}

void TestInventoryModel::newGuestsObeyTheFilter()
{
    m_model->setFilter(u"web"_s);
    m_store->apply({delta({}, {guest(u"mail"_s, u"node-10"_s), guest(u"web-1"_s, u"node-10"_s)})});
    QCOMPARE(print(*m_model),
             u"Seoul\n prod\n  node-2\n   web-9\n   web-10\n  node-10\n   web-1\n"_s);
    Api::GuestInfo renamed = guest(u"web-1"_s, u"node-10"_s);
    renamed.name = u"other"_s;
    m_store->apply({delta({}, {renamed})});
    QCOMPARE(print(*m_model), u"Seoul\n prod\n  node-2\n   web-9\n   web-10\n"_s);
}

void TestInventoryModel::neverResets()
{
    const QSignalSpy resets(m_model.get(), &QAbstractItemModel::modelAboutToBeReset);
    m_model->setFilter(u"web"_s);
    m_model->setFilter({});
    m_store->apply({delta({}, {guest(u"new"_s, u"node-2"_s)})});
    m_model->renameCluster(u"c1"_s, u"test"_s, u"Busan"_s);
    QCOMPARE(print(*m_model).section(u'\n', 0, 1), u"Busan\n test"_s);
    m_model->removeCluster(u"c1"_s);
    QCOMPARE(m_model->rowCount(), 0);
    QCOMPARE(resets.count(), 0);
}

void TestInventoryModel::clusterWithoutASiteStandsAtTheRoot()
{
    StateStore home;
    home.apply({delta({node(u"nas"_s)}, {guest(u"pihole"_s, u"nas"_s)})});
    m_model->addCluster(u"c2"_s, &home, u"home"_s, {});
    QCOMPARE(m_model->rowCount(), 2);
    QCOMPARE(m_model->index(1, 0).data().toString(), u"home"_s);
    m_model->removeCluster(u"c2"_s);
    QCOMPARE(m_model->rowCount(), 1);
}

void TestInventoryModel::manyFilterChangesKeepTheModelSound()
{
    QList<Api::GuestInfo> guests;
    for (int i = 0; i < 300; ++i)
        guests += guest(u"vm-%1"_s.arg(i), u"node-%1"_s.arg(i % 7));
    m_store->apply({delta({}, guests)});
    QTreeView view;
    view.setModel(m_model.get());
    view.expandAll();
    for (const QString &query :
         {u"1"_s, u"12"_s, u"1"_s, u"node-3"_s, u"vm 5"_s, u"x"_s, QString()}) {
        m_model->setFilter(query);
        int leaves = 0;
        const QString text = print(*m_model);
        for (const QString &line : text.split(u'\n', Qt::SkipEmptyParts))
            leaves += line.startsWith(u"   "_s);
        QCOMPARE(leaves, m_model->matchCount());
    }
    QCOMPARE(m_model->matchCount(), 303);
}

void TestInventoryModel::guestsTellThatChangesWait()
{
    const QString text = u"Changes wait for the next cold start"_s;
    const QPersistentModelIndex db = m_model->indexOf({ObjectKind::Guest, u"c1"_s, u"uuid-db"_s});
    QVERIFY(!db.data(InventoryModel::PendingRole).toBool());
    QVERIFY(!db.data(Qt::ToolTipRole).toString().contains(text));
    QCOMPARE(db.data(Qt::AccessibleTextRole).toString(), u"db"_s);
    const QSignalSpy changes(m_model.get(), &QAbstractItemModel::dataChanged);
    Api::GuestInfo changed = guest(u"db"_s, u"node-10"_s);
    changed.hasPending = true;
    m_store->apply({delta({}, {changed})});
    QVERIFY(changes.count() > 0);
    QVERIFY(db.data(InventoryModel::PendingRole).toBool());
    QVERIFY(db.data(Qt::ToolTipRole).toString().contains(text));
    QCOMPARE(db.data(Qt::AccessibleTextRole).toString(), u"db, "_s + text);
}

void TestInventoryModel::staleClustersSayTheirAge()
{
    const QModelIndex cluster = m_model->indexOf({ObjectKind::Cluster, u"c1"_s, {}});
    QCOMPARE(cluster.data(InventoryModel::RemarkRole).toString(), u"2/2"_s);
    const QSignalSpy spy(m_model.get(), &QAbstractItemModel::dataChanged);
    m_store->setLive(false);
    QVERIFY(spy.count() > 0);
    QCOMPARE(cluster.data(InventoryModel::RemarkRole).toString(), u"just now"_s);
    QVERIFY(cluster.data(InventoryModel::FadedRole).toBool());
}

// Measures; the budget (16 ms median at 100,000) is judged by reading, not by this test.
void TestInventoryModel::filterKeystrokeAt100000()
{
    m_tester.reset();
    std::vector<std::unique_ptr<StateStore>> stores;
    for (int c = 0; c < 20; ++c) {
        QList<Api::NodeInfo> nodes;
        QList<Api::GuestInfo> guests;
        for (int n = 0; n < 50; ++n)
            nodes += node(u"node-%1"_s.arg(n));
        for (int g = 0; g < 5000; ++g) {
            Api::GuestInfo info = guest(u"%1-%2-%3"_s.arg(g % 3 ? u"web"_s : u"db"_s).arg(c).arg(g),
                                        u"node-%1"_s.arg(g % 50));
            info.addresses = {u"10.%1.%2.%3"_s.arg(c).arg(g / 250).arg(g % 250)};
            guests += info;
        }
        stores.push_back(std::make_unique<StateStore>());
        stores.back()->apply({delta(nodes, guests)});
    }
    QElapsedTimer timer;
    timer.start();
    for (size_t c = 0; c < stores.size(); ++c)
        m_model->addCluster(u"k%1"_s.arg(c), stores[c].get(), u"cluster-%1"_s.arg(c), u"Site"_s);
    qInfo("20 clusters with 100,000 guests added in %lld ms", timer.elapsed());
    QTreeView view;
    view.setUniformRowHeights(true);
    view.setModel(m_model.get());
    view.show();
    m_model->setFilter(u"first reads the texts"_s);
    QList<double> times;
    for (const QString &query : {u"w"_s, u"we"_s, u"web"_s, u"web-"_s, u"web-1"_s, u"web-12"_s,
                                 u"web-12-"_s, u"web-12-4"_s, u"10.7"_s, u"10.7.1"_s, u"db 1"_s,
                                 u"d"_s, u"cluster-3 web"_s, u"zzz"_s, QString()}) {
        timer.restart();
        m_model->setFilter(query);
        times += double(timer.nsecsElapsed()) / 1e6;
        QCoreApplication::processEvents();
    }
    std::sort(times.begin(), times.end());
    qInfo("filter keystroke: median %.1f ms, worst %.1f ms", times.at(times.size() / 2),
          times.last());
    QCOMPARE(m_model->matchCount(), 100'003);
    view.setModel(nullptr);
    for (size_t c = 0; c < stores.size(); ++c)
        m_model->removeCluster(u"k%1"_s.arg(c));
}

QTEST_MAIN(TestInventoryModel)
#include "tst_inventorymodel.moc"
