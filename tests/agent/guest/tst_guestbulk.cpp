// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fakebench.h"

#include <api/guestbulk.h>
#include <support/expect.h>

#include <QTest>

using namespace Atoll;
using namespace Qt::StringLiterals;
using Api::GuestState;

class TestGuestBulk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void startsManyAndTellsOfEach();
    void whatIsSoAlreadyIsLeftOut();
    void oneFailureDoesNotStopTheOthers();
    void planTellsInOrderAndTouchesNothing();
    void planTellsWhoMayNot();
    void startOrderIsKept();
    void tagsAreAddedAndRemoved();
    void keysForManyAreSet();
    void nonsenseIsRefusedAtOnce_data();
    void nonsenseIsRefusedAtOnce();
    void cancelLeavesWhatHasNotBegun();
    void askedTwiceHappensOnce();
    void theAuditTellsWhereEachCameFrom();

private:
    QString create(const QString &name, int order = 0)
    {
        const QJsonObject config{
            {u"name"_s, name},
            {u"memoryBytes"_s, 1LL << 30},
            {u"startOrder"_s, QJsonObject{{u"order"_s, order}}},
            {u"disks"_s,
             QJsonArray{QJsonObject{{u"storage"_s, u"local"_s}, {u"sizeBytes"_s, 8LL << 30}}}}};
        const auto made = m_bench->change(u"guest.create"_s, {{u"config"_s, config}});
        if (!made)
            qWarning() << made.error().sentence();
        (void)m_bench->shows(name, GuestState::Stopped);
        return m_bench->info(name).uuid;
    }
    static QJsonObject bulk(const QString &verb, const QStringList &guests)
    {
        return {{u"verb"_s, verb}, {u"guests"_s, QJsonArray::fromStringList(guests)}};
    }
    static QStringList outcomes(const QJsonValue &result)
    {
        QStringList all;
        const auto read = fromJson<Api::GuestBulkResult>(result);
        for (const Api::BulkItem &item : read ? read->items : QList<Api::BulkItem>())
            all += item.name + u':' + nameOf(item.outcome);
        return all;
    }

    std::unique_ptr<FakeBench> m_fake;
    GuestBench *m_bench = nullptr;
};

void TestGuestBulk::init()
{
    m_fake = std::make_unique<FakeBench>();
    m_bench = m_fake->guests.get();
}

void TestGuestBulk::cleanup() { m_fake.reset(); }

void TestGuestBulk::startsManyAndTellsOfEach()
{
    QStringList names;
    for (int i = 1; i <= 6; ++i) {
        names += u"web-%1"_s.arg(i);
        create(names.last());
    }
    const auto result = m_bench->change(u"guest.bulk"_s, bulk(u"start"_s, names));
    QVERIFY2(result, result ? "" : qPrintable(result.error().sentence()));
    QCOMPARE(outcomes(*result).size(), 6);
    for (const QString &name : names) {
        QVERIFY(outcomes(*result).contains(name + u":done"_s));
        QVERIFY(m_bench->shows(name, GuestState::Running));
    }
    const auto items = fromJson<Api::GuestBulkResult>(*result);
    QCOMPARE(m_bench->tasks().info(items->items.first().task)->method, u"guest.start"_s);
}

void TestGuestBulk::whatIsSoAlreadyIsLeftOut()
{
    create(u"web"_s);
    create(u"db"_s);
    QVERIFY(m_bench->change(u"guest.start"_s, {{u"guest"_s, u"web"_s}}));
    QVERIFY(m_bench->shows(u"web"_s, GuestState::Running));
    const auto result = m_bench->change(u"guest.bulk"_s, bulk(u"start"_s, {u"web"_s, u"db"_s}));
    QVERIFY(result);
    QCOMPARE(outcomes(*result), (QStringList{u"web:skipped"_s, u"db:done"_s}));
}

void TestGuestBulk::oneFailureDoesNotStopTheOthers()
{
    create(u"web"_s);
    create(u"db"_s);
    const auto result =
        m_bench->change(u"guest.bulk"_s, bulk(u"start"_s, {u"web"_s, u"nobody"_s, u"db"_s}));
    QVERIFY(!result);
    QVERIFY2(result.error().text.startsWith(u"1 of 3 guests failed: “nobody”"_s),
             qPrintable(result.error().text));
    QCOMPARE(outcomes(result.error().details),
             (QStringList{u"web:done"_s, u"db:done"_s, u"nobody:failed"_s}));
}

