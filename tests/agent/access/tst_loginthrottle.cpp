// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <access/loginthrottle.h>
#include <support/manualclock.h>

#include <QTest>

using namespace Atoll;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class LoginThrottleTest : public QObject
{
    Q_OBJECT

private:
    //! Milliseconds to wait; 0 when the try is allowed.
    static qint64 tryOnce(LoginThrottle &throttle, const QString &address, const QString &user)
    {
        const auto may = throttle.begin(address, user);
        return may ? 0 : may.error().details.value(u"retryAfterMs"_s).toInteger();
    }

private Q_SLOTS:
    void theDelayDoublesWithEveryFailure()
    {
        ManualClock clock;
        LoginThrottle throttle(clock);
        for (int i = 0; i < 3; ++i)
            QCOMPARE(tryOnce(throttle, u"192.0.2.1"_s, u"alice@pam"_s), 0);
        for (const qint64 seconds : {1, 2, 4, 8}) {
            const auto refused = throttle.begin(u"192.0.2.1"_s, u"alice@pam"_s);
            QCOMPARE(refused.error().code, ErrorCode::Throttled);
            QCOMPARE(refused.error().details.value(u"retryAfterMs"_s).toInteger(), seconds * 1000);
            clock.advance(std::chrono::seconds(seconds));
            QCOMPARE(tryOnce(throttle, u"192.0.2.1"_s, u"alice@pam"_s), 0);
        }
    }

    void anAddressIsSlowedWhateverNamesItTries()
    {
        ManualClock clock;
        LoginThrottle throttle(clock);
        for (int i = 0; i < 3; ++i)
            QCOMPARE(tryOnce(throttle, u"192.0.2.1"_s, u"user%1@pam"_s.arg(i)), 0);
        QVERIFY(tryOnce(throttle, u"192.0.2.1"_s, u"user9@pam"_s) > 0);
        QVERIFY(tryOnce(throttle, u"::ffff:192.0.2.1"_s, u"user9@pam"_s) > 0);
        QCOMPARE(tryOnce(throttle, u"192.0.2.2"_s, u"user9@pam"_s), 0);
    }

    void aUserIsProtectedAgainstManyAddressesButNotLockedOut()
    {
        ManualClock clock;
        LoginThrottle throttle(clock);
        for (int i = 0; i < 100; ++i) {
            clock.advance(31s);
            QCOMPARE(tryOnce(throttle, u"192.0.2.%1"_s.arg(i), u"alice@pam"_s), 0);
        }
        const qint64 wait = tryOnce(throttle, u"198.51.100.1"_s, u"alice@pam"_s);
        QVERIFY(wait > 0 && wait <= 30'000);
    }

    void addressesOfOneNetworkCountAsOne()
    {
        ManualClock clock;
        LoginThrottle throttle(clock);
        for (int i = 0; i < 3; ++i)
            QCOMPARE(tryOnce(throttle, u"2001:db8::%1"_s.arg(i), u"u%1@pam"_s.arg(i)), 0);
        QVERIFY(tryOnce(throttle, u"2001:db8::ffff"_s, u"x@pam"_s) > 0);
        QCOMPARE(tryOnce(throttle, u"2001:db8:0:1::1"_s, u"x@pam"_s), 0);
    }

    void successFreesTheUserButNotTheAddress()
    {
        ManualClock clock;
        LoginThrottle throttle(clock);
        const QString address = u"192.0.2.1"_s;
        for (int i = 0; i < 20; ++i) { // guesses for alice, covered by logins as mallory
            clock.advance(1ms);
            if (tryOnce(throttle, address, u"mallory@pam"_s) == 0)
                throttle.succeeded(address, u"mallory@pam"_s);
            (void)tryOnce(throttle, address, u"alice@pam"_s);
        }
        QVERIFY(throttle.failures(u"alice@pam"_s) <= 3);
        QCOMPARE(throttle.failures(u"mallory@pam"_s), 0);
    }

    void failuresOfTheRealmAreNotCounted()
    {
        ManualClock clock;
        LoginThrottle throttle(clock);
        for (int i = 0; i < 20; ++i) {
            QCOMPARE(tryOnce(throttle, u"192.0.2.1"_s, u"alice@pam"_s), 0);
            throttle.forget(u"192.0.2.1"_s, u"alice@pam"_s);
        }
    }

    void allIsForgottenAfterAnHour()
    {
        ManualClock clock;
        LoginThrottle throttle(clock);
        for (int i = 0; i < 3; ++i)
            (void)tryOnce(throttle, u"192.0.2.1"_s, u"alice@pam"_s);
        clock.advance(61min);
        for (int i = 0; i < 3; ++i)
            QCOMPARE(tryOnce(throttle, u"192.0.2.1"_s, u"alice@pam"_s), 0);
    }

    void aFloodOfNamesDoesNotFillTheMemory()
    {
        ManualClock clock;
        LoginThrottle throttle(clock);
        for (int i = 0; i < 3; ++i)
            (void)tryOnce(throttle, u"192.0.2.1"_s, u"alice@pam"_s);
        for (int i = 0; i < 50'000; ++i)
            (void)tryOnce(throttle, u"10.%1.%2.1"_s.arg(i / 250).arg(i % 250), u"n%1"_s.arg(i));
        QVERIFY(tryOnce(throttle, u"192.0.2.9"_s, u"alice@pam"_s) > 0); // still remembered
    }
};

QTEST_GUILESS_MAIN(LoginThrottleTest)
#include "tst_loginthrottle.moc"
