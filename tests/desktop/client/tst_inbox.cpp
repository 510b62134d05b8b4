// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <client/inbox.h>
#include <client/statestore.h>

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Atoll;

class tst_Inbox : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wakesOnceUntilItIsEmptied();
    void givesLittleAtATime();
    void stormIsBoundedAndEndsInTheSameState();
};

void tst_Inbox::wakesOnceUntilItIsEmptied()
{
    int wakes = 0;
    Inbox inbox([&wakes] { ++wakes; });
    inbox.put(Api::InventoryDelta{});
    inbox.put(Api::InventoryDelta{});
    QCOMPARE(wakes, 1);
    QCOMPARE(inbox.take(100).size(), size_t(2));
    inbox.put(Api::InventoryDelta{});
    QCOMPARE(wakes, 2);
}

void tst_Inbox::givesLittleAtATime()
{
    Inbox inbox([] {});
    for (int i = 0; i < 10; ++i) {
        Api::InventoryDelta delta;
        delta.guests.resize(100);
        inbox.put(delta);
    }
    QCOMPARE(inbox.take(250).size(), size_t(3));
    QVERIFY(!inbox.isEmpty());
}

void tst_Inbox::stormIsBoundedAndEndsInTheSameState()
{
    constexpr int kGuests = 200;
    constexpr int kDeltas = 50000;
    Inbox inbox([] {});
    StateStore expected;
    for (int i = 0; i < kDeltas; ++i) {
        Api::InventoryDelta delta{.epoch = u"e"_s, .revision = i + 1};
        const QString uuid = QString::number((i * 7919) % kGuests);
        if (i % 5 == 4)
            delta.removedGuests = QStringList{uuid};
        else
            delta.guests = {{.uuid = uuid, .name = QString::number(i)}};
        expected.apply({delta});
        inbox.put(delta);
    }
    const auto updates = inbox.take(kDeltas);
    QVERIFY(updates.size() < 5000);
    StateStore store;
    for (const Update &update : updates)
        store.apply({std::get<Api::InventoryDelta>(update)});
    QCOMPARE(store.revision(), qint64(kDeltas));
    QCOMPARE(store.guests().size(), expected.guests().size());
    for (const int index : expected.guests().indexes()) {
        const Api::GuestInfo &guest = expected.guests().at(index);
        QVERIFY(store.guest(guest.uuid));
        QCOMPARE(store.guest(guest.uuid)->name, guest.name);
    }
}

QTEST_GUILESS_MAIN(tst_Inbox)
#include "tst_inbox.moc"
