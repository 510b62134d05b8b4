// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <system/lane.h>

#include <QElapsedTimer>
#include <QSemaphore>
#include <QTest>

#include <thread>

using namespace Atoll;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestLane : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void returnsWhatTheWorkReturns();
    void failsAtTheDeadlineThenAtOnceUntilTheWorkComesBack();
    void stopsWorkThatIsLate();
    void passesCancelOnToTheWork();
    void longWorkThatQueuesOthersIsNotTakenForSilence();
    void runsWorkSideBySide();
};

void TestLane::returnsWhatTheWorkReturns()
{
    Lane lane(u"test"_s);
    QCOMPARE(lane.call<int>(5s, {}, [](std::stop_token) -> Result<int> { return 42; }).value(), 42);
    const auto failed = lane.call<void>(5s, {}, [](std::stop_token) -> Result<void> {
        return fail(ErrorCode::NotFound, u"not there"_s);
    });
    QCOMPARE(failed.error().text, u"not there"_s);
}

void TestLane::failsAtTheDeadlineThenAtOnceUntilTheWorkComesBack()
{
    Lane lane(u"storage dead"_s);
    const auto hang = std::make_shared<QSemaphore>();
    const auto late = lane.call<int>(50ms, {}, [hang](std::stop_token) -> Result<int> {
        hang->acquire();
        return 1;
    });
    QCOMPARE(late.error().code, ErrorCode::EngineUnavailable);
    QVERIFY2(late.error().text.startsWith(u"storage dead is not answering since "_s),
             qPrintable(late.error().text));
    QVERIFY(lane.silentSince());

    QElapsedTimer timer;
    timer.start();
    const auto work = [](std::stop_token) -> Result<int> { return 2; };
    QCOMPARE(lane.call<int>(10s, {}, work).error().code, ErrorCode::EngineUnavailable);
    QVERIFY(timer.elapsed() < 1000);

    hang->release();
    QTRY_VERIFY(!lane.silentSince());
    QCOMPARE(lane.call<int>(5s, {}, work).value(), 2);
}

void TestLane::stopsWorkThatIsLate()
{
    Lane lane(u"test"_s);
    const auto late = lane.call<void>(20ms, {}, [](std::stop_token stop) -> Result<void> {
        while (!stop.stop_requested())
            std::this_thread::sleep_for(1ms);
        return {};
    });
    QVERIFY(!late);
    QTRY_VERIFY(!lane.silentSince());
}

void TestLane::passesCancelOnToTheWork()
{
    Lane lane(u"test"_s);
    std::stop_source source;
    std::jthread canceller([&] {
        std::this_thread::sleep_for(20ms);
        source.request_stop();
    });
    const auto result =
        lane.call<void>(10s, source.get_token(), [](std::stop_token stop) -> Result<void> {
            while (!stop.stop_requested())
                std::this_thread::sleep_for(1ms);
            return fail(ErrorCode::Cancelled, u"cancelled"_s);
        });
    QCOMPARE(result.error().code, ErrorCode::Cancelled);
}

void TestLane::longWorkThatQueuesOthersIsNotTakenForSilence()
{
    Lane lane(u"test"_s, 1);
    QSemaphore hang;
    QSemaphore started;
    std::jthread longWork([&] {
        const auto done = lane.call<void>(30s, {}, [&](std::stop_token) -> Result<void> {
            started.release();
            hang.acquire();
            return {};
        });
        QVERIFY(done);
    });
    started.acquire();
    const auto queued =
        lane.call<void>(20ms, {}, [](std::stop_token) -> Result<void> { return {}; });
    QCOMPARE(queued.error().code, ErrorCode::Timeout);
    QVERIFY(!lane.silentSince());
    hang.release();
}

void TestLane::runsWorkSideBySide()
{
    Lane lane(u"test"_s, 2);
    QSemaphore first;
    QSemaphore second;
    std::jthread other([&] {
        const auto done = lane.call<void>(10s, {}, [&](std::stop_token) -> Result<void> {
            first.release();
            second.acquire();
            return {};
        });
        QVERIFY(done);
    });
    QVERIFY(lane.call<void>(10s, {},
                            [&](std::stop_token) -> Result<void> {
                                first.acquire();
                                second.release();
                                return {};
                            })
                .has_value());
}

QTEST_GUILESS_MAIN(TestLane)
#include "tst_lane.moc"
