// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clients.h"
#include "rfbsource.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QProcessEnvironment>
#include <QStandardPaths>
#include <QTextStream>
#include <QThread>

#include <unistd.h>

#include <memory>
#include <optional>
#include <vector>

using namespace Qt::StringLiterals;

// Measures our console against native viewers on the same source in the same run: each is a child
// process under one Xvfb; frames are counted by the source, CPU time by the kernel.
namespace Atoll::Bench {

namespace {

struct Measure
{
    double framesPerSecond = 0;
    double cpuMs = 0;     //!< of the client, per frame
    double xServerMs = 0; //!< of the X server, per frame
    double bothMs() const { return cpuMs + xServerMs; }
};

struct Viewer
{
    QString name;
    QString program;
    QStringList arguments;
};

double cpuSeconds(qint64 pid)
{
    QFile file(u"/proc/%1/stat"_s.arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray text = file.readAll();
    const QList<QByteArray> fields = text.sliced(text.lastIndexOf(')') + 2).split(' ');
    constexpr int kUser = 11; // of what follows the name
    return (fields.value(kUser).toDouble() + fields.value(kUser + 1).toDouble())
           / double(::sysconf(_SC_CLK_TCK));
}

std::optional<Measure> measure(const Viewer &viewer, const RfbSource &source, qint64 xServer,
                               const QProcessEnvironment &environment, int seconds)
{
    constexpr unsigned long kWarmUpMs = 2500;
    QProcess process;
    process.setProcessEnvironment(environment);
    process.setStandardOutputFile(QProcess::nullDevice());
    process.setStandardErrorFile(QProcess::nullDevice());
    process.start(viewer.program, viewer.arguments);
    if (!process.waitForStarted())
        return {};
    QThread::msleep(kWarmUpMs);
    const quint64 frames = source.framesSent();
    const double cpu = cpuSeconds(process.processId());
    const double server = cpuSeconds(xServer);
    QElapsedTimer timer;
    timer.start();
    QThread::msleep(static_cast<unsigned long>(seconds) * 1000);
    const double elapsed = double(timer.elapsed()) / 1000;
    const double count = double(source.framesSent() - frames);
    Measure result;
    if (count > 0)
        result = {count / elapsed, (cpuSeconds(process.processId()) - cpu) * 1000 / count,
                  (cpuSeconds(xServer) - server) * 1000 / count};
    process.kill();
    process.waitForFinished();
    return count > 0 ? std::optional(result) : std::nullopt;
}

//! An X server of its own; the display number comes from the server itself.
class XServer
{
public:
    XServer()
    {
        m_process.start(u"Xvfb"_s, {u"-displayfd"_s, u"1"_s, u"-screen"_s, u"0"_s,
                                    u"1920x1200x24"_s, u"-nolisten"_s, u"tcp"_s});
        if (m_process.waitForReadyRead(10000))
            m_display = u":"_s + QString::fromLatin1(m_process.readLine().trimmed());
    }
    ~XServer()
    {
        m_process.terminate();
        m_process.waitForFinished();
    }
    QString display() const { return m_display; }
    qint64 pid() const { return m_process.processId(); }

private:
    QProcess m_process;
    QString m_display;
};

QList<Viewer> viewers(int port)
{
    const QString self = QCoreApplication::applicationFilePath();
    const QString number = QString::number(port);
    QList<Viewer> list{{u"atoll"_s, self, {u"--view"_s, number}}};
    if (!QStandardPaths::findExecutable(u"xtigervncviewer"_s).isEmpty())
        list.append({u"tigervnc"_s,
                     u"xtigervncviewer"_s,
                     {u"-RemoteResize=0"_s, u"-geometry"_s, u"1920x1080+0+0"_s, u"-SecurityTypes"_s,
                      u"None"_s, u"127.0.0.1::"_s + number}});
    if (!QStandardPaths::findExecutable(u"gvncviewer"_s).isEmpty())
        list.append({u"gvncviewer"_s, u"gvncviewer"_s, {u"127.0.0.1:%1"_s.arg(port - 5900)}});
    list.append({u"decoder"_s, self, {u"--decoder"_s, number}});
#ifdef ATOLL_HAS_VNCCLIENT
    list.append({u"libvncclient"_s, self, {u"--libvncclient"_s, number}});
#endif
    return list;
}

enum class Bound { None, AtLeast, AtMost };

class Report
{
public:
    explicit Report(bool json)
        : m_json(json)
    {}
    void add(const QString &metric, const QString &unit, const QString &name, double value,
             const QString &peer, std::optional<double> peerValue, Bound bound)
    {
        QJsonObject line{{u"bench"_s, u"console"_s},
                         {u"metric"_s, metric},
                         {u"value"_s, value},
                         {u"unit"_s, unit}};
        if (peerValue) {
            // The clock ticks of the kernel and a shared machine blur a few per cent.
            constexpr double kBlur = 0.03;
            const double ratio = value / *peerValue;
            line[u"peer"_s] = peer;
            line[u"peer_value"_s] = *peerValue;
            line[u"ratio"_s] = ratio;
            const bool more = bound == Bound::AtLeast;
            if (bound != Bound::None) {
                line[u"bound"_s] = more ? 1 - kBlur : 1 + kBlur;
                line[u"ok"_s] = more ? ratio >= 1 - kBlur : ratio <= 1 + kBlur;
            }
        }
        if (m_json)
            m_out << QString::fromUtf8(QJsonDocument(line).toJson(QJsonDocument::Compact)) << '\n';
        else
            m_out << metric.leftJustified(26) << name.leftJustified(13)
                  << QString::number(value, 'f', 1).rightJustified(7) << ' '
                  << unit.leftJustified(9)
                  << (peerValue ? u"%1 %2, ratio %3 %4"_s.arg(peer)
                                      .arg(*peerValue, 0, 'f', 1)
                                      .arg(value / *peerValue, 0, 'f', 2)
                                      .arg(!line.contains(u"ok"_s)  ? QString()
                                           : line[u"ok"_s].toBool() ? u"ok"_s
                                                                    : u"WORSE"_s)
                                : QString())
                  << '\n';
        m_out.flush();
        m_good = m_good && line.value(u"ok"_s).toBool(true);
    }
    //! What could not be measured is not met.
    void addMissing(const QString &metric, const QString &why)
    {
        const QJsonObject line{
            {u"bench"_s, u"console"_s}, {u"metric"_s, metric}, {u"value"_s, 0},
            {u"unit"_s, QString()},     {u"ok"_s, false},      {u"error"_s, why}};
        m_out << (m_json ? QString::fromUtf8(QJsonDocument(line).toJson(QJsonDocument::Compact))
                         : metric + u": nothing measured: "_s + why)
              << '\n';
        m_out.flush();
        m_good = false;
    }
    bool isGood() const { return m_good; }

private:
    const bool m_json;
    bool m_good = true;
    QTextStream m_out{stdout};
};

using Results = std::vector<std::pair<QString, Measure>>;

const Measure *find(const Results &results, const QString &name)
{
    for (const auto &[key, value] : results) {
        if (key == name)
            return &value;
    }
    return nullptr;
}

void compare(Report &report, const QString &encoding, const Results &results)
{
    const Measure *ours = find(results, u"atoll"_s);
    const Measure *tiger = find(results, u"tigervnc"_s);
    const Measure *gvnc = find(results, u"gvncviewer"_s);
    // The best of the native viewers: most frames first, then the cheapest.
    const bool gvncBest = gvnc && (!tiger || gvnc->framesPerSecond > tiger->framesPerSecond * 1.03);
    const Measure *best = gvncBest ? gvnc : tiger;
    const QString peer = gvncBest ? u"gvncviewer"_s : u"tigervnc"_s;
    const auto of = [](const Measure *measure, double Measure::*field) {
        return measure ? std::optional(measure->*field) : std::nullopt;
    };
    if (!ours || !best)
        report.addMissing(encoding,
                          ours ? u"no native viewer got frames"_s : u"our console got no frames"_s);
    if (ours) {
        report.add(encoding + u" frames"_s, u"fps"_s, u"atoll"_s, ours->framesPerSecond, peer,
                   of(best, &Measure::framesPerSecond), Bound::AtLeast);
        // What the X server does for a viewer is the viewer's cost: some let it copy for them.
        report.add(encoding + u" cpu with X"_s, u"ms/frame"_s, u"atoll"_s, ours->bothMs(), peer,
                   best ? std::optional(best->bothMs()) : std::nullopt, Bound::AtMost);
        report.add(encoding + u" cpu of client"_s, u"ms/frame"_s, u"atoll"_s, ours->cpuMs, peer,
                   of(best, &Measure::cpuMs), Bound::None);
    }
    if (const Measure *decoder = find(results, u"decoder"_s))
        report.add(encoding + u" decoder cpu"_s, u"ms/frame"_s, u"decoder"_s, decoder->cpuMs,
                   u"libvncclient"_s, of(find(results, u"libvncclient"_s), &Measure::cpuMs),
                   Bound::AtMost);
    if (gvnc && !gvncBest) {
        report.add(encoding + u" gvncviewer frames"_s, u"fps"_s, u"gvncviewer"_s,
                   gvnc->framesPerSecond, {}, {}, Bound::None);
        report.add(encoding + u" gvncviewer cpu"_s, u"ms/frame"_s, u"gvncviewer"_s, gvnc->cpuMs, {},
                   {}, Bound::None);
    }
}

int drive(const QStringList &encodings, int seconds, bool json)
{
    Report report(json);
    const XServer xServer;
    if (xServer.display().isEmpty())
        report.addMissing(u"measured"_s, u"Xvfb does not start (package xvfb)"_s);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"DISPLAY"_s, xServer.display());
    environment.insert(u"QT_QPA_PLATFORM"_s, u"xcb"_s);
    environment.remove(u"WAYLAND_DISPLAY"_s);
    for (const QString &encoding : report.isGood() ? encodings : QStringList()) {
        const RfbSource source(makeFrames(encoding));
        Results results;
        for (const Viewer &viewer : viewers(source.port())) {
            if (const auto result = measure(viewer, source, xServer.pid(), environment, seconds))
                results.emplace_back(viewer.name, *result);
            else
                QTextStream(stderr) << viewer.name << " got no " << encoding << " frames\n";
        }
        compare(report, encoding, results);
    }
    return report.isGood() ? 0 : 1;
}

int run(int argc, char **argv)
{
    const QByteArray mode = argc > 2 ? QByteArray(argv[1]) : QByteArray();
    const int port = argc > 2 ? QByteArray(argv[2]).toInt() : 0;
    if (mode == "--view")
        return runView(argc, argv, port);
    if (mode == "--decoder")
        return runDecoder(port);
#ifdef ATOLL_HAS_VNCCLIENT
    if (mode == "--libvncclient")
        return runLibVncClient(port);
#endif
    const QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOptions({{u"json"_s, u"One JSON object a line"_s},
                       {u"seconds"_s, u"Measured for each viewer"_s, u"n"_s, u"5"_s},
                       {u"encodings"_s, u"Of tight,zrle,raw"_s, u"list"_s, u"tight,zrle,raw"_s}});
    parser.process(application);
    return drive(parser.value(u"encodings"_s).split(u','), parser.value(u"seconds"_s).toInt(),
                 parser.isSet(u"json"_s));
}

} // namespace

} // namespace Atoll::Bench

int main(int argc, char **argv) { return Atoll::Bench::run(argc, argv); }
