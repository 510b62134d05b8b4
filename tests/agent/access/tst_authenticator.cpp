// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <access/authenticator.h>
#include <access/builtinrealm.h>
#include <access/passwordhash.h>
#include <access/roles.h>
#include <store/sqlitestore.h>
#include <support/expect.h>
#include <support/manualclock.h>

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

using namespace Atoll;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

const QDeadlineTimer kForever(QDeadlineTimer::Forever);
const QString kPassword = u"correct horse"_s;
const QString kAddress = u"192.0.2.1"_s;

//! A directory server that is down.
class BrokenRealm final : public Realm
{
public:
    QString name() const override { return u"ldap"_s; }
    Result<void> authenticate(const QString &, const QString &, const QString &,
                              QDeadlineTimer) override
    {
        return fail(ErrorCode::EngineUnavailable, u"the directory does not answer"_s);
    }
};

} // namespace

class AuthenticatorTest : public QObject
{
    Q_OBJECT

private:
    Result<Api::SessionInfo> login(const QString &user, const QString &password,
                                   const QString &address = kAddress)
    {
        auto future = m_authenticator->login({user, password}, address);
        while (!future.isFinished())
            QTest::qWait(5);
        return future.result();
    }
    QList<Api::AuditRecord> trail() const
    {
        auto future = m_audit->query({});
        future.waitForFinished();
        return future.result().value();
    }

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_store = std::move(*SqliteStore::open({m_dir->filePath(u"state.db"_s)}, m_clock));
        m_audit = std::move(*AuditLog::open({m_dir->filePath(u"audit.jsonl"_s)}));
        m_accounts = std::make_unique<Accounts>(*m_store);
        m_sessions = std::make_unique<Sessions>(*m_store, *m_accounts, m_clock);
        ATOLL_VERIFY(m_accounts->writeBuiltInRoles(kForever));
        ATOLL_VERIFY(m_accounts->addFirst(u"admin@builtin"_s, kPassword, kForever));
        ATOLL_VERIFY(m_accounts->add({u"eve@ldap"_s, kViewer, {}, {}}, {u"test"_s}, kForever));
        std::vector<std::unique_ptr<Realm>> realms;
        realms.push_back(std::make_unique<BuiltinRealm>(*m_store));
        realms.push_back(std::make_unique<BrokenRealm>());
        m_authenticator = std::make_unique<Authenticator>(
            Authenticator::Parts{*m_accounts, *m_sessions, *m_audit, m_clock}, std::move(realms));
    }
    void cleanup()
    {
        m_authenticator.reset();
        m_sessions.reset();
        m_accounts.reset();
        m_audit.reset();
        m_store.reset();
    }

    void theRightPasswordOpensASession()
    {
        const auto session = login(u"admin@builtin"_s, kPassword);
        ATOLL_VERIFY(session);
        QCOMPARE(session->user, u"admin@builtin"_s);
        QCOMPARE(session->role, kAdministrator);
        QVERIFY(session->may(Privilege::AccessEdit));
        const auto resumed = m_authenticator->resume(session->token);
        ATOLL_VERIFY(resumed);
        QCOMPARE(resumed->privileges, session->privileges);
        QVERIFY(resumed->token.isEmpty());
        QCOMPARE(m_accounts->users().first().lastLogin, m_clock.now());
    }

    void allFailuresHaveTheSameWordsAndTime()
    {
        ATOLL_VERIFY(
            m_accounts->add({u"off@builtin"_s, kViewer, kPassword, false}, {u"test"_s}, kForever));
        const std::pair<QString, QString> wrong[] = {{u"admin@builtin"_s, u"wrong horse"_s},
                                                     {u"ghost@builtin"_s, kPassword},
                                                     {u"off@builtin"_s, kPassword},
                                                     {u"admin@nowhere"_s, kPassword},
                                                     {u"admin"_s, kPassword},
                                                     {u"@builtin"_s, kPassword},
                                                     {u"/../x@builtin"_s, kPassword}};
        int number = 0;
        for (const auto &[user, password] : wrong) {
            QElapsedTimer timer;
            timer.start();
            const auto refused = login(user, password, u"192.0.2.%1"_s.arg(++number));
            QVERIFY(!refused);
            QCOMPARE(refused.error(), Realm::loginFailed());
            QVERIFY2(timer.elapsed() >= 690, qPrintable(user)); // later on a busy machine
        }
    }

    void tenWrongPasswordsAreSlowedDownAndWrittenDown()
    {
        int throttled = 0;
        for (int i = 0; i < 10; ++i) {
            const auto refused = login(u"admin@builtin"_s, u"guess %1"_s.arg(i));
            QVERIFY(!refused);
            throttled += refused.error().code == ErrorCode::Throttled;
        }
        QCOMPARE(throttled, 7);
        // The right password waits as well, then works.
        QCOMPARE(login(u"admin@builtin"_s, kPassword).error().code, ErrorCode::Throttled);
        m_clock.advance(1s);
        ATOLL_VERIFY(login(u"admin@builtin"_s, kPassword));
        const auto records = trail();
        QCOMPARE(records.size(), 12);
        QCOMPARE(records.first().result, u"ok"_s);
        QCOMPARE(records.last().result, Realm::loginFailed().text);
        QCOMPARE(records.last().user, u"admin@builtin"_s);
        QCOMPARE(records.last().address, kAddress);
    }

    void triesAtTheSameTimeAreCountedToo()
    {
        QList<QFuture<Result<Api::SessionInfo>>> futures;
        for (int i = 0; i < 10; ++i)
            futures += m_authenticator->login({u"admin@builtin"_s, u"wrong"_s}, kAddress);
        int throttled = 0;
        for (auto &future : futures) {
            QTRY_VERIFY(future.isFinished());
            throttled += future.result().error().code == ErrorCode::Throttled;
        }
        QCOMPARE(throttled, 7);
    }

    void aRealmThatIsDownIsToldAndNotCounted()
    {
        for (int i = 0; i < 10; ++i) {
            QCOMPARE(login(u"eve@ldap"_s, kPassword).error().code, ErrorCode::EngineUnavailable);
        }
    }

    void theLoopIsNotBlockedByHashing()
    {
        auto future = m_authenticator->login({u"admin@builtin"_s, kPassword}, kAddress);
        QElapsedTimer timer;
        timer.start();
        QVERIFY(!future.isFinished());
        QTRY_VERIFY(future.isFinished());
        QVERIFY(future.result());
    }

    void passwordsAreHashedWithArgon2id()
    {
        const QString hash = PasswordHash::create(u"pässword"_s).value();
        QVERIFY(hash.startsWith(u"$argon2id$v=19$"_s));
        QVERIFY(hash != PasswordHash::create(u"pässword"_s).value()); // salted
        QVERIFY(PasswordHash::matches(hash, u"pässword"_s));
        QVERIFY(PasswordHash::matches(hash, u"pa\u0308ssword"_s)); // the same to a person
        QVERIFY(!PasswordHash::matches(hash, u"password"_s));
        QVERIFY(!PasswordHash::matches({}, {}));
        QVERIFY(!PasswordHash::matches(u"nonsense"_s, u"x"_s));
    }

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    ManualClock m_clock;
    std::unique_ptr<SqliteStore> m_store;
    std::unique_ptr<AuditLog> m_audit;
    std::unique_ptr<Accounts> m_accounts;
    std::unique_ptr<Sessions> m_sessions;
    std::unique_ptr<Authenticator> m_authenticator;
};

QTEST_GUILESS_MAIN(AuthenticatorTest)
#include "tst_authenticator.moc"
