// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <system/nodefacts.h>

#include <QFileInfo>
#include <QTest>

using namespace Atoll;
using namespace Qt::StringLiterals;

class TestNodeFacts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTheKernelsFiles()
    {
        const NodeFacts facts =
            parseNodeFacts("processor\t: 0\nmodel name\t: AMD EPYC  7302 16-Core\n\n"
                           "processor\t: 1\nmodel name\t: AMD EPYC  7302 16-Core\n",
                           "MemTotal:       16317432 kB\nMemFree:         1 kB\n",
                           "cpu  1 2 3\nbtime 1700000000\n");
        QCOMPARE(facts.cpus, 2);
        QCOMPARE(facts.cpuModel, u"AMD EPYC 7302 16-Core"_s);
        QCOMPARE(facts.memoryBytes, 16317432LL * 1024);
        QCOMPARE(facts.bootTime.toSecsSinceEpoch(), 1700000000);
    }

    void survivesEmptyFiles()
    {
        const NodeFacts facts = parseNodeFacts({}, "MemTotal:", "btime ");
        QCOMPARE(facts.cpus, 0);
        QCOMPARE(facts.memoryBytes, 0);
    }

    void knowsThisMachine()
    {
        const NodeFacts facts = readNodeFacts();
        QVERIFY(facts.cpus > 0);
        QVERIFY(facts.memoryBytes > (64 << 20));
        QVERIFY(!facts.osName.isEmpty());
        QVERIFY(!facts.hostName.isEmpty());
        QVERIFY(facts.bootTime < QDateTime::currentDateTimeUtc());
        QCOMPARE(facts.hasKvm, facts.kvmProblem.isEmpty());
        if (!QFileInfo::exists(u"/dev/kvm"_s))
            QVERIFY(!facts.hasKvm);
    }
};

QTEST_GUILESS_MAIN(TestNodeFacts)
#include "tst_nodefacts.moc"
