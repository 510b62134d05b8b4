// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "libvirthandles.h"

#include <QStringList>

#include <chrono>

namespace Atoll::Kvm {

//! What the program inside of a guest says of it. Bytes of a guest: bounded and never trusted.
struct GuestAgentAnswer
{
    QStringList addresses; //!< without loopback and link-local
    QString osName;        //!< "Debian GNU/Linux 12 (bookworm)"
};

//! Asks and waits, at most a few seconds.
Result<GuestAgentAnswer> askGuestAgent(virDomain *domain);

//! Sends a command and waits for its answer.
Result<QByteArray> sendToGuestAgent(virDomain *domain, const QByteArray &command,
                                    std::chrono::seconds timeout);

} // namespace Atoll::Kvm
