// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <desktop/pagefixture.h>
#include <guest/changeundo.h>

#include <QSignalSpy>
#include <QSslSocket>
#include <QTest>

using namespace Atoll;
using namespace Qt::StringLiterals;

namespace {

const QString kOther = u"7d5e4f0c-0000-4000-8000-000000000002"_s;

} // namespace

//! "Undo" after a change of a guest's configuration.
class TestChangeUndo : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(QSslSocket::setActiveBackend(u"openssl"_s)); }
    void init();
    void theVersionBeforeComesBack();
    void whatWasChangedAgainSinceIsLeftAlone();
    void manyAreTakenBackTogether();
    void whatCannotBeTakenBackIsNotOffered();

private:
    //! The agent's answer to guest.history from now on; the newest was made `secondsLater`.
    void setHistory(const QString &author, int secondsLater = 0)
    {
        const QDateTime now = QDateTime::currentDateTimeUtc();
        m_fixture->agent.setAnswer(
            u"guest.history"_s,
            toJson(QList<Api::GuestVersion>{{7, now.addSecs(secondsLater), author, {}},
                                            {4, now.addDays(-1), u"lee@builtin"_s, {}}}));
    }
    void change() { m_session->change(Api::guestSet, {PageFixture::uuid(), 1, {}}); }
    void pressUndo() { m_offers->last().at(2).value<std::function<void()>>()(); }
    int reverted() const { return m_fixture->agent.doneCount(u"guest.revert"_s); }

    std::unique_ptr<PageFixture> m_fixture;
    std::unique_ptr<ChangeUndo> m_undo;
    std::unique_ptr<QSignalSpy> m_offers;
    ClusterSession *m_session = nullptr;
};

void TestChangeUndo::init()
{
    m_offers.reset();
    m_undo.reset();
    m_fixture = std::make_unique<PageFixture>();
    m_fixture->fillAgent();
    Api::GuestInfo other = *m_fixture->agent.inventory().find(PageFixture::uuid());
    other.uuid = kOther;
    other.name = u"web-2"_s;
    m_fixture->agent.inventory().setGuest(other);
    m_session = m_fixture->connectSession();
    QVERIFY(m_session);
    m_undo = std::make_unique<ChangeUndo>(m_fixture->context);
    m_offers = std::make_unique<QSignalSpy>(&m_fixture->context, &AppContext::offered);
}

void TestChangeUndo::theVersionBeforeComesBack()
{
    setHistory(u"admin@builtin"_s);
    change();
    QTRY_COMPARE(m_offers->size(), 1);
    QCOMPARE(m_offers->first().first().toString(), u"web-1 was changed"_s);
    pressUndo();
    QTRY_COMPARE(reverted(), 1);
    const QJsonObject asked = m_fixture->agent.lastParams(u"guest.revert"_s);
    QCOMPARE(asked.value("version"_L1).toInt(), 7);
    QCOMPARE(asked.value("toVersion"_L1).toInt(), 4);
    QTest::qWait(50);
    QCOMPARE(m_offers->size(), 1); // taking back is no change to be taken back
}

void TestChangeUndo::whatWasChangedAgainSinceIsLeftAlone()
{
    const QSignalSpy told(&m_fixture->context.notices(), &Notices::added);
    for (const auto &[author, later] : {std::pair(u"lee@builtin"_s, 0), {u"admin@builtin"_s, 60}}) {
        setHistory(author, later);
        const qsizetype before = told.size();
        const qsizetype offers = m_offers->size();
        change();
        QTRY_COMPARE(m_offers->size(), offers + 1);
        pressUndo();
        QTRY_COMPARE(told.size(), before + 1);
        QVERIFY(told.last().first().value<Notice>().text.startsWith(
            u"Web-1 was not changed back: it was changed again since."_s));
    }
    QCOMPARE(reverted(), 0);
}

void TestChangeUndo::manyAreTakenBackTogether()
{
    setHistory(u"admin@builtin"_s);
    Api::TaskInfo task;
    task.id = u"bulk"_s;
    task.method = u"guest.bulk"_s;
    task.objectName = u"add-tags · 3 guests"_s;
    task.user = u"admin@builtin"_s;
    task.state = Api::TaskState::Succeeded;
    task.started = task.ended = QDateTime::currentDateTimeUtc();
    task.result = toJson(
        Api::GuestBulkResult{{{PageFixture::uuid(), u"web-1"_s, Api::BulkOutcome::Done, {}, {}},
                              {kOther, u"web-2"_s, Api::BulkOutcome::Done, {}, {}},
                              {u"7d5e4f0c-0000-4000-8000-000000000003"_s,
                               u"web-3"_s,
                               Api::BulkOutcome::Skipped,
                               {},
                               {}}}});
    Q_EMIT m_session->taskEnded(task);
    QCOMPARE(m_offers->size(), 1);
    pressUndo();
    QTRY_COMPARE(reverted(), 2);
}

void TestChangeUndo::whatCannotBeTakenBackIsNotOffered()
{
    m_session->change(Api::guestStart, {PageFixture::uuid()});
    QTRY_COMPARE(m_fixture->agent.doneCount(u"guest.start"_s), 1);
    Api::TaskInfo task;
    task.method = u"guest.bulk"_s;
    task.objectName = u"start · 1 guests"_s;
    task.state = Api::TaskState::Succeeded;
    task.result = toJson(
        Api::GuestBulkResult{{{PageFixture::uuid(), u"web-1"_s, Api::BulkOutcome::Done, {}, {}}}});
    Q_EMIT m_session->taskEnded(task);
    task.method = u"guest.set"_s;
    task.state = Api::TaskState::Failed;
    Q_EMIT m_session->taskEnded(task);
    QTest::qWait(50);
    QVERIFY(m_offers->isEmpty());
}

QTEST_MAIN(TestChangeUndo)
#include "tst_changeundo.moc"
