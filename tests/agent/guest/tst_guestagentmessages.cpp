// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <guest/guestagentmessages.h>

#include <QFile>
#include <QTest>

using namespace Atoll;
using namespace Qt::StringLiterals;
namespace m = agentmessages;

namespace {

QJsonValue recorded(const QString &name)
{
    QFile file(QStringLiteral(ATOLL_TEST_DATA "/qemu-ga/7.2/") + name + u".json"_s);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return m::answer(file.readAll()).value_or(QJsonValue());
}

} // namespace

class TestGuestAgentMessages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void realAnswersBecomeFacts();
    void realProgramsAndFilesAreRead();
    void refusalKeepsTheAgentsWords();
    void liesAreBounded();
    void nonsenseIsRefused_data();
    void nonsenseIsRefused();
};

void TestGuestAgentMessages::realAnswersBecomeFacts()
{
    Api::AgentInfo facts;
    m::takeInfo(recorded(u"info"_s), facts);
    m::takeSystem(recorded(u"osinfo"_s), facts);
    m::takeHostName(recorded(u"hostname"_s), facts);
    m::takeTimeZone(recorded(u"timezone"_s), facts);
    m::takeUsers(recorded(u"users"_s), facts);
    m::takeInterfaces(recorded(u"interfaces"_s), facts);
    m::takeFilesystems(recorded(u"fsinfo"_s), facts);
    QCOMPARE(facts.version, u"7.2.22"_s);
    QVERIFY(facts.commands.contains(u"guest-exec"_s));
    QCOMPARE(facts.osName, u"Debian GNU/Linux 12 (bookworm)"_s);
    QCOMPARE(facts.kernel, u"6.1.0-56-cloud-amd64"_s);
    QCOMPARE(facts.hostName, u"web-1"_s);
    QCOMPARE(facts.timeZone, u"UTC"_s);
    QVERIFY(facts.users.isEmpty());
    QCOMPARE(facts.interfaces.size(), 2);
    QCOMPARE(facts.interfaces.at(1).mac, u"52:54:00:11:22:33"_s);
    QVERIFY(facts.interfaces.at(1).addresses.contains(u"10.0.2.77/24"_s));
    QCOMPARE(facts.filesystems.size(), 1);
    QCOMPARE(facts.filesystems.first().mountPoint, u"/"_s);
    QCOMPARE(facts.filesystems.first().device, u"/dev/vda"_s);
    QCOMPARE(facts.filesystems.first().totalBytes, 1449746432);
    QCOMPARE(facts.filesystems.first().usedBytes, 281055232);
    const qint64 ns = recorded(u"time"_s).toInteger();
    m::takeTime(QJsonValue(ns), QDateTime::fromMSecsSinceEpoch(ns / 1'000'000 - 1500), facts);
    QCOMPARE(facts.clockOffsetMs, 1500);
}

void TestGuestAgentMessages::realProgramsAndFilesAreRead()
{
    QCOMPARE(*m::execPid(recorded(u"exec"_s)), 286);
    const auto status = m::execStatus(recorded(u"execstatus"_s));
    QVERIFY(status && status->hasExited);
    QCOMPARE(status->result.exitCode, 3);
    QCOMPARE(status->result.output, u"hi\n"_s);
    QCOMPARE(status->result.errorOutput, u"bad\n"_s);
    const auto piece = m::filePiece(recorded(u"fileread"_s));
    QVERIFY(piece && piece->isEnd);
    QCOMPARE(piece->data, QByteArray("web-1\n"));
    QCOMPARE(m::trimmed(recorded(u"fstrim"_s)).trimmedBytes, 1264353280);
}

void TestGuestAgentMessages::refusalKeepsTheAgentsWords()
{
    const auto refused =
        m::answer(R"({"error": {"class": "CommandNotFound", "desc": "no\u001bsuch"}})");
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::EngineFailed);
    QVERIFY(refused.error().text.endsWith(u"no such"_s));
}

void TestGuestAgentMessages::liesAreBounded()
{
    QJsonArray systems;
    for (int i = 0; i < 10'000; ++i)
        systems.append(QJsonObject{{u"mountpoint"_s, QString(5000, u'x')},
                                   {u"total-bytes"_s, 1e300},
                                   {u"used-bytes"_s, -5}});
    Api::AgentInfo facts;
    m::takeFilesystems(systems, facts);
    QCOMPARE(facts.filesystems.size(), m::kItems);
    QCOMPARE(facts.filesystems.first().mountPoint.size(), m::kTextLength);
    QCOMPARE(facts.filesystems.first().totalBytes, 0);
    QCOMPARE(facts.filesystems.first().usedBytes, 0);
    const QByteArray much(m::kOutputBytes + 10, 'y');
    const auto status = m::execStatus(
        QJsonObject{{u"exited"_s, true}, {u"out-data"_s, QString::fromLatin1(much.toBase64())}});
    QVERIFY(status && status->result.isOutputCut);
    QCOMPARE(status->result.output.size(), m::kOutputBytes);
    QVERIFY(!m::filePiece(
        QJsonObject{{u"eof"_s, false},
                    {u"buf-b64"_s,
                     QString::fromLatin1(QByteArray(Api::kAgentFileBytes + 1, 'z').toBase64())}}));
}

void TestGuestAgentMessages::nonsenseIsRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("no object") << QByteArray("[1]");
    QTest::newRow("neither") << QByteArray("{}");
    QTest::newRow("deep") << QByteArray(R"({"return":)") + QByteArray(500, '[');
    QTest::newRow("too long") << QByteArray(m::kAnswerBytes + 1, ' ');
}

void TestGuestAgentMessages::nonsenseIsRefused()
{
    QFETCH(QByteArray, bytes);
    QVERIFY(!m::answer(bytes));
    QVERIFY(!m::execPid(QJsonValue(u"x"_s)));
    QVERIFY(!m::execStatus(QJsonValue(1)));
    QVERIFY(!m::filePiece(QJsonValue()));
    QVERIFY(!m::number(QJsonValue(u"x"_s)));
}

QTEST_APPLESS_MAIN(TestGuestAgentMessages)
#include "tst_guestagentmessages.moc"
