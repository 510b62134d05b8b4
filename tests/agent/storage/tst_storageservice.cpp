// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <inventory/inventory.h>
#include <storage/storageservice.h>
#include <store/sqlitestore.h>
#include <support/fakeprocessrunner.h>
#include <support/inworker.h>
#include <support/manualclock.h>

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace Atoll;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestStorageService : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void localIsThereByItself();
    void newFilesChangeTheUsedSpaceWithoutPolling();
    void documentsMakeAndRemoveStorages();
    void aStorageThatComesBackIsUsedAgain();
    void wrongConfigurationIsToldInTheStorage();
    void volumesOfGuestsAreNamedAndKept();
    void leftoversAreRemovedAtStart();

private:
    std::unique_ptr<StorageService> makeService(ClusterStore *store = nullptr,
                                                std::chrono::milliseconds interval = 1h)
    {
        return std::make_unique<StorageService>(
            StorageService::Options{u"n1"_s, localPath(), interval}, store, &m_runner,
            m_inventory.get());
    }
    QString localPath() const { return m_dir->filePath(u"images"_s); }
    Api::StorageInfo info(const QString &name) const
    {
        for (const Api::StorageInfo &one : m_inventory->storages()) {
            if (one.name == name)
                return one;
        }
        return {};
    }
    void put(ClusterStore &store, const QString &key, const QJsonObject &value)
    {
        const auto done = inWorker([&] {
            return store.update(
                key, u"test"_s, {}, [&](QJsonObject) { return value; }, QDeadlineTimer(5s));
        });
        QVERIFY(done);
    }

    ManualClock m_clock;
    FakeProcessRunner m_runner;
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<Inventory> m_inventory;
};

void TestStorageService::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_inventory = std::make_unique<Inventory>(Api::ClusterInfo{});
}

void TestStorageService::localIsThereByItself()
{
    const auto service = makeService();
    QTRY_VERIFY(info(u"local"_s).isActive);
    QCOMPARE(info(u"local"_s).path, localPath());
    QVERIFY(info(u"local"_s).totalBytes > 0);
    QCOMPARE(service->storageNames(), QStringList{u"local"_s});
    QCOMPARE(service->storage(u"other"_s).error().code, ErrorCode::NotFound);
    const auto made = inWorker([&] {
        return (*service->storage(u"local"_s))->create({u"a"_s, Api::VolumeFormat::Raw, 4096}, {});
    });
    QCOMPARE(made->name, u"a.raw"_s);
}

void TestStorageService::newFilesChangeTheUsedSpaceWithoutPolling()
{
    const auto service = makeService();
    QTRY_VERIFY(info(u"local"_s).isActive);
    const qint64 before = info(u"local"_s).usedBytes;
    QFile file(localPath() + u"/big.raw"_s);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(64 << 20, 'x'));
    file.close();
    QTRY_VERIFY(info(u"local"_s).usedBytes > before);
}

void TestStorageService::documentsMakeAndRemoveStorages()
{
    const auto store = SqliteStore::open({m_dir->filePath(u"store.db"_s)}, m_clock);
    QVERIFY(store);
    const auto service = makeService(store->get());
    QVERIFY(QDir().mkpath(m_dir->filePath(u"fast"_s)));
    put(**store, u"/storages/fast"_s,
        {{u"type"_s, u"dir"_s}, {u"path"_s, m_dir->filePath(u"fast"_s)}});
    QTRY_VERIFY(info(u"fast"_s).isActive);
    QVERIFY(service->storage(u"fast"_s));
    put(**store, u"/storages/fast"_s,
        {{u"type"_s, u"dir"_s}, {u"path"_s, m_dir->filePath(u"fast"_s)}, {u"isEnabled"_s, false}});
    QTRY_VERIFY(!info(u"fast"_s).isActive);
    QVERIFY(!service->storage(u"fast"_s));
    QVERIFY(!info(u"fast"_s).problem.isEmpty());
}

