// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <desktop/pagefixture.h>
#include <guest/guestarea.h>
#include <inventory/droptargets.h>
#include <inventory/guestlistmodel.h>
#include <inventory/guestlistview.h>
#include <inventory/inventorymodel.h>
#include <inventory/inventorytree.h>
#include <tasks/taskmodel.h>

#include <QDragMoveEvent>
#include <QMimeData>
#include <QSslSocket>
#include <QTest>
#include <QToolTip>

using namespace Atoll;
using namespace Qt::StringLiterals;

//! What is dragged in the inventory, and what the rows below it say.
class TestDragging : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(QSslSocket::setActiveBackend(u"openssl"_s)); }
    void init();
    void cleanup();
    void guestsAndClustersCanBeDraggedNodesCannot();
    void whatComesFromElsewhereIsNoObject();
    void aClusterIsDroppedOnASite();
    void aNodeSaysWhyAGuestStaysWhereItIs();
    void guestsDroppedOnATagGetIt();
    void noDropWithoutTheRight();

private:
    //! Holds the objects above the row; true when it would take them. The words stay in m_words.
    bool holds(QAbstractItemView &view, const QModelIndex &row, const QList<ObjectRef> &objects)
    {
        m_data.reset(mimeOf(objects));
        const QPoint point = view.visualRect(row).center();
        QDragEnterEvent enter(point, Qt::MoveAction, m_data.get(), Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(view.viewport(), &enter);
        QDragMoveEvent move(point, Qt::MoveAction, m_data.get(), Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(view.viewport(), &move);
        m_words = QToolTip::text();
        return move.isAccepted();
    }
    void drop(QAbstractItemView &view, const QModelIndex &row)
    {
        QDropEvent event(view.visualRect(row).center(), Qt::MoveAction, m_data.get(),
                         Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(view.viewport(), &event);
    }
    ObjectRef guest() const { return {ObjectKind::Guest, m_session->key(), PageFixture::uuid()}; }

    std::unique_ptr<PageFixture> m_fixture;
    std::unique_ptr<TaskModel> m_tasks;
    std::unique_ptr<GuestArea> m_area;
    std::unique_ptr<InventoryModel> m_model;
    std::unique_ptr<InventoryTree> m_tree;
    std::unique_ptr<QMimeData> m_data;
    ClusterSession *m_session = nullptr;
    QString m_words;
};

void TestDragging::init()
{
    m_fixture = std::make_unique<PageFixture>();
    m_fixture->fillAgent();
    m_tasks = std::make_unique<TaskModel>(m_fixture->theme);
    m_area = std::make_unique<GuestArea>(m_fixture->context, *m_tasks, ConsoleFactory());
    addInventoryDropTargets(m_fixture->context);
    m_session = m_fixture->connectSession();
    QVERIFY(m_session);
    m_model = std::make_unique<InventoryModel>();
    m_model->addCluster(m_session->key(), &m_session->store(), u"prod"_s, {});
    m_tree = std::make_unique<InventoryTree>(m_fixture->context, *m_model, nullptr);
    m_tree->resize(400, 400);
    m_tree->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_tree.get()));
    m_tree->expandAll();
}

void TestDragging::cleanup()
{
    m_tree.reset();
    m_model.reset();
    m_area.reset();
    m_tasks.reset();
    m_fixture.reset();
}

void TestDragging::guestsAndClustersCanBeDraggedNodesCannot()
{
    const auto isDragged = [this](const ObjectRef &object) {
        return m_model->flags(m_model->indexOf(object)).testFlag(Qt::ItemIsDragEnabled);
    };
    QVERIFY(isDragged(guest()));
    QVERIFY(isDragged({ObjectKind::Cluster, m_session->key(), {}}));
    QVERIFY(!isDragged({ObjectKind::Node, m_session->key(), u"node-1"_s}));
    const std::unique_ptr<QMimeData> data(m_model->mimeData({m_model->indexOf(guest())}));
    QCOMPARE(draggedOf(data.get()).objects, QList{guest()});
}

void TestDragging::whatComesFromElsewhereIsNoObject()
{
    QMimeData data;
    data.setText(u"web-1"_s);
    QVERIFY(draggedOf(&data).isEmpty());
    data.setData(u"application/x-atoll-objects"_s, "[{\"kind\": 6}]"); // of another run
    QVERIFY(draggedOf(&data).isEmpty());
    data.setData(objectMimeType(), "no json");
    QVERIFY(draggedOf(&data).isEmpty());
    data.setUrls({QUrl(u"https://example.org/a.iso"_s)});
    QVERIFY(draggedOf(&data).files.isEmpty());
}

