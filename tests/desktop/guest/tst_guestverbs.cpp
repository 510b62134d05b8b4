// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <guest/guestverbs.h>

#include <QTest>

using namespace Atoll;
using namespace Qt::StringLiterals;
using Api::GuestState;

class TestGuestVerbs : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void stateDecides_data();
    void stateDecides();
    void viewerIsToldWhichPrivilegeIsMissing();
    void withoutConnectionNothingCanBeDone();
    void protectedGuestIsNotDeleted();
    void hungTaskDoesNotHoldBackThePlug();
    void onlyUnmanagedGuestsAreAdopted();
    void templateIsOnlyCloned();
    void everyVerbHasWordsAndPrivilege();

private:
    static GuestSituation situation(GuestState state);
};

GuestSituation TestGuestVerbs::situation(GuestState state)
{
    GuestSituation all;
    all.guest.name = u"web-1"_s;
    all.guest.node = u"node-1"_s;
    all.guest.state = state;
    all.guest.isManaged = true;
    all.guest.displayKind = u"vnc"_s;
    all.clusterName = u"prod"_s;
    all.isLive = true;
    all.session =
        Api::SessionInfo{u"admin@builtin"_s,
                         u"Administrator"_s,
                         {Privilege::GuestPower, Privilege::GuestDelete, Privilege::GuestConsole,
                          Privilege::GuestCreate, Privilege::GuestSnapshot, Privilege::GuestEdit},
                         {},
                         {}};
    return all;
}

void TestGuestVerbs::stateDecides_data()
{
    QTest::addColumn<GuestState>("state");
    QTest::addColumn<QList<GuestVerb>>("possible");
    using V = GuestVerb;
    QTest::newRow("stopped") << GuestState::Stopped
                             << QList<V>{V::Start, V::Console,      V::Delete, V::Snapshot,
                                         V::Clone, V::MakeTemplate, V::Disks};
    QTest::newRow("running") << GuestState::Running
                             << QList<V>{V::Shutdown, V::Reboot,   V::Pause,    V::Stop,
                                         V::Reset,    V::Console,  V::Snapshot, V::Clone,
                                         V::Disks,    V::Hibernate};
    QTest::newRow("paused") << GuestState::Paused
                            << QList<V>{V::Resume,   V::Stop,  V::Reset, V::Console,
                                        V::Snapshot, V::Clone, V::Disks, V::Hibernate};
    QTest::newRow("crashed") << GuestState::Crashed
                             << QList<V>{V::Start, V::Console,      V::Delete, V::Snapshot,
                                         V::Clone, V::MakeTemplate, V::Disks};
    QTest::newRow("hibernated") << GuestState::Suspended
                                << QList<V>{V::Start,    V::StartAnew, V::Console, V::Delete,
                                            V::Snapshot, V::Clone,     V::Disks,   V::MakeTemplate};
    QTest::newRow("unknown") << GuestState::Unknown << QList<V>{V::Console};
}

void TestGuestVerbs::stateDecides()
{
    QFETCH(GuestState, state);
    QFETCH(QList<GuestVerb>, possible);
    for (int i = 0; i < kGuestVerbCount; ++i) {
        const QString reason = whyNot(GuestVerb(i), situation(state));
        QVERIFY2(reason.isEmpty() == possible.contains(GuestVerb(i)),
                 qPrintable(verbInfo(GuestVerb(i)).text + u": "_s + reason));
    }
}

void TestGuestVerbs::viewerIsToldWhichPrivilegeIsMissing()
{
    GuestSituation all = situation(GuestState::Stopped);
    all.session = Api::SessionInfo{u"eve@builtin"_s, u"Viewer"_s, {Privilege::GuestView}, {}, {}};
    const QString reason = whyNot(GuestVerb::Start, all);
    QVERIFY(reason.contains(u"Viewer"_s));
    QVERIFY(reason.contains(u"guest.power"_s));
}

void TestGuestVerbs::withoutConnectionNothingCanBeDone()
{
    GuestSituation all = situation(GuestState::Stopped);
    all.isLive = false;
    QVERIFY(whyNot(GuestVerb::Start, all).contains(u"prod"_s));
}

void TestGuestVerbs::protectedGuestIsNotDeleted()
{
    GuestSituation all = situation(GuestState::Stopped);
    all.guest.isProtected = true;
    QVERIFY(!whyNot(GuestVerb::Delete, all).isEmpty());
    QVERIFY(whyNot(GuestVerb::Start, all).isEmpty());
}

void TestGuestVerbs::hungTaskDoesNotHoldBackThePlug()
{
    GuestSituation all = situation(GuestState::Running);
    all.pendingMethod = u"guest.shutdown"_s;
    QVERIFY(!whyNot(GuestVerb::Reboot, all).isEmpty());
    QVERIFY(whyNot(GuestVerb::Stop, all).isEmpty());
}

void TestGuestVerbs::onlyUnmanagedGuestsAreAdopted()
{
    GuestSituation all = situation(GuestState::Running);
    QVERIFY(!whyNot(GuestVerb::Adopt, all).isEmpty());
    all.guest.isManaged = false;
    QVERIFY(whyNot(GuestVerb::Adopt, all).isEmpty());
}

void TestGuestVerbs::templateIsOnlyCloned()
{
    GuestSituation all = situation(GuestState::Stopped);
    all.guest.isTemplate = true;
    for (const GuestVerb verb : {GuestVerb::Start, GuestVerb::Snapshot, GuestVerb::MakeTemplate})
        QVERIFY(whyNot(verb, all).contains(u"template"_s));
    QVERIFY(whyNot(GuestVerb::Clone, all).isEmpty());
    QVERIFY(whyNot(GuestVerb::UnmakeTemplate, all).isEmpty());
    all.guest.isManaged = false;
    QVERIFY(whyNot(GuestVerb::Clone, all).contains(u"adopt"_s));
}

void TestGuestVerbs::everyVerbHasWordsAndPrivilege()
{
    for (int i = 0; i < kGuestVerbCount; ++i) {
        const GuestVerbInfo info = verbInfo(GuestVerb(i));
        QCOMPARE(info.verb, GuestVerb(i));
        QVERIFY(!info.text.isEmpty() && !info.remark.isEmpty() && !info.icon.isEmpty());
        QVERIFY(info.privilege > Privilege::LoggedIn);
    }
}

QTEST_APPLESS_MAIN(TestGuestVerbs)
#include "tst_guestverbs.moc"
