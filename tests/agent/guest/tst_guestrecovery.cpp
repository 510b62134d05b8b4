// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "mortalagent.h"

#include <support/expect.h>

#include <QDir>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace Atoll;
using namespace Qt::StringLiterals;
using Api::GuestState;

namespace {

QJsonObject createWish()
{
    return {{u"startsAfterwards"_s, true},
            {u"config"_s,
             QJsonObject{{u"name"_s, u"web-1"_s},
                         {u"memoryBytes"_s, 1LL << 30},
                         {u"disks"_s, QJsonArray{QJsonObject{{u"storage"_s, u"local"_s},
                                                             {u"sizeBytes"_s, 64LL << 20}}}}}}};
}

//! A disk and a card for a guest that runs.
QJsonObject setWish(MortalAgent &agent)
{
    const QJsonObject detail = agent.bench->call(u"guest.get"_s, {{u"guest"_s, u"100"_s}})
                                   .value_or(QJsonValue())
                                   .toObject();
    QJsonArray disks = detail["config"_L1].toObject()["disks"_L1].toArray();
    disks.append(QJsonObject{{u"storage"_s, u"local"_s}, {u"sizeBytes"_s, 64LL << 20}});
    return {{u"guest"_s, u"100"_s},
            {u"version"_s, detail["version"_L1]},
            {u"changes"_s,
             QJsonObject{{u"disks"_s, disks},
                         {u"nics"_s, QJsonArray{QJsonObject{{u"mac"_s, u"52:54:00:00:00:99"_s}}}},
                         {u"tags"_s, QJsonArray{u"changed"_s}}}}};
}

//! What the killed process does.
int beKilled(const QString &folder, const QString &method, const QString &point)
{
    MortalAgent agent(folder, point);
    if (method == u"guest.create")
        (void)agent.bench->change(method, createWish());
    else if (method == u"guest.set")
        (void)agent.bench->change(method, setWish(agent));
    else if (method == u"guest.deleted.restore")
        (void)agent.bench->change(method, {{u"guest"_s, u"100"_s}});
    else
        (void)agent.bench->change(u"guest.delete"_s, {{u"guest"_s, u"100"_s},
                                                      {u"confirmName"_s, u"web-1"_s},
                                                      {u"purges"_s, method == u"purge"}});
    return 0; // not reached
}

} // namespace

class TestGuestRecovery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void killedCreationLeavesAllOrNothing_data();
    void killedCreationLeavesAllOrNothing();
    void killedDeletionLeavesAllOrNothing_data();
    void killedDeletionLeavesAllOrNothing();
    void killedSoftDeletionLeavesItThereOrRestorable_data();
    void killedSoftDeletionLeavesItThereOrRestorable();
    void killedRestorationLeavesItThereOrRestorable_data();
    void killedRestorationLeavesItThereOrRestorable();
    void killedRestorationBringsFirmwareVariablesBack();
    void killedChangeLeavesAllOrNothing_data();
    void killedChangeLeavesAllOrNothing();

private:
    void makeGuest(bool isRunning);
    void killAnAgent(const QString &method, const QString &point);
    QStringList images() const
    {
        return QDir(m_folder->filePath(u"images"_s))
            .entryList(QDir::Files | QDir::Hidden | QDir::NoDotAndDotDot);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestGuestRecovery::init()
{
    if (QStandardPaths::findExecutable(u"qemu-img"_s).isEmpty())
        QSKIP("qemu-img (package qemu-utils) is not installed");
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestGuestRecovery::killAnAgent(const QString &method, const QString &point)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(QCoreApplication::applicationFilePath(),
                  {u"--agent"_s, m_folder->path(), method, point});
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitStatus(), QProcess::CrashExit);
}

void TestGuestRecovery::killedCreationLeavesAllOrNothing_data()
{
    QTest::addColumn<QString>("point");
    QTest::addColumn<bool>("isThere");
    QTest::newRow("before the first volume") << u"volume"_s << false;
    QTest::newRow("after the volume") << u"volume+"_s << false;
    QTest::newRow("before the definition") << u"define"_s << false;
    QTest::newRow("after the definition") << u"define+"_s << true;
    QTest::newRow("before the start") << u"start"_s << true;
    QTest::newRow("after the start") << u"start+"_s << true;
}

