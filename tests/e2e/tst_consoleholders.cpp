// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "agentandctl.h"

#include <app/secretstore.h>
#include <client/clusters.h>
#include <console/serial/serialsession.h>
#include <support/expect.h>
#include <support/privatelibvirt.h>
#include <support/tinyguest.h>
#if ATOLL_TEST_SPICE
#include <console/spice/spicesession.h>
#endif

#include <QTemporaryDir>
#include <QTest>
#include <QUuid>

using namespace Qt::StringLiterals;
using namespace Atoll;
using Console::ConsoleStatus;

namespace {

constexpr int kWait = 20'000;
constexpr int kQuietMs = 1500; //!< for what must not happen; longer than the first pauses

//! A desktop without windows.
struct Desktop
{
    explicit Desktop(const AgentAndCtl &agent)
    {
        session = clusters.add({*Rpc::Endpoint::parse(agent.address())});
        const auto reaches = [this](Rpc::ClientState state) {
            return QTest::qWaitFor([&] { return session->state() == state; }, kWait);
        };
        if (!reaches(Rpc::ClientState::NeedsTrust))
            return;
        session->trust(agent.fingerprint());
        if (!reaches(Rpc::ClientState::NeedsLogin))
            return;
        session->login(agent.user(), agent.password());
        isReady = reaches(Rpc::ClientState::Ready);
    }
    //! As a console of the guest's page asks for its streams.
    Console::ConsoleTransport transport(Api::ConsoleKind kind)
    {
        const QString viewer = QUuid::createUuid().toString(QUuid::WithoutBraces);
        return [this, kind, viewer](Console::Claim claim) {
            return session->openConsole(
                {u"tiny"_s, kind, claim == Console::Claim::TakeOver, viewer});
        };
    }

    QTemporaryDir folder;
    MemorySecretStore secrets;
    Clusters clusters{{{}, {}, folder.path()}, secrets};
    ClusterSession *session = nullptr;
    bool isReady = false;
};

} // namespace

//! Two desktops, a real agent, libvirt and a guest: one viewer has a console, and nobody fights.
class TestConsoleHolders : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void theSecondDesktopHearsWhoHasTheSerialPort();
    void whoTakesOverKeepsIt();
    void itIsFreeWhenTheHolderLeavesOrCrashes();
    void aRestartOfTheAgentGivesItBackToWhoHadIt();
    void spiceIsTakenOverAsAWhole();
    void cleanupTestCase();

private:
    QByteArray virsh(const QStringList &words);
    static bool isInUse(const Console::ConsoleSession &session)
    {
        const auto viewer = Console::viewerOf(session.error());
        return session.status() == ConsoleStatus::Failed && viewer && !viewer->hasTakenIt
               && viewer->user == "admin@builtin"_L1 && viewer->address.contains("127.0.0.1"_L1);
    }
    static bool isTaken(const Console::ConsoleSession &session)
    {
        const auto viewer = Console::viewerOf(session.error());
        return session.status() == ConsoleStatus::Failed && viewer && viewer->hasTakenIt;
    }

    std::unique_ptr<Support::PrivateLibvirt> m_libvirt;
    std::unique_ptr<AgentAndCtl> m_agent;
};

QByteArray TestConsoleHolders::virsh(const QStringList &words)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(u"virsh"_s, QStringList{u"-c"_s, m_libvirt->uri()} + words);
    process.waitForFinished();
    return process.exitCode() == 0 ? QByteArray() : process.readAll();
}

void TestConsoleHolders::initTestCase()
{
    auto libvirt = Support::PrivateLibvirt::create();
    if (!libvirt && libvirt.error().code == ErrorCode::Unsupported)
        QSKIP(qPrintable(libvirt.error().sentence()));
    ATOLL_VERIFY(libvirt);
    m_libvirt = std::move(*libvirt);
    auto agent = AgentAndCtl::start(m_libvirt->uri(), m_libvirt->directory());
    ATOLL_VERIFY(agent);
    m_agent = std::move(*agent);
    const auto guest = Support::TinyGuest::create(m_libvirt->directory(), u"tiny"_s);
    if (!guest && guest.error().code == ErrorCode::Unsupported)
        QSKIP(qPrintable(guest.error().sentence()));
    ATOLL_VERIFY(guest);
    QString xml = guest->domainXml();
#if ATOLL_TEST_SPICE
    xml.replace(u"<video>"_s, u"<graphics type='spice'><listen type='none'/></graphics><video>"_s);
#endif
    const QString definition = m_libvirt->directory() + u"/tiny.xml"_s;
    QFile file(definition);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(xml.toUtf8());
    file.close();
    QCOMPARE(virsh({u"define"_s, definition}), QByteArray());
    QCOMPARE(virsh({u"start"_s, u"tiny"_s}), QByteArray());
    QVERIFY(guest->waitForReady());
}

void TestConsoleHolders::cleanupTestCase()
{
    if (m_agent)
        virsh({u"destroy"_s, u"tiny"_s});
    m_agent.reset();
}

void TestConsoleHolders::theSecondDesktopHearsWhoHasTheSerialPort()
{
    Desktop first(*m_agent);
    Desktop second(*m_agent);
    QVERIFY(first.isReady && second.isReady);
    Console::SerialSession holder(first.transport(Api::ConsoleKind::Serial));
    Console::SerialSession other(second.transport(Api::ConsoleKind::Serial));
    holder.start();
    QTRY_COMPARE_WITH_TIMEOUT(holder.status(), ConsoleStatus::Connected, kWait);
    other.start();
    QTRY_VERIFY_WITH_TIMEOUT(isInUse(other), kWait);
    QVERIFY(qAbs(Console::viewerOf(other.error())->since.secsTo(QDateTime::currentDateTimeUtc()))
            < 60);
    QTest::qWait(kQuietMs);
    QVERIFY(holder.isConnected() && isInUse(other));
    // Its bytes still come.
    const quint64 before = holder.receivedBytes();
    holder.emulator().sendText(u"\r"_s);
    QTRY_VERIFY_WITH_TIMEOUT(holder.receivedBytes() > before, kWait);
}

