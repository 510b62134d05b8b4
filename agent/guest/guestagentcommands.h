// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "guestagents.h"

namespace Atoll {

class TaskContext;

//! What the program inside of a guest is told to do. For workers: everything blocks, within the
//! deadlines of single commands, and ends when the task is cancelled.
class GuestAgentCommands
{
public:
    explicit GuestAgentCommands(GuestAgents &agents)
        : m_agents(agents)
    {}

    Result<Api::AgentExecResult> exec(TaskContext &context, const Api::GuestInfo &guest,
                                      const Api::AgentExec &wish) const;
    Result<Api::AgentFileData> readFile(const Api::GuestInfo &guest,
                                        const Api::AgentFileRead &wish) const;
    Result<Api::AgentFileWritten> writeFile(const Api::GuestInfo &guest,
                                            const Api::AgentFileWrite &wish) const;
    Result<Api::Nothing> setPassword(const Api::GuestInfo &guest,
                                     const Api::AgentPassword &wish) const;
    Result<Api::AgentFrozen> freeze(const Api::GuestInfo &guest,
                                    const Api::AgentFreeze &wish) const;
    Result<Api::AgentFrozen> thaw(const Api::GuestInfo &guest) const;
    Result<Api::AgentTrimmed> trim(const Api::GuestInfo &guest) const;

    //! The parts of reading and writing: a handle by "r", "w" or "a", which must be closed.
    Result<qint64> open(const Api::GuestInfo &guest, const QString &path,
                        const QString &mode) const;
    Result<qint64> writeAll(const Api::GuestInfo &guest, qint64 handle,
                            const QByteArray &data) const;
    Result<void> close(const Api::GuestInfo &guest, qint64 handle) const;

private:
    GuestAgents &m_agents;
};

//! InvalidParams that names the field; pure.
Result<void> checkExec(const Api::AgentExec &wish);
Result<void> checkGuestPath(const QString &path);
Result<QByteArray> checkedBase64(const QString &field, const QString &text);

} // namespace Atoll
