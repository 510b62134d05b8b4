// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <support/expect.h>
#include <support/fakeagent.h>

#include <app/secretstore.h>
#include <client/clusters.h>
#include <client/whendone.h>

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Atoll;
using Rpc::ClientState;

namespace {

constexpr int kWait = 8000;

Api::GuestInfo guest(const QString &uuid, Api::GuestState state = Api::GuestState::Stopped)
{
    return {.uuid = uuid, .name = u"name of "_s + uuid, .node = u"node-1"_s, .state = state};
}

//! A desktop without windows: what it keeps outlives `clusters`, so it can be opened again.
struct Desk
{
    QTemporaryDir folder;
    MemorySecretStore secrets;
    QByteArray saved;
    std::unique_ptr<Clusters> clusters;

    ~Desk()
    {
        clusters.reset();
        QThreadPool::globalInstance()->waitForDone(); // the caches are written by then
    }
    Clusters &open()
    {
        clusters.reset();
        QThreadPool::globalInstance()->waitForDone();
        clusters = std::make_unique<Clusters>(
            Clusters::Options{saved, [this](const QByteArray &json) { saved = json; },
                              folder.path()},
            secrets);
        clusters->open();
        return *clusters;
    }
    ClusterSession *first() { return clusters->sessions().value(0); }
};

template <class T>
std::optional<T> await(const QFuture<T> &future)
{
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, kWait) || future.resultCount() == 0)
        return {};
    return future.result();
}

} // namespace

#define WAIT_FOR(condition) QTRY_VERIFY_WITH_TIMEOUT(condition, kWait)

class tst_ClusterSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void firstContactAsksForTrustThenForLogin();
    void nextStartNeedsNeither();
    void wrongPasswordIsSaidAndCanBeTypedAgain();
    void changedCertificateIsRefusedUntilTrusted();
    void expiredTokenAsksForLoginButKeepsShowing();
    void rememberedPasswordLogsInAgain();
    void reconnectResumesFromTheRevisionHeld();
    void restartedAgentSendsASnapshot();
    void offlineCacheIsShownBeforeAnyAnswer();
    void deadClusterDoesNotHoldBackAnother();
    void changeWhoseAnswerWasLostHappensOnce();
    void pendingIsShownAtOnceAndEndsWithTheTask();
    void manyArePendingUntilTheirOwnTaskOrAllHaveEnded();
    void refusedBulkOrderLeavesNothingPending();
    void refusedChangeRevertsWithTheReason();
    void failedTaskRevertsWithTheReason();
    void cancelledTaskIsNotAFailure();
    void slowListenerComesBackAndMissesNothing();
    void deltaStormReachesTheScreenInFewFrames();
    void usageIsWatchedOnceHoweverManyLook();
    void consoleIsAStreamBothWays();
    void viewerMayNotStart();
    void removedClusterLeavesNothing();

private:
    ClusterSession *connectFirst();
    Result<Identity> identity(const QString &name);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FakeAgent> m_agent;
    std::unique_ptr<Desk> m_desk;
};

Result<Identity> tst_ClusterSession::identity(const QString &name)
{
    return loadOrCreateIdentity(m_folder->filePath(name), name);
}

void tst_ClusterSession::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    const auto own = identity(u"agent"_s);
    ATOLL_VERIFY(own);
    m_agent = std::make_unique<FakeAgent>(*own, Api::ClusterInfo{u"c1"_s, u"prod"_s, u"Seoul"_s});
    m_agent->inventory().setNode({.name = u"node-1"_s, .state = Api::NodeState::Online});
    m_agent->inventory().setGuest(guest(u"a"_s));
    m_agent->inventory().setGuest(guest(u"b"_s));
    ATOLL_VERIFY(m_agent->listen());
    m_desk = std::make_unique<Desk>();
}

void tst_ClusterSession::cleanup()
{
    m_desk.reset();
    m_agent.reset();
    QThreadPool::globalInstance()->waitForDone();
}

//! Trusted, logged in, and showing the agent's two guests.
ClusterSession *tst_ClusterSession::connectFirst()
{
    m_desk->open();
    ClusterSession *session = m_desk->clusters->add({*Rpc::Endpoint::parse(m_agent->address())});
    if (!QTest::qWaitFor([&] { return session->state() == ClientState::NeedsTrust; }, kWait))
        return session;
    session->trust(session->problem()->details.value(u"fingerprint"_s).toString());
    if (!QTest::qWaitFor([&] { return session->state() == ClientState::NeedsLogin; }, kWait))
        return session;
    session->login(u"admin@builtin"_s, u"secret"_s);
    (void)QTest::qWaitFor(
        [&] { return session->store().isLive() && session->store().guests().size() >= 2; }, kWait);
    return session;
}

