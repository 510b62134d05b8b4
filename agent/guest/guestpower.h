// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "guestparts.h"

#include <api/guest.h>

#include <chrono>

namespace Atoll {

class TaskContext;

//! Starting, stopping and what is between. For workers; waiting is for events, and ends when the
//! task is cancelled.
class GuestPower
{
public:
    explicit GuestPower(const GuestParts &parts)
        : m_parts(parts)
    {}

    Result<Api::Nothing> start(TaskContext &context, const Api::GuestStart &wish) const;
    Result<Api::Nothing> hibernate(TaskContext &context) const;
    //! As start(), of any guest.
    Result<void> startGuest(const QString &uuid, bool discardsSaved, TaskContext &context) const;
    //! The first start of a guest that the same task has just made.
    Result<void> startNew(const QString &uuid, TaskContext &context) const;
    //! Asks once, by the guest's agent or the power button; what comes of it shows elsewhere.
    void askToShutDown(const QString &uuid) const;
    Result<Api::Nothing> shutDown(TaskContext &context, const Api::GuestShutdown &wish) const;
    Result<Api::Nothing> reboot(TaskContext &context, const Api::GuestShutdown &wish) const;
    Result<Api::Nothing> stop(TaskContext &context) const;
    Result<Api::Nothing> reset(TaskContext &context) const;
    Result<Api::Nothing> pause(TaskContext &context) const;
    Result<Api::Nothing> resume(TaskContext &context) const;

private:
    using Ask = Result<void> (Hypervisor::*)(const QString &, GuestPath);
    using Reached = std::function<bool(const DomainWatch::Seen &)>;

    //! The parts of devices that it is given; those of guests that are off are free for it.
    Result<void> prepareParts(const QString &uuid, TaskContext &context) const;
    void giveBackParts(const QString &exceptUuid, TaskContext &context) const;
    Result<void> mayRun(const QString &uuid) const;
    Result<GuestPath> ask(const QString &uuid, Ask question, TaskContext &context) const;
    //! True when it was reached in time.
    Result<bool> waitFor(const QString &uuid, const Reached &isReached, Ask question,
                         GuestPath path, std::chrono::seconds timeout, TaskContext &context) const;

    //! After the engine obeyed: until its event has reached the inventory too, so that whoever
    //! hears of the task's end can order the next thing. The event may get lost with the engine.
    void settle(const QString &uuid, const Reached &isReached) const;

    GuestParts m_parts;
};

} // namespace Atoll