void TestGuestRecovery::killedCreationLeavesAllOrNothing()
{
    QFETCH(QString, point);
    QFETCH(bool, isThere);
    killAnAgent(u"guest.create"_s, point);
    if (QTest::currentTestFailed())
        return;

    MortalAgent agent(m_folder->path());
    const QList<Api::TaskInfo> tasks = agent.bench->tasks().list({});
    QCOMPARE(tasks.size(), 1);
    const Api::TaskInfo task = agent.bench->finish(tasks.first().id);
    QCOMPARE(task.state, isThere ? Api::TaskState::Succeeded : Api::TaskState::Failed);
    const qsizetype count = isThere ? 1 : 0;
    QTRY_COMPARE(agent.bench->inventory().guests().size(), count);
    QCOMPARE(images().size(), count);
    QCOMPARE(agent.bench->store().readAll(u"/guest"_s, QDeadlineTimer(5000))->size(), 2 * count);
    if (isThere)
        QVERIFY(agent.bench->info(u"100"_s).isManaged);
    else
        QVERIFY(agent.bench->change(u"guest.create"_s, createWish()));
}

void TestGuestRecovery::makeGuest(bool isRunning)
{
    MortalAgent agent(m_folder->path());
    ATOLL_VERIFY(agent.bench->change(u"guest.create"_s, createWish()));
    QVERIFY(agent.bench->shows(u"100"_s, GuestState::Running));
    if (!isRunning)
        ATOLL_VERIFY(agent.bench->change(u"guest.stop"_s, {{u"guest"_s, u"100"_s}}));
}

void TestGuestRecovery::killedDeletionLeavesAllOrNothing_data()
{
    QTest::addColumn<QString>("point");
    QTest::newRow("before the definition goes") << u"undefine"_s;
    QTest::newRow("after the definition is gone") << u"undefine+"_s;
    QTest::newRow("before the volume goes") << u"remove"_s;
    QTest::newRow("after the volume is gone") << u"remove+"_s;
}

void TestGuestRecovery::killedDeletionLeavesAllOrNothing()
{
    QFETCH(QString, point);
    makeGuest(false);
    killAnAgent(u"purge"_s, point);
    if (QTest::currentTestFailed())
        return;

    MortalAgent agent(m_folder->path());
    const Api::TaskInfo task = agent.bench->finish(agent.bench->tasks().list({}).first().id);
    QCOMPARE(task.state, Api::TaskState::Succeeded);
    QTRY_COMPARE(agent.bench->inventory().guests().size(), 0);
    QCOMPARE(images().size(), 0);
    QVERIFY(agent.bench->store().readAll(u"/guest"_s, QDeadlineTimer(5000))->isEmpty());
    QVERIFY(agent.bench->store().readAll(u"/deleted"_s, QDeadlineTimer(5000))->isEmpty());
}

void TestGuestRecovery::killedSoftDeletionLeavesItThereOrRestorable_data()
{
    QTest::addColumn<QString>("point");
    QTest::addColumn<bool>("isDeleted");
    QTest::newRow("before the first look") << u"domain"_s << false;
    QTest::newRow("before the definition is read") << u"xml"_s << false;
    QTest::newRow("before the definition goes") << u"undefine"_s << true;
    QTest::newRow("after the definition is gone") << u"undefine+"_s << true;
}

void TestGuestRecovery::killedSoftDeletionLeavesItThereOrRestorable()
{
    QFETCH(QString, point);
    QFETCH(bool, isDeleted);
    makeGuest(false);
    killAnAgent(u"guest.delete"_s, point);
    if (QTest::currentTestFailed())
        return;

    MortalAgent agent(m_folder->path());
    const Api::TaskInfo task = agent.bench->finish(agent.bench->tasks().list({}).first().id);
    QCOMPARE(task.state, isDeleted ? Api::TaskState::Succeeded : Api::TaskState::Failed);
    QTRY_COMPARE(agent.bench->inventory().guests().size(), isDeleted ? 0 : 1);
    QCOMPARE(images().size(), 1);
    const auto deleted = agent.bench->call(u"guest.deleted.list"_s, {});
    QCOMPARE(deleted->toArray().size(), isDeleted ? 1 : 0);
    if (isDeleted)
        ATOLL_VERIFY(agent.bench->change(u"guest.deleted.restore"_s, {{u"guest"_s, u"100"_s}}));
    ATOLL_VERIFY(agent.bench->change(u"guest.start"_s, {{u"guest"_s, u"100"_s}}));
}

void TestGuestRecovery::killedRestorationLeavesItThereOrRestorable_data()
{
    QTest::addColumn<QString>("point");
    QTest::newRow("before the definition") << u"define"_s;
    QTest::newRow("after the definition") << u"define+"_s;
}

