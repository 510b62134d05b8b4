// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <app/format.h>
#include <desktop/pagefixture.h>
#include <inventory/attentionmodel.h>
#include <inventory/attentionview.h>
#include <inventory/clustersummary.h>

#include <QAbstractItemModelTester>
#include <QAction>
#include <QSignalSpy>
#include <QSslSocket>
#include <QTest>

using namespace Atoll;
using namespace Qt::StringLiterals;
using Api::GuestState;
using Api::TaskState;

class TestAttention : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(QSslSocket::setActiveBackend(u"openssl"_s)); }
    void init();

    void aWellClusterAsksForNothing();
    void everyTroubleSaysWhatWhereSinceAndWhatToDo_data();
    void everyTroubleSaysWhatWhereSinceAndWhatToDo();
    void anAwayEngineSpeaksForItsGuests();
    void theLastOutcomeOfATaskCounts();
    void failedTasksComeOfAge();
    void worstComesFirstThenTheLatest();
    void thousandsOfTroublesAreCut();
    void aClusterWithoutNewsSaysWhy_data();
    void aClusterWithoutNewsSaysWhy();
    void rowsStayAsLongAsTheirTrouble();
    void keysOpenAndDismiss();
    void realConnectionsTellTheirTrouble();

private:
    //! A cluster with one node, storage and guest, all well.
    static Api::InventoryDelta state();
    static Api::TaskInfo task(const QString &id, TaskState state, int minutesAgo);
    QList<Attention> find(const QSet<QString> &dismissed = {}) const
    {
        return findAttention(u"prod"_s, *m_store, dismissed, m_now);
    }

    const QDateTime m_now = QDateTime::currentDateTimeUtc();
    std::unique_ptr<StateStore> m_store;
};

Api::InventoryDelta TestAttention::state()
{
    static qint64 revision = 0;
    Api::InventoryDelta delta;
    delta.epoch = u"e"_s;
    delta.revision = ++revision;
    Api::NodeInfo node;
    node.name = u"node-1"_s;
    node.state = Api::NodeState::Online;
    node.engines = {{.name = u"libvirt"_s, .version = u"9.0.0"_s, .isAvailable = true}};
    Api::StorageInfo storage;
    storage.name = u"local"_s;
    storage.node = node.name;
    storage.path = u"/srv/images"_s;
    storage.isActive = true;
    storage.totalBytes = 100;
    storage.usedBytes = 10;
    Api::GuestInfo guest;
    guest.uuid = u"u-1"_s;
    guest.name = u"web-1"_s;
    guest.node = node.name;
    guest.state = GuestState::Running;
    delta.nodes = {node};
    delta.storages = {storage};
    delta.guests = {guest};
    return delta;
}

Api::TaskInfo TestAttention::task(const QString &id, TaskState state, int minutesAgo)
{
    Api::TaskInfo task;
    task.id = id;
    task.method = u"guest.start"_s;
    task.object = u"/guests/u-1"_s;
    task.objectName = u"web-1"_s;
    task.node = u"node-1"_s;
    task.state = state;
    task.created = QDateTime::currentDateTimeUtc().addSecs(-60 * minutesAgo - 1);
    task.ended = task.created.addSecs(1);
    if (state == TaskState::Failed)
        task.error = Error{ErrorCode::NoSpace, u"no space in local"_s, u"Free 2 GiB"_s}.toJson();
    return task;
}

void TestAttention::init()
{
    m_store = std::make_unique<StateStore>();
    m_store->setLive(true);
    m_store->apply({state()});
}

void TestAttention::aWellClusterAsksForNothing() { QVERIFY(find().isEmpty()); }

