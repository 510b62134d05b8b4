// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

// bench_peer: desktop and agent against virt-manager, both on libvirt's test driver with the same
// 1,000 running domains.
#include <bench/kit/agentunder.h>
#include <bench/kit/report.h>
#include <support/testdriver.h>

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QStandardPaths>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace Atoll;

namespace {

constexpr int kGuests = 1000;
constexpr double kIdleSeconds = 20;
constexpr double kLongestSettling = 180;
constexpr double kSettleSeconds = 10;

struct Measured
{
    double ready = 0; //!< seconds from start
    double idle = 0;  //!< share of a core
    double resident = 0;
    double others = 0; //!< cores that other programs took meanwhile
};

//! How many domains virt-manager has put into its list, by its own log.
int listedByPeer(const QString &home)
{
    QFile log(home + u"/.cache/virt-manager/virt-manager.log"_s);
    return log.open(QIODevice::ReadOnly) ? int(log.readAll().count(" status=Running added")) : 0;
}

//! Ready when it has listed all domains, to its favour: they are painted a little later.
Measured measurePeer(const QString &uri, const Bench::Screen &screen, const QString &home)
{
    QElapsedTimer timer;
    timer.start();
    Bench::Child peer(
        u"dbus-run-session"_s, {u"--"_s, u"virt-manager"_s, u"--no-fork"_s, u"-c"_s, uri},
        screen.environment()
            + QStringList{u"HOME="_s + home, u"GSETTINGS_BACKEND=memory"_s, u"NO_AT_BRIDGE=1"_s});
    Measured measured;
    const double machine = Bench::machineCpuSeconds();
    if (!Bench::waitFor([&home] { return listedByPeer(home) >= kGuests; }, kLongestSettling))
        return measured;
    measured.ready = double(timer.elapsed()) / 1000;
    Bench::sleepSeconds(kSettleSeconds);
    const double cpu = Bench::cpuSecondsOfTree(peer.pid());
    Bench::sleepSeconds(kIdleSeconds);
    measured.idle = (Bench::cpuSecondsOfTree(peer.pid()) - cpu) / kIdleSeconds;
    measured.resident = Bench::residentMiBOfTree(peer.pid());
    measured.others = (Bench::machineCpuSeconds() - machine - Bench::cpuSecondsOfTree(peer.pid()))
                      / (double(timer.elapsed()) / 1000);
    return measured;
}

//! The first paint with all guests in it, live and not from a cache.
QJsonObject awaitAll(const QString &probe)
{
    return Bench::awaitProbe(
        probe,
        [](const QJsonObject &record) {
            return record.value(u"what"_s).toString() == u"complete"
                   && record.value(u"guests"_s).toInt() >= kGuests;
        },
        120);
}

double secondsToReady(const QStringList &arguments, const Bench::Screen &screen,
                      const QString &probe, qint64 started)
{
    Bench::Child desktop(Bench::program(u"atoll"_s), arguments,
                         screen.environment() + QStringList{u"ATOLL_BENCH="_s + probe});
    return Bench::secondsUntil(awaitAll(probe), started);
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOption({u"json"_s, u"One JSON object a line"_s});
    parser.process(app);
    Bench::Report report(u"peer"_s, parser.isSet(u"json"_s));
    if (const auto built = Bench::needPrograms({u"atolld"_s, u"atoll"_s}); !built)
        return report.fail(built.error().sentence());
    if (QStandardPaths::findExecutable(u"virt-manager"_s).isEmpty())
        return report.fail(u"virt-manager is not there: apt-get install virt-manager"_s);
    const Bench::Screen screen;
    if (!screen.isUp())
        return report.fail(u"Xvfb is not there: apt-get install xvfb"_s);
    const QTemporaryDir folder;
    const auto uri = Support::TestDriver::writeNode(folder.path(), kGuests);
    if (!uri)
        return report.fail(uri.error().sentence());

    Measured own;
    double cold = 0; // agent and desktop, neither of which has seen these guests
    {
        const qint64 started = Bench::nowUs();
        const auto agent = Bench::AgentUnder::start(*uri, folder.path());
        if (!agent)
            return report.fail(agent.error().sentence());
        const QStringList arguments = (*agent)->desktopArguments(folder.filePath(u"profile"_s));
        cold = secondsToReady(arguments, screen, folder.filePath(u"first.jsonl"_s), started);
        // As a person does it: the agent is a service that runs, as libvirt is.
        const QString probe = folder.filePath(u"second.jsonl"_s);
        const qint64 again = Bench::nowUs();
        Bench::Child desktop(Bench::program(u"atoll"_s), arguments,
                             screen.environment() + QStringList{u"ATOLL_BENCH="_s + probe});
        own.ready = Bench::secondsUntil(awaitAll(probe), again);
        Bench::sleepSeconds(kSettleSeconds);
        const auto both = [&] {
            return Bench::cpuSeconds(desktop.pid()) + Bench::cpuSeconds((*agent)->pid());
        };
        const double cpu = both();
        Bench::sleepSeconds(kIdleSeconds);
        own.idle = (both() - cpu) / kIdleSeconds;
        own.resident = Bench::residentMiB(desktop.pid());
    }
    const Measured peer = measurePeer(*uri, screen, folder.path());

    const QString name = u"virt-manager"_s;
    if (own.resident <= 0 || peer.resident <= 0 || !(own.ready > 0))
        return report.fail(u"a program ended by itself or did not show all guests"_s);
    report.add({u"cores that others took meanwhile"_s, peer.others, {}, Bench::Bound::Below, 0.4});
    report.add({u"the very first start, agent and desktop"_s, cold, u"s"_s});
    report.add({u"start to ready, 1,000 running domains, live"_s, own.ready, u"s"_s,
                Bench::Bound::AtLeast, 20, peer.ready, name});
    report.add({u"of a core, idle (desktop and agent)"_s, own.idle * 100, u"%"_s,
                Bench::Bound::AtMost, 0.05, peer.idle * 100, name});
    report.add({u"resident, desktop"_s, own.resident, u"MiB"_s, Bench::Bound::Below, 1,
                peer.resident, name});
    return report.finish();
}
