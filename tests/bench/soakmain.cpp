// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

// bench_soak: the real desktop, used without a pause. ATOLL_SOAK_MINUTES: 2, or as long as wanted.
#include <bench/kit/programs.h>
#include <bench/kit/report.h>

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace Atoll;

namespace {

constexpr double kShortestMinutes = 1;
constexpr double kWarmUp = 0.3; //!< of the time: caches fill, pages are made for the first time
constexpr int kChangesPerSecond = 200;
constexpr double kSampleSeconds = 2;

//! Of a part of the time: the longest that the event loop did not answer, second by second.
QList<double> stalls(const QString &probe, qint64 fromUs, qint64 toUs)
{
    QList<double> all;
    const auto records = Bench::readProbe(probe);
    for (const QJsonObject &record : records) {
        const qint64 at = record.value(u"atUs"_s).toInteger();
        if (record.value(u"what"_s).toString() == u"second" && at >= fromUs && at < toUs)
            all.append(record.value(u"longestCpuMs"_s).toDouble());
    }
    return all;
}

int rounds(const QString &probe)
{
    int last = 0;
    const auto records = Bench::readProbe(probe);
    for (const QJsonObject &record : records) {
        if (record.value(u"what"_s).toString() == u"round")
            last = record.value(u"number"_s).toInt();
    }
    return last;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOption({u"json"_s, u"One JSON object a line"_s});
    parser.process(app);
    Bench::Report report(u"soak"_s, parser.isSet(u"json"_s));
    if (const auto built = Bench::needPrograms({u"atoll-fleetsim"_s, u"atoll"_s}); !built)
        return report.fail(built.error().sentence());
    bool isNumber = false;
    const double wanted = qEnvironmentVariable("ATOLL_SOAK_MINUTES").toDouble(&isNumber);
    const double minutes = qMax(isNumber ? wanted : 2, kShortestMinutes);
    const QTemporaryDir folder;
    const QString profile = folder.filePath(u"profile"_s);
    const Bench::Screen screen;
    if (!screen.isUp())
        return report.fail(u"Xvfb is not there: apt-get install xvfb"_s);
    Bench::Child fleet(Bench::program(u"atoll-fleetsim"_s),
                       {u"--clusters"_s, u"4"_s, u"--guests"_s, u"2500"_s, u"--write-profile"_s,
                        profile, u"--state"_s, folder.filePath(u"fleet"_s), u"--changes"_s,
                        QString::number(kChangesPerSecond)});
    if (fleet.readLine(120).isEmpty())
        return report.fail(u"the fleet simulator did not start"_s);
    const QString probe = folder.filePath(u"probe.jsonl"_s);
    Bench::Child desktop(
        Bench::program(u"atoll"_s), {u"--profile"_s, profile},
        screen.environment()
            + QStringList{u"ATOLL_BENCH="_s + probe, u"ATOLL_BENCH_DO=beat,soak"_s});
    Bench::awaitProbe(probe, u"live"_s, 60);
    const qint64 from = Bench::nowUs();
    const qint64 length = qint64(minutes * 60e6);
    const qint64 warm = from + qint64(double(length) * kWarmUp);
    const qint64 middle = warm + (from + length - warm) / 2;
    QList<double> early;
    QList<double> late;
    while (Bench::nowUs() < from + length) {
        Bench::sleepSeconds(kSampleSeconds);
        if (Bench::nowUs() > warm)
            (Bench::nowUs() < middle ? early : late).append(Bench::residentMiB(desktop.pid()));
    }
    const int done = rounds(probe);
    if (done < 2 || early.isEmpty() || late.isEmpty())
        return report.fail(u"the desktop was not used: only %1 rounds"_s.arg(done));
    const double before = Bench::median(early);
    const double after = Bench::median(late);
    const QList<double> first = stalls(probe, warm, middle);
    const QList<double> second = stalls(probe, middle, from + length);
    report.add({u"minutes"_s, minutes, u"min"_s});
    report.add({u"rounds through the pages"_s, double(done), {}});
    report.add({u"resident, second half"_s, after, u"MiB"_s, Bench::Bound::Below, 400});
    report.add({u"growth from one half to the other"_s, (after / before - 1) * 100, u"%"_s,
                Bench::Bound::Below, 5});
    report.add({u"longest stall in a second, median, first half"_s, Bench::median(first), u"ms"_s});
    report.add(
        {u"longest stall in a second, median, second half"_s, Bench::median(second), u"ms"_s});
    report.add({u"the second half's to the first half's"_s,
                Bench::median(second) / qMax(0.1, Bench::median(first)),
                {},
                Bench::Bound::AtMost,
                1.5});
    return report.finish();
}
