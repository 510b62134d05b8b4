// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <access/ticketoffice.h>
#include <core/limits.h>
#include <support/manualclock.h>

#include <QSet>
#include <QTest>

using namespace Atoll;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class TicketOfficeTest : public QObject
{
    Q_OBJECT

private:
    const TicketOffice::Claim kClaim{u"alice@pam"_s, u"guest-1"_s, u"console"_s};

private Q_SLOTS:
    void aTicketOpensWhatItWasMadeFor()
    {
        ManualClock clock;
        TicketOffice office(clock);
        const QString ticket = office.issue(kClaim).value();
        QVERIFY(ticket.size() >= 43); // 256 bits
        clock.advance(limits::kTicketLife - 1ms);
        QCOMPARE(office.redeem(ticket, u"alice@pam"_s, u"console"_s).value(), kClaim);
    }

    void aReplayedTicketIsRefused()
    {
        ManualClock clock;
        TicketOffice office(clock);
        const QString ticket = office.issue(kClaim).value();
        QVERIFY(office.redeem(ticket, u"alice@pam"_s, u"console"_s));
        QCOMPARE(office.redeem(ticket, u"alice@pam"_s, u"console"_s).error().code,
                 ErrorCode::TicketInvalid);
    }

    void anExpiredTicketIsRefused()
    {
        ManualClock clock;
        TicketOffice office(clock);
        const QString ticket = office.issue(kClaim).value();
        clock.advance(limits::kTicketLife);
        QCOMPARE(office.redeem(ticket, u"alice@pam"_s, u"console"_s).error().code,
                 ErrorCode::TicketInvalid);
    }

    void aTicketIsForItsUserAndKindOnlyAndTryingUsesItUp()
    {
        ManualClock clock;
        TicketOffice office(clock);
        for (const auto &[user, kind] :
             {std::pair(u"bob@pam"_s, u"console"_s), std::pair(u"alice@pam"_s, u"terminal"_s)}) {
            const QString ticket = office.issue(kClaim).value();
            QCOMPARE(office.redeem(ticket, user, kind).error().code, ErrorCode::TicketInvalid);
            QVERIFY(!office.redeem(ticket, u"alice@pam"_s, u"console"_s));
        }
        QVERIFY(!office.redeem(u""_s, u"alice@pam"_s, u"console"_s));
    }

    void whoIsLoggedOutLosesTheirTickets()
    {
        ManualClock clock;
        TicketOffice office(clock);
        const QString ticket = office.issue(kClaim).value();
        office.revokeUser(u"alice@pam"_s);
        QVERIFY(!office.redeem(ticket, u"alice@pam"_s, u"console"_s));
    }

    void unusedTicketsAreBoundedAndMakeRoomWhenTheyExpire()
    {
        ManualClock clock;
        TicketOffice office(clock);
        QSet<QString> tickets;
        while (const auto ticket = office.issue(kClaim)) {
            tickets.insert(*ticket);
            QVERIFY(tickets.size() < 100'000);
        }
        QCOMPARE(office.issue(kClaim).error().code, ErrorCode::LimitExceeded);
        clock.advance(limits::kTicketLife);
        QVERIFY(office.issue(kClaim));
    }
};

QTEST_GUILESS_MAIN(TicketOfficeTest)
#include "tst_ticketoffice.moc"
