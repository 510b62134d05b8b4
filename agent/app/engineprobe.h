// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <api/node.h>
#include <system/processrunner.h>

#include <QObject>
#include <QThreadPool>

namespace Atoll {

//! What the node's report says of engines other than the hypervisor: looked for once at the start,
//! and again when somebody asks, never in between. Lives in the event-loop thread.
class EngineProbe : public QObject
{
    Q_OBJECT

public:
    explicit EngineProbe(ProcessRunner &runner, QObject *parent = nullptr);
    ~EngineProbe() override; //!< waits for its worker

    //! Looks in a worker; changed() tells of the end.
    void start();
    //! Looks now and returns what it found; changed() comes as well. For workers: blocks.
    QList<Api::EngineInfo> probe();
    //! As last found; empty until the first look has ended.
    const QList<Api::EngineInfo> &engines() const { return m_engines; }

Q_SIGNALS:
    void changed();

private:
    void take(QList<Api::EngineInfo> engines);

    ProcessRunner &m_runner;
    QList<Api::EngineInfo> m_engines;
    QThreadPool m_worker;
};

} // namespace Atoll
