// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guestpower.h"

#include "cloudinitdrive.h"
#include "devicemappings.h"
#include "guestdefinition.h"
#include "guesthooks.h"
#include "mediateddevices.h"

#include <core/units.h>
#include <tasks/taskcontext.h>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

using Phase = GuestHooks::Phase;

//! A guest that is still booting does not hear the power button: it is pressed again.
constexpr std::chrono::seconds kPressAgain{15};

Result<Api::Nothing> nothing(const Result<void> &result)
{
    if (!result)
        return fail(result.error());
    return Api::Nothing{};
}

constexpr std::chrono::seconds kEventPatience{5};
constexpr std::chrono::seconds kRosterPatience{20};

bool isOff(const DomainWatch::Seen &seen)
{
    return !seen.exists || seen.state == Api::GuestState::Stopped
           || seen.state == Api::GuestState::Crashed;
}

bool isOn(const DomainWatch::Seen &seen)
{
    return seen.state == Api::GuestState::Running || seen.state == Api::GuestState::Paused;
}

bool hasGoneOn(const DomainWatch::Seen &seen) { return seen.state != Api::GuestState::Paused; }

bool hasHalted(const DomainWatch::Seen &seen) { return seen.state != Api::GuestState::Running; }

Error tooLate(const QString &what, std::chrono::seconds timeout, const QString &hint)
{
    return {ErrorCode::Timeout,
            u"the guest did not %1 within %2"_s.arg(what, units::formatDuration(timeout.count())),
            hint};
}

} // namespace

Result<void> GuestPower::mayRun(const QString &uuid) const
{
    if (m_parts.allowsEmulation)
        return {};
    const auto document = GuestDocuments(m_parts).find(uuid);
    if (!document)
        return fail(document.error());
    if (!*document)
        return {}; // somebody else chose how it runs
    const auto host = GuestDefinition(m_parts).host();
    return host ? Result<void>() : fail(host.error());
}

Result<void> GuestPower::prepareParts(const QString &uuid, TaskContext &context) const
{
    const auto document = GuestDocuments(m_parts).find(uuid);
    if (!document)
        return fail(document.error());
    if (!*document)
        return {};
    Kvm::RenderContext mappings;
    const Api::GuestConfig &config = (*document)->config;
    if (const auto resolved = DeviceMappings(m_parts).resolve(config, {}, mappings); !resolved)
        return resolved;
    const MediatedDevices devices(m_parts.sysfs);
    for (const auto &part : MediatedDevices::partsOf(config, mappings.mapped)) {
        auto made = devices.create(part);
        if (!made && made.error().code == ErrorCode::LimitExceeded) {
            giveBackParts(uuid, context);
            made = devices.create(part);
        }
        if (!made)
            return made;
    }
    return {};
}

void GuestPower::giveBackParts(const QString &exceptUuid, TaskContext &context) const
{
    const MediatedDevices devices(m_parts.sysfs);
    for (const Api::GuestInfo &guest : m_parts.roster.all()) {
        const auto document = guest.uuid != exceptUuid ? GuestDocuments(m_parts).find(guest.uuid)
                                                       : Result<std::optional<GuestDocument>>();
        if (!document || !*document)
            continue;
        const auto parts = MediatedDevices::partsOf((*document)->config, {});
        if (parts.isEmpty())
            continue;
        m_parts.starting->unlessStarting(guest.uuid, [&] {
            // The inventory may not have heard yet that it runs.
            const auto domain = m_parts.hypervisor.domain(guest.uuid);
            const bool isOff = domain ? domain->state == Api::GuestState::Stopped
                                            || domain->state == Api::GuestState::Crashed
                                      : domain.error().code == ErrorCode::NotFound;
            for (const auto &part : isOff ? parts : QList<MediatedDevices::Part>()) {
                if (const auto gone = devices.remove(part.uuid); !gone)
                    context.log(gone.error().sentence());
            }
        });
    }
}

