// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewers.h"

#include "frameeye.h"

#include <bench/kit/report.h>

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace Atoll::Bench {
namespace {

constexpr double kWarmUpSeconds = 2.5;
constexpr double kLatencySeconds = 5;
constexpr int kLatencyRate = 3; //!< no frame waits for the one before

bool isInstalled(const QString &program)
{
    return !QStandardPaths::findExecutable(program).isEmpty();
}

} // namespace

QList<Viewer> vncViewers(int port)
{
    const QString self = QCoreApplication::applicationFilePath();
    const QString number = QString::number(port);
    QList<Viewer> list{{u"atoll"_s, self, {u"--view"_s, number}}};
    if (isInstalled(u"xtigervncviewer"_s))
        list.append({u"tigervnc"_s,
                     u"xtigervncviewer"_s,
                     {u"-RemoteResize=0"_s, u"-geometry"_s, u"1920x1080+0+0"_s, u"-SecurityTypes"_s,
                      u"None"_s, u"127.0.0.1::"_s + number}});
    if (isInstalled(u"gvncviewer"_s))
        list.append({u"gvncviewer"_s, u"gvncviewer"_s, {u"127.0.0.1:%1"_s.arg(port - 5900)}});
    list.append({u"decoder"_s, self, {u"--decoder"_s, number}, false});
#ifdef ATOLL_HAS_VNCCLIENT
    list.append({u"libvncclient"_s, self, {u"--libvncclient"_s, number}, false});
#endif
    return list;
}

QList<Viewer> spiceViewers(int port)
{
    QList<Viewer> list{{u"atoll"_s,
                        QCoreApplication::applicationFilePath(),
                        {u"--view-spice"_s, QString::number(port)}}};
    if (isInstalled(u"remote-viewer"_s))
        list.append({u"virt-viewer"_s,
                     u"remote-viewer"_s,
                     {u"--auto-resize=never"_s, u"spice://127.0.0.1:%1"_s.arg(port)}});
    return list;
}

std::optional<Measure> measure(const Viewer &viewer, FrameSource &source, const Screen &screen,
                               const QString &screenMemory, int seconds)
{
    const Child child(viewer.program, viewer.arguments, screen.environment());
    FrameEye eye(screenMemory, source);
    if (!eye.isOpen())
        return {};
    sleepSeconds(kWarmUpSeconds);
    eye.take();
    const quint64 sent = source.framesSent();
    const double cpu = cpuSeconds(child.pid());
    const double server = cpuSeconds(screen.pid());
    QElapsedTimer timer;
    timer.start();
    sleepSeconds(seconds);
    const double elapsed = double(timer.elapsed()) / 1000;
    const quint64 seen = eye.take().frames;
    const double frames = double(viewer.hasWindow ? seen : source.framesSent() - sent);
    Measure result{viewer.name, frames / elapsed, (cpuSeconds(child.pid()) - cpu) * 1000 / frames,
                   (cpuSeconds(screen.pid()) - server) * 1000 / frames};
    if (frames > 0 && viewer.hasWindow) {
        source.setRate(kLatencyRate);
        sleepSeconds(1);
        eye.take();
        sleepSeconds(kLatencySeconds);
        result.latencyMs = median(eye.take().latenciesMs);
        source.setRate(FrameSource::kRate);
    }
    return frames > 0 ? std::optional(result) : std::nullopt;
}

} // namespace Atoll::Bench
