// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <access/accounts.h>
#include <access/roles.h>
#include <access/sessions.h>
#include <store/sqlitestore.h>
#include <support/expect.h>
#include <support/manualclock.h>

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Atoll;
using namespace Qt::StringLiterals;

namespace {

const QDeadlineTimer kForever(QDeadlineTimer::Forever);
const QString kPassword = u"correct horse"_s;

} // namespace

class AccountsTest : public QObject
{
    Q_OBJECT

private:
    void open()
    {
        m_sessions.reset();
        m_accounts.reset();
        m_store.reset();
        auto store = SqliteStore::open({m_dir->filePath(u"state.db"_s)}, m_clock);
        ATOLL_VERIFY(store);
        m_store = std::move(*store);
        m_accounts = std::make_unique<Accounts>(*m_store);
        m_sessions = std::make_unique<Sessions>(*m_store, *m_accounts, m_clock);
        ATOLL_VERIFY(m_accounts->writeBuiltInRoles(kForever));
    }
    Result<void> add(const QString &user, const QString &role)
    {
        Api::UserSet set{user, role, {}, {}};
        if (user.endsWith("@builtin"_L1))
            set.password = kPassword;
        return m_accounts->add(set, {u"admin@builtin"_s}, kForever);
    }
    bool may(const QString &user, Privilege privilege) const
    {
        return m_accounts->check(user, privilege, u"/guests/1"_s).has_value();
    }

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        open();
        ATOLL_VERIFY(m_accounts->addFirst(u"admin@builtin"_s, kPassword, kForever));
    }

    void theFirstAdministratorIsMadeOnce()
    {
        QVERIFY(m_accounts->hasUsers());
        QVERIFY(may(u"admin@builtin"_s, Privilege::AccessEdit));
        QCOMPARE(m_accounts->addFirst(u"evil@builtin"_s, kPassword, kForever).error().code,
                 ErrorCode::AlreadyExists);
        open();
        QVERIFY(m_accounts->hasUsers());
    }

    void rolesGrantWhatTheySay()
    {
        ATOLL_VERIFY(add(u"op@builtin"_s, kOperator));
        ATOLL_VERIFY(add(u"view@pam"_s, kViewer));
        QVERIFY(may(u"op@builtin"_s, Privilege::GuestPower));
        QVERIFY(!may(u"op@builtin"_s, Privilege::AccessEdit));
        QVERIFY(may(u"view@pam"_s, Privilege::GuestView));
        const auto refused =
            m_accounts->check(u"view@pam"_s, Privilege::GuestPower, u"/guests/1"_s);
        QCOMPARE(refused.error().code, ErrorCode::PermissionDenied);
        QCOMPARE(refused.error().details.value(u"privilege"_s).toString(), u"guest.power"_s);
        QCOMPARE(refused.error().details.value(u"path"_s).toString(), u"/guests/1"_s);
        for (const QString &user : {u"admin@builtin"_s, u"op@builtin"_s, u"view@pam"_s}) {
            QVERIFY(!may(user, Privilege::Nobody));
            QVERIFY(may(user, Privilege::LoggedIn));
        }
        QVERIFY(may({}, Privilege::Anyone));
        for (const QString &nobody : {QString(), u"ghost@pam"_s}) {
            QCOMPARE(m_accounts->check(nobody, Privilege::LoggedIn, u"/"_s).error().code,
                     ErrorCode::NotAuthenticated);
        }
    }

    void aRoleIsDataAndChangesAtOnce()
    {
        ATOLL_VERIFY(add(u"view@pam"_s, kViewer));
        const auto made = m_store->commit(
            {{StoreOperation::put(
                 u"/access/roles/Starter"_s, 0,
                 {{u"privileges"_s, QJsonArray{u"guest.power"_s, u"of.the.future"_s}}})},
             u"admin@builtin"_s},
            kForever);
        ATOLL_VERIFY(made);
        ATOLL_VERIFY(
            m_accounts->set({u"view@pam"_s, u"Starter"_s, {}, {}}, {u"admin@builtin"_s}, kForever));
        QVERIFY(may(u"view@pam"_s, Privilege::GuestPower));
        QVERIFY(!may(u"view@pam"_s, Privilege::GuestView));
        QCOMPARE(m_accounts->roles().size(), 4);
    }

    void impossibleUsersAreRefused_data()
    {
        QTest::addColumn<QString>("user");
        QTest::addColumn<QString>("role");
        QTest::addColumn<QString>("password");
        QTest::addColumn<QString>("field");
        QTest::newRow("no realm") << u"alice"_s << kViewer << kPassword << u"user"_s;
        QTest::newRow("path") << u"../x@builtin"_s << kViewer << kPassword << u"user"_s;
        QTest::newRow("blank") << u"a b@builtin"_s << kViewer << kPassword << u"user"_s;
        QTest::newRow("newline") << u"alice@builtin\n"_s << kViewer << kPassword << u"user"_s;
        QTest::newRow("role") << u"alice@builtin"_s << u"God"_s << kPassword << u"role"_s;
        QTest::newRow("odd role") << u"alice@builtin"_s << u"../x"_s << kPassword << u"role"_s;
        QTest::newRow("short") << u"alice@builtin"_s << kViewer << u"1234567"_s << u"password"_s;
        QTest::newRow("pam") << u"alice@pam"_s << kViewer << kPassword << u"password"_s;
    }
    void impossibleUsersAreRefused()
    {
        QFETCH(QString, user);
        QFETCH(QString, role);
        QFETCH(QString, password);
        const auto added =
            m_accounts->add({user, role, password, {}}, {u"admin@builtin"_s}, kForever);
        QVERIFY(!added);
        QCOMPARE(added.error().code, ErrorCode::InvalidParams);
        QTEST(added.error().details.value(u"field"_s).toString(), "field");
    }

    void theLastAdministratorStays()
    {
        const Accounts::Author author{u"admin@builtin"_s};
        const QString admin = u"admin@builtin"_s;
        QCOMPARE(m_accounts->remove(admin, author, kForever).error().code, ErrorCode::InvalidState);
        QCOMPARE(m_accounts->set({admin, kViewer, {}, {}}, author, kForever).error().code,
                 ErrorCode::InvalidState);
        QCOMPARE(m_accounts->set({admin, {}, {}, false}, author, kForever).error().code,
                 ErrorCode::InvalidState);
        ATOLL_VERIFY(add(u"root@pam"_s, kAdministrator));
        ATOLL_VERIFY(m_accounts->remove(admin, author, kForever));
        QCOMPARE(m_accounts->users().size(), 1);
        QVERIFY(m_store->list(u"/access/passwords/"_s).isEmpty());
    }

    void passwordsAreNowhereInTheClear()
    {
        const auto document = m_store->document(Accounts::passwordKey(u"admin@builtin"_s));
        QVERIFY(document->value.value(u"hash"_s).toString().startsWith(u"$argon2id$"_s));
        for (const QString &name : {u"state.db"_s, u"state.db-wal"_s}) {
            QFile file(m_dir->filePath(name));
            QVERIFY(file.open(QFile::ReadOnly));
            QVERIFY(!file.readAll().contains(kPassword.toUtf8()));
        }
    }

    void aSessionSurvivesARestartOfTheAgent()
    {
        const auto made = m_sessions->create(u"admin@builtin"_s, u"192.0.2.1"_s, kForever).value();
        QCOMPARE(m_sessions->find(made.token)->user, u"admin@builtin"_s);
        open();
        QCOMPARE(m_sessions->find(made.token)->id, made.session.id);
        QCOMPARE(m_sessions->find(made.token + u'x').error().code, ErrorCode::NotAuthenticated);
        QFile file(m_dir->filePath(u"state.db"_s));
        QVERIFY(file.open(QFile::ReadOnly));
        QVERIFY(!file.readAll().contains(made.token.toUtf8())); // only its hash is kept
    }

    void aSessionEndsByItself()
    {
        const auto made = m_sessions->create(u"admin@builtin"_s, {}, kForever).value();
        m_clock.advance(Sessions::kLife);
        QVERIFY(!m_sessions->find(made.token));
        QCOMPARE(m_sessions->removeExpired(kForever).value(), 1);
    }

    void whatEndsASession_data()
    {
        QTest::addColumn<Api::UserSet>("change");
        const QString user = u"op@builtin"_s;
        QTest::newRow("password") << Api::UserSet{user, {}, u"another password"_s, {}};
        QTest::newRow("role") << Api::UserSet{user, kViewer, {}, {}};
        QTest::newRow("disabled") << Api::UserSet{user, {}, {}, false};
        QTest::newRow("removed") << Api::UserSet{};
        QTest::newRow("logout") << Api::UserSet{u"logout"_s, {}, {}, {}};
    }
    void whatEndsASession()
    {
        QFETCH(Api::UserSet, change);
        ATOLL_VERIFY(add(u"op@builtin"_s, kOperator));
        const auto admin = m_sessions->create(u"admin@builtin"_s, {}, kForever).value();
        const auto made = m_sessions->create(u"op@builtin"_s, {}, kForever).value();
        QSignalSpy spy(m_sessions.get(), &Sessions::revoked);
        const Accounts::Author author{u"admin@builtin"_s};
        if (change.user.isEmpty())
            ATOLL_VERIFY(m_accounts->remove(u"op@builtin"_s, author, kForever));
        else if (change.user == "logout"_L1)
            ATOLL_VERIFY(m_sessions->revoke(made.session.id, author.user, kForever));
        else
            ATOLL_VERIFY(m_accounts->set(change, author, kForever));
        QVERIFY(!m_sessions->find(made.token));
        QVERIFY(m_sessions->find(admin.token));
        QCOMPARE(spy.size(), 1);
        QCOMPARE(spy.first().first().toString(), made.session.id);
    }

    void aUserHasSoManySessionsAtMost()
    {
        const auto first = m_sessions->create(u"admin@builtin"_s, {}, kForever).value();
        Sessions::NewSession last;
        for (int i = 0; i < Sessions::kPerUser; ++i)
            last = m_sessions->create(u"admin@builtin"_s, {}, kForever).value();
        QVERIFY(!m_sessions->find(first.token));
        QVERIFY(m_sessions->find(last.token));
        QCOMPARE(m_store->list(u"/access/sessions/"_s).size(), Sessions::kPerUser);
    }

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    ManualClock m_clock;
    std::unique_ptr<SqliteStore> m_store;
    std::unique_ptr<Accounts> m_accounts;
    std::unique_ptr<Sessions> m_sessions;
};

QTEST_GUILESS_MAIN(AccountsTest)
#include "tst_accounts.moc"