void TestAttention::everyTroubleSaysWhatWhereSinceAndWhatToDo_data()
{
    using Spoil = std::function<void(Api::InventoryDelta &)>;
    QTest::addColumn<Spoil>("spoil");
    QTest::addColumn<Severity>("severity");
    QTest::addColumn<QString>("what");
    QTest::addColumn<ObjectRef>("object");
    const QDateTime since = QDateTime::fromSecsSinceEpoch(1'700'000'000, Qt::UTC);
    const ObjectRef node{ObjectKind::Node, u"prod"_s, u"node-1"_s};
    const ObjectRef guest{ObjectKind::Guest, u"prod"_s, u"u-1"_s};
    const ObjectRef storage{ObjectKind::Storage, u"prod"_s, u"node-1/local"_s};
    QTest::newRow("offline node") << Spoil([since](Api::InventoryDelta &delta) {
        delta.nodes[0].state = Api::NodeState::Offline;
        delta.nodes[0].since = since;
    }) << Severity::Error << u"Node node-1 is offline"_s
                                  << node;
    QTest::newRow("engine away") << Spoil([since](Api::InventoryDelta &delta) {
        delta.nodes[0].engines[0] = {.name = u"libvirt"_s,
                                     .since = since,
                                     .problem = u"closed the connection"_s,
                                     .advice = u"Run it"_s};
    }) << Severity::Error << u"libvirt on node-1 does not answer: closed the connection"_s
                                 << node;
    QTest::newRow("crashed guest") << Spoil([since](Api::InventoryDelta &delta) {
        delta.guests[0].state = GuestState::Crashed;
        delta.guests[0].stateSince = since;
    }) << Severity::Error << u"web-1 has crashed"_s
                                   << guest;
    QTest::newRow("unknown guest") << Spoil([since](Api::InventoryDelta &delta) {
        delta.guests[0].state = GuestState::Unknown;
        delta.guests[0].stateSince = since;
    }) << Severity::Error << u"The state of web-1 is not known"_s
                                   << guest;
    QTest::newRow("inactive storage") << Spoil([](Api::InventoryDelta &delta) {
        delta.storages[0].isActive = false;
        delta.storages[0].problem = u"not mounted"_s;
    }) << Severity::Error << u"Storage local on node-1 is not available: not mounted"_s
                                      << storage;
    QTest::newRow("nearly full storage")
        << Spoil([](Api::InventoryDelta &delta) { delta.storages[0].usedBytes = 91; })
        << Severity::Warning << u"Storage local on node-1 is nearly full"_s << storage;
    QTest::newRow("full storage") << Spoil([](Api::InventoryDelta &delta) {
        delta.storages[0].usedBytes = 99;
    }) << Severity::Error << u"Storage local on node-1 is full"_s
                                  << storage;
}

void TestAttention::everyTroubleSaysWhatWhereSinceAndWhatToDo()
{
    QFETCH(std::function<void(Api::InventoryDelta &)>, spoil);
    QFETCH(Severity, severity);
    QFETCH(QString, what);
    QFETCH(ObjectRef, object);
    Api::InventoryDelta delta = state();
    spoil(delta);
    m_store->apply({delta});
    const QList<Attention> found = find();
    QCOMPARE(found.size(), 1);
    QCOMPARE(found.first().severity, severity);
    QCOMPARE(found.first().text, what);
    QCOMPARE(found.first().object, object);
    QCOMPARE(found.first().node, u"node-1"_s);
    QVERIFY(!found.first().advice.isEmpty());
    QVERIFY(found.first().task.isEmpty());
    if (object.kind != ObjectKind::Storage) // which do not tell
        QVERIFY(found.first().since.isValid());
    m_store->apply({state()});
    QVERIFY(find().isEmpty());
}

void TestAttention::anAwayEngineSpeaksForItsGuests()
{
    Api::InventoryDelta delta = state();
    delta.nodes[0].engines[0] = {
        .name = u"libvirt"_s, .problem = u"gone"_s, .advice = u"Start libvirtd"_s};
    delta.nodes[0].engines +=
        {.name = u"swtpm"_s, .problem = u"not installed"_s, .isNeeded = false};
    delta.guests[0].state = GuestState::Unknown;
    m_store->apply({delta});
    const QList<Attention> found = find();
    QCOMPARE(found.size(), 1); // and not the guest, nor what nobody needs
    QVERIFY2(found.first().text.startsWith(u"libvirt on node-1 does not answer; the state of 1"_s),
             qPrintable(found.first().text));
    QCOMPARE(found.first().advice, u"Start libvirtd"_s);
}

void TestAttention::theLastOutcomeOfATaskCounts()
{
    m_store->applyTasks({task(u"t1"_s, TaskState::Failed, 30)});
    QList<Attention> found = find();
    QCOMPARE(found.size(), 1);
    QCOMPARE(found.first().severity, Severity::Warning);
    QCOMPARE(found.first().text, u"Start web-1 failed: no space in local"_s);
    QCOMPARE(found.first().advice, u"Free 2 GiB"_s); // the error's own
    QCOMPARE(found.first().object, (ObjectRef{ObjectKind::Guest, u"prod"_s, u"u-1"_s}));
    QVERIFY(found.first().since.isValid());
    // Tried again, with the same outcome: still one thing to look at.
    m_store->applyTasks({task(u"t2"_s, TaskState::Failed, 20)});
    found = find();
    QCOMPARE(found.size(), 1);
    QCOMPARE(found.first().task, u"t2"_s);
    QVERIFY(find({u"t2"_s}).isEmpty());
    // Cancelling is nobody's failure and mends nothing; success does.
    m_store->applyTasks({task(u"t3"_s, TaskState::Cancelled, 10)});
    QCOMPARE(find().size(), 1);
    m_store->applyTasks({task(u"t4"_s, TaskState::Succeeded, 5)});
    QVERIFY(find().isEmpty());
    // What was to be made has no page: the cluster opens.
    Api::TaskInfo creation = task(u"t5"_s, TaskState::Failed, 1);
    creation.method = u"guest.create"_s;
    creation.object = u"/guests/never"_s;
    m_store->applyTasks({creation});
    QCOMPARE(find().first().object, (ObjectRef{ObjectKind::Cluster, u"prod"_s, {}}));
}

void TestAttention::failedTasksComeOfAge()
{
    const int age = 60 * int(kFailedTaskAge.count());
    m_store->applyTasks({task(u"t1"_s, TaskState::Failed, age - 5)});
    QCOMPARE(find().size(), 1);
    QVERIFY(findAttention(u"prod"_s, *m_store, {}, m_now.addSecs(3600)).isEmpty());
}

void TestAttention::worstComesFirstThenTheLatest()
{
    Api::InventoryDelta delta = state();
    delta.guests += delta.guests.first();
    delta.guests[0].state = GuestState::Crashed;
    delta.guests[0].stateSince = m_now.addSecs(-100);
    delta.guests[1].uuid = u"u-2"_s;
    delta.guests[1].name = u"web-2"_s;
    delta.guests[1].state = GuestState::Crashed;
    delta.guests[1].stateSince = m_now.addSecs(-10);
    delta.storages[0].usedBytes = 91;
    m_store->apply({delta});
    m_store->applyTasks({task(u"t1"_s, TaskState::Failed, 0)});
    QStringList ids;
    for (const Attention &item : find())
        ids += item.id;
    QCOMPARE(ids,
             (QStringList{u"guest:u-2"_s, u"guest:u-1"_s, u"task:t1"_s, u"full:node-1/local"_s}));
}

void TestAttention::thousandsOfTroublesAreCut()
{
    Api::InventoryDelta delta = state();
    for (int i = 0; i < 5000; ++i) {
        Api::GuestInfo guest = delta.guests.first();
        guest.uuid = u"many-%1"_s.arg(i);
        guest.state = GuestState::Crashed;
        delta.guests += guest;
    }
    delta.nodes += delta.nodes.first();
    delta.nodes[1].name = u"node-2"_s;
    delta.nodes[1].state = Api::NodeState::Offline;
    delta.nodes[1].since = m_now;
    m_store->apply({delta});
    QCOMPARE(find().size(), kAttentionPerCluster);
    QCOMPARE(find().first().id, u"offline:node-2"_s);
}

void TestAttention::aClusterWithoutNewsSaysWhy_data()
{
    using S = Rpc::ClientState;
    QTest::addColumn<S>("state");
    QTest::addColumn<ErrorCode>("code"); // Internal: no problem
    QTest::addColumn<QString>("what");   // empty: nothing
    QTest::newRow("connected") << S::Ready << ErrorCode::Internal << QString();
    QTest::newRow("disconnected on purpose") << S::Idle << ErrorCode::Internal << QString();
    QTest::newRow("first attempt") << S::Connecting << ErrorCode::Internal << QString();
    QTest::newRow("unreachable") << S::Waiting << ErrorCode::ConnectionLost
                                 << u"prod cannot be reached: why"_s;
    QTest::newRow("next attempt") << S::Connecting << ErrorCode::ConnectionLost
                                  << u"prod cannot be reached: why"_s;
    QTest::newRow("certificate changed") << S::NeedsTrust << ErrorCode::CertificateChanged
                                         << u"The certificate of prod has changed"_s;
    QTest::newRow("new certificate") << S::NeedsTrust << ErrorCode::CertificateUnknown
                                     << u"Nobody has confirmed the certificate of prod yet"_s;
    QTest::newRow("login ended") << S::NeedsLogin << ErrorCode::NotAuthenticated
                                 << u"Your login to prod has ended"_s;
}

void TestAttention::aClusterWithoutNewsSaysWhy()
{
    QFETCH(Rpc::ClientState, state);
    QFETCH(ErrorCode, code);
    QFETCH(QString, what);
    ConnectionSituation situation{u"k"_s, u"prod"_s, u"ann@pam"_s, state, {}, m_now};
    if (code != ErrorCode::Internal)
        situation.problem = Error{code, u"why"_s};
    const auto item = connectionAttention(situation);
    QCOMPARE(item.has_value(), !what.isEmpty());
    if (!item)
        return;
    QCOMPARE(item->text, what);
    QCOMPARE(item->since, m_now);
    QVERIFY(!item->advice.isEmpty());
    QCOMPARE(item->object, (ObjectRef{ObjectKind::Cluster, u"k"_s, {}}));
}

void TestAttention::rowsStayAsLongAsTheirTrouble()
{
    PageFixture fixture;
    fixture.fillAgent();
    ClusterSession *session = fixture.connectSession();
    QVERIFY(session);
    QTRY_VERIFY(session->store().isLive());
    ClusterSummaries summaries(fixture.clusters, fixture.settings);
    AttentionModel model(fixture.theme, summaries);
    const QAbstractItemModelTester tester(&model);
    const QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    QPersistentModelIndex full;
    const auto cell = [&](int column) { return full.sibling(full.row(), column); };
    const auto agree = [&] { return model.rowCount() == summaries.attentionCount(); };
    QCOMPARE(model.rowCount(), 0);

    Api::StorageInfo storage =
        session->store().storages().at(session->store().storages().indexes().first());
    storage.usedBytes = storage.totalBytes * 95 / 100;
    fixture.agent.inventory().setStorages(u"node-1"_s, {storage});
    QTRY_COMPARE(model.rowCount(), 1);
    full = model.index(0, AttentionModel::WhatColumn);
    QCOMPARE(cell(AttentionModel::SeverityColumn).data().toString(), u"Warning"_s);
    QVERIFY(!cell(AttentionModel::SeverityColumn).data(Qt::DecorationRole).value<QIcon>().isNull());
    QCOMPARE(cell(AttentionModel::WhereColumn).data().toString(), u"prod ▸ node-1"_s);
    // It does not tell since when; we know when it was first seen.
    QVERIFY(cell(AttentionModel::SinceColumn).data().toString() != Format::unknown());
    QVERIFY(agree());

    // Something worse comes before it, and it keeps its row.
    Api::GuestInfo guest = *session->store().guest(PageFixture::uuid());
    guest.state = GuestState::Crashed;
    guest.stateSince = QDateTime::currentDateTimeUtc();
    fixture.agent.inventory().setGuest(guest);
    QTRY_COMPARE(model.rowCount(), 2);
    QCOMPARE(full.row(), 1);
    QVERIFY(agree());

    // It becomes the worst of all.
    const QDateTime since = model.at(full.row()).since;
    guest.state = GuestState::Running;
    fixture.agent.inventory().setGuest(guest);
    storage.usedBytes = storage.totalBytes;
    fixture.agent.inventory().setStorages(u"node-1"_s, {storage});
    QTRY_COMPARE(model.rowCount(), 1);
    QTRY_COMPARE(cell(AttentionModel::SeverityColumn).data().toString(), u"Problem"_s);
    QCOMPARE(model.at(full.row()).since, since);
    QCOMPARE(reset.size(), 0);
}

void TestAttention::keysOpenAndDismiss()
{
    PageFixture fixture;
    fixture.fillAgent();
    ClusterSession *session = fixture.connectSession();
    QVERIFY(session);
    QTRY_VERIFY(session->store().isLive());
    ClusterSummaries summaries(fixture.clusters, fixture.settings);
    AttentionView view(fixture.context, summaries, nullptr);
    view.resize(900, 200);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    fixture.agent.setHoldsTasks(true);
    session->change(Api::guestPause, {PageFixture::uuid()});
    const auto running = [&]() -> QString {
        const auto &tasks = session->store().tasks();
        return tasks.size() > 0 ? tasks.at(tasks.indexes().first()).id : QString();
    };
    QTRY_VERIFY(!running().isEmpty());
    fixture.agent.endTask(running(),
                          Error{ErrorCode::EngineFailed, u"QEMU said no"_s, u"Ask it again"_s});
    QTRY_COMPARE(view.items().rowCount(), 1);
    QCOMPARE(view.items().index(0, AttentionModel::AdviceColumn).data().toString(),
             u"Ask it again"_s);

    QSignalSpy opened(&fixture.context, &AppContext::openRequested);
    QSignalSpy revealed(&fixture.context, &AppContext::revealRequested);
    const ObjectRef guest{ObjectKind::Guest, session->key(), PageFixture::uuid()};
    view.setFocus();
    view.setCurrentIndex(view.items().index(0, 0));
    QTest::keyClick(&view, Qt::Key_Return);
    QTRY_COMPARE(opened.size(), 1);
    QCOMPARE(opened.first().first().value<ObjectRef>(), guest);
    // And the task among the tasks, with its log.
    QCOMPARE(revealed.last().first().value<ObjectRef>().kind, ObjectKind::Task);
    const QRect cell = view.visualRect(view.items().index(0, AttentionModel::WhatColumn));
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, cell.center());
    QTest::mouseDClick(view.viewport(), Qt::LeftButton, {}, cell.center());
    QTRY_COMPARE(opened.size(), 2);

    QTest::keyClick(&view, Qt::Key_Delete);
    QTRY_COMPARE(view.items().rowCount(), 0);
    QCOMPARE(summaries.attentionCount(), 0);
    // Also after the program was started again.
    ClusterSummaries later(fixture.clusters, fixture.settings);
    QTRY_VERIFY(!later.all().isEmpty());
    QCOMPARE(later.attentionCount(), 0);

    // What is still so cannot be dismissed, and the action says why.
    Api::GuestInfo info = *session->store().guest(PageFixture::uuid());
    info.state = GuestState::Crashed;
    fixture.agent.inventory().setGuest(info);
    QTRY_COMPARE(view.items().rowCount(), 1);
    view.setCurrentIndex(view.items().index(0, 0));
    const QAction *dismiss = view.actions().first();
    QVERIFY(!dismiss->isEnabled());
    QVERIFY(!dismiss->toolTip().isEmpty());
}

