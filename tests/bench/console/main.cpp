// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

// bench_console: our consoles against native viewers on the same source in the same run. Each is a
// child process on one virtual screen; frames are counted where they are seen, CPU time by the
// kernel.
#include "clients.h"
#include "rfbsource.h"
#include "viewers.h"

#ifdef ATOLL_HAS_SPICE_SERVER
#include "spicesource.h"
#endif

#include <bench/kit/report.h>

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QTemporaryDir>

#include <algorithm>
#include <memory>

using namespace Qt::StringLiterals;

namespace Atoll::Bench {
namespace {

// The clock ticks of the kernel and a shared machine blur a few per cent.
constexpr double kBlur = 0.03;

const Measure *find(const QList<Measure> &results, const QString &name)
{
    const auto it = std::find_if(results.begin(), results.end(),
                                 [&name](const Measure &one) { return one.name == name; });
    return it == results.end() ? nullptr : &*it;
}

//! Of the other viewers: most frames first, then the cheapest.
const Measure *best(const QList<Measure> &results)
{
    const Measure *found = nullptr;
    for (const Measure &one : results) {
        const bool isPeer = one.latencyMs > 0 && one.name != "atoll"_L1;
        if (isPeer && (!found || one.framesPerSecond > found->framesPerSecond * (1 + kBlur)))
            found = &one;
    }
    return found;
}

void compare(Report &report, const QString &source, const QList<Measure> &results)
{
    const Measure *ours = find(results, u"atoll"_s);
    const Measure *peer = best(results);
    if (!ours || !peer) {
        report.add({source + (ours ? u": no native viewer got frames"_s : u": we got no frames"_s),
                    qQNaN()});
        return;
    }
    const auto line = [&](const QString &metric, double value, double theirs, const QString &unit,
                          Bound bound, double limit) {
        report.add({source + u' ' + metric, value, unit, bound, limit, theirs, peer->name,
                    bound == Bound::AtLeast});
    };
    line(u"frames"_s, ours->framesPerSecond, peer->framesPerSecond, u"1/s"_s, Bound::AtLeast,
         1 - kBlur);
    // What the X server does for a viewer is the viewer's cost: some let it copy for them.
    line(u"cpu with X"_s, ours->bothMs(), peer->bothMs(), u"ms/frame"_s, Bound::AtMost, 1 + kBlur);
    line(u"cpu of client"_s, ours->cpuMs, peer->cpuMs, u"ms/frame"_s, Bound::None, 0);
    line(u"latency"_s, ours->latencyMs, peer->latencyMs, u"ms"_s, Bound::AtMost, 1 + kBlur);
    const Measure *decoder = find(results, u"decoder"_s);
    const Measure *library = find(results, u"libvncclient"_s);
    if (decoder && library)
        report.add({source + u" decoder cpu"_s, decoder->cpuMs, u"ms/frame"_s, Bound::AtMost,
                    1 + kBlur, library->cpuMs, library->name});
    for (const Measure &other : results) {
        if (&other == ours || &other == peer || other.latencyMs <= 0)
            continue;
        report.add({source + u' ' + other.name + u" frames"_s, other.framesPerSecond, u"1/s"_s});
        report.add({source + u' ' + other.name + u" cpu with X"_s, other.bothMs(), u"ms/frame"_s});
        report.add({source + u' ' + other.name + u" latency"_s, other.latencyMs, u"ms"_s});
    }
}

std::unique_ptr<FrameSource> makeSource(const QString &name)
{
#ifdef ATOLL_HAS_SPICE_SERVER
    if (name.startsWith("spice"_L1))
        return std::make_unique<SpiceSource>(name == "spice-video"_L1);
#endif
    return std::make_unique<RfbSource>(makeFrames(name));
}

int drive(const QStringList &sources, int seconds, bool isJson)
{
    Report report(u"console"_s, isJson);
    const QTemporaryDir memory;
    const Screen screen(u"1920x1200"_s, memory.path());
    if (!screen.isUp())
        return report.fail(u"Xvfb does not start (package xvfb)"_s);
    for (const QString &name : sources) {
        const std::unique_ptr<FrameSource> source = makeSource(name);
        QList<Measure> results;
        const auto viewers =
            name.startsWith("spice"_L1) ? spiceViewers(source->port()) : vncViewers(source->port());
        for (const Viewer &viewer : viewers) {
            if (const auto result = measure(viewer, *source, screen, memory.path(), seconds))
                results.append(*result);
            else
                std::fprintf(stderr, "%s got no %s frames\n", qPrintable(viewer.name),
                             qPrintable(name));
        }
        compare(report, name, results);
    }
    return report.finish();
}

int run(int argc, char **argv)
{
    const QByteArray mode = argc > 2 ? QByteArray(argv[1]) : QByteArray();
    const int port = argc > 2 ? QByteArray(argv[2]).toInt() : 0;
    if (mode == "--view")
        return runView(argc, argv, port);
    if (mode == "--decoder")
        return runDecoder(port);
#ifdef ATOLL_HAS_SPICE_SERVER
    if (mode == "--view-spice")
        return runSpiceView(argc, argv, port);
#endif
#ifdef ATOLL_HAS_VNCCLIENT
    if (mode == "--libvncclient")
        return runLibVncClient(port);
#endif
    const QCoreApplication application(argc, argv);
#ifdef ATOLL_HAS_SPICE_SERVER
    const QString all = u"tight,zrle,raw,spice,spice-video"_s;
#else
    const QString all = u"tight,zrle,raw"_s;
#endif
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOptions({{u"json"_s, u"One JSON object a line"_s},
                       {u"seconds"_s, u"Measured for each viewer"_s, u"n"_s, u"5"_s},
                       {u"sources"_s, u"Of %1"_s.arg(all), u"list"_s, all}});
    parser.process(application);
    return drive(parser.value(u"sources"_s).split(u','), parser.value(u"seconds"_s).toInt(),
                 parser.isSet(u"json"_s));
}

} // namespace
} // namespace Atoll::Bench

int main(int argc, char **argv) { return Atoll::Bench::run(argc, argv); }
