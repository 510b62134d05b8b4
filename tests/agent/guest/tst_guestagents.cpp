// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guestbench.h"

#include <support/fakehypervisor.h>

#include <guest/guestagentmessages.h>
#include <guest/kvm/domain.h>

#include <QElapsedTimer>
#include <QTemporaryDir>

#include <condition_variable>

using namespace Atoll;
using namespace Qt::StringLiterals;

namespace {

//! A guest's agent with a file system and one file; hangs while it is told to.
class FakeGuestAgent
{
public:
    Result<QByteArray> answer(const QByteArray &bytes)
    {
        const QJsonObject message = QJsonDocument::fromJson(bytes).object();
        const QString name = message.value("execute"_L1).toString();
        const QJsonObject arguments = message.value("arguments"_L1).toObject();
        std::unique_lock lock(m_mutex);
        commands += name;
        m_wake.wait(lock, [this] { return !m_hangs; });
        if (m_isSilent)
            return fail(ErrorCode::Timeout, u"Guest agent is not responding"_s);
        return QJsonDocument(QJsonObject{{u"return"_s, value(name, arguments)}}).toJson();
    }
    void setHanging(bool hangs)
    {
        const std::lock_guard lock(m_mutex);
        m_hangs = hangs;
        m_wake.notify_all();
    }
    void setSilent(bool isSilent)
    {
        const std::lock_guard lock(m_mutex);
        m_isSilent = isSilent;
    }
    int count(const QString &name)
    {
        const std::lock_guard lock(m_mutex);
        return int(commands.count(name));
    }

    QStringList commands;
    QByteArray file;
    QString password;
    bool isFrozen = false;

private:
    QJsonValue value(const QString &name, const QJsonObject &arguments)
    {
        if (name == u"guest-info") {
            QJsonArray all;
            for (const auto *known : {"guest-get-host-name", "guest-get-fsinfo"})
                all.append(
                    QJsonObject{{u"name"_s, QString::fromLatin1(known)}, {u"enabled"_s, true}});
            return QJsonObject{{u"version"_s, u"7.2"_s}, {u"supported_commands"_s, all}};
        }
        if (name == u"guest-get-host-name")
            return QJsonObject{{u"host-name"_s, u"inside"_s}};
        if (name == u"guest-exec")
            return QJsonObject{{u"pid"_s, 7}};
        if (name == u"guest-exec-status")
            return QJsonObject{{u"exited"_s, true}, {u"exitcode"_s, 3}, {u"out-data"_s, u"aGkK"_s}};
        if (name == u"guest-file-open") {
            if (arguments.value("mode"_L1) == u"w"_s)
                file.clear();
            m_position = 0;
            return 1000;
        }
        if (name == u"guest-file-seek")
            m_position = arguments.value("offset"_L1).toInteger();
        if (name == u"guest-file-read") {
            const QByteArray piece =
                file.mid(m_position, arguments.value("count"_L1).toInteger()).left(10);
            m_position += piece.size();
            return QJsonObject{{u"count"_s, piece.size()},
                               {u"buf-b64"_s, QString::fromLatin1(piece.toBase64())},
                               {u"eof"_s, m_position >= file.size()}};
        }
        if (name == u"guest-file-write") {
            const QByteArray data =
                QByteArray::fromBase64(arguments.value("buf-b64"_L1).toString().toLatin1());
            file += data.left(8); // as little as it likes
            return QJsonObject{{u"count"_s, qMin<qint64>(8, data.size())}};
        }
        if (name == u"guest-set-user-password")
            password = QString::fromUtf8(
                QByteArray::fromBase64(arguments.value("password"_L1).toString().toLatin1()));
        if (name == u"guest-fsfreeze-status")
            return isFrozen ? u"frozen"_s : u"thawed"_s;
        if (name == u"guest-fsfreeze-freeze" || name == u"guest-fsfreeze-thaw") {
            isFrozen = name == u"guest-fsfreeze-freeze";
            return 2;
        }
        return QJsonObject();
    }

