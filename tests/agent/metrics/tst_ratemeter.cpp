// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <metrics/ratemeter.h>

#include <QTest>

using namespace Atoll;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

UsageCounters counters(std::chrono::milliseconds at, quint64 cpuNanoseconds, quint64 bytes)
{
    UsageCounters one;
    one.object = u"/guests/a"_s;
    one.at = std::chrono::steady_clock::time_point(at);
    one.cpus = 2;
    one.cpuNanoseconds = cpuNanoseconds;
    one.memoryUsedBytes = 100;
    one.memoryTotalBytes = 200;
    one.diskReadBytes = bytes;
    one.networkOutBytes = 2 * bytes;
    return one;
}

} // namespace

class TestRateMeter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void firstReadingHasNoRate()
    {
        RateMeter meter;
        QVERIFY(!meter.measure(counters(1s, 5, 5)));
        QVERIFY(meter.measure(counters(2s, 5, 5)));
    }

    void ratesArePerSecondAndCpuIsAShareOfAllCpus()
    {
        RateMeter meter;
        meter.measure(counters(1s, 0, 1000));
        const auto sample = meter.measure(counters(3s, 1'000'000'000, 3000));
        QCOMPARE(sample->cpu, 0.25);
        QCOMPARE(sample->diskReadBytesPerSecond, 1000);
        QCOMPARE(sample->networkOutBytesPerSecond, 2000);
        QCOMPARE(sample->diskWriteBytesPerSecond, 0);
        QCOMPARE(sample->memoryUsedBytes, 100);
        QCOMPARE(sample->memoryTotalBytes, 200);
    }

    void countersThatGoBackMakeNoPeak()
    {
        RateMeter meter;
        meter.measure(counters(1s, 9'000'000'000, 1 << 30));
        const auto restarted = meter.measure(counters(2s, 1000, 4096));
        QCOMPARE(restarted->cpu, 0.0);
        QCOMPARE(restarted->diskReadBytesPerSecond, 0);
        QCOMPARE(meter.measure(counters(3s, 1000, 8192))->diskReadBytesPerSecond, 4096);
    }

    void cpuNeverExceedsTheWhole()
    {
        RateMeter meter;
        meter.measure(counters(1s, 0, 0));
        QCOMPARE(meter.measure(counters(2s, 90'000'000'000, 0))->cpu, 1.0);
    }

    void twoReadingsAtOneTimeAreNoSample()
    {
        RateMeter meter;
        meter.measure(counters(1s, 0, 0));
        QVERIFY(!meter.measure(counters(1s, 5, 5)));
    }

    void aSeededMeterHasARateAtOnce()
    {
        RateMeter slow;
        slow.measure(counters(1s, 0, 0));
        RateMeter fast;
        fast.seed(slow, {u"/guests/a"_s, u"/guests/b"_s});
        QCOMPARE(fast.measure(counters(11s, 0, 10000))->diskReadBytesPerSecond, 1000);
        fast.keepOnly({});
        QVERIFY(!fast.measure(counters(12s, 0, 0)));
    }
};

QTEST_GUILESS_MAIN(TestRateMeter)
#include "tst_ratemeter.moc"
