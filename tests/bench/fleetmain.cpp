// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

// bench_fleet: the real desktop on 20 simulated clusters with 100,000 guests, and 50 of them on a
// wall of live pictures.
#include <bench/kit/programs.h>
#include <bench/kit/report.h>

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace Atoll;

namespace {

constexpr int kChangesPerSecond = 5000;

//! What the desktop's event loop went through while the fleet changed.
struct Storm
{
    double seconds = 0;
    double changes = 0;
    double paints = 0;
    double pictures = 0;
    double longest = 0;    //!< that the event loop did not answer, by the clock
    double longestCpu = 0; //!< the same by the thread's CPU time: without what others took
};

Storm stormBetween(const QString &probe, qint64 fromUs, qint64 toUs)
{
    // One second more, so that a stall that has not ended yet is seen, too.
    Bench::awaitProbe(
        probe,
        [toUs](const QJsonObject &record) {
            return record.value(u"what"_s).toString() == u"second"
                   && record.value(u"atUs"_s).toInteger() > toUs;
        },
        30);
    Storm storm;
    const auto records = Bench::readProbe(probe);
    for (const QJsonObject &record : records) {
        const double seconds = record.value(u"seconds"_s).toDouble();
        if (record.value(u"what"_s).toString() != u"second"
            || record.value(u"atUs"_s).toInteger() - qint64(seconds * 1e6) < fromUs)
            continue;
        storm.seconds += seconds;
        storm.changes += record.value(u"changes"_s).toDouble();
        storm.paints += record.value(u"paints"_s).toDouble();
        storm.pictures += record.value(u"pictures"_s).toDouble();
        storm.longest = qMax(storm.longest, record.value(u"longestMs"_s).toDouble());
        storm.longestCpu = qMax(storm.longestCpu, record.value(u"longestCpuMs"_s).toDouble());
    }
    return storm;
}

QList<double> keyTimes(const QString &probe)
{
    QList<double> times;
    const auto records = Bench::readProbe(probe);
    for (const QJsonObject &record : records) {
        if (record.value(u"what"_s).toString() == u"key")
            times.append(record.value(u"ms"_s).toDouble());
    }
    return times;
}

QStringList probing(const Bench::Screen &screen, const QString &file, const QString &orders)
{
    return screen.environment()
           + QStringList{u"ATOLL_BENCH="_s + file, u"ATOLL_BENCH_DO="_s + orders};
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOption({u"json"_s, u"One JSON object a line"_s});
    parser.addOption({u"clusters"_s, u"How many clusters"_s, u"number"_s, u"20"_s});
    parser.addOption({u"guests"_s, u"Guests in each"_s, u"number"_s, u"5000"_s});
    parser.process(app);
    Bench::Report report(u"fleet"_s, parser.isSet(u"json"_s));
    if (const auto built = Bench::needPrograms({u"atoll-fleetsim"_s, u"atoll"_s}); !built)
        return report.fail(built.error().sentence());
    const QTemporaryDir folder;
    const QString profile = folder.filePath(u"profile"_s);
    const Bench::Screen screen;
    if (!screen.isUp())
        return report.fail(u"Xvfb is not there: apt-get install xvfb"_s);
    Bench::Child fleet(Bench::program(u"atoll-fleetsim"_s),
                       {u"--clusters"_s, parser.value(u"clusters"_s), u"--guests"_s,
                        parser.value(u"guests"_s), u"--write-profile"_s, profile, u"--state"_s,
                        folder.filePath(u"fleet"_s)});
    if (fleet.readLine(120).isEmpty())
        return report.fail(u"the fleet simulator did not start"_s);
    const QString atoll = Bench::program(u"atoll"_s);

    // The first run fills the cache; it has to fetch everything.
    const QString firstProbe = folder.filePath(u"first.jsonl"_s);
    {
        const qint64 started = Bench::nowUs();
        Bench::Child first(atoll, {u"--profile"_s, profile},
                           probing(screen, firstProbe, u"quit-when-live"_s));
        const QJsonObject live = Bench::awaitProbe(firstProbe, u"live"_s, 180);
        report.add(
            {u"everything fetched, without a cache"_s, Bench::secondsUntil(live, started), u"s"_s});
        first.waitForEnd(60);
    }
    const QString probe = folder.filePath(u"second.jsonl"_s);
    const qint64 started = Bench::nowUs();
    Bench::Child desktop(atoll, {u"--profile"_s, profile},
                         probing(screen, probe, u"type,expand,beat,wall"_s));
    const int all = parser.value(u"clusters"_s).toInt() * parser.value(u"guests"_s).toInt();
    const QJsonObject painted = Bench::awaitProbe(probe, u"firstPaint"_s, 60);
    report.add(
        {u"start to first paint with guests"_s, Bench::secondsUntil(painted, started), u"s"_s});
    // Usable: every guest of the cache is there, before or after the network answered.
    const QJsonObject whole = Bench::awaitProbe(
        probe,
        [all](const QJsonObject &record) {
            const QString what = record.value(u"what"_s).toString();
            return (what == u"cached" || what == u"complete")
                   && record.value(u"guests"_s).toInt() >= all;
        },
        60);
    report.add({u"start to first usable paint, all guests from cache"_s,
                Bench::secondsUntil(whole, started), u"s"_s, Bench::Bound::Below, 1});
    Bench::awaitProbe(probe, u"typed"_s, 120);
    const QList<double> keys = keyTimes(probe);
    report.add({u"filter keystroke to paint, median"_s, Bench::median(keys), u"ms"_s,
                Bench::Bound::Below, 16});
    report.add({u"filter keystroke to paint, p95"_s, Bench::percentile(keys, 0.95), u"ms"_s});
    fleet.send("changes " + QByteArray::number(kChangesPerSecond));
    Bench::sleepSeconds(3);
    const qint64 stormFrom = Bench::nowUs();
    const double cpu = Bench::cpuSeconds(desktop.pid());
    constexpr double kStorm = 15;
    Bench::sleepSeconds(kStorm);
    const double share = (Bench::cpuSeconds(desktop.pid()) - cpu) / kStorm * 100;
    const Storm storm = stormBetween(probe, stormFrom, Bench::nowUs());
    if (storm.seconds < kStorm / 2)
        return report.fail(u"the desktop did not tell of its event loop"_s);
    report.add({u"changes that came to the models"_s, storm.changes / storm.seconds, u"1/s"_s,
                Bench::Bound::AtLeast, kChangesPerSecond * 0.9});
    report.add(
        {u"longest GUI stall meanwhile"_s, storm.longest, u"ms"_s, Bench::Bound::AtMost, 50});
    report.add({u"longest by CPU time of the GUI thread"_s, storm.longestCpu, u"ms"_s});
    report.add({u"paints of the tree meanwhile"_s, storm.paints / storm.seconds, u"1/s"_s,
                Bench::Bound::AtLeast, 10});
    report.add({u"pictures on a wall of 50, not in front"_s, storm.pictures / storm.seconds,
                u"1/s"_s, Bench::Bound::AtLeast, 4});
    report.add({u"desktop's share of a core meanwhile"_s, share, u"%"_s});
    report.add(
        {u"resident"_s, Bench::residentMiB(desktop.pid()), u"MiB"_s, Bench::Bound::Below, 400});
    return report.finish();
}