Result<void> GuestPower::startGuest(const QString &uuid, bool discardsSaved,
                                    TaskContext &context) const
{
    if (const auto allowed = mayRun(uuid); !allowed)
        return allowed;
    const StartingGuests::Claim claim(*m_parts.starting, uuid);
    if (const auto drive = CloudInitDrive(m_parts).beforeStart(uuid, context); !drive)
        return fail(drive.error());
    if (const auto defined = GuestDefinition(m_parts).ensure(uuid, context); !defined)
        return defined;
    if (const auto parts = prepareParts(uuid, context); !parts)
        return parts;
    if (discardsSaved) {
        if (const auto gone = m_parts.hypervisor.discardSaved(uuid); !gone)
            return gone;
        context.log(u"Discarded the saved memory"_s);
    }
    const GuestHooks hooks(m_parts);
    if (const auto ready = hooks.run(uuid, Phase::BeforeStart, context); !ready)
        return ready;
    if (const auto go = context.mayGoOn(); !go)
        return go;
    context.setStage(u"Starting"_s);
    if (const auto started = m_parts.hypervisor.start(uuid); !started)
        return started;
    settle(uuid, isOn);
    return hooks.run(uuid, Phase::AfterStart, context);
}

Result<void> GuestPower::startNew(const QString &uuid, TaskContext &context) const
{
    // Its hook script and devices are in its document, which the roster hears of by an event.
    if (!m_parts.roster.waitUntilManaged(uuid, kRosterPatience))
        return fail(ErrorCode::Timeout, u"the new guest did not come into the inventory"_s);
    if (const auto started = startGuest(uuid, false, context); !started)
        return started;
    context.log(u"Started"_s);
    return {};
}

Result<Api::Nothing> GuestPower::start(TaskContext &context, const Api::GuestStart &wish) const
{
    return nothing(startGuest(uuidOfObject(context.object()), wish.discardsSaved, context));
}

Result<Api::Nothing> GuestPower::hibernate(TaskContext &context) const
{
    const QString uuid = uuidOfObject(context.object());
    const GuestHooks hooks(m_parts);
    (void)hooks.run(uuid, Phase::BeforeStop, context);
    if (const auto go = context.mayGoOn(); !go)
        return fail(go.error());
    context.setStage(u"Saving the memory"_s);
    std::stop_source stop;
    const auto hook = context.onCancel([&stop] { stop.request_stop(); });
    const auto saved =
        m_parts.hypervisor.hibernate(uuid, stop.get_token(), [&context](qint64 done, qint64 total) {
            context.setBytes(done, total);
        });
    if (!saved)
        return fail(saved.error());
    context.log(u"Saved the memory on disk"_s);
    settle(uuid, [](const DomainWatch::Seen &seen) { return !isOn(seen); });
    return nothing(hooks.run(uuid, Phase::AfterStop, context));
}

void GuestPower::askToShutDown(const QString &uuid) const
{
    if (!m_parts.hypervisor.askToShutDown(uuid, GuestPath::Agent))
        (void)m_parts.hypervisor.askToShutDown(uuid, GuestPath::Acpi);
}

Result<GuestPath> GuestPower::ask(const QString &uuid, Ask question, TaskContext &context) const
{
    const auto inside = (m_parts.hypervisor.*question)(uuid, GuestPath::Agent);
    if (inside) {
        context.log(u"Asked the guest agent"_s);
        return GuestPath::Agent;
    }
    const auto button = (m_parts.hypervisor.*question)(uuid, GuestPath::Acpi);
    if (!button)
        return fail(button.error());
    context.log(u"Pressed the power button (the guest agent is not there)"_s);
    return GuestPath::Acpi;
}

Result<bool> GuestPower::waitFor(const QString &uuid, const Reached &isReached, Ask question,
                                 GuestPath path, std::chrono::seconds timeout,
                                 TaskContext &context) const
{
    std::stop_source stop;
    const auto hook = context.onCancel([&stop] { stop.request_stop(); });
    using Steady = std::chrono::steady_clock;
    const auto begin = Steady::now();
    while (true) {
        const auto passed =
            std::chrono::duration_cast<std::chrono::milliseconds>(Steady::now() - begin);
        const auto left = std::chrono::milliseconds(timeout) - passed;
        if (left.count() <= 0)
            return false;
        context.setFraction(double(passed.count()) / (1000.0 * double(timeout.count())));
        const auto slice = std::min<std::chrono::milliseconds>(left, kPressAgain);
        if (m_parts.hypervisor.watch().wait(uuid, isReached, slice, stop.get_token()))
            return true;
        if (const auto go = context.mayGoOn(); !go)
            return fail(go.error());
        if (path == GuestPath::Acpi) // it may refuse while it shuts down, which is no error
            (void)(m_parts.hypervisor.*question)(uuid, path);
    }
}

