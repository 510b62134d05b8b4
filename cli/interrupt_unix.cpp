// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "interrupt.h"

#include <QSocketNotifier>

#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

namespace Atoll::Cli {
namespace {

int s_ends[2] = {-1, -1}; // a handler can reach nothing else

//! Only what signal-safety(7) allows.
void handle(int signal)
{
    const char byte = 1;
    [[maybe_unused]] const ssize_t written = ::write(s_ends[0], &byte, 1);
    ::signal(signal, SIG_DFL);
}

} // namespace

Interrupt::Interrupt(QObject *parent)
    : QObject(parent)
{
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, s_ends) != 0)
        return;
    auto *notifier = new QSocketNotifier(s_ends[1], QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, [this, notifier] {
        notifier->setEnabled(false);
        Q_EMIT came();
    });
    ::signal(SIGINT, handle);
    ::signal(SIGTERM, handle);
}

Interrupt::~Interrupt()
{
    ::signal(SIGINT, SIG_DFL);
    ::signal(SIGTERM, SIG_DFL);
    for (int &end : s_ends) {
        if (end >= 0)
            ::close(end);
        end = -1;
    }
}

} // namespace Atoll::Cli