void tst_ClusterSession::firstContactAsksForTrustThenForLogin()
{
    m_desk->open();
    ClusterSession *session = m_desk->clusters->add({*Rpc::Endpoint::parse(m_agent->address())});
    WAIT_FOR(session->state() == ClientState::NeedsTrust);
    QCOMPARE(session->problem()->code, ErrorCode::CertificateUnknown);
    QCOMPARE(session->problem()->details.value(u"fingerprint"_s).toString(),
             m_agent->fingerprint());
    QVERIFY(!m_desk->saved.contains("fingerprint")); // not kept before it is trusted
    session->trust(m_agent->fingerprint());
    WAIT_FOR(session->state() == ClientState::NeedsLogin);
    QCOMPARE(session->name(), u"prod"_s);
    QVERIFY(!session->may(Privilege::GuestPower));
    const auto login = await(session->login(u"admin@builtin"_s, u"secret"_s));
    QVERIFY(login && *login);
    WAIT_FOR(session->store().isLive());
    QCOMPARE(session->site(), u"Seoul"_s);
    QCOMPARE(session->store().guests().size(), 2);
    QVERIFY(session->may(Privilege::GuestPower));
    QVERIFY(m_desk->saved.contains("admin@builtin"));
    QVERIFY(!m_desk->saved.contains("secret"));
    QVERIFY(!m_desk->saved.contains("token"));
}

void tst_ClusterSession::nextStartNeedsNeither()
{
    QVERIFY(connectFirst()->isReady());
    m_desk->open();
    QCOMPARE(m_desk->clusters->sessions().size(), 1);
    WAIT_FOR(m_desk->first()->isReady());
    WAIT_FOR(m_desk->first()->store().isLive());
}

void tst_ClusterSession::wrongPasswordIsSaidAndCanBeTypedAgain()
{
    m_desk->open();
    ClusterSession *session = m_desk->clusters->add({*Rpc::Endpoint::parse(m_agent->address())});
    WAIT_FOR(session->state() == ClientState::NeedsTrust);
    session->trust(m_agent->fingerprint());
    WAIT_FOR(session->state() == ClientState::NeedsLogin);
    const auto refused =
        await(session->login(u"admin@builtin"_s, QString::fromUtf8(FakeAgent::kWrongPassword)));
    QVERIFY(refused && !*refused);
    QCOMPARE(refused->error().code, ErrorCode::LoginFailed);
    QCOMPARE(session->state(), ClientState::NeedsLogin);
    const auto login = await(session->login(u"admin@builtin"_s, u"right"_s));
    QVERIFY(login && *login);
}

void tst_ClusterSession::changedCertificateIsRefusedUntilTrusted()
{
    ClusterSession *session = connectFirst();
    const auto other = identity(u"other"_s);
    ATOLL_VERIFY(other);
    ATOLL_VERIFY(m_agent->restart(true, &*other));
    WAIT_FOR(session->state() == ClientState::NeedsTrust);
    QCOMPARE(session->problem()->code, ErrorCode::CertificateChanged);
    QVERIFY(!session->store().isLive());
    QCOMPARE(session->store().guests().size(), 2); // still shown, as old
    session->trust(m_agent->fingerprint());
    WAIT_FOR(session->store().isLive());
}

void tst_ClusterSession::expiredTokenAsksForLoginButKeepsShowing()
{
    ClusterSession *session = connectFirst();
    m_agent->expireTokens();
    m_agent->dropConnections();
    WAIT_FOR(session->state() == ClientState::NeedsLogin);
    QCOMPARE(session->problem()->code, ErrorCode::NotAuthenticated);
    QCOMPARE(session->store().guests().size(), 2);
    QVERIFY(!session->may(Privilege::GuestPower));
    session->login(u"admin@builtin"_s, u"again"_s);
    WAIT_FOR(session->store().isLive());
}

void tst_ClusterSession::rememberedPasswordLogsInAgain()
{
    ClusterSession *session = connectFirst();
    const auto login = await(session->login(u"admin@builtin"_s, u"secret"_s, true));
    QVERIFY(login && *login);
    m_agent->expireTokens();
    m_agent->dropConnections();
    WAIT_FOR(session->state() != ClientState::Ready);
    WAIT_FOR(session->store().isLive());
}

