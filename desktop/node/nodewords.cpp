// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nodewords.h"

#include <app/format.h>

#include <QCoreApplication>

#include <algorithm>

namespace Atoll::NodeWords {
namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Node)
};

} // namespace

QString state(Api::NodeState state)
{
    switch (state) {
    case Api::NodeState::Online:
        return Tr::tr("Online");
    case Api::NodeState::Offline:
        return Tr::tr("Offline");
    case Api::NodeState::Unknown:
        break;
    }
    return Tr::tr("Not known");
}

QString stateLine(const Api::NodeInfo &node)
{
    const QDateTime since = node.state == Api::NodeState::Online && node.bootTime.isValid()
                                ? node.bootTime
                                : node.since;
    if (!since.isValid())
        return state(node.state);
    const QString duration = Format::duration(since.secsTo(QDateTime::currentDateTimeUtc()));
    return node.state == Api::NodeState::Online && node.bootTime.isValid()
               ? Tr::tr("%1, up for %2").arg(state(node.state), duration)
               : Tr::tr("%1 for %2", "state, duration").arg(state(node.state), duration);
}

Overlay overlay(const Api::NodeInfo &node)
{
    if (node.state == Api::NodeState::Offline)
        return Overlay::Error;
    if (node.state == Api::NodeState::Unknown)
        return Overlay::Unknown;
    const bool isWell =
        std::all_of(node.engines.begin(), node.engines.end(),
                    [](const Api::EngineInfo &e) { return e.isAvailable || !e.isNeeded; });
    return isWell ? Overlay::None : Overlay::Warning;
}

QString engineLine(const Api::EngineInfo &engine)
{
    if (engine.isAvailable)
        return Tr::tr("Ready");
    if (!engine.problem.isEmpty())
        return engine.problem;
    return engine.isNeeded ? Tr::tr("Does not answer") : Tr::tr("Missing");
}

} // namespace Atoll::NodeWords
