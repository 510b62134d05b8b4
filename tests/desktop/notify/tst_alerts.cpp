// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "../pagefixture.h"

#include <inventory/clustersummary.h>
#include <notify/alerts.h>
#include <notify/notifier.h>

#include <QSignalSpy>
#include <QTest>

using namespace Atoll;
using namespace Qt::StringLiterals;

namespace {

struct FakeNotifier : Notifier
{
    void show(const QString &tag, const QString &title, const QString &text) override
    {
        tags += tag;
        titles += title;
        texts += text;
    }
    QStringList tags;
    QStringList titles;
    QStringList texts;
};

} // namespace

class TestAlerts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void tellsOfAGuestThatStoppedByItself();
    void doesNotTellWhatATaskExplains();
    void tellsNothingWhileTheWindowIsSeen();
    void tellsOnlyWhatWasChosen();
    void tellsWhenMyTaskHasEnded();
    void tellsOfALostConnectionThatStaysLost();
    void manyAtOnceBecomeOne();
    void aClickBringsTheWindowAndOpensTheObject();

private:
    void setState(const QString &uuid, Api::GuestState state)
    {
        Api::GuestInfo guest = *m_fixture->agent.inventory().guest(uuid);
        guest.state = state;
        m_fixture->agent.inventory().setGuest(guest);
    }

    std::unique_ptr<PageFixture> m_fixture;
    std::unique_ptr<ClusterSummaries> m_summaries;
    std::unique_ptr<FakeNotifier> m_notifier;
    std::unique_ptr<Alerts> m_alerts;
    ClusterSession *m_session = nullptr;
    bool m_isSeen = false;
    int m_brought = 0;
};

void TestAlerts::init()
{
    m_isSeen = false;
    m_brought = 0;
    m_fixture = std::make_unique<PageFixture>();
    m_summaries = std::make_unique<ClusterSummaries>(m_fixture->clusters, m_fixture->settings);
    m_notifier = std::make_unique<FakeNotifier>();
    m_alerts = std::make_unique<Alerts>(
        m_fixture->context, *m_summaries, *m_notifier,
        Alerts::Window{[this] { return m_isSeen; }, [this] { ++m_brought; }});
    m_fixture->fillAgent();
    m_session = m_fixture->connectSession();
    QVERIFY(m_session);
    QTRY_VERIFY(m_session->store().isLive());
}

void TestAlerts::cleanup()
{
    m_alerts.reset();
    m_notifier.reset();
    m_summaries.reset();
    m_fixture.reset();
}

void TestAlerts::tellsOfAGuestThatStoppedByItself()
{
    setState(PageFixture::uuid(), Api::GuestState::Stopped);
    QTRY_COMPARE(m_notifier->titles.size(), 1);
    QVERIFY(m_notifier->titles.first().contains(u"web-1"_s));
}

void TestAlerts::doesNotTellWhatATaskExplains()
{
    m_fixture->settings.notifications.set({AlertKind::kGuest});
    const auto done = m_session->change(Api::guestStop, {PageFixture::uuid()});
    QTRY_VERIFY(done.isFinished());
    setState(PageFixture::uuid(), Api::GuestState::Stopped);
    QTest::qWait(2500);
    QVERIFY(m_notifier->titles.isEmpty());
}

void TestAlerts::tellsNothingWhileTheWindowIsSeen()
{
    m_isSeen = true;
    setState(PageFixture::uuid(), Api::GuestState::Stopped);
    QTest::qWait(2500);
    QVERIFY(m_notifier->titles.isEmpty());
}

void TestAlerts::tellsOnlyWhatWasChosen()
{
    m_fixture->settings.notifications.set({AlertKind::kTask});
    setState(PageFixture::uuid(), Api::GuestState::Crashed);
    QTest::qWait(2500);
    QVERIFY(m_notifier->titles.isEmpty());
}

void TestAlerts::tellsWhenMyTaskHasEnded()
{
    m_fixture->agent.setHoldsTasks(true);
    const auto done = m_session->change(Api::guestReboot, {PageFixture::uuid(), {}});
    QTRY_VERIFY(done.isFinished());
    QVERIFY(done.result());
    m_fixture->agent.endTask(done.result()->task, Error{ErrorCode::EngineFailed, u"no power"_s});
    QTRY_COMPARE(m_notifier->titles.size(), 1);
    QVERIFY(m_notifier->titles.first().startsWith(u"Failed"_s));
    QVERIFY2(m_notifier->texts.first().contains(u"o power"_s),
             qPrintable(m_notifier->texts.first()));
}

void TestAlerts::tellsOfALostConnectionThatStaysLost()
{
    m_fixture->agent.stopListening();
    m_fixture->agent.dropConnections();
    QTRY_COMPARE_WITH_TIMEOUT(m_notifier->titles.size(), 1, 12000);
    QVERIFY(m_notifier->titles.first().contains(u"prod"_s));
}

void TestAlerts::manyAtOnceBecomeOne()
{
    for (int i = 0; i < 9; ++i) {
        Api::GuestInfo guest = *m_fixture->agent.inventory().guest(PageFixture::uuid());
        guest.uuid = u"7d5e4f0c-0000-4000-9000-%1"_s.arg(i, 12, 10, QChar(u'0'));
        guest.name = u"many-%1"_s.arg(i);
        m_fixture->agent.inventory().setGuest(guest);
    }
    QTRY_COMPARE(m_session->store().guests().size(), 10);
    for (int i = 0; i < 9; ++i)
        setState(u"7d5e4f0c-0000-4000-9000-%1"_s.arg(i, 12, 10, QChar(u'0')),
                 Api::GuestState::Stopped);
    QTRY_COMPARE(m_notifier->titles.size(), 1);
    QVERIFY(m_notifier->titles.first().startsWith(u'9'));
    QVERIFY(m_notifier->texts.first().contains(u"many-"_s));
}

void TestAlerts::aClickBringsTheWindowAndOpensTheObject()
{
    QSignalSpy opened(&m_fixture->context, &AppContext::openRequested);
    setState(PageFixture::uuid(), Api::GuestState::Stopped);
    QTRY_COMPARE(m_notifier->tags.size(), 1);
    Q_EMIT m_notifier->clicked(m_notifier->tags.first());
    QCOMPARE(m_brought, 1);
    QCOMPARE(opened.size(), 1);
    QCOMPARE(opened.first().first().value<ObjectRef>(),
             (ObjectRef{ObjectKind::Guest, m_session->key(), PageFixture::uuid()}));
}

QTEST_MAIN(TestAlerts)
#include "tst_alerts.moc"
