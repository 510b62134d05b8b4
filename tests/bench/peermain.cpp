// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

// bench_peer: desktop and agent against virt-manager, both on libvirt's test driver with the same
// 1,000 running domains.
#include <bench/kit/agentunder.h>
#include <bench/kit/report.h>
#include <bench/kit/screenmemory.h>
#include <support/testdriver.h>

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
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
constexpr double kMuch = 0.01; //!< of the screen; graphs in rows are less

struct Measured
{
    double listed = 0; //!< seconds from start to where the program knows all guests
    double ready = 0;  //!< and to the last change of much of the screen: both are there
    double idle = 0;   //!< share of a core
    double resident = 0;
    double others = 0; //!< cores that other programs took meanwhile
};

//! How many domains virt-manager has put into its list, by its own log.
int listedByPeer(const QString &home)
{
    QFile log(home + u"/.cache/virt-manager/virt-manager.log"_s);
    return log.open(QIODevice::ReadOnly) ? int(log.readAll().count(" status=Running added")) : 0;
}

double secondsFrom(qint64 startUs, qint64 us) { return double(us - startUs) / 1e6; }

Measured measurePeer(const QString &uri, const QString &home)
{
    const QTemporaryDir memory;
    const Bench::Screen screen(u"1600x1000"_s, memory.path());
    Bench::ScreenWatch watch(memory.path());
    const qint64 started = Bench::nowUs();
    Bench::Child peer(
        u"dbus-run-session"_s, {u"--"_s, u"virt-manager"_s, u"--no-fork"_s, u"-c"_s, uri},
        screen.environment()
            + QStringList{u"HOME="_s + home, u"GSETTINGS_BACKEND=memory"_s, u"NO_AT_BRIDGE=1"_s});
    Measured measured;
    const double machine = Bench::machineCpuSeconds();
    if (!Bench::waitFor([&home] { return listedByPeer(home) >= kGuests; }, kLongestSettling))
        return measured;
    measured.listed = secondsFrom(started, Bench::nowUs());
    Bench::sleepSeconds(kSettleSeconds);
    measured.ready = qMax(measured.listed, secondsFrom(started, watch.lastChangeUs(kMuch)));
    const double cpu = Bench::cpuSecondsOfTree(peer.pid());
    Bench::sleepSeconds(kIdleSeconds);
    measured.idle = (Bench::cpuSecondsOfTree(peer.pid()) - cpu) / kIdleSeconds;
    measured.resident = Bench::residentMiBOfTree(peer.pid());
    measured.others = (Bench::machineCpuSeconds() - machine - Bench::cpuSecondsOfTree(peer.pid()))
                      / secondsFrom(started, Bench::nowUs());
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

double secondsToComplete(const QStringList &arguments, const Bench::Screen &screen,
                         const QString &probe, qint64 started)
{
    Bench::Child desktop(Bench::program(u"atoll"_s), arguments,
                         screen.environment() + QStringList{u"ATOLL_BENCH="_s + probe});
    return Bench::secondsUntil(awaitAll(probe), started);
}

//! As a person starts it again: the agent is a service that runs, as libvirt is, and the login of
//! the last time still holds.
Measured measureOwn(const Bench::AgentUnder &agent, const QString &profile, const QString &probe)
{
    const QTemporaryDir memory;
    const Bench::Screen screen(u"1600x1000"_s, memory.path());
    Bench::ScreenWatch watch(memory.path());
    const qint64 started = Bench::nowUs();
    Bench::Child desktop(Bench::program(u"atoll"_s), {u"--profile"_s, profile},
                         screen.environment() + QStringList{u"ATOLL_BENCH="_s + probe});
    Measured own;
    own.listed = Bench::secondsUntil(awaitAll(probe), started);
    Bench::sleepSeconds(kSettleSeconds);
    own.ready = qMax(own.listed, secondsFrom(started, watch.lastChangeUs(kMuch)));
    const auto both = [&] {
        return Bench::cpuSeconds(desktop.pid()) + Bench::cpuSeconds(agent.pid());
    };
    const double cpu = both();
    Bench::sleepSeconds(kIdleSeconds);
    own.idle = (both() - cpu) / kIdleSeconds;
    own.resident = Bench::residentMiB(desktop.pid());
    return own;
}

//! Where the desktop keeps the token of its login; without a key ring, in this file.
void keepSecrets(const QString &profile)
{
    QDir().mkpath(profile);
    QFile file(QDir(profile).filePath(u"secrets.json"_s));
    if (file.open(QIODevice::WriteOnly))
        file.write("{}");
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

    const QString profile = folder.filePath(u"profile"_s);
    keepSecrets(profile);
    Measured own;
    double cold = 0; // agent and desktop, neither of which has seen these guests
    {
        const qint64 started = Bench::nowUs();
        const auto agent = Bench::AgentUnder::start(*uri, folder.path());
        if (!agent)
            return report.fail(agent.error().sentence());
        cold = secondsToComplete((*agent)->desktopArguments(profile), screen,
                                 folder.filePath(u"first.jsonl"_s), started);
        own = measureOwn(**agent, profile, folder.filePath(u"second.jsonl"_s));
    }
    const Measured peer = measurePeer(*uri, folder.path());

    const QString name = u"virt-manager"_s;
    if (own.resident <= 0 || peer.resident <= 0 || !(own.ready > 0))
        return report.fail(u"a program ended by itself or did not show all guests"_s);
    report.add({u"cores that others took meanwhile"_s, peer.others, {}, Bench::Bound::Below, 0.4});
    report.add({u"the very first start, agent and desktop"_s, cold, u"s"_s});
    report.add({u"start to 1,000 running domains known, live"_s, own.listed, u"s"_s,
                Bench::Bound::None, 0, peer.listed, name});
    report.add({u"start to ready, 1,000 running domains on the screen"_s, own.ready, u"s"_s,
                Bench::Bound::AtLeast, 20, peer.ready, name});
    report.add({u"of a core, idle (desktop and agent)"_s, own.idle * 100, u"%"_s,
                Bench::Bound::AtMost, 0.05, peer.idle * 100, name});
    report.add({u"resident, desktop"_s, own.resident, u"MiB"_s, Bench::Bound::Below, 1,
                peer.resident, name});
    return report.finish();
}