void TestAttention::realConnectionsTellTheirTrouble()
{
    PageFixture fixture;
    fixture.fillAgent();
    ClusterSession *session = fixture.connectSession();
    QVERIFY(session);
    QTRY_VERIFY(session->store().isLive());
    ClusterSummaries summaries(fixture.clusters, fixture.settings);
    AttentionModel model(fixture.theme, summaries);
    const QAbstractItemModelTester tester(&model);
    const auto says = [&](const QString &words) {
        return model.rowCount() == 1 && model.at(0).text.contains(words)
               && model.at(0).since.isValid();
    };
    fixture.agent.stopListening();
    fixture.agent.dropConnections();
    QTRY_VERIFY_WITH_TIMEOUT(says(u"cannot be reached"_s), 20'000);

    // Another machine, or somebody in between, answers at the same address.
    const Identity other =
        *loadOrCreateIdentity(fixture.directory.filePath(u"other"_s), u"node-1"_s);
    QVERIFY(fixture.agent.restart(false, &other));
    session->reconnect();
    QTRY_VERIFY_WITH_TIMEOUT(says(u"certificate of prod has changed"_s), 20'000);
    QCOMPARE(model.at(0).severity, Severity::Error);

    QVERIFY(fixture.agent.restart(false, &fixture.identity));
    fixture.agent.expireTokens();
    session->reconnect();
    QTRY_VERIFY_WITH_TIMEOUT(says(u"login to prod has ended"_s), 20'000);
    session->login(u"admin@builtin"_s, u"secret"_s);
    QTRY_COMPARE_WITH_TIMEOUT(model.rowCount(), 0, 20'000);
}

QTEST_MAIN(TestAttention)
#include "tst_attention.moc"