    std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_hangs = false;
    bool m_isSilent = false;
    qint64 m_position = 0;
};

QString uuidOf(int number)
{
    return u"7d5e4f0c-0000-4000-8000-%1"_s.arg(number, 12, 10, QLatin1Char('0'));
}

} // namespace

class TestGuestAgents : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void factsComeFromInsideAndAreKept();
    void programsFilesAndPasswordsGoInside();
    void badInputNamesTheField_data();
    void badInputNamesTheField();
    void secretsStayOutOfTasks();
    void guestThatIsOffSaysSo();
    void silentAgentIsLeftAlone();
    void fiftyDeadAgentsDelayNothingElse();
    void frozenGuestThawsByItself();
    void frozenGuestThawsAfterRestart();

private:
    void makeGuests(int count);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FakeHypervisor> m_hypervisor;
    FakeStorageLookup m_storages;
    std::unique_ptr<FakeGuestAgent> m_agent;
    std::unique_ptr<GuestBench> m_bench;
};

void TestGuestAgents::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_hypervisor = std::make_unique<FakeHypervisor>();
    m_agent = std::make_unique<FakeGuestAgent>();
    m_hypervisor->setAgent([agent = m_agent.get()](const QString &, const QByteArray &command) {
        return agent->answer(command);
    });
    m_bench = std::make_unique<GuestBench>(m_folder->path(), *m_hypervisor, m_storages);
    m_hypervisor->connectNow();
    makeGuests(1);
}

void TestGuestAgents::cleanup()
{
    m_agent->setHanging(false);
    m_bench.reset();
    m_hypervisor.reset();
}

void TestGuestAgents::makeGuests(int count)
{
    for (int i = 1; i <= count; ++i) {
        Api::GuestConfig config;
        config.name = u"web-%1"_s.arg(i);
        config.uuid = uuidOf(i);
        config.memoryBytes = 256 * units::MiB;
        m_hypervisor->addByOtherTool(*Kvm::renderDomain(config, {}));
        (void)m_hypervisor->start(config.uuid);
    }
    QVERIFY(m_bench->shows(uuidOf(count), Api::GuestState::Running));
}

void TestGuestAgents::factsComeFromInsideAndAreKept()
{
    const QJsonObject guest{{u"guest"_s, u"web-1"_s}};
    QVERIFY(m_bench->call(u"guest.agent.ping"_s, guest));
    const auto facts = fromJson<Api::AgentInfo>(*m_bench->call(u"guest.agent.info"_s, guest));
    QVERIFY(facts);
    QVERIFY(facts->isAnswering);
    QVERIFY(facts->askedAt.isValid());
    QCOMPARE(facts->hostName, u"inside"_s);
    const auto again = fromJson<Api::AgentInfo>(*m_bench->call(u"guest.agent.info"_s, guest));
    QCOMPARE(again->askedAt, facts->askedAt);
    QCOMPARE(m_agent->count(u"guest-info"_s), 1);
}

void TestGuestAgents::programsFilesAndPasswordsGoInside()
{
    const auto ran = m_bench->change(
        u"guest.agent.exec"_s,
        {{u"guest"_s, u"web-1"_s}, {u"command"_s, QJsonArray{u"/bin/echo"_s, u"hi"_s}}});
    QVERIFY(ran);
    QCOMPARE(ran->toObject().value("exitCode"_L1).toInt(), 3);
    QCOMPARE(ran->toObject().value("output"_L1).toString(), u"hi\n"_s);
    const QByteArray text = "a text that is longer than a piece";
    QVERIFY(m_bench->change(u"guest.agent.file.write"_s,
                            {{u"guest"_s, u"web-1"_s},
                             {u"path"_s, u"/etc/motd"_s},
                             {u"data"_s, QString::fromLatin1(text.toBase64())}}));
    QCOMPARE(m_agent->file, text);
    const auto read = m_bench->call(u"guest.agent.file.read"_s, {{u"guest"_s, u"web-1"_s},
                                                                 {u"path"_s, u"/etc/motd"_s},
                                                                 {u"offset"_s, 2},
                                                                 {u"length"_s, 15}});
    QVERIFY(read);
    QCOMPARE(QByteArray::fromBase64(read->toObject().value("data"_L1).toString().toLatin1()),
             text.mid(2, 15));
    QVERIFY(!read->toObject().value("isEnd"_L1).toBool());
    QVERIFY(m_bench->change(
        u"guest.agent.password"_s,
        {{u"guest"_s, u"web-1"_s}, {u"user"_s, u"root"_s}, {u"password"_s, u"secret öß"_s}}));
    QCOMPARE(m_agent->password, u"secret öß"_s);
    QVERIFY(m_bench->change(u"guest.agent.trim"_s, {{u"guest"_s, u"web-1"_s}}));
}