void TestGuestBulk::planTellsInOrderAndTouchesNothing()
{
    create(u"web"_s, 2);
    create(u"db"_s, 1);
    QJsonObject wish = bulk(u"start"_s, {u"web"_s, u"nobody"_s, u"db"_s});
    wish.insert(u"inOrder"_s, true);
    const auto plan = m_bench->plan(u"guest.bulk"_s, wish);
    QVERIFY(plan);
    QCOMPARE(plan->steps.mid(0, 2), (QStringList{u"Start “db”"_s, u"Start “web”"_s}));
    QVERIFY(plan->steps.at(2).startsWith(u"Leave out “nobody”"_s));
    QCOMPARE(plan->impact, u"2 of 3 guests, at most 4 at once"_s);
    QCOMPARE(m_bench->info(u"db"_s).state, GuestState::Stopped);
}

void TestGuestBulk::planTellsWhoMayNot()
{
    create(u"web"_s);
    QJsonObject wish = bulk(u"start"_s, {u"web"_s});
    wish.insert(u"dryRun"_s, true);
    const auto plan = m_bench->call(u"guest.bulk"_s, wish, u"operator@builtin"_s);
    QVERIFY(plan);
    QCOMPARE(fromJson<Api::Plan>(*plan)->steps.first(), u"Leave out “web”: No."_s);
    // Nor do they learn what it is called, how it is, or whether it is there.
    wish.insert(u"verb"_s, u"resume"_s);
    wish.insert(u"guests"_s, QJsonArray{m_bench->info(u"web"_s).uuid, u"nobody"_s});
    const auto hidden = m_bench->call(u"guest.bulk"_s, wish, u"operator@builtin"_s);
    QVERIFY(hidden);
    const auto nothing = fromJson<Api::Plan>(*hidden);
    QVERIFY(nothing);
    for (const QString &step : nothing->steps)
        QVERIFY2(step.endsWith(u": No."_s) && !step.contains(u"web"_s), qPrintable(step));
}

void TestGuestBulk::startOrderIsKept()
{
    create(u"third"_s);
    create(u"second"_s, 2);
    create(u"first"_s, 1);
    QJsonObject wish = bulk(u"start"_s, {u"third"_s, u"second"_s, u"first"_s});
    wish.insert(u"inOrder"_s, true);
    QVERIFY(m_bench->change(u"guest.bulk"_s, wish));
    QStringList started;
    for (const Api::TaskInfo &task : m_bench->tasks().list({}))
        if (task.method == u"guest.start"_s)
            started.prepend(task.objectName);
    QCOMPARE(started, (QStringList{u"first"_s, u"second"_s, u"third"_s}));
    for (const QString &name : started)
        QVERIFY(m_bench->shows(name, GuestState::Running));
    wish.insert(u"verb"_s, u"stop"_s);
    const auto plan = m_bench->plan(u"guest.bulk"_s, wish);
    QVERIFY(plan);
    QVERIFY(plan->steps.first().contains(u"third"_s));
    QVERIFY(plan->steps.last().contains(u"first"_s));
}

void TestGuestBulk::tagsAreAddedAndRemoved()
{
    create(u"web"_s);
    create(u"db"_s);
    QJsonObject wish = bulk(u"add-tags"_s, {u"web"_s, u"db"_s});
    wish.insert(u"tags"_s, QJsonArray{u"prod"_s, u"seoul"_s});
    QVERIFY(m_bench->change(u"guest.bulk"_s, wish));
    QTRY_COMPARE(m_bench->info(u"db"_s).tags, (QStringList{u"prod"_s, u"seoul"_s}));
    const auto again = m_bench->change(u"guest.bulk"_s, wish);
    QVERIFY(again);
    QCOMPARE(outcomes(*again), (QStringList{u"web:skipped"_s, u"db:skipped"_s}));
    wish.insert(u"verb"_s, u"remove-tags"_s);
    wish.insert(u"tags"_s, QJsonArray{u"prod"_s});
    QVERIFY(m_bench->change(u"guest.bulk"_s, wish));
    QTRY_COMPARE(m_bench->info(u"web"_s).tags, QStringList{u"seoul"_s});
}

void TestGuestBulk::keysForManyAreSet()
{
    create(u"web"_s);
    QJsonObject wish = bulk(u"set"_s, {u"web"_s});
    wish.insert(u"changes"_s, QJsonObject{{u"isProtected"_s, true}});
    QVERIFY(m_bench->change(u"guest.bulk"_s, wish));
    QTRY_VERIFY(m_bench->info(u"web"_s).isProtected);
}

