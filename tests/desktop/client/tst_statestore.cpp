// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <client/statestore.h>

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Atoll;

namespace {

Api::GuestInfo guest(const QString &uuid, const QString &name = {}, const QString &node = u"n1"_s)
{
    return {.uuid = uuid, .name = name.isEmpty() ? uuid : name, .node = node};
}

Api::InventoryDelta delta(qint64 revision, const QList<Api::GuestInfo> &guests = {},
                          const QStringList &removed = {})
{
    Api::InventoryDelta change{.epoch = u"e1"_s, .revision = revision};
    change.guests = guests;
    change.removedGuests = removed;
    return change;
}

Api::InventoryDelta part(qint64 revision, const QList<Api::GuestInfo> &guests, bool isComplete)
{
    Api::InventoryDelta change = delta(revision, guests);
    change.isSnapshot = true;
    change.isComplete = isComplete;
    return change;
}

//! A model as the views have it: learns of changes by signals only, and compares with the store.
class Mirror : public QObject
{
public:
    explicit Mirror(StateStore &store)
        : m_store(store)
    {
        connect(&store, &StateStore::guestsInserted, this, [this](const QList<int> &indexes) {
            for (const int index : indexes) {
                QVERIFY(!m_names.contains(index));
                m_names.insert(index, m_store.guests().at(index).name);
            }
        });
        connect(&store, &StateStore::guestsChanged, this, [this](const QList<int> &indexes) {
            for (const int index : indexes) {
                QVERIFY(m_names.contains(index));
                m_names.insert(index, m_store.guests().at(index).name);
            }
        });
        connect(&store, &StateStore::guestsRemoved, this, [this](const QList<int> &indexes) {
            for (const int index : indexes) {
                QVERIFY(m_store.guests().contains(index)); // can still be read
                QCOMPARE(m_names.remove(index), 1);
            }
        });
    }
    bool agrees() const
    {
        QHash<int, QString> expected;
        for (const int index : m_store.guests().indexes())
            expected.insert(index, m_store.guests().at(index).name);
        return expected == m_names;
    }

private:
    StateStore &m_store;
    QHash<int, QString> m_names;
};

} // namespace

class tst_StateStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneSignalPerKindForManyDeltas();
    void anObjectKeepsItsIndexWhileOthersGo();
    void snapshotRemovesWhatItDoesNotName();
    void aSnapshotCutOffAndRepeatedIsWhole();
    void aGuestThatCameAndWentInOneFrameIsNeverShown();
    void listenersStayInStepThroughAStorm();
    void unchangedObjectsSayNothing();
    void aspectsTellWhatChanged();
    void usageGoesToItsGuestAndIsForgottenWithIt();
    void oldEndedTasksAreDropped();
    void pendingActionIsShownAndCleared();
    void ageIsKnownWhenNotLive();
    void copiesForTheCacheAreCheapAndStay();
};

void tst_StateStore::oneSignalPerKindForManyDeltas()
{
    StateStore store;
    QSignalSpy inserted(&store, &StateStore::guestsInserted);
    QSignalSpy changed(&store, &StateStore::guestsChanged);
    store.apply({delta(1, {guest(u"a"_s), guest(u"b"_s)}), delta(2, {guest(u"a"_s, u"x"_s)}),
                 delta(3, {guest(u"c"_s)})});
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(inserted.first().first().value<QList<int>>().size(), 3);
    QCOMPARE(changed.size(), 0); // a was new in the same frame
    QCOMPARE(store.guest(u"a"_s)->name, u"x"_s);
    QCOMPARE(store.revision(), 3);
    store.apply({delta(4, {guest(u"a"_s, u"y"_s)}), delta(5, {guest(u"a"_s, u"z"_s)})});
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.first().first().value<QList<int>>(), QList{store.guests().find(u"a"_s)});
}

void tst_StateStore::anObjectKeepsItsIndexWhileOthersGo()
{
    StateStore store;
    store.apply({delta(1, {guest(u"a"_s), guest(u"b"_s), guest(u"c"_s)})});
    const int c = store.guests().find(u"c"_s);
    const int a = store.guests().find(u"a"_s);
    store.apply({delta(2, {}, {u"a"_s})});
    QCOMPARE(store.guests().find(u"c"_s), c);
    QVERIFY(!store.guests().contains(a));
    store.apply({delta(3, {guest(u"d"_s)})});
    QCOMPARE(store.guests().find(u"d"_s), a); // places are used again
    QCOMPARE(store.guests().size(), 3);
}

void tst_StateStore::snapshotRemovesWhatItDoesNotName()
{
    StateStore store;
    const Mirror mirror(store);
    store.apply({delta(1, {guest(u"a"_s), guest(u"b"_s)})});
    store.apply({part(9, {guest(u"b"_s)}, false)});
    QCOMPARE(store.guests().size(), 2); // not yet
    QVERIFY(store.epoch().isEmpty());   // half a snapshot is no revision to resume from
    store.apply({part(9, {guest(u"c"_s)}, true)});
    QCOMPARE(store.guests().size(), 2);
    QVERIFY(!store.guest(u"a"_s));
    QCOMPARE(store.revision(), 9);
    QVERIFY(mirror.agrees());
}

void tst_StateStore::aSnapshotCutOffAndRepeatedIsWhole()
{
    StateStore store;
    store.apply({delta(1, {guest(u"a"_s), guest(u"b"_s), guest(u"old"_s)})});
    store.apply({part(5, {guest(u"a"_s)}, false)}); // here the connection breaks
    store.apply({part(7, {guest(u"b"_s)}, false), part(7, {guest(u"c"_s)}, true)});
    QVERIFY(!store.guest(u"a"_s)); // the second snapshot no longer names it
    QVERIFY(!store.guest(u"old"_s));
    QCOMPARE(store.guests().size(), 2);
}

