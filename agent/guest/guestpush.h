// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "guestagentcommands.h"

#include <api/guesttransfer.h>

namespace Atoll {

class FileDescriptor;
class TransferStream;

//! Files of a client that the guest's agent writes in the guest. None replaces another one there;
//! one that does not become whole is taken away. For workers.
class GuestPush
{
public:
    explicit GuestPush(GuestAgents &agents)
        : m_agents(agents)
        , m_commands(agents)
    {}

    //! What can be said before bytes come.
    static Result<void> check(const Api::GuestPush &wish);
    Result<Api::GuestPushed> run(TaskContext &context, const Api::GuestInfo &guest,
                                 const Api::GuestPush &wish, const FileDescriptor &socket) const;

private:
    struct Place
    {
        QString folder;
        bool isWindows = false;
    };
    Result<Place> placeFor(const Api::GuestInfo &guest, const QString &folder) const;
    Result<QString> freePath(const Api::GuestInfo &guest, const Place &place,
                             const QString &name) const;
    Result<void> write(TransferStream &stream, const Api::GuestInfo &guest, qint64 handle,
                       qint64 sizeBytes, const std::function<Result<void>(qint64)> &wrote) const;
    //! Says so in the log when something of it stays.
    void takeAway(TaskContext &context, const Api::GuestInfo &guest, const Place &place,
                  const QString &path) const;
    void empty(TaskContext &context, const Api::GuestInfo &guest, const QString &path) const;

    GuestAgents &m_agents;
    GuestAgentCommands m_commands;
};

} // namespace Atoll
