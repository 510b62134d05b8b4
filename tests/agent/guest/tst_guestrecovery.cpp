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

//! What the killed process does.
int beKilled(const QString &folder, const QString &method, const QString &point)
{
    MortalAgent agent(folder, point);
    if (method == u"guest.create")
        (void)agent.bench->change(method, createWish());
    else
        (void)agent.bench->change(method, {{u"guest"_s, u"100"_s}, {u"confirmName"_s, u"web-1"_s}});
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

private:
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

void TestGuestRecovery::killedDeletionLeavesAllOrNothing_data()
{
    QTest::addColumn<QString>("point");
    QTest::addColumn<bool>("isThere");
    QTest::newRow("before the definition goes") << u"undefine"_s << true;
    QTest::newRow("after the definition is gone") << u"undefine+"_s << false;
    QTest::newRow("before the volume goes") << u"remove"_s << false;
    QTest::newRow("after the volume is gone") << u"remove+"_s << false;
}

void TestGuestRecovery::killedDeletionLeavesAllOrNothing()
{
    QFETCH(QString, point);
    QFETCH(bool, isThere);
    {
        MortalAgent agent(m_folder->path());
        ATOLL_VERIFY(agent.bench->change(u"guest.create"_s, createWish()));
        QVERIFY(agent.bench->shows(u"100"_s, GuestState::Running));
        ATOLL_VERIFY(agent.bench->change(u"guest.stop"_s, {{u"guest"_s, u"100"_s}}));
    }
    killAnAgent(u"guest.delete"_s, point);
    if (QTest::currentTestFailed())
        return;

    MortalAgent agent(m_folder->path());
    const Api::TaskInfo task = agent.bench->finish(agent.bench->tasks().list({}).first().id);
    QCOMPARE(task.state, isThere ? Api::TaskState::Failed : Api::TaskState::Succeeded);
    const qsizetype count = isThere ? 1 : 0;
    QTRY_COMPARE(agent.bench->inventory().guests().size(), count);
    QCOMPARE(images().size(), count);
    QCOMPARE(agent.bench->store().readAll(u"/guest"_s, QDeadlineTimer(5000))->size(), 2 * count);
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
