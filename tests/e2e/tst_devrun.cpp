// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QDir>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

// The first thing a person does, by the real script: start, look, stop.
class DevRunTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void headlessTellsAddressAndFingerprint();
    void sampleVmRunsAndTheCommandLineSeesIt();
    void runningAgainKeepsTheAgent();
    void withoutDisplayItOffersBothWays();
    void stopEndsEveryProcess();
    void stateOutlivesStop();
    void cleanupTestCase();

private:
    struct Answer
    {
        int code = -1;
        QByteArray out;
        QByteArray err;
    };
    Answer dev(const QStringList &arguments);
    QList<qint64> processes() const;

    QTemporaryDir m_directory{QDir::tempPath() + u"/atoll-XXXXXX"_s};
    QByteArray m_firstAnswer;
};

DevRunTest::Answer DevRunTest::dev(const QStringList &arguments)
{
    QProcess process;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"ATOLL_RUN_DIR"_s, m_directory.path());
    environment.insert(u"ATOLL_PRESET"_s, QStringLiteral(ATOLL_PRESET));
    environment.remove(u"DISPLAY"_s);
    environment.remove(u"WAYLAND_DISPLAY"_s);
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(ATOLL_SOURCE_DIR "/dev"), arguments);
    process.waitForFinished(240'000);
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
            process.readAllStandardOutput(), process.readAllStandardError()};
}

//! All processes that have the run directory in their arguments.
QList<qint64> DevRunTest::processes() const
{
    QList<qint64> found;
    const auto entries = QDir(u"/proc"_s).entryList(QDir::Dirs);
    for (const auto &entry : entries) {
        bool isNumber = false;
        const auto id = entry.toLongLong(&isNumber);
        QFile file(u"/proc/%1/cmdline"_s.arg(entry));
        if (isNumber && file.open(QIODevice::ReadOnly)
            && file.readAll().contains(m_directory.path().toUtf8())) {
            found.append(id);
        }
    }
    return found;
}

void DevRunTest::initTestCase()
{
    QVERIFY(m_directory.isValid());
    const auto answer = dev({u"run"_s, u"--headless"_s});
    QVERIFY2(answer.code == 0, answer.err.constData());
    m_firstAnswer = answer.out;
}

void DevRunTest::headlessTellsAddressAndFingerprint()
{
    QVERIFY2(m_firstAnswer.contains("address     127.0.0.1:"), m_firstAnswer.constData());
    QVERIFY2(m_firstAnswer.contains("fingerprint SHA256:"), m_firstAnswer.constData());
}

void DevRunTest::sampleVmRunsAndTheCommandLineSeesIt()
{
    const auto answer = dev({u"ctl"_s, u"--json"_s, u"guest"_s, u"list"_s});
    QVERIFY2(answer.code == 0, answer.err.constData());
    QVERIFY2(answer.out.contains("atoll-sample"), answer.out.constData());
    QVERIFY2(answer.out.contains("unning"), answer.out.constData());
}

void DevRunTest::runningAgainKeepsTheAgent()
{
    const auto before = processes();
    const auto answer = dev({u"run"_s, u"--headless"_s});
    QVERIFY2(answer.code == 0, answer.err.constData());
    QCOMPARE(answer.out, m_firstAnswer);
    QCOMPARE(processes(), before);
}

void DevRunTest::withoutDisplayItOffersBothWays()
{
    const auto answer = dev({u"run"_s});
    QVERIFY(answer.code != 0);
    QVERIFY2(answer.err.contains("--headless"), answer.err.constData());
    QVERIFY2(answer.err.contains("--xvfb"), answer.err.constData());
}

void DevRunTest::stopEndsEveryProcess()
{
    QVERIFY(processes().size() >= 3); // agent, libvirtd, QEMU
    const auto answer = dev({u"stop"_s});
    QVERIFY2(answer.code == 0, answer.err.constData());
    QTRY_COMPARE(processes(), QList<qint64>());
}

void DevRunTest::stateOutlivesStop()
{
    const auto answer = dev({u"run"_s, u"--headless"_s});
    QVERIFY2(answer.code == 0, answer.err.constData());
    const auto fingerprint = [](const QByteArray &text) {
        return text.mid(text.indexOf("fingerprint"));
    };
    QCOMPARE(fingerprint(answer.out), fingerprint(m_firstAnswer));
    QCOMPARE(dev({u"ctl"_s, u"guest"_s, u"list"_s}).code, 0);
}

void DevRunTest::cleanupTestCase()
{
    QCOMPARE(dev({u"stop"_s}).code, 0);
    QTRY_COMPARE(processes(), QList<qint64>());
}

QTEST_GUILESS_MAIN(DevRunTest)
#include "tst_devrun.moc"