void TestConsoleHolders::whoTakesOverKeepsIt()
{
    Desktop first(*m_agent);
    Desktop second(*m_agent);
    QVERIFY(first.isReady && second.isReady);
    Console::SerialSession holder(first.transport(Api::ConsoleKind::Serial));
    Console::SerialSession other(second.transport(Api::ConsoleKind::Serial));
    holder.start();
    QTRY_COMPARE_WITH_TIMEOUT(holder.status(), ConsoleStatus::Connected, kWait);
    other.start();
    QTRY_VERIFY_WITH_TIMEOUT(isInUse(other), kWait);
    other.takeOver();
    QTRY_COMPARE_WITH_TIMEOUT(other.status(), ConsoleStatus::Connected, kWait);
    QTRY_VERIFY_WITH_TIMEOUT(isTaken(holder), kWait);
    QTest::qWait(kQuietMs);
    QVERIFY(other.isConnected() && isTaken(holder));
    holder.takeOver(); // "Take Back"
    QTRY_COMPARE_WITH_TIMEOUT(holder.status(), ConsoleStatus::Connected, kWait);
    QTRY_VERIFY_WITH_TIMEOUT(isTaken(other), kWait);
    QVERIFY(holder.isConnected());
}

void TestConsoleHolders::itIsFreeWhenTheHolderLeavesOrCrashes()
{
    Desktop second(*m_agent);
    QVERIFY(second.isReady);
    Console::SerialSession other(second.transport(Api::ConsoleKind::Serial));
    {
        Desktop first(*m_agent);
        QVERIFY(first.isReady);
        Console::SerialSession holder(first.transport(Api::ConsoleKind::Serial));
        holder.start();
        QTRY_COMPARE_WITH_TIMEOUT(holder.status(), ConsoleStatus::Connected, kWait);
        other.start();
        QTRY_VERIFY_WITH_TIMEOUT(isInUse(other), kWait);
        holder.stop();
        const auto comes = [&] {
            other.retryNow();
            return QTest::qWaitFor([&] { return other.status() != ConsoleStatus::Connecting; },
                                   kWait)
                   && other.isConnected();
        };
        QTRY_VERIFY_WITH_TIMEOUT(comes(), kWait);
        other.stop();
        holder.start();
        QTRY_COMPARE_WITH_TIMEOUT(holder.status(), ConsoleStatus::Connected, kWait);
    } // without a goodbye of the console: the connection ends
    other.start();
    QTRY_VERIFY_WITH_TIMEOUT(other.isConnected() || (other.retryNow(), false), kWait);
}

void TestConsoleHolders::aRestartOfTheAgentGivesItBackToWhoHadIt()
{
    Desktop first(*m_agent);
    Desktop second(*m_agent);
    QVERIFY(first.isReady && second.isReady);
    Console::SerialSession holder(first.transport(Api::ConsoleKind::Serial));
    Console::SerialSession other(second.transport(Api::ConsoleKind::Serial));
    holder.start();
    QTRY_COMPARE_WITH_TIMEOUT(holder.status(), ConsoleStatus::Connected, kWait);
    other.start();
    QTRY_VERIFY_WITH_TIMEOUT(isInUse(other), kWait);
    ATOLL_VERIFY(m_agent->crashAndRestart());
    QTRY_VERIFY_WITH_TIMEOUT(!holder.isConnected(), kWait);
    QTRY_COMPARE_WITH_TIMEOUT(holder.status(), ConsoleStatus::Connected, 60'000);
    QVERIFY(isInUse(other)); // it waits for somebody to want it
    other.retryNow();
    QTRY_VERIFY_WITH_TIMEOUT(isInUse(other), 60'000);
    QVERIFY(holder.isConnected());
}

void TestConsoleHolders::spiceIsTakenOverAsAWhole()
{
#if ATOLL_TEST_SPICE
    Desktop first(*m_agent);
    Desktop second(*m_agent);
    QVERIFY(first.isReady && second.isReady);
    Console::SpiceSession holder(first.transport(Api::ConsoleKind::Spice));
    Console::SpiceSession other(second.transport(Api::ConsoleKind::Spice));
    holder.start();
    QTRY_VERIFY_WITH_TIMEOUT(holder.isConnected() && !holder.picture().isNull(), kWait);
    other.start();
    QTRY_VERIFY_WITH_TIMEOUT(isInUse(other), kWait);
    QVERIFY(holder.isConnected());
    other.takeOver();
    QTRY_VERIFY_WITH_TIMEOUT(other.isConnected() && !other.picture().isNull(), kWait);
    QTRY_VERIFY_WITH_TIMEOUT(isTaken(holder), kWait);
    QTest::qWait(kQuietMs);
    QVERIFY(other.isConnected() && isTaken(holder));
    other.stop();
    holder.takeOver();
    QTRY_VERIFY_WITH_TIMEOUT(holder.isConnected(), kWait);
#else
    QSKIP("built without SPICE");
#endif
}

QTEST_MAIN(TestConsoleHolders)
#include "tst_consoleholders.moc"