void tst_ClusterSession::reconnectResumesFromTheRevisionHeld()
{
    ClusterSession *session = connectFirst();
    const qint64 held = session->store().revision();
    QSignalSpy removed(&session->store(), &StateStore::guestsRemoved);
    m_agent->stopListening();
    WAIT_FOR(session->state() == ClientState::Waiting);
    m_agent->inventory().setGuest(guest(u"c"_s));
    m_agent->inventory().removeGuest(u"a"_s);
    ATOLL_VERIFY(m_agent->restart(true));
    WAIT_FOR(session->store().guest(u"c"_s));
    WAIT_FOR(!session->store().guest(u"a"_s));
    QCOMPARE(m_agent->subscriptions().last().revision, held);
    QCOMPARE(m_agent->subscriptions().last().epoch, m_agent->inventory().epoch());
    QCOMPARE(removed.size(), 1);
}

void tst_ClusterSession::restartedAgentSendsASnapshot()
{
    ClusterSession *session = connectFirst();
    ATOLL_VERIFY(m_agent->restart(false));
    m_agent->inventory().removeGuest(u"a"_s);
    WAIT_FOR(session->store().isLive() && session->store().epoch() == m_agent->inventory().epoch());
    WAIT_FOR(!session->store().guest(u"a"_s));
    QVERIFY(session->store().guest(u"b"_s));
}

void tst_ClusterSession::offlineCacheIsShownBeforeAnyAnswer()
{
    connectFirst();
    m_desk->clusters.reset(); // writes the cache
    m_agent->stopListening();
    m_desk->open();
    QSignalSpy shown(m_desk->clusters.get(), &Clusters::cacheShown);
    WAIT_FOR(m_desk->clusters->isCacheShown());
    ClusterSession *session = m_desk->first();
    QCOMPARE(session->store().guests().size(), 2);
    QVERIFY(!session->store().isLive());
    QVERIFY(session->store().lastSeen().isValid());
    QCOMPARE(session->name(), u"prod"_s);
    ATOLL_VERIFY(m_agent->restart(true));
    WAIT_FOR(session->store().isLive());
    QCOMPARE(m_agent->subscriptions().last().epoch, m_agent->inventory().epoch()); // no snapshot
}

void tst_ClusterSession::deadClusterDoesNotHoldBackAnother()
{
    m_desk->open();
    ClusterSession *dead = m_desk->clusters->add({*Rpc::Endpoint::parse(u"127.0.0.1:1"_s)});
    ClusterSession *living = m_desk->clusters->add({*Rpc::Endpoint::parse(m_agent->address())});
    WAIT_FOR(living->state() == ClientState::NeedsTrust);
    WAIT_FOR(dead->state() == ClientState::Waiting);
    QVERIFY(dead->problem()->text.contains(u"127.0.0.1:1"));
    const auto answer = await(dead->change(Api::guestStart, {u"x"_s}));
    QVERIFY(answer && !*answer);
    QCOMPARE(answer->error().code, ErrorCode::ConnectionLost);
}

void tst_ClusterSession::changeWhoseAnswerWasLostHappensOnce()
{
    ClusterSession *session = connectFirst();
    m_agent->loseAnswerOf(u"guest.start"_s);
    const auto task = await(session->change(Api::guestStart, {u"a"_s}));
    QVERIFY(task && *task);
    QCOMPARE(m_agent->doneCount(u"guest.start"_s), 1);
    WAIT_FOR(session->store().guest(u"a"_s)->state == Api::GuestState::Running);
    WAIT_FOR(!session->store().pending(u"a"_s));
    const auto end = await(session->taskEnd((*task)->task));
    QVERIFY(end && *end);
    QCOMPARE((*end)->state, Api::TaskState::Succeeded);
}

void tst_ClusterSession::pendingIsShownAtOnceAndEndsWithTheTask()
{
    ClusterSession *session = connectFirst();
    m_agent->setHoldsTasks(true);
    const auto future = session->change(Api::guestStart, {u"a"_s});
    QVERIFY(session->store().pending(u"a"_s)); // in the same frame
    const auto task = await(future);
    QVERIFY(task && *task);
    WAIT_FOR(session->store().task((*task)->task));
    QVERIFY(session->store().pending(u"a"_s));
    QVERIFY(session->store().hasRunningTask(u"/guests/a"_s));
    m_agent->endTask((*task)->task);
    WAIT_FOR(!session->store().pending(u"a"_s));
    WAIT_FOR(session->store().guest(u"a"_s)->state == Api::GuestState::Running);
}

