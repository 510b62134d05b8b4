// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "livebench.h"

#include <api/guestbulk.h>
#include <support/expect.h>

using namespace Atoll;
using namespace Qt::StringLiterals;
using Api::GuestState;

//! Bulk orders for real guests.
class TestEngineBulk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void guestsStartInOrderAndOneThatFailsHoldsUpNobody();
};

void TestEngineBulk::guestsStartInOrderAndOneThatFailsHoldsUpNobody()
{
    auto created = LiveBench::create();
    if (!created && created.error().code == ErrorCode::Unsupported)
        QSKIP(qPrintable(created.error().sentence()));
    ATOLL_VERIFY(created);
    LiveBench &bench = **created;
    const QStringList names{u"third"_s, u"broken"_s, u"first"_s}; // 3, 2, 1
    for (int i = 0; i < names.size(); ++i) {
        const QJsonObject disk{{u"storage"_s, u"local"_s}, {u"sizeBytes"_s, 8LL << 20}};
        ATOLL_VERIFY(
            bench.make(names.at(i), {{u"memoryBytes"_s, 96LL << 20},
                                     {u"disks"_s, QJsonArray{disk}},
                                     {u"startOrder"_s, QJsonObject{{u"order"_s, 3 - i}}}}));
    }
    const QString broken = (*bench.guests().call(
        u"guest.get"_s, {{u"guest"_s, u"broken"_s}}))["config"_L1]["disks"_L1][0]["volume"_L1]
                               .toString();
    QVERIFY(QFile::remove(bench.storage().config().path + u'/' + broken));

    QJsonObject wish{{u"verb"_s, u"start"_s},
                     {u"guests"_s, QJsonArray::fromStringList(names)},
                     {u"inOrder"_s, true}};
    const auto started = bench.guests().change(u"guest.bulk"_s, wish);
    QVERIFY(!started);
    const auto told =
        fromJson<Api::GuestBulkResult>(QJsonValue(started.error().details), UnknownFields::Ignore);
    ATOLL_VERIFY(told);
    QStringList outcomes;
    for (const Api::BulkItem &item : told->items)
        outcomes += item.name + u':' + nameOf(item.outcome);
    QCOMPARE(outcomes, (QStringList{u"first:done"_s, u"broken:failed"_s, u"third:done"_s}));
    QVERIFY2(told->items.at(1).reason.contains(broken), qPrintable(told->items.at(1).reason));
    QVERIFY(bench.guests().shows(u"first"_s, GuestState::Running));
    QVERIFY(bench.guests().shows(u"third"_s, GuestState::Running));
    QCOMPARE(bench.guests().info(u"broken"_s).state, GuestState::Stopped);
    const auto begun = [&](int item) {
        return bench.guests().tasks().info(told->items.at(item).task)->started;
    };
    QVERIFY(begun(0) < begun(2));

    wish.insert(u"verb"_s, u"stop"_s);
    ATOLL_VERIFY(bench.guests().change(u"guest.bulk"_s, wish)); // the broken one is off already
    for (const QString &name : names)
        QVERIFY(bench.guests().shows(name, GuestState::Stopped));
}

QTEST_GUILESS_MAIN(TestEngineBulk)
#include "tst_enginebulk.moc"
