// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <app/check.h>
#include <app/engineprobe.h>
#include <support/inworker.h>
#include <system/localprocessrunner.h>

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Atoll;
using namespace Qt::StringLiterals;

//! With programs that really run: those of a directory that stands for all of PATH.
class TestEngineProbe : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { qputenv("PATH", m_path); }

    void findsWhatIsThereAndHowToGetTheRest();
    void looksAgainOnlyWhenAsked();
    void aProgramThatDoesNotWorkIsNotThere();
    void theCheckSaysWhetherGuestsCanRun();

private:
    void install(const QString &program, const QByteArray &script)
    {
        QFile file(m_programs->filePath(program));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("#!/bin/sh\n" + script + '\n');
        QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    }
    Api::EngineInfo find(const QString &name) const
    {
        for (const Api::EngineInfo &engine : m_probe->engines()) {
            if (engine.name == name)
                return engine;
        }
        return {};
    }

    const QByteArray m_path = qgetenv("PATH");
    LocalProcessRunner m_runner;
    std::unique_ptr<QTemporaryDir> m_programs;
    std::unique_ptr<EngineProbe> m_probe;
};

void TestEngineProbe::init()
{
    m_programs = std::make_unique<QTemporaryDir>();
    qputenv("PATH", m_programs->path().toUtf8());
    install(u"qemu-img"_s, "echo \"qemu-img version 7.2.13 (Debian 1:7.2+dfsg-7)\"");
    m_probe = std::make_unique<EngineProbe>(m_runner);
}

void TestEngineProbe::findsWhatIsThereAndHowToGetTheRest()
{
    QSignalSpy changed(m_probe.get(), &EngineProbe::changed);
    QVERIFY(m_probe->engines().isEmpty());
    m_probe->start();
    QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 1, 60'000);
    const Api::EngineInfo image = find(u"qemu-img"_s);
    QVERIFY(image.isAvailable && image.isNeeded && image.since.isValid());
    QCOMPARE(image.version, u"7.2.13"_s);
    const Api::EngineInfo qemu = find(u"qemu"_s);
    QVERIFY(!qemu.isAvailable && qemu.isNeeded);
    QCOMPARE(qemu.problem, u"qemu-system-x86_64 is not installed"_s);
    QVERIFY2(qemu.advice.contains(u"apt install qemu-system-x86"_s), qPrintable(qemu.advice));
    const Api::EngineInfo tpm = find(u"swtpm"_s);
    QVERIFY(!tpm.isAvailable && !tpm.isNeeded);
    QVERIFY(!find(u"ovmf"_s).name.isEmpty());
    QVERIFY(!find(u"kvm"_s).name.isEmpty());
    QVERIFY(find(u"libvirt"_s).name.isEmpty()); // the running agent knows better
}

void TestEngineProbe::looksAgainOnlyWhenAsked()
{
    QSignalSpy changed(m_probe.get(), &EngineProbe::changed);
    m_probe->start();
    QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 1, 60'000);
    const QDateTime since = find(u"qemu-img"_s).since;
    install(u"swtpm"_s, "echo TPM emulator version 0.7.1, Copyright");
    QTest::qWait(300);
    QVERIFY(!find(u"swtpm"_s).isAvailable);
    const QList<Api::EngineInfo> found = inWorker([this] { return m_probe->probe(); });
    QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 2, 60'000);
    QCOMPARE(found.size(), m_probe->engines().size());
    QCOMPARE(find(u"swtpm"_s).version, u"0.7.1"_s);
    QVERIFY(find(u"swtpm"_s).since > since);
    QCOMPARE(find(u"qemu-img"_s).since, since);
    // Nothing new: nobody is told.
    inWorker([this] { return m_probe->probe(); });
    QTest::qWait(50);
    QCOMPARE(changed.size(), 2);
}

void TestEngineProbe::aProgramThatDoesNotWorkIsNotThere()
{
    install(u"swtpm"_s, "echo 'swtpm: error while loading shared libraries' >&2; exit 127");
    inWorker([this] { return m_probe->probe(); });
    QTRY_VERIFY(!m_probe->engines().isEmpty());
    QVERIFY(!find(u"swtpm"_s).isAvailable);
    QVERIFY2(find(u"swtpm"_s).problem.contains(u"shared libraries"_s),
             qPrintable(find(u"swtpm"_s).problem));
}

void TestEngineProbe::theCheckSaysWhetherGuestsCanRun()
{
    install(u"virsh"_s, "echo 'Using library: libvirt 9.0.0'");
    const Config config = Config::defaults();
    const auto check = [&] { return formatCheck(checkEngines(config, m_runner)); };
    CheckReport report = inWorker(check);
    QVERIFY(!report.isUsable);
    QVERIFY2(report.text.contains(u"needed   qemu "_s), qPrintable(report.text));
    QVERIFY2(report.text.contains(u"missing  swtpm"_s), qPrintable(report.text));
    install(u"qemu-system-x86_64"_s, "echo QEMU emulator version 7.2.13");
    report = inWorker(check);
    QVERIFY2(report.isUsable, qPrintable(report.text));
}

QTEST_GUILESS_MAIN(TestEngineProbe)
#include "tst_engineprobe.moc"
