// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "agentandctl.h"

#include <support/expect.h>
#include <support/privatelibvirt.h>

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

#include <signal.h>

using namespace Qt::StringLiterals;
using namespace Atoll;

//! A file of one's own machine becomes a guest by one command, and leaves nothing when it does not.
class TestLocalImport : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void anImageBecomesAGuest();
    void whatIsNoImageLeavesNothing();
    void interruptedItLeavesNothing();
    void cleanupTestCase() { m_agent.reset(); }

private:
    QStringList volumes() const
    {
        return QDir(m_agent->storagePath()).entryList(QDir::Files | QDir::Hidden);
    }
    QString file(const QString &name) const { return m_libvirt->directory() + u'/' + name; }

    std::unique_ptr<Support::PrivateLibvirt> m_libvirt;
    std::unique_ptr<AgentAndCtl> m_agent;
};

void TestLocalImport::initTestCase()
{
    auto libvirt = Support::PrivateLibvirt::create();
    if (!libvirt && libvirt.error().code == ErrorCode::Unsupported)
        QSKIP(qPrintable(libvirt.error().sentence()));
    ATOLL_VERIFY(libvirt);
    m_libvirt = std::move(*libvirt);
    auto agent = AgentAndCtl::start(m_libvirt->uri(), m_libvirt->directory());
    ATOLL_VERIFY(agent);
    m_agent = std::move(*agent);
}

void TestLocalImport::anImageBecomesAGuest()
{
    QCOMPARE(QProcess::execute(u"qemu-img"_s, {u"create"_s, u"-q"_s, u"-f"_s, u"qcow2"_s,
                                               file(u"web.qcow2"_s), u"8M"_s}),
             0);
    const auto made = m_agent->ctl(
        {u"guest"_s, u"import"_s, file(u"web.qcow2"_s), u"--name"_s, u"web-1"_s}, {}, 120'000);
    ATOLL_VERIFY(made);
    const auto detail = m_agent->ctl({u"guest"_s, u"get"_s, u"web-1"_s});
    ATOLL_VERIFY(detail);
    QTRY_COMPARE(volumes(), QStringList{u"vm-100-disk-0.qcow2"_s});
}

void TestLocalImport::whatIsNoImageLeavesNothing()
{
    const QStringList before = volumes();
    QFile broken(file(u"broken.ova"_s));
    QVERIFY(broken.open(QIODevice::WriteOnly) && broken.write("this is no package") > 0);
    broken.close();
    QVERIFY(!m_agent->ctl({u"guest"_s, u"import"_s, broken.fileName()}, {}, 120'000));
    QTRY_COMPARE(volumes(), before);
}

void TestLocalImport::interruptedItLeavesNothing()
{
    const QStringList before = volumes();
    QFile large(file(u"large.raw"_s));
    QVERIFY(large.open(QIODevice::WriteOnly) && large.resize(4LL << 30));
    large.close();
    QProcess import;
    import.start(QStringLiteral(ATOLL_BIN_DIR "/atollctl"),
                 m_agent->login() + QStringList{u"guest"_s, u"import"_s, large.fileName()});
    // What is sent has a hidden file in the storage.
    QTRY_VERIFY_WITH_TIMEOUT(volumes() != before, 120'000);
    ::kill(pid_t(import.processId()), SIGINT);
    QVERIFY(import.waitForFinished(60'000));
    QCOMPARE(import.exitStatus(), QProcess::NormalExit);
    QCOMPARE(import.exitCode(), 1);
    QTRY_COMPARE_WITH_TIMEOUT(volumes(), before, 30'000);
    const auto guests = m_agent->ctl({u"guest"_s, u"list"_s});
    ATOLL_VERIFY(guests);
    QCOMPARE(guests->toArray().size(), 1);
}

QTEST_GUILESS_MAIN(TestLocalImport)
#include "tst_localimport.moc"