void tst_ClusterSession::manyArePendingUntilTheirOwnTaskOrAllHaveEnded()
{
    ClusterSession *session = connectFirst();
    m_agent->setHoldsTasks(true);
    Api::GuestBulk wish;
    wish.guests = {u"a"_s, u"b"_s};
    const auto future = session->changeMany(wish);
    QCOMPARE(session->store().pending(u"a"_s)->method, u"guest.start"_s); // in the same frame
    QVERIFY(session->store().pending(u"b"_s));
    const auto all = await(future);
    QVERIFY(all && *all);
    WAIT_FOR(session->store().pending(u"a"_s)->task == (*all)->task);
    // As the agent does for each of them.
    const auto one = await(session->call(
        Api::Method<Api::GuestStart, Api::TaskRef>{"guest.start", "", Api::Kind::Query,
                                                   Privilege::GuestPower, "/guests/{guest}"},
        {u"a"_s}));
    QVERIFY(one && *one);
    m_agent->endTask((*one)->task);
    WAIT_FOR(!session->store().pending(u"a"_s));
    QVERIFY(session->store().pending(u"b"_s));
    m_agent->endTask((*all)->task);
    WAIT_FOR(!session->store().pending(u"b"_s));
}

void tst_ClusterSession::refusedBulkOrderLeavesNothingPending()
{
    ClusterSession *session = connectFirst();
    m_agent->failNext(u"guest.bulk"_s, {ErrorCode::PermissionDenied, u"no"_s});
    Api::GuestBulk wish;
    wish.guests = {u"a"_s, u"b"_s};
    const auto task = await(session->changeMany(wish));
    QVERIFY(task && !*task);
    WAIT_FOR(!session->store().pending(u"a"_s));
    QVERIFY(!session->store().pending(u"b"_s));
}

void tst_ClusterSession::refusedChangeRevertsWithTheReason()
{
    ClusterSession *session = connectFirst();
    m_agent->failNext(u"guest.start"_s, {ErrorCode::Busy, u"a backup of it is running"_s});
    QSignalSpy failed(session, &ClusterSession::changeFailed);
    session->change(Api::guestStart, {u"a"_s});
    QVERIFY(session->store().pending(u"a"_s));
    WAIT_FOR(failed.size() == 1);
    QVERIFY(!session->store().pending(u"a"_s));
    QCOMPARE(failed.first().at(0).toString(), u"a"_s);
    QCOMPARE(failed.first().at(2).value<Error>().text, u"a backup of it is running"_s);
}

void tst_ClusterSession::failedTaskRevertsWithTheReason()
{
    ClusterSession *session = connectFirst();
    m_agent->setHoldsTasks(true);
    QSignalSpy failed(session, &ClusterSession::changeFailed);
    const auto task = await(session->change(Api::guestStart, {u"a"_s}));
    QVERIFY(task && *task);
    m_agent->endTask((*task)->task, Error{ErrorCode::EngineFailed, u"no such disk"_s});
    WAIT_FOR(failed.size() == 1);
    QCOMPARE(failed.first().at(2).value<Error>().code, ErrorCode::EngineFailed);
    QVERIFY(!session->store().pending(u"a"_s));
}

void tst_ClusterSession::cancelledTaskIsNotAFailure()
{
    ClusterSession *session = connectFirst();
    m_agent->setHoldsTasks(true);
    QSignalSpy failed(session, &ClusterSession::changeFailed);
    const auto task = await(session->change(Api::guestShutdown, {.guest = u"a"_s}));
    QVERIFY(task && *task);
    const auto end = session->taskEnd((*task)->task);
    session->cancelTask((*task)->task);
    const auto info = await(end);
    QVERIFY(info && *info);
    QCOMPARE((*info)->state, Api::TaskState::Cancelled);
    QVERIFY(!session->store().pending(u"a"_s));
    QCOMPARE(failed.size(), 0);
}

