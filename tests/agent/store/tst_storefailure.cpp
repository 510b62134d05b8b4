// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <store/sqlitestore.h>
#include <support/manualclock.h>

#include <QCoreApplication>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <cstdio>
#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

using namespace Atoll;
using namespace Qt::StringLiterals;

namespace {

const QDeadlineTimer kForever(QDeadlineTimer::Forever);
constexpr int kSkip = 77;

Result<std::unique_ptr<SqliteStore>> openStore(const QString &path)
{
    static const SystemClock clock;
    return SqliteStore::open({path}, clock);
}

//! Two documents that every transaction changes to the same number.
Result<qint64> writePair(SqliteStore &store, int number, int padding)
{
    QList<StoreOperation> operations;
    for (const QString &key : {u"/pair/a"_s, u"/pair/b"_s}) {
        const auto document = store.read(key, kForever);
        operations +=
            StoreOperation::put(key, document ? document->version : 0,
                                {{u"n"_s, number}, {u"padding"_s, QString(padding, u'x')}});
    }
    return store.commit({operations, u"test"_s}, kForever);
}

//! Writes until it is killed; says what was acknowledged.
int writeForever(const QString &path)
{
    auto store = openStore(path);
    if (!store)
        return 1;
    const auto last = (*store)->read(u"/pair/a"_s, kForever);
    for (int n = last ? last->value.value(u"n"_s).toInt() + 1 : 1;; ++n) {
        if (!writePair(**store, n, 20'000))
            return 1;
        std::printf("%d\n", n);
        std::fflush(stdout);
    }
}

int report(const QString &words)
{
    std::printf("%s\n", qPrintable(words));
    return 0;
}

//! A file system of its own, which only this process sees.
bool mountTiny(const QString &folder)
{
    const int flags = geteuid() == 0 ? CLONE_NEWNS : CLONE_NEWNS | CLONE_NEWUSER;
    return unshare(flags) == 0 && mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0
           && mount("tmpfs", qPrintable(folder), "tmpfs", 0, "size=256k") == 0;
}

int fillDisk(const QString &folder)
{
    auto store = openStore(folder + u"/state.db"_s);
    if (!store)
        return report(u"open: "_s + store.error().sentence());
    for (int n = 1; n < 1000; ++n) {
        const auto written = writePair(**store, n, 2000);
        if (written)
            continue;
        const auto a = (*store)->read(u"/pair/a"_s, kForever);
        const auto b = (*store)->read(u"/pair/b"_s, kForever);
        const bool isWhole =
            a && b && a->value.value(u"n"_s).toInt() == n - 1 && b->value == a->value;
        store->reset();
        const auto again = openStore(folder + u"/state.db"_s);
        if (!again)
            return report(u"cannot open again: "_s + again.error().sentence());
        const auto after = (*again)->document(u"/pair/b"_s);
        return report(
            u"%1 %2 %3"_s.arg(int(written.error().code))
                .arg(isWhole && after && after->value == a->value ? u"whole"_s : u"broken"_s)
                .arg(written.error().text));
    }
    return report(u"never full"_s);
}

int openReadOnly(const QString &folder)
{
    (void)openStore(folder + u"/state.db"_s);
    if (mount("none", qPrintable(folder), nullptr, MS_REMOUNT | MS_RDONLY, nullptr) != 0)
        return kSkip;
    const auto store = openStore(folder + u"/state.db"_s);
    return report(store ? u"opened"_s
                        : QString::number(int(store.error().code)) + u' ' + store.error().text);
}

int child(const QStringList &arguments)
{
    const QString mode = arguments.at(1);
    if (mode == "--write"_L1)
        return writeForever(arguments.at(2));
    return mode == "--fill"_L1 ? fillDisk(arguments.at(2)) : openReadOnly(arguments.at(2));
}

} // namespace

class StoreFailureTest : public QObject
{
    Q_OBJECT

private:
    QString path() const { return m_dir->filePath(u"state.db"_s); }
    //! What a child says that has a file system of its own; empty when it cannot have one.
    QString inTinyFileSystem(const QString &mode)
    {
        QProcess process;
        process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process.start(QCoreApplication::applicationFilePath(), {mode, m_dir->path()});
        process.waitForFinished();
        return process.exitCode() == kSkip ? QString()
                                           : QString::fromUtf8(process.readAllStandardOutput());
    }
    Error openError() const
    {
        const auto store = openStore(path());
        return store ? Error{} : store.error();
    }

private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }

    void killedInTheMiddleNothingAcknowledgedIsLostAndNothingIsHalf()
    {
        int acknowledged = 0;
        for (int round = 0; round < 6; ++round) {
            QProcess process;
            process.start(QCoreApplication::applicationFilePath(), {u"--write"_s, path()});
            QVERIFY(process.waitForReadyRead());
            QTest::qWait(20 + round * 13);
            ::kill(pid_t(process.processId()), SIGKILL);
            QVERIFY(process.waitForFinished());
            const auto lines = process.readAllStandardOutput().trimmed().split('\n');
            QVERIFY(lines.last().toInt() > acknowledged);
            acknowledged = lines.last().toInt();

            const auto store = openStore(path());
            QVERIFY2(store, store ? "" : qPrintable(store.error().sentence()));
            const auto a = (*store)->document(u"/pair/a"_s);
            const auto b = (*store)->document(u"/pair/b"_s);
            QCOMPARE(a->value, b->value);
            QCOMPARE(a->version, b->version);
            QVERIFY(a->value.value(u"n"_s).toInt() >= acknowledged);
        }
    }

    void aFullDiskIsToldAndLeavesEverythingAsItWas()
    {
        const QString said = inTinyFileSystem(u"--fill"_s);
        if (said.isEmpty())
            QSKIP("no right to mount a file system of its own");
        QVERIFY2(said.startsWith(u"1023 whole no space left"_s), qPrintable(said));
    }

    void aReadOnlyFileSystemIsRefusedInWords()
    {
        const QString said = inTinyFileSystem(u"--readonly"_s);
        if (said.isEmpty())
            QSKIP("no right to mount a file system of its own");
        QVERIFY2(said.startsWith(u"1031 "_s) && said.contains(u"cannot be written"_s),
                 qPrintable(said));
    }

    void aDamagedFileIsRefused_data()
    {
        QTest::addColumn<int>("offset");
        QTest::newRow("header") << 0;
        QTest::newRow("page") << 4096 + 2;
    }
    void aDamagedFileIsRefused()
    {
        QFETCH(int, offset);
        {
            const auto store = openStore(path());
            for (int n = 1; n < 20; ++n)
                QVERIFY(writePair(**store, n, 3000));
        }
        QFile file(path());
        QVERIFY(file.open(QFile::ReadWrite) && file.seek(offset));
        file.write(QByteArray(3000, '\xa5'));
        file.close();
        const Error error = openError();
        QCOMPARE(error.code, ErrorCode::EngineFailed);
        QVERIFY2(error.text.contains(u"damaged"_s), qPrintable(error.text));
        QVERIFY(error.text.contains(path()) && !error.hint.isEmpty());
    }

    void aFileOfANewerVersionIsRefused()
    {
        {
            const auto file = SqliteFile::open(
                {path(), u"x"_s, 0x41746c53, {{}, {u"CREATE TABLE future (x)"_s}}});
            QVERIFY(file);
        }
        const Error error = openError();
        QCOMPARE(error.code, ErrorCode::Unsupported);
        QVERIFY2(error.text.contains(u"newer Atoll"_s), qPrintable(error.text));
    }

    void aDatabaseOfAnotherProgramIsLeftAlone()
    {
        {
            const auto file =
                SqliteFile::open({path(), u"x"_s, 42, {{u"CREATE TABLE theirs (x)"_s}}});
            QVERIFY(file);
        }
        QVERIFY(openError().text.contains(u"but not the configuration"_s));
    }

    void anInterruptedMigrationBeginsAgain()
    {
        const QStringList first{u"CREATE TABLE a (x)"_s};
        const SqliteFile::Options broken{
            path(), u"x"_s, 7, {first, {u"CREATE TABLE b (x)"_s, u"NONSENSE"_s}}};
        QVERIFY(!SqliteFile::open(broken));
        const SqliteFile::Options repaired{path(), u"x"_s, 7, {first, {u"CREATE TABLE b (x)"_s}}};
        QVERIFY(SqliteFile::open(repaired));
        QVERIFY(SqliteFile::open(repaired)); // and is done only once
    }

    void aSecondAgentIsKeptOut()
    {
        const auto store = openStore(path());
        QVERIFY(store);
        QProcess process;
        process.start(QCoreApplication::applicationFilePath(), {u"--write"_s, path()});
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitCode(), 1);
        QCOMPARE(openError().code, ErrorCode::Busy);
    }

