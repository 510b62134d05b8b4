// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "framesource.h"

#include <bench/kit/programs.h>

#include <optional>

namespace Atoll::Bench {

//! A program that shows a source, or only decodes it.
struct Viewer
{
    QString name;
    QString program;
    QStringList arguments;
    bool hasWindow = true;
};

//! Those that are installed, ours first.
QList<Viewer> vncViewers(int port);
QList<Viewer> spiceViewers(int port);

struct Measure
{
    QString name;
    double framesPerSecond = 0; //!< that were seen on the screen; without a window: that were taken
    double cpuMs = 0;           //!< of the client, per frame
    double xServerMs = 0;       //!< of the X server, per frame
    double latencyMs = 0;       //!< median, from the source to the screen, with time between frames
    double bothMs() const { return cpuMs + xServerMs; }
};

//! Runs the viewer for some `seconds`; nothing when no frame came.
std::optional<Measure> measure(const Viewer &viewer, FrameSource &source, const Screen &screen,
                               const QString &screenMemory, int seconds);

} // namespace Atoll::Bench
