// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <server/consoleholds.h>

#include <QSignalSpy>
#include <QTest>

using namespace Atoll;
using namespace Qt::StringLiterals;

//! Who has a console that only one viewer can have.
class TestConsoleHolds : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theSecondViewerHearsWhoHasIt();
    void takingOverTellsTheOneWhoLosesIt();
    void theLoserDoesNotComeBackByItself();
    void itIsFreeWhenTheLastStreamEnds();
    void aViewerReplacesItsOwnDeadConnection();
    void anotherUserCannotPassForAViewer();
    void spiceKeepsItsStreamsTogether();
    void aProgramThatNamesNoViewerIsItsConnection();
    void twoGuestsDoNotDisturbEachOther();

private:
    // Sessions are only compared.
    int m_connections[3] = {};
    Caller at(int connection, const QString &user = u"kim@builtin"_s)
    {
        return {user, u"10.0.0.%1"_s.arg(connection),
                reinterpret_cast<Session *>(&m_connections[connection])};
    }
    static ConsoleWish serial(const QString &viewer, bool takesOver = false)
    {
        return {u"/guests/1/serial"_s, u"the serial console of “web-1”"_s, viewer, takesOver,
                false};
    }
    static ConsoleWish spice(const QString &viewer, bool takesOver = false)
    {
        return {u"/guests/1/spice"_s, u"the SPICE display of “web-1”"_s, viewer, takesOver, true};
    }
    //! As a channel: lets go when it is told to.
    struct Stream
    {
        explicit Stream(Result<ConsoleHolds::Lease> claimed)
            : lease(claimed ? *claimed : nullptr)
        {
            if (lease)
                QObject::connect(lease.get(), &ConsoleLease::revoked, lease.get(),
                                 [this](const Error &error) {
                                     why = error;
                                     lease.reset();
                                 });
        }
        ConsoleHolds::Lease lease;
        std::optional<Error> why;
    };
};

void TestConsoleHolds::theSecondViewerHearsWhoHasIt()
{
    ConsoleHolds holds;
    Stream kim(holds.claim(at(0), serial(u"a"_s)));
    QVERIFY(kim.lease);
    for (const auto &refused :
         {holds.check(at(1, u"lee@builtin"_s), serial(u"b"_s)),
          holds.claim(at(1, u"lee@builtin"_s), serial(u"b"_s)).map([](auto) {})}) {
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Busy);
        QVERIFY2(
            refused.error().sentence().startsWith(
                u"The serial console of “web-1” is in use by kim@builtin at 10.0.0.0 since "_s),
            qPrintable(refused.error().sentence()));
        const auto holder =
            fromJson<Api::ConsoleHolder>(refused.error().details.value("holder"_L1));
        QVERIFY(holder);
        QCOMPARE(holder->user, u"kim@builtin"_s);
        QVERIFY(qAbs(holder->since.secsTo(QDateTime::currentDateTimeUtc())) < 5);
    }
    // The same user somewhere else is another viewer, too.
    QVERIFY(!holds.check(at(1), serial(u"b"_s)));
}

void TestConsoleHolds::takingOverTellsTheOneWhoLosesIt()
{
    ConsoleHolds holds;
    Stream kim(holds.claim(at(0), serial(u"a"_s)));
    Stream lee(holds.claim(at(1, u"lee@builtin"_s), serial(u"b"_s, true)));
    QVERIFY(lee.lease && !kim.lease);
    QVERIFY(kim.why && kim.why->code == ErrorCode::Busy);
    QCOMPARE(kim.why->text,
             u"the serial console of “web-1” was taken over by lee@builtin at 10.0.0.1"_s);
    QVERIFY(kim.why->details.value("isTakenOver"_L1).toBool());
}

void TestConsoleHolds::theLoserDoesNotComeBackByItself()
{
    ConsoleHolds holds;
    Stream kim(holds.claim(at(0), serial(u"a"_s)));
    Stream lee(holds.claim(at(1, u"lee@builtin"_s), serial(u"b"_s, true)));
    QVERIFY(!holds.check(at(0), serial(u"a"_s)));
    QVERIFY(lee.lease);
    Stream back(holds.claim(at(0), serial(u"a"_s, true))); // but when somebody wants it
    QVERIFY(back.lease && !lee.lease);
}

void TestConsoleHolds::itIsFreeWhenTheLastStreamEnds()
{
    ConsoleHolds holds;
    Stream kim(holds.claim(at(0), spice(u"a"_s)));
    Stream more(holds.claim(at(0), spice(u"a"_s)));
    kim.lease.reset();
    QVERIFY(!holds.check(at(1), spice(u"b"_s)));
    more.lease.reset();
    QVERIFY(holds.check(at(1), spice(u"b"_s)));
}

void TestConsoleHolds::aViewerReplacesItsOwnDeadConnection()
{
    ConsoleHolds holds;
    for (const auto &wish : {serial(u"a"_s), spice(u"a"_s)}) {
        Stream dead(holds.claim(at(0), wish));
        QVERIFY(dead.lease);
        Stream alive(holds.claim(at(1), wish));
        QVERIFY(alive.lease && !dead.lease);
        QVERIFY(!holds.check(at(2), wish.hasManyStreams ? spice(u"b"_s) : serial(u"b"_s)));
    }
}

void TestConsoleHolds::anotherUserCannotPassForAViewer()
{
    ConsoleHolds holds;
    Stream kim(holds.claim(at(0), serial(u"a"_s)));
    QVERIFY(!holds.check(at(1, u"lee@builtin"_s), serial(u"a"_s)));
}

void TestConsoleHolds::spiceKeepsItsStreamsTogether()
{
    ConsoleHolds holds;
    Stream main(holds.claim(at(0), spice(u"a"_s)));
    Stream display(holds.claim(at(0), spice(u"a"_s)));
    QVERIFY(main.lease && display.lease);
    Stream other(holds.claim(at(1), spice(u"b"_s, true)));
    QVERIFY(other.lease && !main.lease && !display.lease);
    Stream next(holds.claim(at(1), spice(u"b"_s)));
    QVERIFY(next.lease && other.lease);
    // What was granted before it was lost is not good any more.
    QVERIFY(!holds.claim(at(0), spice(u"a"_s)));
}

void TestConsoleHolds::aProgramThatNamesNoViewerIsItsConnection()
{
    ConsoleHolds holds;
    Stream first(holds.claim(at(0), spice({})));
    Stream second(holds.claim(at(0), spice({})));
    QVERIFY(first.lease && second.lease);
    QVERIFY(!holds.check(at(1), spice({})));
}

void TestConsoleHolds::twoGuestsDoNotDisturbEachOther()
{
    ConsoleHolds holds;
    Stream kim(holds.claim(at(0), serial(u"a"_s)));
    ConsoleWish other = serial(u"b"_s);
    other.console = u"/guests/2/serial"_s;
    Stream lee(holds.claim(at(1, u"lee@builtin"_s), other));
    QVERIFY(kim.lease && lee.lease);
    Stream display(holds.claim(at(1, u"lee@builtin"_s), spice(u"b"_s)));
    QVERIFY(display.lease && kim.lease); // nor two consoles of one guest
}

QTEST_GUILESS_MAIN(TestConsoleHolds)
#include "tst_consoleholds.moc"