void TestDragging::aClusterIsDroppedOnASite()
{
    m_model->renameCluster(m_session->key(), u"prod"_s, u"Seoul"_s); // the row of a site
    m_tree->expandAll();
    const QModelIndex site = m_model->indexOf({ObjectKind::Site, {}, u"Seoul"_s});
    QVERIFY(site.isValid());
    const QList cluster{ObjectRef{ObjectKind::Cluster, m_session->key(), {}}};
    QVERIFY(holds(*m_tree, site, cluster));
    QVERIFY2(m_words.contains(u"Seoul"_s), qPrintable(m_words));
    drop(*m_tree, site);
    QCOMPARE(m_session->site(), u"Seoul"_s);
    QVERIFY(!holds(*m_tree, site, cluster));
    QVERIFY2(m_words.contains(u"already"_s), qPrintable(m_words));
}

void TestDragging::aNodeSaysWhyAGuestStaysWhereItIs()
{
    const QModelIndex node = m_model->indexOf({ObjectKind::Node, m_session->key(), u"node-1"_s});
    QVERIFY(!holds(*m_tree, node, {guest()}));
    QVERIFY2(m_words.contains(u"there already"_s), qPrintable(m_words));
    Api::NodeInfo other;
    other.name = u"node-2"_s;
    m_fixture->agent.inventory().setNode(other);
    const auto indexOfOther = [&] {
        return m_model->indexOf({ObjectKind::Node, m_session->key(), other.name});
    };
    QTRY_VERIFY(indexOfOther().isValid());
    QVERIFY(!holds(*m_tree, indexOfOther(), {guest()}));
    QVERIFY2(m_words.contains(u"another node"_s), qPrintable(m_words));
    drop(*m_tree, indexOfOther());
    QCOMPARE(m_session->store().guest(PageFixture::uuid())->node, u"node-1"_s);
}

void TestDragging::guestsDroppedOnATagGetIt()
{
    Api::GuestInfo other = *m_fixture->agent.inventory().find(PageFixture::uuid());
    other.uuid.replace(other.uuid.size() - 1, 1, u"2"_s);
    other.name = u"web-2"_s;
    other.tags = {u"blue"_s};
    m_fixture->agent.inventory().setGuest(other);
    QTRY_COMPARE(m_session->store().guests().size(), 2);
    GuestListModel model;
    model.addCluster(m_session->key(), &m_session->store(), u"prod"_s, {});
    model.setGrouping(GuestListModel::ByTag);
    GuestListView view(m_fixture->context, model, nullptr);
    view.restoreHeader({});
    view.resize(800, 300);
    view.show();
    view.expandAll();
    const ObjectRef second{ObjectKind::Guest, m_session->key(), other.uuid};
    QTRY_VERIFY(model.indexOf(second).isValid());
    const QModelIndex blue = model.indexOf(second).parent();
    QVERIFY(holds(view, blue, {guest(), second}));
    QVERIFY2(m_words.contains(u"blue"_s), qPrintable(m_words));
    drop(view, blue);
    QTRY_COMPARE(m_fixture->agent.doneCount(u"guest.bulk"_s), 1);
    const QJsonObject asked = m_fixture->agent.lastParams(u"guest.bulk"_s);
    QCOMPARE(asked.value("verb"_L1).toString(), u"add-tags"_s);
    QCOMPARE(asked.value("guests"_L1).toArray(), QJsonArray{PageFixture::uuid()});
    QVERIFY(!holds(view, blue, {second}));
    QVERIFY2(m_words.contains(u"already"_s), qPrintable(m_words));
    QVERIFY(view.model()->flags(model.indexOf(second)).testFlag(Qt::ItemIsDragEnabled));
    QVERIFY(!view.model()->flags(blue).testFlag(Qt::ItemIsDragEnabled));
}

void TestDragging::noDropWithoutTheRight()
{
    const DropTarget *target =
        m_fixture->context.registry().dropTarget(ObjectKind::Tag, {{}, {guest()}});
    QVERIFY(target);
    const ObjectRef tag{ObjectKind::Tag, {}, u"blue"_s};
    QVERIFY(target->whyNot(tag, {{}, {guest()}}).isEmpty());
    m_session->disconnectFromCluster();
    QTRY_VERIFY(!m_session->isReady());
    QVERIFY(target->whyNot(tag, {{}, {guest()}}).contains(u"no connection"_s));
}

QTEST_MAIN(TestDragging)
#include "tst_dragging.moc"
