// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <support/inworker.h>
#include <system/localprocessrunner.h>

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <thread>

using namespace Atoll;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestLocalProcessRunner : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesOutputAndExitCode();
    void argumentsAreNeverSeenByAShell();
    void feedsStandardInput();
    void environmentIsSmallAndInCLocale();
    void missingProgramSaysWhatToInstall();
    void endsAtTheTimeoutWithAllItsChildren();
    void endsWhenCancelled();
    void endsWhenItPrintsTooMuch();
    void memoryLimitHolds();
    void failureCarriesTheProgramsOwnWords();
    void manyRunSideBySide();

private:
    Result<ProcessResult> run(const ProcessSpec &spec)
    {
        return inWorker([&] { return m_runner.run(spec); });
    }

    LocalProcessRunner m_runner;
};

void TestLocalProcessRunner::givesOutputAndExitCode()
{
    const auto result = run({u"sh"_s, {u"-c"_s, u"echo out; echo err >&2; exit 3"_s}});
    QVERIFY(result);
    QCOMPARE(result->exitCode, 3);
    QCOMPARE(result->output, "out\n");
    QCOMPARE(result->errorOutput, "err\n");
}

void TestLocalProcessRunner::argumentsAreNeverSeenByAShell()
{
    const QString evil = u"$(touch /tmp/x); `id` \" ' ; | & \n ü"_s;
    QCOMPARE(run({u"printf"_s, {u"%s"_s, evil}})->output, evil.toUtf8());
}

void TestLocalProcessRunner::feedsStandardInput()
{
    ProcessSpec spec{u"cat"_s};
    spec.input = QByteArray(1 << 20, 'x');
    QCOMPARE(run(spec)->output.size(), 1 << 20);
    spec.input.clear();
    QCOMPARE(run(spec)->output, QByteArray());
}

void TestLocalProcessRunner::environmentIsSmallAndInCLocale()
{
    qputenv("ATOLL_TEST_SECRET", "secret");
    ProcessSpec spec{u"env"_s};
    spec.environment.insert(u"EXTRA"_s, u"1"_s);
    const QByteArray output = run(spec)->output;
    QVERIFY(!output.contains("secret"));
    QVERIFY(output.contains("LC_ALL=C.UTF-8\n"));
    QVERIFY(output.contains("EXTRA=1\n"));
}

void TestLocalProcessRunner::missingProgramSaysWhatToInstall()
{
    const auto result = run({u"atoll-no-such-program"_s});
    QCOMPARE(result.error().code, ErrorCode::EngineUnavailable);
    QVERIFY(result.error().hint.contains(u"atoll-no-such-program"_s));
}

void TestLocalProcessRunner::endsAtTheTimeoutWithAllItsChildren()
{
    QTemporaryDir dir;
    const QString pidFile = dir.filePath(u"pid"_s);
    ProcessSpec spec{u"sh"_s, {u"-c"_s, u"sleep 600 & echo $! > \"$0\"; wait"_s, pidFile}};
    spec.timeout = 500ms;
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(run(spec).error().code, ErrorCode::Timeout);
    QVERIFY(timer.elapsed() < 10'000);
    QFile file(pidFile);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray pid = file.readAll().trimmed();
    QVERIFY(pid.toInt() > 1);
    const auto isGone = [&] {
        QFile stat(u"/proc/%1/stat"_s.arg(QString::fromLatin1(pid)));
        return !stat.open(QIODevice::ReadOnly) || stat.readAll().contains(") Z ");
    };
    QTRY_VERIFY(isGone());
}

void TestLocalProcessRunner::endsWhenCancelled()
{
    std::stop_source source;
    ProcessSpec spec{u"sleep"_s, {u"600"_s}};
    spec.stop = source.get_token();
    std::jthread canceller([&] {
        std::this_thread::sleep_for(100ms);
        source.request_stop();
    });
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(run(spec).error().code, ErrorCode::Cancelled);
    QVERIFY(timer.elapsed() < 10'000);
    QCOMPARE(run(spec).error().code, ErrorCode::Cancelled);
}

void TestLocalProcessRunner::endsWhenItPrintsTooMuch()
{
    ProcessSpec spec{u"cat"_s, {u"/dev/zero"_s}};
    spec.outputLimitBytes = 100'000;
    QCOMPARE(run(spec).error().code, ErrorCode::LimitExceeded);
}

void TestLocalProcessRunner::memoryLimitHolds()
{
    ProcessSpec spec{u"dd"_s, {u"if=/dev/zero"_s, u"of=/dev/null"_s, u"bs=200M"_s, u"count=1"_s}};
    QCOMPARE(run(spec)->exitCode, 0);
    spec.memoryLimitBytes = 100 << 20;
    const auto limited = run(spec);
    QVERIFY(limited);
    QVERIFY(limited->exitCode != 0);
}

void TestLocalProcessRunner::failureCarriesTheProgramsOwnWords()
{
    const auto result = inWorker([&] {
        return m_runner.runOrFail({u"cat"_s, {u"/nonexistent/file"_s}});
    });
    QCOMPARE(result.error().code, ErrorCode::EngineFailed);
    QCOMPARE(result.error().text, u"cat failed: /nonexistent/file: No such file or directory"_s);
}

void TestLocalProcessRunner::manyRunSideBySide()
{
    std::vector<std::jthread> threads;
    std::atomic<int> good = 0;
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back([&, i] {
            const auto result = m_runner.run({u"echo"_s, {QString::number(i)}});
            good += result && result->output == QByteArray::number(i) + '\n';
        });
    }
    threads.clear();
    QCOMPARE(good.load(), 8);
}

QTEST_GUILESS_MAIN(TestLocalProcessRunner)
#include "tst_localprocessrunner.moc"
