// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <inventory/inventory.h>
#include <server/registry.h>
#include <storage/storagedisc.h>
#include <storage/storageservice.h>
#include <support/inworker.h>
#include <system/localprocessrunner.h>

#include <QDir>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <sys/socket.h>

using namespace Atoll;
using namespace Qt::StringLiterals;

//! Files that were sent become a CD image, by the real xorriso.
class TestStorageDisc : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void filesAreOnTheDisc();
    void aCutTransferLeavesNothing();
    void badNamesAreRefused();

private:
    static QJsonObject wish(const QString &name, const QJsonArray &files)
    {
        return {{u"storage"_s, u"local"_s}, {u"name"_s, name}, {u"files"_s, files}};
    }
    static QJsonObject file(const QString &name, qint64 size)
    {
        return {{u"name"_s, name}, {u"sizeBytes"_s, size}};
    }
    Result<QJsonValue> ask(const QJsonObject &params)
    {
        m_grant = {};
        std::optional<Result<QJsonValue>> answer;
        m_registry->dispatch({.user = u"admin@builtin"_s}, u"storage.disc"_s, params,
                             [&](const Result<QJsonValue> &result) { answer = result; });
        [&] { QTRY_VERIFY(answer); }();
        return *answer;
    }
    Api::TaskInfo send(const QJsonObject &params, const QByteArray &bytes)
    {
        const auto answer = ask(params);
        if (!answer)
            return {};
        {
            const FileDescriptor socket(*m_grant.open());
            m_grant = {};
            inWorker([&] {
                return ::send(socket.get(), bytes.data(), size_t(bytes.size()), MSG_NOSIGNAL);
            });
        }
        const QString task = answer->toObject().value("task"_L1).toString();
        [&] { QTRY_VERIFY_WITH_TIMEOUT(m_tasks->info(task)->isEnded(), 30000); }();
        return *m_tasks->info(task);
    }

    SystemClock m_clock;
    LocalProcessRunner m_runner;
    QTemporaryDir m_dir;
    std::unique_ptr<Inventory> m_inventory;
    std::unique_ptr<TaskRunner> m_tasks;
    std::unique_ptr<Registry> m_registry;
    std::unique_ptr<StorageService> m_storages;
    ChannelGrant m_grant;
};

void TestStorageDisc::initTestCase()
{
    if (QStandardPaths::findExecutable(u"xorriso"_s).isEmpty())
        QSKIP("xorriso is not installed");
    m_inventory = std::make_unique<Inventory>(Api::ClusterInfo{});
    m_tasks = std::move(*TaskRunner::open({m_dir.filePath(u"tasks.db"_s), u"n1"_s}, m_clock));
    m_storages = std::make_unique<StorageService>(
        StorageService::Options{u"n1"_s, m_dir.filePath(u"images"_s)}, nullptr, &m_runner,
        m_inventory.get());
    m_registry = std::make_unique<Registry>(
        m_tasks.get(), [](const QString &, Privilege, const QString &) { return Result<void>(); },
        [](const Api::AuditRecord &) {},
        [this](const Caller &, const ChannelGrant &grant) -> Result<Api::ConsoleTicket> {
            m_grant = grant;
            return Api::ConsoleTicket{u"ticket"_s};
        });
    // Of an agent that was killed.
    QVERIFY(QDir().mkpath(m_dir.filePath(u"discs/old/files"_s)));
    registerStorageDiscs(*m_registry, *m_storages, m_runner, m_dir.filePath(u"discs"_s));
    QVERIFY(!QFile::exists(m_dir.filePath(u"discs/old"_s)));
    QTRY_VERIFY(m_storages->infos().first().isActive);
}

void TestStorageDisc::filesAreOnTheDisc()
{
    const QByteArray large(300'000, 'x');
    const Api::TaskInfo task =
        send(wish(u"dropped-1.iso"_s, {file(u"보고서 final version (2).txt"_s, 5),
                                       file(u"-rf"_s, large.size()), file(u"empty"_s, 0)}),
             "hello" + large);
    QVERIFY2(task.state == Api::TaskState::Succeeded,
             qPrintable(Error::fromJson(task.error).sentence()));
    QProcess list;
    list.start(u"xorriso"_s, {u"-indev"_s, m_dir.filePath(u"images/dropped-1.iso"_s), u"-find"_s,
                              u"/"_s, u"-type"_s, u"f"_s, u"-exec"_s, u"lsdl"_s});
    QVERIFY(list.waitForFinished());
    const QString found = QString::fromUtf8(list.readAllStandardOutput());
    QVERIFY2(found.contains(u"보고서 final version (2).txt"_s), qPrintable(found));
    QVERIFY2(found.contains(u"/-rf"_s) && found.contains(u"300000"_s), qPrintable(found));
    QVERIFY(found.contains(u"/empty"_s));
    // A name is taken once.
    QVERIFY(send(wish(u"dropped-1.iso"_s, {file(u"a"_s, 1)}), "a").state == Api::TaskState::Failed);
}

void TestStorageDisc::aCutTransferLeavesNothing()
{
    const Api::TaskInfo task = send(wish(u"cut.iso"_s, {file(u"a"_s, 100)}), "only this");
    QCOMPARE(task.state, Api::TaskState::Failed);
    QVERIFY(!QFile::exists(m_dir.filePath(u"images/cut.iso"_s)));
    QVERIFY(QDir(m_dir.filePath(u"discs"_s)).isEmpty());
}

void TestStorageDisc::badNamesAreRefused()
{
    QVERIFY(!ask(wish(u"a.iso"_s, {file(u"../../etc/passwd"_s, 1)})));
    QVERIFY(!ask(wish(u"a.iso"_s, {})));
    QVERIFY(!ask(wish(u"a.qcow2"_s, {file(u"a"_s, 1)})));
    QVERIFY(!ask(wish(u"../a.iso"_s, {file(u"a"_s, 1)})));
    QVERIFY(!ask(wish(u"a.iso"_s, {file(u"a"_s, 5LL << 30)})));
}

QTEST_GUILESS_MAIN(TestStorageDisc)
#include "tst_storagedisc.moc"