void TestGuestRecovery::killedRestorationLeavesItThereOrRestorable()
{
    QFETCH(QString, point);
    makeGuest(false);
    {
        MortalAgent agent(m_folder->path());
        ATOLL_VERIFY(agent.bench->change(u"guest.delete"_s,
                                         {{u"guest"_s, u"100"_s}, {u"confirmName"_s, u"web-1"_s}}));
    }
    killAnAgent(u"guest.deleted.restore"_s, point);
    if (QTest::currentTestFailed())
        return;

    MortalAgent agent(m_folder->path());
    const Api::TaskInfo task = agent.bench->finish(agent.bench->tasks().list({}).first().id);
    QCOMPARE(task.state, Api::TaskState::Succeeded);
    QVERIFY(agent.bench->shows(u"100"_s, GuestState::Stopped));
    QCOMPARE(agent.bench->call(u"guest.deleted.list"_s, {})->toArray().size(), 0);
    QCOMPARE(images().size(), 1);
    ATOLL_VERIFY(agent.bench->change(u"guest.start"_s, {{u"guest"_s, u"100"_s}}));
}

void TestGuestRecovery::killedRestorationBringsFirmwareVariablesBack()
{
    const QString variables = m_folder->filePath(u"web-1_VARS.fd"_s);
    const QString xml = u"<domain type='kvm'><name>web-1</name>"
                        "<uuid>0f0e0d0c-0b0a-4908-8706-050403020100</uuid>"
                        "<memory unit='MiB'>64</memory><vcpu>1</vcpu>"
                        "<os><type arch='x86_64' machine='q35'>hvm</type>"
                        "<loader readonly='yes' type='pflash'>/usr/share/OVMF/OVMF_CODE_4M.fd"
                        "</loader><nvram>%1</nvram></os><devices/></domain>"_s.arg(variables);
    {
        MortalAgent agent(m_folder->path());
        agent.hypervisor.addByOtherTool(xml);
        QVERIFY(agent.bench->shows(u"web-1"_s, GuestState::Stopped));
        ATOLL_VERIFY(agent.bench->change(u"guest.adopt"_s, {{u"guest"_s, u"web-1"_s}}));
        QTRY_COMPARE(agent.bench->info(u"web-1"_s).id, 100);
        QFile file(variables);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("boot order") > 0);
        file.close();
        ATOLL_VERIFY(agent.bench->change(u"guest.delete"_s,
                                         {{u"guest"_s, u"100"_s}, {u"confirmName"_s, u"web-1"_s}}));
        QVERIFY(!QFile::exists(variables));
    }
    killAnAgent(u"guest.deleted.restore"_s, u"define"_s);
    if (QTest::currentTestFailed())
        return;
    MortalAgent agent(m_folder->path());
    const Api::TaskInfo task = agent.bench->finish(agent.bench->tasks().list({}).first().id);
    QCOMPARE(task.state, Api::TaskState::Succeeded);
    QFile file(variables);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("boot order"));
}

void TestGuestRecovery::killedChangeLeavesAllOrNothing_data()
{
    QTest::addColumn<QString>("point");
    QTest::newRow("before the volume") << u"volume"_s;
    QTest::newRow("after the volume") << u"volume+"_s;
    QTest::newRow("before the definition") << u"define"_s;
    QTest::newRow("after the definition") << u"define+"_s;
    QTest::newRow("before the running guest") << u"applyLive"_s;
    QTest::newRow("within the running guest") << u"applyLive+"_s;
}

void TestGuestRecovery::killedChangeLeavesAllOrNothing()
{
    QFETCH(QString, point);
    makeGuest(true);
    QString definition;
    QString running;
    {
        FakeHypervisor before;
        before.keepIn(m_folder->filePath(u"hypervisor.json"_s));
        const Api::GuestInfo info = MortalAgent(m_folder->path()).bench->info(u"100"_s);
        definition = before.definition(info.uuid);
        running = before.running(info.uuid);
    }
    killAnAgent(u"guest.set"_s, point);
    if (QTest::currentTestFailed())
        return;

    MortalAgent agent(m_folder->path());
    const Api::TaskInfo task = agent.bench->finish(agent.bench->tasks().list({}).first().id);
    QCOMPARE(task.state, Api::TaskState::Failed);
    const Api::GuestInfo info = agent.bench->info(u"100"_s);
    QVERIFY(info.tags.isEmpty());
    QCOMPARE(images().size(), 1);
    QCOMPARE(agent.hypervisor.definition(info.uuid), definition);
    QVERIFY(!agent.hypervisor.running(info.uuid).contains(u"52:54:00:00:00:99"_s));
    QVERIFY(!agent.hypervisor.running(info.uuid).contains(u"vm-100-disk-1"_s));
    ATOLL_VERIFY(agent.bench->change(u"guest.set"_s, setWish(agent)));
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = application.arguments();
    if (arguments.size() == 5 && arguments.at(1) == u"--agent")
        return beKilled(arguments.at(2), arguments.at(3), arguments.at(4));
    TestGuestRecovery test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_guestrecovery.moc"