void tst_ClusterSession::slowListenerComesBackAndMissesNothing()
{
    ClusterSession *session = connectFirst();
    m_agent->setBacklogLimit(600'000);
    Api::UsageSamples samples{QDateTime::currentDateTimeUtc(), {}};
    for (int i = 0; i < 5000; ++i)
        samples.samples.append({.object = u"/guests/%1"_s.arg(i * 7919), .cpu = i / 7919.0});
    for (int i = 0; i < 40; ++i)
        m_agent->sendUsage(samples); // faster than anybody can take it: no turn of the loop between
    m_agent->inventory().setGuest(guest(u"last"_s));
    WAIT_FOR(m_agent->droppedListeners() > 0);
    m_agent->setBacklogLimit(limits::kListenerBacklog);
    WAIT_FOR(session->store().isLive() && session->store().guest(u"last"_s));
    QCOMPARE(session->store().guests().size(), m_agent->inventory().guests().size());
}

void tst_ClusterSession::deltaStormReachesTheScreenInFewFrames()
{
    ClusterSession *session = connectFirst();
    int signalCount = 0;
    connect(&session->store(), &StateStore::guestsChanged, this,
            [&signalCount](const QList<int> &) { ++signalCount; });
    constexpr int kTurns = 500;
    for (int i = 0; i < kTurns; ++i) {
        Api::GuestInfo changed = guest(u"a"_s);
        changed.version = i + 1;
        m_agent->inventory().setGuest(changed);
        QTest::qWait(0); // one delta each
    }
    WAIT_FOR(session->store().guest(u"a"_s)->version == kTurns);
    QVERIFY2(signalCount < kTurns / 2, qPrintable(QString::number(signalCount)));
}

void tst_ClusterSession::usageIsWatchedOnceHoweverManyLook()
{
    ClusterSession *session = connectFirst();
    UsageWatch one = session->watchUsage(u"/guests/a"_s);
    UsageWatch two = session->watchUsage(u"/guests/a"_s);
    WAIT_FOR(m_agent->watched() == QStringList{u"/guests/a"_s});
    m_agent->sendUsage(
        {QDateTime::currentDateTimeUtc(), {{.object = u"/guests/a"_s, .cpu = 0.25}}});
    WAIT_FOR(session->store().guestUsage(session->store().guests().find(u"a"_s)).cpu == 0.25F);
    one.release();
    m_agent->dropConnections(); // what is watched is asked for again
    WAIT_FOR(!session->isReady());
    WAIT_FOR(session->isReady() && m_agent->watched() == QStringList{u"/guests/a"_s});
    two = UsageWatch();
    WAIT_FOR(m_agent->watched().isEmpty());
}

void tst_ClusterSession::consoleIsAStreamBothWays()
{
    ClusterSession *session = connectFirst();
    const auto opened =
        await(session->openConsole({.guest = u"a"_s, .kind = Api::ConsoleKind::Vnc}));
    QVERIFY(opened && *opened);
    const std::shared_ptr<QIODevice> device = **opened;
    QCOMPARE(device->thread(), thread());
    const QByteArray sent(3'000'000, 'x'); // more than the window
    device->write(sent);
    QByteArray heard;
    connect(device.get(), &QIODevice::readyRead, this, [&] { heard += device->readAll(); });
    WAIT_FOR(heard.size() == sent.size());
    QCOMPARE(heard, sent);
}

void tst_ClusterSession::viewerMayNotStart()
{
    m_agent->setRole({Privilege::ClusterView, Privilege::GuestView, Privilege::TaskView});
    ClusterSession *session = connectFirst();
    QVERIFY(session->may(Privilege::GuestView));
    QVERIFY(!session->may(Privilege::GuestPower));
    QSignalSpy failed(session, &ClusterSession::changeFailed);
    const auto answer = await(session->change(Api::guestStart, {u"a"_s}));
    QVERIFY(answer && !*answer);
    QCOMPARE(answer->error().code, ErrorCode::PermissionDenied);
    WAIT_FOR(failed.size() == 1);
}

void tst_ClusterSession::removedClusterLeavesNothing()
{
    connectFirst();
    m_desk->open();
    WAIT_FOR(m_desk->first()->isReady());
    const QString key = m_desk->first()->key();
    QVERIFY(QFile::exists(m_desk->folder.filePath(key + u".inventory"_s)));
    m_desk->clusters->remove(key);
    QVERIFY(m_desk->clusters->sessions().isEmpty());
    QCOMPARE(m_desk->saved, QByteArray("[]"));
    QThreadPool::globalInstance()->waitForDone();
    QTRY_VERIFY(!QFile::exists(m_desk->folder.filePath(key + u".inventory"_s)));
    const auto token = await(m_desk->secrets.read(key + u"/token"_s));
    QVERIFY(token && !*token);
}

QTEST_GUILESS_MAIN(tst_ClusterSession)
#include "tst_clustersession.moc"
