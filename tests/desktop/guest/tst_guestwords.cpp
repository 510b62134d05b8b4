// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <guest/guestwords.h>
#include <guest/linediff.h>
#include <guest/planview.h>
#include <metrics/usagegraphs.h>
#include <theme/theme.h>

#include <QTest>
#include <QTreeWidget>

using namespace Atoll;
using namespace Qt::StringLiterals;
using Api::GuestState;

class TestGuestWords : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void wellGuestHasNoFindings();
    void unknownStateNamesTheEngine();
    void failedTaskIsToldUntilOneSucceeds();
    void unmanagedGuestIsOfferedAdoption();
    void pendingActionSpeaksFirst();
    void diffShowsWhatChangedAndItsSurroundings();
    void diffOfNewTextIsAllAdded();
    void hugeTextsAreStillCompared();
    void changesAreReadable();
    void planTellsWhenEachKeyTakesEffect();
    void historyKeepsGapsAndPeaks();

private:
    static Api::GuestInfo guest();
    static void fill(StateStore &store, bool engineAnswers);
};

Api::GuestInfo TestGuestWords::guest()
{
    Api::GuestInfo info;
    info.uuid = u"u-1"_s;
    info.name = u"web-1"_s;
    info.node = u"node-1"_s;
    info.state = GuestState::Running;
    info.isManaged = true;
    return info;
}

void TestGuestWords::fill(StateStore &store, bool engineAnswers)
{
    Api::InventoryDelta delta;
    Api::NodeInfo node;
    node.name = u"node-1"_s;
    node.state = Api::NodeState::Online;
    node.hasKvm = true;
    node.engines = {{u"libvirt"_s, u"9.0"_s, engineAnswers, {}, {}, u"Start libvirtd."_s}};
    delta.nodes = {node};
    delta.guests = {guest()};
    store.apply({delta});
}

void TestGuestWords::wellGuestHasNoFindings()
{
    StateStore store;
    fill(store, true);
    QVERIFY(GuestWords::findings(guest(), store).isEmpty());
}

void TestGuestWords::unknownStateNamesTheEngine()
{
    StateStore store;
    fill(store, false);
    Api::GuestInfo info = guest();
    info.state = GuestState::Unknown;
    const auto findings = GuestWords::findings(info, store);
    QCOMPARE(findings.size(), 1);
    QCOMPARE(findings.first().severity, Severity::Error);
    QVERIFY(findings.first().text.contains(u"libvirt"_s));
    QVERIFY(findings.first().text.contains(u"Start libvirtd."_s));
}

void TestGuestWords::failedTaskIsToldUntilOneSucceeds()
{
    StateStore store;
    fill(store, true);
    Api::TaskInfo task;
    task.id = u"1"_s;
    task.method = u"guest.start"_s;
    task.object = u"/guests/u-1"_s;
    task.state = Api::TaskState::Failed;
    task.created = task.ended = QDateTime::currentDateTimeUtc().addSecs(-60);
    task.error = Error{ErrorCode::EngineFailed, u"no memory left"_s}.toJson();
    store.applyTasks({task});
    auto findings = GuestWords::findings(guest(), store);
    QCOMPARE(findings.size(), 1);
    QVERIFY(findings.first().text.contains(u"memory left"_s));
    task.id = u"2"_s;
    task.state = Api::TaskState::Succeeded;
    task.created = QDateTime::currentDateTimeUtc();
    store.applyTasks({task});
    QVERIFY(GuestWords::findings(guest(), store).isEmpty());
}

void TestGuestWords::unmanagedGuestIsOfferedAdoption()
{
    StateStore store;
    fill(store, true);
    Api::GuestInfo info = guest();
    info.isManaged = false;
    const auto findings = GuestWords::findings(info, store);
    QCOMPARE(findings.size(), 1);
    QCOMPARE(findings.first().remedy, GuestVerb::Adopt);
}

void TestGuestWords::pendingActionSpeaksFirst()
{
    const PendingAction pending{u"guest.start"_s, {}};
    Api::GuestInfo info = guest();
    info.state = GuestState::Stopped;
    QCOMPARE(GuestWords::stateLine(info, &pending), u"Starting…"_s);
    QCOMPARE(GuestWords::stateLine(info, nullptr), GuestWords::state(GuestState::Stopped));
    info.stateSince = QDateTime::currentDateTimeUtc().addSecs(5); // clocks differ
    QCOMPARE(GuestWords::stateLine(info, nullptr), GuestWords::state(GuestState::Stopped));
    info.stateSince = {};
    QCOMPARE(GuestWords::overlay(GuestState::Stopped, true), Overlay::Busy);
}

