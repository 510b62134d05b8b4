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
#include <QStandardPaths>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace Atoll;

namespace {

constexpr int kGuests = 1000;
constexpr double kIdleSeconds = 20;
constexpr double kLongestSettling = 180;
constexpr double kWindowSeconds = 2;
constexpr double kBusyShare = 0.85;

struct Measured
{
    double ready = 0; //!< seconds from start
    double idle = 0;  //!< share of a core
    double resident = 0;
    double others = 0; //!< cores that other programs took meanwhile
};

//! virt-manager does not say when it is ready: it is when it stops taking a whole core. On a
//! machine where it never gets one that tells nothing, hence `others`.
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
    Bench::sleepSeconds(3);
    while (double(timer.elapsed()) / 1000 < kLongestSettling) {
        const double before = Bench::cpuSecondsOfTree(peer.pid());
        measured.ready = double(timer.elapsed()) / 1000;
        Bench::sleepSeconds(kWindowSeconds);
        if (Bench::cpuSecondsOfTree(peer.pid()) - before < kBusyShare * kWindowSeconds)
            break;
    }
    const double cpu = Bench::cpuSecondsOfTree(peer.pid());
    Bench::sleepSeconds(kIdleSeconds);
    measured.idle = (Bench::cpuSecondsOfTree(peer.pid()) - cpu) / kIdleSeconds;
    measured.resident = Bench::residentMiBOfTree(peer.pid());
    measured.others = (Bench::machineCpuSeconds() - machine - Bench::cpuSecondsOfTree(peer.pid()))
                      / (double(timer.elapsed()) / 1000);
    return measured;
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
    const QString probe = folder.filePath(u"probe.jsonl"_s);
    {
        const qint64 started = Bench::nowUs();
        const auto agent = Bench::AgentUnder::start(*uri, folder.path());
        if (!agent)
            return report.fail(agent.error().sentence());
        Bench::Child desktop(Bench::program(u"atoll"_s),
                             (*agent)->desktopArguments(folder.filePath(u"profile"_s)),
                             screen.environment() + QStringList{u"ATOLL_BENCH="_s + probe});
        // Ready: the first paint with all guests in it.
        const QJsonObject whole = Bench::awaitProbe(
            probe,
            [](const QJsonObject &record) {
                const QString what = record.value(u"what"_s).toString();
                return (what == u"firstPaint" || what == u"complete")
                       && record.value(u"guests"_s).toInt() >= kGuests;
            },
            120);
        if (whole.isEmpty())
            return report.fail(u"the desktop did not show all guests"_s);
        own.ready = Bench::secondsUntil(whole, started);
        Bench::sleepSeconds(5);
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
    if (own.resident <= 0 || peer.resident <= 0)
        return report.fail(u"a program ended by itself"_s);
    report.add({u"cores that others took meanwhile"_s, peer.others, {}, Bench::Bound::Below, 0.4});
    report.add({u"start to ready, 1,000 running domains"_s, own.ready, u"s"_s,
                Bench::Bound::AtLeast, 20, peer.ready, name});
    report.add({u"of a core, idle (desktop and agent)"_s, own.idle * 100, u"%"_s,
                Bench::Bound::AtMost, 0.05, peer.idle * 100, name});
    report.add({u"resident, desktop"_s, own.resident, u"MiB"_s, Bench::Bound::Below, 1,
                peer.resident, name});
    return report.finish();
}
