// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <store/sqlitestore.h>
#include <support/manualclock.h>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace Atoll;
using namespace Qt::StringLiterals;

namespace {

const QDeadlineTimer kForever(QDeadlineTimer::Forever);

QJsonObject guest(const QString &name, int cores)
{
    return {{u"name"_s, name}, {u"cores"_s, cores}};
}

} // namespace

class SqliteStoreTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<SqliteStore> open()
    {
        auto store = SqliteStore::open({path(), 5}, m_clock);
        if (!store)
            qWarning() << store.error().sentence();
        return store ? std::move(*store) : nullptr;
    }
    QString path() const { return m_dir->filePath(u"sub/state.db"_s); }
    Result<qint64> put(SqliteStore &store, const QString &key, qint64 expected, QJsonObject value,
                       const QString &author = u"alice@pam"_s)
    {
        return store.commit({{StoreOperation::put(key, expected, std::move(value))}, author},
                            kForever);
    }

private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }

    void documentsSurviveClosing()
    {
        qint64 version = 0;
        {
            auto store = open();
            version = put(*store, u"/guests/100"_s, 0, guest(u"web"_s, 2)).value();
        }
        auto store = open();
        QCOMPARE(store->revision(), version);
        const auto document = store->document(u"/guests/100"_s);
        QVERIFY(document);
        QCOMPARE(document->value, guest(u"web"_s, 2));
        QCOMPARE(document->version, version);
        QCOMPARE(document->author, u"alice@pam"_s);
        QCOMPARE(document->changedAt, m_clock.now());
        QCOMPARE(*document, store->read(u"/guests/100"_s, kForever).value());
        QCOMPARE(store->read(u"/guests/101"_s, kForever).error().code, ErrorCode::NotFound);
    }

    void onlyTheAgentsUserMayReadTheFile()
    {
        auto store = open();
        QCOMPARE(
            QFile::permissions(path())
                & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther),
            QFile::Permissions());
    }

    void theSecondOfTwoAuthorsIsToldWhatChanged()
    {
        auto store = open();
        const qint64 seen = put(*store, u"/guests/100"_s, 0, guest(u"web"_s, 2)).value();
        const qint64 now =
            put(*store, u"/guests/100"_s, seen, guest(u"web"_s, 4), u"bob@pam"_s).value();
        const auto late = put(*store, u"/guests/100"_s, seen, guest(u"www"_s, 2));
        QVERIFY(!late);
        QCOMPARE(late.error().code, ErrorCode::Conflict);
        QVERIFY(late.error().text.contains(u"bob@pam"_s));
        QCOMPARE(late.error().details.value(u"version"_s).toInteger(), now);
        QCOMPARE(late.error().details.value(u"author"_s).toString(), u"bob@pam"_s);
        const auto changes =
            fromJson<QList<Change>>(late.error().details.value(u"changes"_s)).value();
        QCOMPARE(changes, (QList<Change>{{u"cores"_s, 2, 4}}));
        QCOMPARE(store->document(u"/guests/100"_s)->value, guest(u"web"_s, 4));
    }

    void whatMustBeNewIsNotOverwritten()
    {
        auto store = open();
        QVERIFY(put(*store, u"/guests/100"_s, 0, guest(u"web"_s, 2)));
        QCOMPARE(put(*store, u"/guests/100"_s, 0, guest(u"db"_s, 2)).error().code,
                 ErrorCode::AlreadyExists);
    }

    void aRemovedDocumentIsAConflictForWhoReadIt()
    {
        auto store = open();
        const qint64 seen = put(*store, u"/guests/100"_s, 0, guest(u"web"_s, 2)).value();
        QVERIFY(store->commit({{StoreOperation::remove(u"/guests/100"_s, seen)}, u"bob@pam"_s},
                              kForever));
        QVERIFY(!store->document(u"/guests/100"_s));
        const auto late = put(*store, u"/guests/100"_s, seen, guest(u"www"_s, 2));
        QCOMPARE(late.error().code, ErrorCode::Conflict);
        QVERIFY(late.error().text.contains(u"removed by bob@pam"_s));
        const qint64 again = put(*store, u"/guests/100"_s, 0, guest(u"new"_s, 1)).value();
        QVERIFY(again > seen + 1); // versions never come back
    }

    void aTransactionHappensWholeOrNotAtAll()
    {
        auto store = open();
        const qint64 version = put(*store, u"/guests/100"_s, 0, guest(u"web"_s, 2)).value();
        const auto failed = store->commit({{StoreOperation::put(u"/guests/101"_s, 0, {}),
                                            StoreOperation::remove(u"/guests/100"_s, version),
                                            StoreOperation::check(u"/storages/fast"_s, 7)},
                                           u"alice@pam"_s},
                                          kForever);
        QCOMPARE(failed.error().code, ErrorCode::Conflict);
        QCOMPARE(failed.error().details.value(u"key"_s).toString(), u"/storages/fast"_s);
        QCOMPARE(store->readAll(u"/"_s, kForever)->size(), 1);
        QCOMPARE(store->revision(), version);
    }

    void aListHoldsWhatIsBelowThePrefix()
    {
        auto store = open();
        for (const QString &key : {u"/guests/9"_s, u"/guests/10"_s, u"/guestsettings"_s, u"/a"_s})
            QVERIFY(put(*store, key, 0, {{u"key"_s, key}}));
        QStringList keys;
        for (const auto &document : store->list(u"/guests/"_s))
            keys += document.key;
        QCOMPARE(keys, (QStringList{u"/guests/10"_s, u"/guests/9"_s}));
        QCOMPARE(store->readAll(u"/guests/"_s, kForever).value(), store->list(u"/guests/"_s));
    }

    void aWatcherSeesEveryChangeBelowItsPrefixInOrder()
    {
        auto store = open();
        QList<qint64> revisions;
        QStringList seen;
        const QObject context;
        store->watch(u"/guests/"_s, &context, [&](const StoreEvent &event) {
            revisions += event.revision;
            for (const auto &change : event.changes)
                seen += change.key + (change.document ? u"="_s + change.document->author : u"-"_s);
        });
        std::thread([&] {
            qint64 version = put(*store, u"/guests/1"_s, 0, {}).value();
            (void)put(*store, u"/other/1"_s, 0, {});
            (void)store->commit({{StoreOperation::remove(u"/guests/1"_s, version),
                                  StoreOperation::put(u"/other/2"_s, 0, {}),
                                  StoreOperation::put(u"/guests/2"_s, 0, {})},
                                 u"bob@pam"_s},
                                kForever);
        }).join();
        QVERIFY(seen.isEmpty()); // only from the loop
        QCOMPARE(store->revision(), 0);
        QTRY_COMPARE(revisions, (QList<qint64>{1, 3}));
        QCOMPARE(seen,
                 (QStringList{u"/guests/1=alice@pam"_s, u"/guests/1-"_s, u"/guests/2=bob@pam"_s}));
        QCOMPARE(store->revision(), 3);
    }

    void historyTellsWhoChangedWhatAndIsBounded()
    {
        auto store = open();
        qint64 version = 0;
        for (int cores = 1; cores <= 8; ++cores) {
            version =
                store
                    ->commit(
                        {{StoreOperation::put(u"/guests/100"_s, version, guest(u"web"_s, cores))},
                         u"user%1@pam"_s.arg(cores),
                         u"request-%1"_s.arg(cores)},
                        kForever)
                    .value();
        }
        auto history = store->history(u"/guests/100"_s, 50, kForever).value();
        QCOMPARE(history.size(), 5); // as the options say
        QCOMPARE(history.first().author, u"user8@pam"_s);
        QCOMPARE(history.first().requestId, u"request-8"_s);
        QCOMPARE(history.first().time, m_clock.now());
        QCOMPARE(history.first().changes(), (QList<Change>{{u"cores"_s, 7, 8}}));
        QVERIFY(store->commit({{StoreOperation::remove(u"/guests/100"_s, version)}, u"x@pam"_s},
                              kForever));
        history = store->history(u"/guests/100"_s, 2, kForever).value();
        QCOMPARE(history.size(), 2);
        QVERIFY(!history.first().after);
        QCOMPARE(*history.first().before, guest(u"web"_s, 8)); // so it can be made again
        store.reset();
        m_clock.advance(std::chrono::hours(24 * 91));
        QVERIFY(open()->history(u"/guests/100"_s, 50, kForever)->isEmpty());
    }

    void secretsAreNeitherInHistoryNorInConflicts()
    {
        auto store = open();
        const auto secret = [&](qint64 expected, const QString &hash) {
            return store->commit(
                {{StoreOperation::put(u"/access/passwords/a"_s, expected, {{u"hash"_s, hash}})
                      .secret()},
                 u"root@pam"_s},
                kForever);
        };
        const qint64 first = secret(0, u"one"_s).value();
        QVERIFY(secret(first, u"two"_s));
        const auto late = secret(first, u"three"_s);
        QVERIFY(!late.error().details.contains(u"changes"_s));
        const auto history = store->history(u"/access/passwords/a"_s, 9, kForever);
        QCOMPARE(history->size(), 2);
        for (const auto &entry : *history)
            QVERIFY(!entry.before && !entry.after);
        QFile file(path() + u"-wal"_s);
        QVERIFY(file.open(QFile::ReadOnly));
        QVERIFY(file.readAll().contains("\"two\"")); // the document itself is kept, of course
    }

    void updateBeginsAgainWhenSomebodyElseWasFaster()
    {
        auto store = open();
        constexpr int kEach = 25;
        std::vector<std::thread> threads;
        for (int i = 0; i < 4; ++i) {
            threads.emplace_back([&] {
                for (int n = 0; n < kEach; ++n) {
                    const auto done = store->update(
                        u"/counter"_s, u"a@pam"_s, {},
                        [](QJsonObject value) -> Result<QJsonObject> {
                            value[u"n"_s] = value.value(u"n"_s).toInt() + 1;
                            return value;
                        },
                        kForever);
                    QVERIFY(done);
                }
            });
        }
        for (auto &thread : threads)
            thread.join();
        QCOMPARE(store->read(u"/counter"_s, kForever)->value.value(u"n"_s).toInt(), 4 * kEach);
        QTRY_COMPARE(store->revision(), 4 * kEach);
        QCOMPARE(store->document(u"/counter"_s)->value.value(u"n"_s).toInt(), 4 * kEach);
    }

    void unusableTransactionsAreRefused_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<qint64>("bytes");
        QTest::addColumn<int>("code");
        const int invalid = int(ErrorCode::InvalidParams);
        QTest::newRow("no slash") << u"guests"_s << qint64(1) << invalid;
        QTest::newRow("empty part") << u"/guests//1"_s << qint64(1) << invalid;
        QTest::newRow("folder") << u"/guests/"_s << qint64(1) << invalid;
        QTest::newRow("blank") << u"/guests/a b"_s << qint64(1) << invalid;
        QTest::newRow("control") << u"/guests/a\n"_s << qint64(1) << invalid;
        QTest::newRow("long key") << u'/' + QString(600, u'x') << qint64(1) << invalid;
        QTest::newRow("large") << u"/guests/1"_s << qint64(2 << 20)
                               << int(ErrorCode::LimitExceeded);
    }
    void unusableTransactionsAreRefused()
    {
        QFETCH(QString, key);
        QFETCH(qint64, bytes);
        auto store = open();
        const auto result = put(*store, key, 0, {{u"text"_s, QString(bytes, u'x')}});
        QTEST(int(result.error().code), "code");
    }

    void strangeTextIsKeptExactly()
    {
        auto store = open();
        const QString text = u"'; DROP TABLE documents; -- \"%1 \\ \u0000 \u202e \U0001F3DD"_s;
        QVERIFY(put(*store, u"/guests/'%_\\"_s, 0, {{text, text}}));
        QCOMPARE(store->read(u"/guests/'%_\\"_s, kForever)->value, (QJsonObject{{text, text}}));
        QCOMPARE(store->readAll(u"/guests/'%"_s, kForever)->size(), 1);
    }

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    ManualClock m_clock;
};

QTEST_GUILESS_MAIN(SqliteStoreTest)
#include "tst_sqlitestore.moc"