void TestStorageService::aStorageThatComesBackIsUsedAgain()
{
    const auto service = makeService(nullptr, 50ms);
    QTRY_VERIFY(info(u"local"_s).isActive);
    const QString away = m_dir->filePath(u"away"_s);
    // A file in its place, so that it is not simply made again.
    QVERIFY(QDir().rename(localPath(), away));
    QFile file(localPath());
    QVERIFY(file.open(QIODevice::WriteOnly));
    QTRY_VERIFY(!info(u"local"_s).isActive);
    QVERIFY2(info(u"local"_s).problem.contains(localPath()), qPrintable(info(u"local"_s).problem));
    QVERIFY(file.remove());
    QVERIFY(QDir().rename(away, localPath()));
    QTRY_VERIFY(info(u"local"_s).isActive);
    QCOMPARE(info(u"local"_s).problem, QString());
}

void TestStorageService::wrongConfigurationIsToldInTheStorage()
{
    const auto store = SqliteStore::open({m_dir->filePath(u"store.db"_s)}, m_clock);
    put(**store, u"/storages/tape"_s, {{u"type"_s, u"tape"_s}});
    put(**store, u"/storages/rel"_s, {{u"type"_s, u"dir"_s}, {u"path"_s, u"somewhere"_s}});
    const auto service = makeService(store->get());
    QTRY_VERIFY(info(u"tape"_s).problem.contains(u"type tape"_s));
    QVERIFY(info(u"rel"_s).problem.contains(u"absolute"_s));
}

void TestStorageService::volumesOfGuestsAreNamedAndKept()
{
    const auto service = makeService();
    QTRY_VERIFY(info(u"local"_s).isActive);
    for (const QString &name : {u"a.raw"_s, u"b.raw"_s, u"c.raw"_s}) {
        QFile file(localPath() + u'/' + name);
        QVERIFY(file.open(QIODevice::WriteOnly));
    }
    // a.raw by its path, c.raw by what a configuration says while the hypervisor is away
    VolumeUse use{{{localPath() + u"/a.raw"_s, u"uuid-1"_s}},
                  {{VolumeUse::nameOf(u"local"_s, u"c.raw"_s), u"uuid-2"_s}},
                  false};
    service->setVolumeUse(use);
    const auto volumes = inWorker([&] { return service->volumes(u"local"_s); });
    QCOMPARE(volumes->at(0).usedBy, u"uuid-1"_s);
    QCOMPARE(volumes->at(1).usedBy, QString());
    QCOMPARE(volumes->at(2).usedBy, u"uuid-2"_s);
    const auto refused = inWorker([&] { return service->deleteVolume({u"local"_s, u"a.raw"_s}); });
    QCOMPARE(refused.error().code, ErrorCode::InvalidState);
    const auto unknown = inWorker([&] { return service->deleteVolume({u"local"_s, u"b.raw"_s}); });
    QCOMPARE(unknown.error().code, ErrorCode::EngineUnavailable);
    const auto named = inWorker([&] { return service->deleteVolume({u"local"_s, u"c.raw"_s}); });
    QCOMPARE(named.error().code, ErrorCode::InvalidState);
    use.isComplete = true;
    service->setVolumeUse(use);
    QVERIFY(inWorker([&] { return service->deleteVolume({u"local"_s, u"b.raw"_s}); }));
    const auto gone = inWorker([&] { return service->deleteVolume({u"local"_s, u"b.raw"_s}); });
    QCOMPARE(gone.error().code, ErrorCode::NotFound);
    QCOMPARE(QDir(localPath()).entryList(QDir::Files), QStringList({u"a.raw"_s, u"c.raw"_s}));
}

void TestStorageService::leftoversAreRemovedAtStart()
{
    QVERIFY(QDir().mkpath(localPath()));
    QFile file(localPath() + u"/.atoll-new-1234"_s);
    QVERIFY(file.open(QIODevice::WriteOnly));
    const auto service = makeService();
    QTRY_VERIFY(!file.exists());
}

QTEST_GUILESS_MAIN(TestStorageService)
#include "tst_storageservice.moc"
