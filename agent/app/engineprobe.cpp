// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engineprobe.h"

#include "check.h"

namespace Atoll {

EngineProbe::EngineProbe(ProcessRunner &runner, QObject *parent)
    : QObject(parent)
    , m_runner(runner)
{
    m_worker.setMaxThreadCount(1);
    m_worker.setObjectName(QStringLiteral("engines"));
}

EngineProbe::~EngineProbe() { m_worker.waitForDone(); }

void EngineProbe::start()
{
    m_worker.start([this] { probe(); });
}

QList<Api::EngineInfo> EngineProbe::probe()
{
    const QList<Api::EngineInfo> engines = checkPrograms(m_runner);
    QMetaObject::invokeMethod(
        this, [this, engines] { take(engines); }, Qt::QueuedConnection);
    return engines;
}

void EngineProbe::take(QList<Api::EngineInfo> engines)
{
    // An engine is there, or away, since it was first seen so.
    for (Api::EngineInfo &engine : engines) {
        for (const Api::EngineInfo &former : std::as_const(m_engines)) {
            if (former.name == engine.name && former.isAvailable == engine.isAvailable)
                engine.since = former.since;
        }
    }
    if (m_engines == engines)
        return;
    m_engines = std::move(engines);
    Q_EMIT changed();
}

} // namespace Atoll