void tst_StateStore::aGuestThatCameAndWentInOneFrameIsNeverShown()
{
    StateStore store;
    const Mirror mirror(store);
    QSignalSpy inserted(&store, &StateStore::guestsInserted);
    QSignalSpy removed(&store, &StateStore::guestsRemoved);
    store.apply({delta(1, {guest(u"a"_s)}), delta(2, {}, {u"a"_s})});
    QCOMPARE(inserted.size(), 0);
    QCOMPARE(removed.size(), 0);
    QVERIFY(mirror.agrees());
}

void tst_StateStore::listenersStayInStepThroughAStorm()
{
    StateStore store;
    const Mirror mirror(store);
    quint32 random = 1;
    const auto next = [&random](quint32 below) {
        random = random * 1664525 + 1013904223;
        return (random >> 8) % below;
    };
    for (int round = 0; round < 300; ++round) {
        QList<Api::InventoryDelta> deltas;
        for (quint32 i = 0; i < 1 + next(4); ++i) {
            Api::InventoryDelta change = delta(round);
            for (quint32 n = 0; n < next(20); ++n)
                change.guests.append(guest(QString::number(next(60)), QString::number(next(1000))));
            for (quint32 n = 0; n < next(8); ++n)
                change.removedGuests.append(QString::number(60 + next(20)));
            for (quint32 n = 0; n < next(3); ++n)
                change.guests.append(guest(QString::number(60 + next(20))));
            deltas.append(change);
        }
        store.apply(deltas);
        QVERIFY(mirror.agrees());
    }
}

void tst_StateStore::unchangedObjectsSayNothing()
{
    StateStore store;
    store.apply({delta(1, {guest(u"a"_s)})});
    QSignalSpy changed(&store, &StateStore::guestsChanged);
    store.apply({part(2, {guest(u"a"_s)}, true)});
    QCOMPARE(changed.size(), 0);
}

void tst_StateStore::aspectsTellWhatChanged()
{
    StateStore store;
    store.apply({delta(1, {guest(u"a"_s)})});
    GuestAspects seen;
    connect(&store, &StateStore::guestsChanged, this,
            [&seen](const QList<int> &, GuestAspects aspects) { seen = aspects; });
    store.apply({delta(2, {guest(u"a"_s, u"a"_s, u"n2"_s)})});
    QCOMPARE(seen, GuestAspects(GuestAspect::Node));
    Api::GuestInfo running = guest(u"a"_s, u"new"_s, u"n2"_s);
    running.state = Api::GuestState::Running;
    store.apply({delta(3, {running})});
    QCOMPARE(seen, GuestAspect::State | GuestAspect::Name);
}

void tst_StateStore::usageGoesToItsGuestAndIsForgottenWithIt()
{
    StateStore store;
    store.apply({delta(1, {guest(u"a"_s), guest(u"b"_s)})});
    QSignalSpy spy(&store, &StateStore::guestUsageChanged);
    store.applyUsage({QDateTime::currentDateTimeUtc(),
                      {{.object = u"/guests/b"_s, .cpu = 0.5}, {.object = u"/guests/none"_s}}});
    QCOMPARE(spy.size(), 1);
    const int b = store.guests().find(u"b"_s);
    QCOMPARE(store.guestUsage(b).cpu, 0.5F);
    QVERIFY(!store.guestUsage(store.guests().find(u"a"_s)).isKnown());
    store.apply({delta(2, {}, {u"b"_s})});
    store.apply({delta(3, {guest(u"c"_s)})});
    QCOMPARE(store.guests().find(u"c"_s), b);
    QVERIFY(!store.guestUsage(b).isKnown()); // the place is used again, the numbers are not
}

void tst_StateStore::oldEndedTasksAreDropped()
{
    StateStore store;
    const QDateTime start = QDateTime::currentDateTimeUtc();
    for (int i = 0; i < 2000; ++i) {
        store.applyTasks({{.id = QString::number(i),
                           .state = i == 3 ? Api::TaskState::Running : Api::TaskState::Succeeded,
                           .created = start.addSecs(i)}});
    }
    QVERIFY(store.tasks().size() <= 630);
    QVERIFY(store.task(u"3"_s));    // still running
    QVERIFY(store.task(u"1999"_s)); // newest
    QVERIFY(!store.task(u"4"_s));
}

void tst_StateStore::pendingActionIsShownAndCleared()
{
    StateStore store;
    store.apply({delta(1, {guest(u"a"_s)})});
    QSignalSpy changed(&store, &StateStore::guestsChanged);
    store.setPending(u"a"_s, {u"guest.start"_s, {}});
    QCOMPARE(store.pending(u"a"_s)->method, u"guest.start"_s);
    store.clearPending(u"a"_s);
    QVERIFY(!store.pending(u"a"_s));
    QCOMPARE(changed.size(), 2);
}

void tst_StateStore::ageIsKnownWhenNotLive()
{
    StateStore store;
    QVERIFY(!store.lastSeen().isValid());
    store.setLive(true);
    store.setLive(false);
    QVERIFY(store.lastSeen().secsTo(QDateTime::currentDateTimeUtc()) < 5);
}

void tst_StateStore::copiesForTheCacheAreCheapAndStay()
{
    StateStore store;
    store.apply({delta(1, {guest(u"a"_s, u"before"_s)})});
    const StateSnapshot copy = store.snapshot();
    store.apply({delta(2, {guest(u"a"_s, u"after"_s)})});
    QCOMPARE(copy.guests.at(0).name, u"before"_s);
    QCOMPARE(store.guest(u"a"_s)->name, u"after"_s);
}

QTEST_GUILESS_MAIN(tst_StateStore)
#include "tst_statestore.moc"
