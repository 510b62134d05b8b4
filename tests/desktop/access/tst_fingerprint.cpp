// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <access/fingerprint.h>
#include <access/loginform.h>

#include <QTest>

using namespace Atoll;
using namespace Qt::StringLiterals;

class TestFingerprint : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isShownInGroupsOfFour();
    void spellingDoesNotMatter();
    void userMayNameTheRealm();
};

void TestFingerprint::isShownInGroupsOfFour()
{
    QCOMPARE(fingerprintGroups(u"SHA256:3A:5F:01:C2:9B:7E"_s),
             QStringList({u"3A5F"_s, u"01C2"_s, u"9B7E"_s}));
    QVERIFY(fingerprintGroups({}).isEmpty());
}

void TestFingerprint::spellingDoesNotMatter()
{
    QCOMPARE(fingerprintGroups(u"3a5f01c29b7e"_s),
             fingerprintGroups(u"SHA256:3A:5F:01:C2:9B:7E"_s));
}

void TestFingerprint::userMayNameTheRealm()
{
    QCOMPARE(splitUser(u"root@pam"_s), std::pair(u"root"_s, u"pam"_s));
    QCOMPARE(splitUser(u"a@b@pam"_s), std::pair(u"a@b"_s, u"pam"_s));
    QCOMPARE(splitUser(u"admin"_s), std::pair(u"admin"_s, QString()));
}

QTEST_APPLESS_MAIN(TestFingerprint)
#include "tst_fingerprint.moc"
