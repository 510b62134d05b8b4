// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "programs.h"

namespace Atoll::Bench {

//! A real atolld in a directory of its own, with a user "admin@builtin" made for the run.
class AgentUnder
{
public:
    static Result<std::unique_ptr<AgentUnder>> start(const QString &libvirtUri,
                                                     const QString &directory);

    qint64 pid() const { return m_process->pid(); }
    QString address() const { return m_address; }
    QString fingerprint() const { return m_fingerprint; }
    QString password() const { return m_password; }
    //! How many guests it tells a client that logs in; 0 when it does not answer in time. Turns
    //! the event loop of the calling thread.
    int guestCount() const;
    //! Options with which atoll opens on this agent, logged in.
    QStringList desktopArguments(const QString &profile) const;

private:
    AgentUnder() = default;

    std::unique_ptr<Child> m_process;
    QString m_address;
    QString m_fingerprint;
    QString m_password;
    QString m_passwordFile;
};

} // namespace Atoll::Bench