    void whoWaitsTooLongIsToldThatNothingHappened()
    {
        const auto file = SqliteFile::open({path(), u"x"_s, 7, {}});
        std::promise<void> release;
        (*file)->post(
            [future = release.get_future().share()](SqliteConnection &) { future.wait(); });
        std::atomic<bool> isDone = false;
        const auto late = (*file)->call<int>(
            [&](SqliteConnection &) -> Result<int> {
                isDone = true;
                return 1;
            },
            QDeadlineTimer(30));
        QCOMPARE(late.error().code, ErrorCode::Timeout);
        QVERIFY(!late.error().details.contains(u"mayBeDone"_s));
        release.set_value();
        (void)(*file)->call<int>([](SqliteConnection &) -> Result<int> { return 1; }, kForever);
        QVERIFY(!isDone);
    }

private:
    std::unique_ptr<QTemporaryDir> m_dir;
};

int main(int argc, char *argv[])
{
    // unshare() of a user wants a process with one thread, so before Qt starts any.
    if (argc > 2 && qstrcmp(argv[1], "--write") != 0 && qstrncmp(argv[1], "--", 2) == 0
        && !mountTiny(QString::fromUtf8(argv[2])))
        return kSkip;
    QCoreApplication application(argc, argv);
    if (argc > 2 && qstrncmp(argv[1], "--", 2) == 0)
        return child(QCoreApplication::arguments());
    StoreFailureTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_storefailure.moc"
