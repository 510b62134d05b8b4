// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <access/pamrealm.h>
#include <support/expect.h>

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Atoll;
using namespace Qt::StringLiterals;

//! Real libpam with rules of the test's own.
class PamRealmTest : public QObject
{
    Q_OBJECT

private:
    void write(const QString &name, const QString &text, bool isProgram = false) const
    {
        QFile file(m_dir->filePath(name));
        QVERIFY(file.open(QFile::WriteOnly));
        file.write(text.toUtf8());
        if (isProgram)
            file.setPermissions(file.permissions() | QFile::ExeOwner);
    }
    Result<void> ask(const QString &user, const QString &password, int milliseconds = 20'000) const
    {
        PamRealm realm(m_dir->path());
        return realm.authenticate(user, password, u"192.0.2.1"_s, QDeadlineTimer(milliseconds));
    }

private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }

    void theServiceIsAtollAndFallsBack()
    {
        QCOMPARE(PamRealm(m_dir->path()).service(), u"other"_s);
        write(u"login"_s, {});
        QCOMPARE(PamRealm(m_dir->path()).service(), u"login"_s);
        write(u"atoll"_s, {});
        QCOMPARE(PamRealm(m_dir->path()).service(), u"atoll"_s);
    }

    void thePasswordIsHandedToTheModules()
    {
        // pam_exec gives the password on standard input; the user and address by environment.
        write(u"check"_s,
              u"#!/bin/sh\nread -r word\n[ \"$PAM_USER $word $PAM_RHOST\" = \"alice p%äss "
              u"192.0.2.1\" "
              "]\n"_s,
              true);
        write(u"atoll"_s,
              u"auth [success=1 default=ignore] pam_exec.so expose_authtok quiet %1/check\n"
              "auth requisite pam_deny.so\nauth required pam_permit.so\n"
              "account required pam_permit.so\n"_s.arg(m_dir->path()));
        ATOLL_VERIFY(ask(u"alice"_s, u"p%äss"_s));
        QCOMPARE(ask(u"alice"_s, u"wrong"_s).error().code, ErrorCode::LoginFailed);
        QCOMPARE(ask(u"bob"_s, u"p%äss"_s).error().code, ErrorCode::LoginFailed);
        QCOMPARE(ask(u"alice"_s, u"p%äss\0x"_s).error().code, ErrorCode::LoginFailed);
    }

    void anAccountThatIsNotValidIsRefusedWithTheSameWords()
    {
        write(u"atoll"_s, u"auth required pam_permit.so\naccount required pam_deny.so\n"_s);
        const Error denied = ask(u"alice"_s, u"x"_s).error();
        write(u"atoll"_s, u"auth required pam_deny.so\naccount required pam_permit.so\n"_s);
        QCOMPARE(ask(u"alice"_s, u"x"_s).error(), denied);
        QCOMPARE(denied.code, ErrorCode::LoginFailed);
    }

    void theUsersOfTheMachineAreChecked()
    {
        write(u"atoll"_s, u"auth required pam_unix.so\naccount required pam_unix.so\n"_s);
        const Error wrong = ask(u"root"_s, u"surely not the password"_s).error();
        QCOMPARE(wrong.code, ErrorCode::LoginFailed);
        QCOMPARE(ask(u"no-such-user"_s, u"x"_s).error(), wrong);
        QCOMPARE(ask(u"root"_s, u""_s).error(), wrong);
    }

    void afterAFailurePamDoesNotHoldTheThread()
    {
        write(u"atoll"_s, u"auth optional pam_faildelay.so delay=5000000\n"
                          "auth required pam_deny.so\n"_s);
        QElapsedTimer timer;
        timer.start();
        QVERIFY(!ask(u"alice"_s, u"x"_s));
        QVERIFY(timer.elapsed() < 4000);
    }

    void aModuleThatHangsEndsInATimeoutAndDoesNotTakeAllThreads()
    {
        write(u"hang"_s, u"#!/bin/sh\nexec sleep 2\n"_s, true);
        write(u"atoll"_s, u"auth required pam_exec.so quiet %1/hang\n"
                          "account required pam_permit.so\n"_s.arg(m_dir->path()));
        PamRealm realm(m_dir->path());
        int refused = 0;
        for (int i = 0; i < 12; ++i) {
            const auto result = realm.authenticate(u"a"_s, u"b"_s, {}, QDeadlineTimer(10));
            QVERIFY(!result);
            if (result.error().code == ErrorCode::EngineUnavailable)
                ++refused;
            else
                QCOMPARE(result.error().code, ErrorCode::Timeout);
        }
        QCOMPARE(refused, 4);
        QTRY_VERIFY_WITH_TIMEOUT(realm.authenticate(u"a"_s, u"b"_s, {}, QDeadlineTimer(20'000)),
                                 20'000); // heals
    }

private:
    std::unique_ptr<QTemporaryDir> m_dir;
};

QTEST_GUILESS_MAIN(PamRealmTest)
#include "tst_pamrealm.moc"