void TestGuestWords::diffShowsWhatChangedAndItsSurroundings()
{
    QStringList lines;
    for (int i = 0; i < 50; ++i)
        lines += u"line %1"_s.arg(i);
    const QString before = lines.join(u'\n');
    lines[25] = u"changed"_s;
    const auto diff = diffLines(before, lines.join(u'\n'));
    using K = DiffLine::Kind;
    QCOMPARE(diff.first().kind, K::Skipped);
    QCOMPARE(diff.last().kind, K::Skipped);
    QCOMPARE(diff.size(), 1 + 3 + 2 + 3 + 1);
    QVERIFY(diff.contains(DiffLine{K::Removed, u"line 25"_s}));
    QVERIFY(diff.contains(DiffLine{K::Added, u"changed"_s}));
    QVERIFY(diffLines(before, before).isEmpty());
}

void TestGuestWords::diffOfNewTextIsAllAdded()
{
    for (const DiffLine &line : diffLines({}, u"a\nb"_s))
        QCOMPARE(line.kind, DiffLine::Kind::Added);
}

void TestGuestWords::hugeTextsAreStillCompared()
{
    QStringList a;
    QStringList b;
    for (int i = 0; i < 3000; ++i) {
        a += u"a%1"_s.arg(i);
        b += u"b%1"_s.arg(i);
    }
    QCOMPARE(diffLines(a.join(u'\n'), b.join(u'\n')).size(), 6000);
}

void TestGuestWords::changesAreReadable()
{
    QCOMPARE(changeText(qint64(2) << 30, u"memoryBytes"_s), u"2 GiB"_s);
    QCOMPARE(changeText(4, u"cpu.cores"_s), u"4"_s);
    QCOMPARE(changeText(QJsonValue(), u"tags[0]"_s), u"–"_s);
    QCOMPARE(changeText(true, u"isProtected"_s), u"yes"_s);
}

void TestGuestWords::planTellsWhenEachKeyTakesEffect()
{
    const Theme theme;
    PlanView view(theme);
    Api::Plan plan;
    plan.changes = {{u"name"_s, u"a"_s, u"b"_s}, {u"cpu.cores"_s, 2, 4}};
    plan.effects = {{u"name"_s, true, {}}, {u"cpu.cores"_s, false, u"It is fixed"_s}};
    view.show(plan);
    const auto *list = view.findChild<QTreeWidget *>();
    QCOMPARE(list->topLevelItem(0)->text(3), u"at once"_s);
    QCOMPARE(list->topLevelItem(1)->text(3), u"at next cold start"_s);
    QCOMPARE(list->topLevelItem(1)->toolTip(3), u"It is fixed"_s);
    plan.effects = {{u"name"_s, true, {}},
                    {u"name.part"_s, false, u"It is fixed"_s},
                    {u"cpu.cores"_s, true, {}}};
    view.show(plan); // a part that waits alone has a line of its own
    QCOMPARE(list->topLevelItemCount(), 3);
    QCOMPARE(list->topLevelItem(1)->text(0), u"name.part"_s);
    QCOMPARE(list->topLevelItem(1)->text(3), u"at next cold start"_s);
    QCOMPARE(list->topLevelItem(2)->text(3), u"at once"_s);
    plan.effects.clear();
    view.show(plan);
    QCOMPARE(list->columnCount(), 3);
}

void TestGuestWords::historyKeepsGapsAndPeaks()
{
    Api::MetricsHistory history;
    history.start = QDateTime::fromSecsSinceEpoch(1000, Qt::UTC);
    history.stepSeconds = 10;
    Api::MetricsSeries series;
    series.name = u"cpu"_s;
    series.average = {0.1, QJsonValue(), 0.3};
    series.maximum = {0.2, QJsonValue(), 0.9};
    history.series = {series};
    const QList<GraphPoint> points = pointsOf(history, u"cpu"_s);
    QCOMPARE(points.size(), 2);
    QCOMPARE(points.at(1).time, 1020.0);
    QCOMPARE(points.at(1).value, 0.3);
    QCOMPARE(points.at(1).maximum, 0.9);
    QVERIFY(pointsOf(history, u"memoryUsedBytes"_s).isEmpty());
}

QTEST_MAIN(TestGuestWords)
#include "tst_guestwords.moc"