void TestGuestBulk::nonsenseIsRefusedAtOnce_data()
{
    QTest::addColumn<QString>("verb");
    QTest::addColumn<QJsonObject>("more");
    QTest::addColumn<QString>("field");
    QTest::newRow("snapshot without a name") << u"snapshot"_s << QJsonObject() << u"snapshot"_s;
    QTest::newRow("no tags") << u"add-tags"_s << QJsonObject() << u"tags"_s;
    QTest::newRow("a key of one guest")
        << u"set"_s << QJsonObject{{u"changes"_s, QJsonObject{{u"name"_s, u"x"_s}}}}
        << u"changes"_s;
    QTest::newRow("too many at once")
        << u"start"_s << QJsonObject{{u"atOnce"_s, 100}} << u"atOnce"_s;
}

void TestGuestBulk::nonsenseIsRefusedAtOnce()
{
    QFETCH(QString, verb);
    QFETCH(QJsonObject, more);
    QJsonObject wish = bulk(verb, {u"web"_s});
    for (auto it = more.begin(); it != more.end(); ++it)
        wish.insert(it.key(), *it);
    const auto refused = m_bench->call(u"guest.bulk"_s, wish);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::InvalidParams);
    QTEST(refused.error().details.value("field"_L1).toString(), "field");
}

void TestGuestBulk::cancelLeavesWhatHasNotBegun()
{
    create(u"first"_s, 1);
    create(u"second"_s, 2);
    const QString uuid = m_bench->info(u"first"_s).uuid;
    QJsonObject set{
        {u"guest"_s, uuid},
        {u"version"_s, m_bench->info(u"first"_s).version},
        {u"changes"_s,
         QJsonObject{{u"startOrder"_s, QJsonObject{{u"order"_s, 1}, {u"upDelaySeconds"_s, 60}}}}}};
    QVERIFY(m_bench->change(u"guest.set"_s, set));
    QJsonObject wish = bulk(u"start"_s, {u"first"_s, u"second"_s});
    wish.insert(u"inOrder"_s, true);
    const auto task = m_bench->begin(u"guest.bulk"_s, wish);
    QVERIFY(task);
    QVERIFY(m_bench->shows(u"first"_s, GuestState::Running));
    QTRY_COMPARE(m_bench->tasks().info(*task)->progress.stage, u"1 of 2"_s);
    QVERIFY(m_bench->tasks().cancel(*task, u"admin@builtin"_s));
    const Api::TaskInfo end = m_bench->finish(*task);
    QCOMPARE(end.state, Api::TaskState::Cancelled);
    QCOMPARE(m_bench->info(u"second"_s).state, GuestState::Stopped);
    const auto told = fromJson<Api::GuestBulkResult>(QJsonValue(Error::fromJson(end.error).details),
                                                     UnknownFields::Ignore);
    QVERIFY(told);
    QCOMPARE(told->items.size(), 2);
    QCOMPARE(told->items.at(0).outcome, Api::BulkOutcome::Done);
    QCOMPARE(told->items.at(1).outcome, Api::BulkOutcome::NotBegun);
}

void TestGuestBulk::askedTwiceHappensOnce()
{
    create(u"web"_s);
    QJsonObject wish = bulk(u"start"_s, {u"web"_s});
    wish.insert(u"requestId"_s, u"r1"_s);
    const auto one = m_bench->begin(u"guest.bulk"_s, wish);
    const auto two = m_bench->begin(u"guest.bulk"_s, wish);
    QVERIFY(one && two);
    QCOMPARE(*one, *two);
    QCOMPARE(m_bench->finish(*one).state, Api::TaskState::Succeeded);
}

void TestGuestBulk::theAuditTellsWhereEachCameFrom()
{
    create(u"web-1"_s);
    create(u"web-2"_s);
    ATOLL_VERIFY(m_bench->change(u"guest.bulk"_s, bulk(u"start"_s, {u"web-1"_s, u"web-2"_s})));
    QStringList from;
    for (const Api::AuditRecord &record : m_bench->audit()) {
        if (record.method == "guest.start"_L1)
            from += record.user + u' ' + record.address;
    }
    QCOMPARE(from, QStringList({u"admin@builtin ::1"_s, u"admin@builtin ::1"_s}));
}

QTEST_GUILESS_MAIN(TestGuestBulk)
#include "tst_guestbulk.moc"
