// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <storage/guardedstorage.h>
#include <support/fakestorage.h>

#include <QElapsedTimer>
#include <QTest>

#include <thread>

using namespace Atoll;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestGuardedStorage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void passesCallsThrough();
    void aDeadStorageFailsFastAndHealsByItself();
    void progressAfterTheDeadlineReachesNobody();
};

void TestGuardedStorage::passesCallsThrough()
{
    GuardedStorage storage(std::make_shared<FakeStorage>(u"fast"_s));
    const auto made = storage.create({.name = u"a"_s, .sizeBytes = 1024}, {});
    QCOMPARE(made.value().name, u"a"_s);
    QCOMPARE(storage.volumes().value().size(), 1);
    QCOMPARE(storage.resize(u"a"_s, 4096).value().sizeBytes, 4096);
    QVERIFY(storage.remove(u"a"_s));
    QCOMPARE(storage.volume(u"a"_s).error().code, ErrorCode::NotFound);
}

void TestGuardedStorage::aDeadStorageFailsFastAndHealsByItself()
{
    const auto fake = std::make_shared<FakeStorage>(u"dead"_s);
    GuardedStorage storage(fake, {.answer = 50ms});
    fake->setHanging(true);
    QCOMPARE(storage.status().error().code, ErrorCode::EngineUnavailable);
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < 100; ++i)
        QCOMPARE(storage.volumes().error().code, ErrorCode::EngineUnavailable);
    QVERIFY(timer.elapsed() < 1000);
    QVERIFY(storage.silentSince());
    fake->setHanging(false);
    QTRY_VERIFY(!storage.silentSince());
    QVERIFY(storage.status());
}

void TestGuardedStorage::progressAfterTheDeadlineReachesNobody()
{
    const auto fake = std::make_shared<FakeStorage>(u"late"_s);
    GuardedStorage storage(fake, {.create = 50ms});
    fake->setHanging(true);
    std::atomic<int> reports = 0;
    const auto made = storage.create({.name = u"a"_s, .sizeBytes = 1024},
                                     {{}, [&](qint64, qint64) { ++reports; }});
    QVERIFY(!made);
    const int before = reports;
    fake->setHanging(false);
    QTRY_VERIFY(!storage.silentSince());
    QCOMPARE(reports.load(), before);
}

QTEST_GUILESS_MAIN(TestGuardedStorage)
#include "tst_guardedstorage.moc"