void TestGuestAgents::badInputNamesTheField_data()
{
    QTest::addColumn<QString>("method");
    QTest::addColumn<QJsonObject>("params");
    QTest::addColumn<QString>("field");
    QTest::newRow("no program") << u"guest.agent.exec"_s
                                << QJsonObject{{u"command"_s, QJsonArray{u""_s}}}
                                << u"command[0]"_s;
    QTest::newRow("variable") << u"guest.agent.exec"_s
                              << QJsonObject{{u"command"_s, QJsonArray{u"x"_s}},
                                             {u"environment"_s, QJsonArray{u"=1"_s}}}
                              << u"environment[0]"_s;
    QTest::newRow("input") << u"guest.agent.exec"_s
                           << QJsonObject{{u"command"_s, QJsonArray{u"x"_s}}, {u"input"_s, u"*"_s}}
                           << u"input"_s;
    QTest::newRow("relative path")
        << u"guest.agent.file.read"_s << QJsonObject{{u"path"_s, u"etc"_s}} << u"path"_s;
    QTest::newRow("no base64") << u"guest.agent.file.write"_s
                               << QJsonObject{{u"path"_s, u"/etc"_s}, {u"data"_s, u"%"_s}}
                               << u"data"_s;
}

void TestGuestAgents::badInputNamesTheField()
{
    QFETCH(QString, method);
    QFETCH(QJsonObject, params);
    QFETCH(QString, field);
    params.insert(u"guest"_s, u"web-1"_s);
    const auto answer = m_bench->call(method, params);
    QVERIFY(!answer);
    QCOMPARE(answer.error().details.value("field"_L1).toString(), field);
    QVERIFY(m_agent->commands.isEmpty());
}