Result<Api::Nothing> GuestPower::shutDown(TaskContext &context,
                                          const Api::GuestShutdown &wish) const
{
    const QString uuid = uuidOfObject(context.object());
    const std::chrono::seconds timeout(wish.timeoutSeconds);
    const GuestHooks hooks(m_parts);
    (void)hooks.run(uuid, Phase::BeforeStop, context);
    context.setStage(u"Shutting down"_s);
    const auto path = ask(uuid, &Hypervisor::askToShutDown, context);
    if (!path)
        return fail(path.error());
    const auto reached = waitFor(uuid, isOff, &Hypervisor::askToShutDown, *path, timeout, context);
    if (!reached)
        return fail(reached.error());
    if (*reached)
        return nothing(hooks.run(uuid, Phase::AfterStop, context));
    if (!wish.stopsAfterTimeout)
        return fail(
            tooLate(u"shut down"_s, timeout, u"Look at its console, wait longer, or stop it."_s));
    context.log(u"It did not shut down in time: switching it off"_s);
    if (const auto off = m_parts.hypervisor.destroy(uuid); !off)
        return fail(off.error());
    settle(uuid, isOff);
    return nothing(hooks.run(uuid, Phase::AfterStop, context));
}

Result<Api::Nothing> GuestPower::reboot(TaskContext &context, const Api::GuestShutdown &wish) const
{
    const QString uuid = uuidOfObject(context.object());
    const std::chrono::seconds timeout(wish.timeoutSeconds);
    const int before = m_parts.hypervisor.watch().seen(uuid).reboots;
    context.setStage(u"Starting again"_s);
    const auto path = ask(uuid, &Hypervisor::askToReboot, context);
    if (!path)
        return fail(path.error());
    const auto reached = waitFor(
        uuid, [before](const DomainWatch::Seen &seen) { return seen.reboots > before; },
        &Hypervisor::askToReboot, *path, timeout, context);
    if (!reached)
        return fail(reached.error());
    if (*reached)
        return Api::Nothing{};
    if (!wish.stopsAfterTimeout)
        return fail(tooLate(u"start again"_s, timeout,
                            u"Look at its console, wait longer, or reset it."_s));
    context.log(u"It did not start again in time: pressing reset"_s);
    return nothing(m_parts.hypervisor.reset(uuid));
}

Result<Api::Nothing> GuestPower::stop(TaskContext &context) const
{
    const QString uuid = uuidOfObject(context.object());
    if (const auto off = m_parts.hypervisor.destroy(uuid); !off)
        return fail(off.error());
    settle(uuid, isOff);
    return nothing(GuestHooks(m_parts).run(uuid, Phase::AfterStop, context));
}

Result<Api::Nothing> GuestPower::reset(TaskContext &context) const
{
    return nothing(m_parts.hypervisor.reset(uuidOfObject(context.object())));
}

Result<Api::Nothing> GuestPower::pause(TaskContext &context) const
{
    const QString uuid = uuidOfObject(context.object());
    const auto paused = m_parts.hypervisor.pause(uuid);
    if (paused)
        settle(uuid, hasHalted);
    return nothing(paused);
}

Result<Api::Nothing> GuestPower::resume(TaskContext &context) const
{
    const QString uuid = uuidOfObject(context.object());
    const auto resumed = m_parts.hypervisor.resume(uuid);
    if (resumed)
        settle(uuid, hasGoneOn);
    return nothing(resumed);
}

void GuestPower::settle(const QString &uuid, const Reached &isReached) const
{
    (void)m_parts.hypervisor.watch().wait(uuid, isReached, kEventPatience);
}

} // namespace Atoll
