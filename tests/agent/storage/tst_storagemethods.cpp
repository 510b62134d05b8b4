// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <inventory/inventory.h>
#include <server/registry.h>
#include <storage/storagemethods.h>
#include <storage/storageservice.h>
#include <support/fakeprocessrunner.h>

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace Atoll;
using namespace Qt::StringLiterals;

//! The rows storage.*, as a client's calls arrive.
class TestStorageMethods : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void listsStoragesAndVolumes();
    void deletesAsATask();
    void aDryRunTouchesNothing();
    void aVolumeOfAGuestStays();
    void namesThatLeadElsewhereAreRefused();

private:
    Result<QJsonValue> call(const QString &method, const QJsonObject &params)
    {
        std::optional<Result<QJsonValue>> answer;
        m_registry->dispatch({.user = u"admin@builtin"_s}, method, params,
                             [&](const Result<QJsonValue> &result) { answer = result; });
        [&] { QTRY_VERIFY(answer); }();
        return answer ? *answer : fail(ErrorCode::Timeout, u"no answer"_s);
    }
    //! The task's end.
    Api::TaskInfo change(const QString &method, const QJsonObject &params)
    {
        const auto answer = call(method, params);
        if (!answer)
            return {.error = answer.error().toJson()};
        const QString id = answer->toObject().value("task"_L1).toString();
        [&] { QTRY_VERIFY(m_tasks->info(id) && m_tasks->info(id)->isEnded()); }();
        return *m_tasks->info(id);
    }
    QStringList files() const { return QDir(m_dir->filePath(u"images"_s)).entryList(QDir::Files); }

    SystemClock m_clock;
    FakeProcessRunner m_runner;
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<Inventory> m_inventory;
    std::unique_ptr<TaskRunner> m_tasks;
    std::unique_ptr<Registry> m_registry;
    std::unique_ptr<StorageService> m_storages;
};

void TestStorageMethods::init()
{
    m_registry.reset();
    m_storages.reset();
    m_dir = std::make_unique<QTemporaryDir>();
    m_inventory = std::make_unique<Inventory>(Api::ClusterInfo{});
    m_tasks = std::move(*TaskRunner::open({m_dir->filePath(u"tasks.db"_s), u"n1"_s}, m_clock));
    m_storages = std::make_unique<StorageService>(
        StorageService::Options{u"n1"_s, m_dir->filePath(u"images"_s)}, nullptr, &m_runner,
        m_inventory.get());
    m_registry = std::make_unique<Registry>(
        m_tasks.get(), [](const QString &, Privilege, const QString &) { return Result<void>(); },
        [](const Api::AuditRecord &) {},
        [](const Caller &, const ChannelGrant &) { return Result<Api::ConsoleTicket>(); });
    registerStorageMethods(*m_registry, *m_storages);
    QTRY_VERIFY(m_storages->infos().first().isActive);
    m_storages->setVolumeUse({{}, {}, true});
    for (const QString &name : {u"a.raw"_s, u"b.raw"_s}) {
        QFile file(m_dir->filePath(u"images/"_s + name));
        QVERIFY(file.open(QIODevice::WriteOnly));
    }
}

void TestStorageMethods::listsStoragesAndVolumes()
{
    const auto storages = call(u"storage.list"_s, {});
    QCOMPARE(storages->toArray().first().toObject().value("name"_L1).toString(), u"local"_s);
    const auto volumes = call(u"storage.volume.list"_s, {{u"storage"_s, u"local"_s}});
    QCOMPARE(volumes->toArray().size(), 2);
    QCOMPARE(call(u"storage.volume.list"_s, {{u"storage"_s, u"none"_s}}).error().code,
             ErrorCode::NotFound);
}

void TestStorageMethods::deletesAsATask()
{
    const Api::TaskInfo task =
        change(u"storage.volume.delete"_s, {{u"storage"_s, u"local"_s}, {u"volume"_s, u"a.raw"_s}});
    QCOMPARE(task.state, Api::TaskState::Succeeded);
    QCOMPARE(task.object, u"/storages/local"_s);
    QCOMPARE(files(), QStringList{u"b.raw"_s});
}

void TestStorageMethods::aDryRunTouchesNothing()
{
    const auto plan =
        call(u"storage.volume.delete"_s,
             {{u"storage"_s, u"local"_s}, {u"volume"_s, u"a.raw"_s}, {u"dryRun"_s, true}});
    QVERIFY(plan->toObject().value("steps"_L1).toArray().first().toString().contains(u"a.raw"_s));
    QCOMPARE(files().size(), 2);
}

void TestStorageMethods::aVolumeOfAGuestStays()
{
    m_storages->setVolumeUse({{{m_dir->filePath(u"images/a.raw"_s), u"uuid-1"_s}}, {}, true});
    const Api::TaskInfo task =
        change(u"storage.volume.delete"_s, {{u"storage"_s, u"local"_s}, {u"volume"_s, u"a.raw"_s}});
    QCOMPARE(task.state, Api::TaskState::Failed);
    QCOMPARE(Error::fromJson(task.error).code, ErrorCode::InvalidState);
    QCOMPARE(files().size(), 2);
}

void TestStorageMethods::namesThatLeadElsewhereAreRefused()
{
    const QString outside = m_dir->filePath(u"precious"_s);
    QFile file(outside);
    QVERIFY(file.open(QIODevice::WriteOnly));
    for (const QString &name : {u"../precious"_s, outside, u"."_s, u".."_s}) {
        const Api::TaskInfo task =
            change(u"storage.volume.delete"_s, {{u"storage"_s, u"local"_s}, {u"volume"_s, name}});
        QCOMPARE(Error::fromJson(task.error).code, ErrorCode::InvalidParams);
    }
    QVERIFY(file.exists());
}

QTEST_GUILESS_MAIN(TestStorageMethods)
#include "tst_storagemethods.moc"
