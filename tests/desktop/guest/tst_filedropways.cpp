// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <guest/filedropways.h>

#include <QTest>

using namespace Atoll;
using namespace Qt::StringLiterals;

//! Which way files take into a guest, and why others are not there.
class TestFileDropWays : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theBestWayIsOffered_data();
    void theBestWayIsOffered();
    void aFullDriveIsNeverChosenByItself();
    void whatIsMissingIsNamed();

private:
    static DropFacts facts(bool hasSpice, bool hasAgent, bool hasDrive)
    {
        DropFacts facts;
        facts.sizeBytes = 1000;
        facts.isReady = true;
        facts.console =
            hasSpice ? Result<void>() : fail(ErrorCode::Unsupported, u"no spice-vdagent"_s);
        facts.mayAskAgent = facts.mayEditGuest = facts.mayEditStorage = true;
        Api::AgentInfo agent;
        agent.isAnswering = hasAgent;
        agent.commands = {u"guest-file-open"_s, u"guest-file-write"_s};
        facts.agent = agent;
        Api::GuestConfig config;
        config.disks.append({.target = u"sda"_s});
        if (hasDrive)
            config.disks.append({.target = u"sdb"_s, .kind = Api::DiskKind::Cdrom});
        facts.config = config;
        facts.storages = {u"local"_s};
        return facts;
    }
};

void TestFileDropWays::theBestWayIsOffered_data()
{
    QTest::addColumn<bool>("hasSpice");
    QTest::addColumn<bool>("hasAgent");
    QTest::addColumn<bool>("hasDrive");
    QTest::addColumn<int>("best");
    QTest::newRow("everything") << true << true << true << int(DropWay::Spice);
    QTest::newRow("guest agent") << false << true << true << int(DropWay::Agent);
    QTest::newRow("no agent at all") << false << false << true << int(DropWay::Disc);
    QTest::newRow("nothing") << false << false << false << -1;
}

void TestFileDropWays::theBestWayIsOffered()
{
    QFETCH(bool, hasSpice);
    QFETCH(bool, hasAgent);
    QFETCH(bool, hasDrive);
    const auto best = bestWay(facts(hasSpice, hasAgent, hasDrive));
    QTEST(best ? int(*best) : -1, "best");
}

void TestFileDropWays::aFullDriveIsNeverChosenByItself()
{
    DropFacts known = facts(false, false, true);
    Api::GuestConfig config = **known.config;
    config.disks[1].volume = u"debian.iso"_s;
    config.disks[1].storage = u"local"_s;
    known.config = config;
    QVERIFY(!bestWay(known));
    const DropChoice choice = dropChoice(DropWay::Disc, known);
    QVERIFY(choice.whyNot.isEmpty()); // but a person may
    QVERIFY(choice.remark.contains(u"debian.iso"_s));
    config.disks.append({.target = u"sdc"_s, .kind = Api::DiskKind::Cdrom});
    known.config = config;
    QCOMPARE(driveForFiles(config)->target, u"sdc"_s);
    QCOMPARE(bestWay(known), DropWay::Disc);
}

void TestFileDropWays::whatIsMissingIsNamed()
{
    DropFacts known = facts(false, false, false);
    QVERIFY(
        dropChoice(DropWay::Spice, known).whyNot.contains(u"spice-vdagent"_s, Qt::CaseInsensitive));
    QVERIFY(dropChoice(DropWay::Agent, known).whyNot.contains(u"qemu-guest-agent"_s));
    QVERIFY(dropChoice(DropWay::Disc, known).whyNot.contains(u"CD drive"_s));
    known = facts(false, true, true);
    known.sizeBytes = 65 << 20;
    QVERIFY(!dropChoice(DropWay::Agent, known).whyNot.isEmpty());
    QCOMPARE(bestWay(known), DropWay::Disc);
    known = facts(false, true, true);
    known.agent.reset(); // it was asked
    QVERIFY(dropChoice(DropWay::Agent, known).isUnknown);
    QVERIFY(!bestWay(known)); // nothing worse is chosen meanwhile
    known.mayAskAgent = false;
    QCOMPARE(bestWay(known), DropWay::Disc);
}

QTEST_GUILESS_MAIN(TestFileDropWays)
#include "tst_filedropways.moc"
