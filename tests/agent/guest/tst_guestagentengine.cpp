// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <support/expect.h>
#include <support/privatelibvirt.h>
#include <support/tinyguest.h>

#include <guest/guestagentmessages.h>
#include <guest/kvm/domain.h>
#include <guest/kvm/libvirthypervisor.h>

#include <QtConcurrent>
#include <QTest>

using namespace Atoll;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

//! Blocking functions are for workers; the test's thread must go on turning its loop.
template <class F>
auto inWorker(F work)
{
    auto future = QtConcurrent::run(work);
    while (!future.isFinished())
        QTest::qWait(1);
    return future.result();
}

} // namespace

//! A real guest's agent through libvirt, well and hanging.
class TestGuestAgentEngine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void realAgentAnswersAndAHangingOneDelaysNobody();
};

void TestGuestAgentEngine::realAgentAnswersAndAHangingOneDelaysNobody()
{
    auto libvirt = Support::PrivateLibvirt::create();
    if (!libvirt && libvirt.error().code == ErrorCode::Unsupported)
        QSKIP(qPrintable(libvirt.error().sentence()));
    ATOLL_VERIFY(libvirt);
    const auto guest = Support::TinyGuest::create((*libvirt)->directory());
    ATOLL_VERIFY(guest);
    Kvm::LibvirtHypervisor hypervisor({.uri = (*libvirt)->uri(), .isEmulationForced = true});
    QTRY_VERIFY_WITH_TIMEOUT(hypervisor.engine().isAvailable, 60'000);
    ATOLL_VERIFY(inWorker([&] { return hypervisor.define(guest->domainXml()); }));
    QString uuid;
    connect(&hypervisor, &Hypervisor::domainsChanged, this,
            [&uuid](const QList<DomainInfo> &domains) { uuid = domains.first().uuid; });
    QTRY_VERIFY_WITH_TIMEOUT(!uuid.isEmpty(), 30'000);
    ATOLL_VERIFY(inWorker([&] { return hypervisor.start(uuid); }));

    const auto ask = [&](const QString &name, const QJsonObject &arguments = {}) {
        return hypervisor.agentCommand(uuid, agentmessages::command(name, arguments), 5s);
    };
    QTRY_VERIFY_WITH_TIMEOUT(inWorker([&] { return ask(u"guest-ping"_s); }), 120'000);
    const auto info = inWorker([&] { return ask(u"guest-info"_s); });
    ATOLL_VERIFY(info);
    Api::AgentInfo facts;
    agentmessages::takeInfo(*agentmessages::answer(*info), facts);
    QVERIFY(facts.commands.contains(u"guest-exec"_s));
    const auto refused = inWorker([&] { return ask(u"guest-nonsense"_s); });
    QCOMPARE(refused.error().code, ErrorCode::EngineFailed);

    (void)inWorker([&] {
        return ask(u"guest-exec"_s,
                   {{u"path"_s, u"/bin/sh"_s},
                    {u"arg"_s, QJsonArray{u"-c"_s, u"kill -STOP $(cat /run/qemu-ga.pid)"_s}}});
    });
    // It takes a moment until it has stopped itself.
    QTRY_VERIFY_WITH_TIMEOUT(!inWorker([&] { return ask(u"guest-ping"_s); }), 60'000);
    const auto waiting = QtConcurrent::run([&] { return ask(u"guest-ping"_s); });
    int answers = 0;
    while (!waiting.isFinished()) {
        ATOLL_VERIFY(inWorker([&] { return hypervisor.domain(uuid); }));
        ATOLL_VERIFY(inWorker([&] { return hypervisor.xml(uuid, XmlKind::Live); }));
        ++answers;
    }
    QVERIFY(answers > 0);
    QCOMPARE(waiting.result().error().code, ErrorCode::Timeout);
    ATOLL_VERIFY(inWorker([&] { return hypervisor.destroy(uuid); }));
}

QTEST_GUILESS_MAIN(TestGuestAgentEngine)
#include "tst_guestagentengine.moc"
