// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <metrics/nodestats.h>

#include <QTest>

using namespace Atoll;
using namespace Qt::StringLiterals;

class TestNodeStats : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsEveryByteOnce()
    {
        const UsageCounters counters = parseNodeStats(
            {"cpu  100 10 50 1000 30 5 5 20 40 0\n"
             "cpu0 50 5 25 500 15 2 2 10 20 0\ncpu1 50 5 25 500 15 3 3 10 20 0\nintr 5\n",
             "MemTotal:       1000 kB\nMemFree: 100 kB\nMemAvailable:    400 kB\n",
             "   8       0 sda 10 0 100 5 20 0 200 5 0 0 0\n"
             "   8       1 sda1 10 0 100 5 20 0 200 5 0 0 0\n"
             " 253       0 dm-0 10 0 100 5 20 0 200 5 0 0 0\n",
             "Inter-|   Receive\n face |bytes    packets\n"
             "    lo: 999 1 0 0 0 0 0 0 999 1 0 0 0 0 0 0\n"
             "  eth0: 1500 1 0 0 0 0 0 0 700 1 0 0 0 0 0 0\n"
             "vmbr0: 1500 1 0 0 0 0 0 0 700 1 0 0 0 0 0 0\n",
             [](const QByteArray &name) { return name == "sda"; },
             [](const QByteArray &name) { return name == "eth0"; }});
        QCOMPARE(counters.cpus, 2);
        QCOMPARE(counters.cpuNanoseconds, 190ULL * 10'000'000);
        QCOMPARE(counters.memoryTotalBytes, 1000 * 1024);
        QCOMPARE(counters.memoryUsedBytes, 600 * 1024);
        QCOMPARE(counters.diskReadBytes, 100ULL * 512);
        QCOMPARE(counters.diskWriteBytes, 200ULL * 512);
        QCOMPARE(counters.networkInBytes, 1500ULL);
        QCOMPARE(counters.networkOutBytes, 700ULL);
    }

    void survivesFilesOfAnotherKernel()
    {
        const auto no = [](const QByteArray &) { return true; };
        const UsageCounters counters =
            parseNodeStats({"cpu\nx", "MemTotal:", "1 2\n\n", ":\n::\na:b", no, no});
        QCOMPARE(counters.cpus, 1);
        QCOMPARE(counters.memoryUsedBytes, -1);
    }

    void readsThisNode()
    {
        const UsageCounters counters = readNodeStats(u"here"_s);
        QCOMPARE(counters.object, u"/nodes/here"_s);
        QVERIFY(counters.cpuNanoseconds > 0);
        QVERIFY(counters.memoryUsedBytes > 0);
        QVERIFY(counters.memoryUsedBytes < counters.memoryTotalBytes);
    }
};

QTEST_GUILESS_MAIN(TestNodeStats)
#include "tst_nodestats.moc"
