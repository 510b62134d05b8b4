// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <access/auditlog.h>
#include <support/expect.h>

#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace Atoll;
using namespace Qt::StringLiterals;

class AuditLogTest : public QObject
{
    Q_OBJECT

private:
    QString path() const { return m_dir->filePath(u"audit.jsonl"_s); }
    std::unique_ptr<AuditLog> open(qint64 rotateAtBytes = 1 << 20) const
    {
        auto log = AuditLog::open({path(), rotateAtBytes, 3});
        return log ? std::move(*log) : nullptr;
    }
    static Api::AuditRecord record(int number, const QString &user = u"alice@pam"_s)
    {
        return {QDateTime::currentDateTimeUtc(), user,    u"192.0.2.1"_s,          u"guest.start"_s,
                u"/guests/%1"_s.arg(number),     u"ok"_s, u"task-%1"_s.arg(number)};
    }
    static QStringList objects(AuditLog &log, const Api::AuditFilter &filter = {})
    {
        auto future = log.query(filter);
        future.waitForFinished();
        QStringList objects;
        const auto records = future.result();
        for (const auto &one : records.value())
            objects += one.object;
        return objects;
    }
    static Result<void> flush(AuditLog &log)
    {
        auto future = log.flush();
        future.waitForFinished();
        return future.result();
    }

private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }

    void everyRecordIsOneLineAndIsFoundNewestFirst()
    {
        auto log = open();
        log->append(record(1));
        Api::AuditRecord strange = record(2, u"bob@pam"_s);
        strange.result = u"no:\n{\"fake\":1}\r\u2028"_s; // must not look like a second record
        log->append(strange);
        log->append(record(3));
        ATOLL_VERIFY(flush(*log));
        QFile file(path());
        QVERIFY(file.open(QFile::ReadOnly));
        QCOMPARE(file.readAll().count('\n'), 3);
        QCOMPARE(objects(*log), (QStringList{u"/guests/3"_s, u"/guests/2"_s, u"/guests/1"_s}));
        QCOMPARE(objects(*log, {u"bob@pam"_s, {}, 10}), QStringList{u"/guests/2"_s});
        QCOMPARE(objects(*log, {{}, u"/guests/1"_s, 10}), QStringList{u"/guests/1"_s});
        QCOMPARE(objects(*log, {{}, {}, 1}), QStringList{u"/guests/3"_s});
        QCOMPARE(file.permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    }

    void whatWasWaitingIsWrittenAtTheEnd()
    {
        {
            auto log = open();
            for (int i = 0; i < 500; ++i)
                log->append(record(i));
        }
        QCOMPARE(objects(*open(), {{}, {}, 1000}).size(), 500);
    }

    void oldFilesAreRotatedAndOnlySoManyKept()
    {
        auto log = open(1000);
        for (int i = 0; i < 100; ++i) {
            log->append(record(i));
            ATOLL_VERIFY(flush(*log));
        }
        QCOMPARE(QDir(m_dir->path()).entryList(QDir::Files),
                 (QStringList{u"audit.jsonl"_s, u"audit.jsonl.1"_s, u"audit.jsonl.2"_s,
                              u"audit.jsonl.3"_s}));
        const QStringList found = objects(*log, {{}, {}, 12});
        QCOMPARE(found.size(), 12); // over the files
        QCOMPARE(found.first(), u"/guests/99"_s);
        QCOMPARE(found.last(), u"/guests/88"_s);
    }

    void aLineThatAKilledAgentTornDoesNotSpoilTheNext()
    {
        {
            auto log = open();
            log->append(record(1));
        }
        QFile file(path());
        QVERIFY(file.open(QFile::Append));
        file.write("{\"at\":\"2026-01-3");
        file.close();
        auto log = open();
        log->append(record(2));
        QCOMPARE(objects(*log), (QStringList{u"/guests/2"_s, u"/guests/1"_s}));
    }

    void whatTheDiskDidNotTakeIsTriedAgain()
    {
        auto log = open();
        log->append(record(1));
        ATOLL_VERIFY(flush(*log));
        log.reset();
        QVERIFY(QFile::remove(path()) && QFile::link(u"/dev/full"_s, path()));
        log = open();
        QVERIFY(log);
        log->append(record(2));
        const auto full = flush(*log);
        QVERIFY(!full);
        QVERIFY2(full.error().text.contains(u"cannot be written"_s), qPrintable(full.error().text));
    }

    void manyThreadsWriteWholeLines()
    {
        auto log = open();
        std::vector<std::thread> threads;
        for (int t = 0; t < 4; ++t) {
            threads.emplace_back([&, t] {
                for (int i = 0; i < 200; ++i)
                    log->append(record(t * 1000 + i));
            });
        }
        for (auto &thread : threads)
            thread.join();
        QCOMPARE(objects(*log, {{}, {}, 5000}).size(), 800);
    }

private:
    std::unique_ptr<QTemporaryDir> m_dir;
};

QTEST_GUILESS_MAIN(AuditLogTest)
#include "tst_auditlog.moc"
