// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

// bench_latency: from an event of a real libvirt to the painted row of a real desktop.
#include <bench/kit/agentunder.h>
#include <bench/kit/report.h>
#include <support/privatelibvirt.h>
#include <support/tinyguest.h>

#include <guest/kvm/libvirteventloop.h>

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QMutex>
#include <QTemporaryDir>

#include <libvirt/libvirt.h>

using namespace Qt::StringLiterals;
using namespace Atoll;

namespace {

constexpr int kToggles = 200;

//! When libvirt told this program of each change: its own event, on a connection of its own.
class Events
{
public:
    explicit Events(const QString &uri)
        : m_connection(virConnectOpen(uri.toUtf8().constData()))
    {
        if (m_connection)
            virConnectDomainEventRegisterAny(m_connection, nullptr, VIR_DOMAIN_EVENT_ID_LIFECYCLE,
                                             VIR_DOMAIN_EVENT_CALLBACK(&Events::take), this,
                                             nullptr);
    }
    ~Events()
    {
        if (m_connection)
            virConnectClose(m_connection);
    }
    virConnectPtr connection() const { return m_connection; }
    QList<std::pair<QString, qint64>> all() const
    {
        const QMutexLocker lock(&m_mutex);
        return m_events;
    }

private:
    static void take(virConnectPtr, virDomainPtr, int event, int, void *opaque)
    {
        const QString state = event == VIR_DOMAIN_EVENT_SUSPENDED ? u"paused"_s
                              : event == VIR_DOMAIN_EVENT_RESUMED ? u"running"_s
                                                                  : QString();
        auto *self = static_cast<Events *>(opaque);
        const QMutexLocker lock(&self->m_mutex);
        if (!state.isEmpty())
            self->m_events.append({state, Bench::nowUs()});
    }

    // Before the connection: libvirt must know its event loop by then.
    std::shared_ptr<Kvm::LibvirtEventLoop> m_loop = Kvm::LibvirtEventLoop::acquire();
    virConnectPtr m_connection;
    mutable QMutex m_mutex;
    QList<std::pair<QString, qint64>> m_events;
};

//! For each event the first paint of that state after it.
QList<double> latencies(const QList<std::pair<QString, qint64>> &events, const QString &probe)
{
    QList<double> times;
    const auto records = Bench::readProbe(probe);
    for (const auto &[state, at] : events) {
        for (const QJsonObject &record : records) {
            const qint64 painted = record.value(u"atUs"_s).toInteger();
            if (record.value(u"what"_s).toString() != u"guest" || painted < at - 2000
                || record.value(u"state"_s).toString() != state)
                continue;
            times.append(double(qMax<qint64>(0, painted - at)) / 1000);
            break;
        }
    }
    return times;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOption({u"json"_s, u"One JSON object a line"_s});
    parser.process(app);
    Bench::Report report(u"latency"_s, parser.isSet(u"json"_s));
    if (const auto built = Bench::needPrograms({u"atolld"_s, u"atoll"_s}); !built)
        return report.fail(built.error().sentence());
    const Bench::Screen screen;
    if (!screen.isUp())
        return report.fail(u"Xvfb is not there: apt-get install xvfb"_s);
    auto libvirt = Support::PrivateLibvirt::create();
    if (!libvirt)
        return report.fail(libvirt.error().sentence());
    const auto guest = Support::TinyGuest::create((*libvirt)->directory());
    if (!guest)
        return report.fail(guest.error().sentence());
    Events events((*libvirt)->uri());
    virDomainPtr domain =
        events.connection()
            ? virDomainDefineXML(events.connection(), guest->domainXml().toUtf8().constData())
            : nullptr;
    if (!domain || virDomainCreate(domain) != 0)
        return report.fail(u"the sample guest does not start"_s);
    const QTemporaryDir folder;
    const auto agent = Bench::AgentUnder::start((*libvirt)->uri(), folder.path());
    if (!agent)
        return report.fail(agent.error().sentence());
    const QString probe = folder.filePath(u"probe.jsonl"_s);
    Bench::Child desktop(
        Bench::program(u"atoll"_s), (*agent)->desktopArguments(folder.filePath(u"profile"_s)),
        screen.environment() + QStringList{u"ATOLL_BENCH="_s + probe, u"ATOLL_BENCH_DO=expand"_s});
    if (Bench::awaitProbe(probe, u"complete"_s, 60).isEmpty())
        return report.fail(u"the desktop did not show the guest"_s);
    Bench::sleepSeconds(3);
    const qsizetype before = events.all().size();
    for (int i = 0; i < kToggles; ++i) {
        if (i % 2 == 0)
            virDomainSuspend(domain);
        else
            virDomainResume(domain);
        Bench::sleepSeconds(0.1);
    }
    Bench::sleepSeconds(0.5);
    virDomainDestroy(domain);
    virDomainUndefine(domain);
    virDomainFree(domain);
    const auto seen = events.all().mid(before, kToggles);
    const QList<double> times = latencies(seen, probe);
    report.add({u"events of libvirt"_s, double(seen.size()), {}, Bench::Bound::AtLeast, kToggles});
    report.add({u"events painted"_s, double(times.size()), {}, Bench::Bound::AtLeast, kToggles});
    report.add({u"engine event to painted row, p50"_s, Bench::median(times), u"ms"_s});
    report.add({u"engine event to painted row, p95"_s, Bench::percentile(times, 0.95), u"ms"_s});
    report.add({u"engine event to painted row, p99"_s, Bench::percentile(times, 0.99), u"ms"_s,
                Bench::Bound::Below, 50});
    return report.finish();
}