void TestGuestAgents::secretsStayOutOfTasks()
{
    const auto task = m_bench->begin(
        u"guest.agent.password"_s,
        {{u"guest"_s, u"web-1"_s}, {u"user"_s, u"root"_s}, {u"password"_s, u"very-secret"_s}});
    QVERIFY(task);
    m_bench->finish(*task);
    for (const QString &name : QDir(m_folder->path()).entryList(QDir::Files)) {
        QFile file(m_folder->filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(!file.readAll().contains("very-secret"), qPrintable(name));
    }
}

void TestGuestAgents::guestThatIsOffSaysSo()
{
    QVERIFY(m_bench->change(u"guest.stop"_s, {{u"guest"_s, u"web-1"_s}}));
    QVERIFY(m_bench->shows(uuidOf(1), Api::GuestState::Stopped));
    const auto facts =
        fromJson<Api::AgentInfo>(*m_bench->call(u"guest.agent.info"_s, {{u"guest"_s, u"web-1"_s}}));
    QVERIFY(!facts->isAnswering);
    QVERIFY(facts->problem.contains(u"stopped"_s));
    const auto ping = m_bench->call(u"guest.agent.ping"_s, {{u"guest"_s, u"web-1"_s}});
    QCOMPARE(ping.error().code, ErrorCode::InvalidState);
}

void TestGuestAgents::silentAgentIsLeftAlone()
{
    m_agent->setSilent(true);
    const QJsonObject guest{{u"guest"_s, u"web-1"_s}};
    const auto facts = fromJson<Api::AgentInfo>(*m_bench->call(u"guest.agent.info"_s, guest));
    QVERIFY(!facts->isAnswering);
    QVERIFY(facts->silentSince.isValid());
    QVERIFY(facts->advice.contains(u"qemu-guest-agent"_s));
    const auto asked = m_agent->commands.size();
    const auto ran =
        m_bench->change(u"guest.agent.exec"_s,
                        {{u"guest"_s, u"web-1"_s}, {u"command"_s, QJsonArray{u"/bin/true"_s}}});
    QCOMPARE(ran.error().code, ErrorCode::EngineUnavailable);
    QVERIFY(ran.error().details.contains("since"_L1));
    QCOMPARE(m_agent->commands.size(), asked); // nobody waited for it again
    m_agent->setSilent(false);
    QVERIFY(m_bench->call(u"guest.agent.ping"_s, guest)); // somebody insists
    const auto well = fromJson<Api::AgentInfo>(*m_bench->call(u"guest.agent.info"_s, guest));
    QVERIFY(well->isAnswering);
}

void TestGuestAgents::fiftyDeadAgentsDelayNothingElse()
{
    makeGuests(50);
    m_agent->setHanging(true);
    for (int i = 1; i <= 50; ++i)
        QVERIFY(m_bench->begin(u"guest.agent.trim"_s, {{u"guest"_s, uuidOf(i)}}));
    int answered = 0;
    for (int i = 1; i <= 50; ++i)
        m_bench->send(u"guest.agent.info"_s, {{u"guest"_s, uuidOf(i)}},
                      [&answered](const Result<QJsonValue> &) { ++answered; });
    QElapsedTimer timer;
    timer.start();
    for (int i = 1; i <= 50; ++i)
        QVERIFY(m_bench->call(u"guest.get"_s, {{u"guest"_s, uuidOf(i)}}));
    QCOMPARE(m_bench->call(u"guest.list"_s, {})->toArray().size(), 50);
    // A hanging call would take until it is let go: no timing, only that it was not waited for.
    QCOMPARE(answered, 0);
    qInfo("fifty guests asked in %lld ms", timer.elapsed());
    m_agent->setHanging(false);
    QTRY_COMPARE_WITH_TIMEOUT(answered, 50, 30'000);
}

void TestGuestAgents::frozenGuestThawsByItself()
{
    const auto frozen = m_bench->change(u"guest.agent.freeze"_s,
                                        {{u"guest"_s, u"web-1"_s}, {u"limitSeconds"_s, 1}});
    QVERIFY(frozen);
    QCOMPARE(frozen->toObject().value("filesystems"_L1).toInt(), 2);
    QTRY_VERIFY_WITH_TIMEOUT(m_agent->count(u"guest-fsfreeze-thaw"_s) == 1, 20'000);
    QTRY_VERIFY(
        !fromJson<Api::AgentInfo>(*m_bench->call(u"guest.agent.info"_s, {{u"guest"_s, u"web-1"_s}}))
             ->isFrozen);
    QVERIFY(m_bench->change(u"guest.agent.freeze"_s, {{u"guest"_s, u"web-1"_s}}));
    const auto facts =
        fromJson<Api::AgentInfo>(*m_bench->call(u"guest.agent.info"_s, {{u"guest"_s, u"web-1"_s}}));
    QVERIFY(facts->isFrozen && facts->frozenUntil.isValid());
    QVERIFY(m_bench->change(u"guest.agent.thaw"_s, {{u"guest"_s, u"web-1"_s}}));
    QVERIFY(!m_agent->isFrozen);
}

void TestGuestAgents::frozenGuestThawsAfterRestart()
{
    QVERIFY(m_bench->change(u"guest.agent.freeze"_s,
                            {{u"guest"_s, u"web-1"_s}, {u"limitSeconds"_s, 2}}));
    m_bench.reset();
    QVERIFY(m_agent->isFrozen);
    m_bench = std::make_unique<GuestBench>(m_folder->path(), *m_hypervisor, m_storages);
    m_hypervisor->connectNow();
    QTRY_VERIFY_WITH_TIMEOUT(!m_agent->isFrozen, 20'000);
}

QTEST_GUILESS_MAIN(TestGuestAgents)
#include "tst_guestagents.moc"
