// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guestlive.h"

#include "guestdefinition.h"

#include <tasks/rollback.h>
#include <tasks/taskrunner.h>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

constexpr std::chrono::seconds kEnginePatience{120};

//! Not an error of the change: the next start brings it.
bool canWait(const Kvm::LiveStep &step, const Error &error)
{
    if (error.code == ErrorCode::Unsupported) // where CPU time has no limits, no start succeeds
        return step.kind != Kvm::LiveStep::Kind::Scheduler;
    return step.kind == Kvm::LiveStep::Kind::Detach && error.code == ErrorCode::Timeout;
}

} // namespace

Result<bool> GuestLive::isRunning(const QString &uuid) const
{
    const auto domain = m_parts.hypervisor.domain(uuid);
    if (!domain && domain.error().code == ErrorCode::NotFound)
        return false;
    if (!domain)
        return fail(domain.error());
    return domain->state == Api::GuestState::Running || domain->state == Api::GuestState::Paused;
}

void GuestLive::registerRecovery(TaskRunner &tasks) const
{
    tasks.undo(u"guest.live"_s,
               [self = *this](TaskContext &context, const QJsonObject &what) -> Result<void> {
                   const auto engine = GuestDefinition(self.m_parts).waitForEngine(kEnginePatience);
                   if (!engine)
                       return engine;
                   return self.goBack(what.value("uuid"_L1).toString(),
                                      what.value("xml"_L1).toString(), context);
               });
}

Result<void> GuestLive::goBack(const QString &uuid, const QString &formerXml,
                               TaskContext &context) const
{
    const auto runs = isRunning(uuid);
    if (!runs)
        return fail(runs.error());
    if (!*runs)
        return {}; // its next start takes the definition
    const auto now = m_parts.hypervisor.xml(uuid, XmlKind::Live);
    if (!now)
        return fail(now.error());
    const auto steps = Kvm::liveSteps(*now, formerXml, {.isWhole = true});
    if (!steps)
        return fail(steps.error());
    for (const Kvm::LiveStep &step : *steps) {
        const auto undone = m_parts.hypervisor.applyLive(uuid, step);
        if (!undone && !canWait(step, undone.error()))
            return undone;
        context.log((undone ? u"Taken back in the running guest: %1"_s
                            : u"Not taken back in the running guest, until its next start: %1"_s)
                        .arg(step.words));
    }
    m_parts.hypervisor.refresh(uuid);
    return {};
}

Result<void> GuestLive::apply(const QString &uuid, const Kvm::LiveScope &scope,
                              TaskContext &context, Rollback &rollback) const
{
    const auto runs = isRunning(uuid);
    if (!runs)
        return fail(runs.error());
    if (!*runs)
        return {};
    const auto live = m_parts.hypervisor.xml(uuid, XmlKind::Live);
    const auto wanted = m_parts.hypervisor.xml(uuid, XmlKind::Definition);
    if (!live || !wanted)
        return fail(live ? wanted.error() : live.error());
    const auto steps = Kvm::liveSteps(*live, *wanted, scope);
    if (!steps)
        return fail(steps.error());
    if (steps->isEmpty())
        return {};
    const auto noted = rollback.intend(u"guest.live"_s, {{u"uuid"_s, uuid}, {u"xml"_s, *live}});
    if (!noted)
        return noted;
    for (const Kvm::LiveStep &step : *steps) {
        if (const auto go = context.mayGoOn(); !go)
            return go;
        context.setStage(step.words);
        const auto changed = m_parts.hypervisor.applyLive(uuid, step);
        if (!changed && !canWait(step, changed.error()))
            return changed;
        if (changed)
            context.log(step.words + u", while it runs"_s);
        else
            context.log(u"%1: not while it runs, but at its next start (%2)"_s.arg(
                step.words, changed.error().text));
    }
    m_parts.hypervisor.refresh(uuid);
    return {};
}

Result<GuestLive::Forecast> GuestLive::forecast(const QString &uuid, const QString &wanted,
                                                const Kvm::LiveScope &scope) const
{
    const auto live = m_parts.hypervisor.xml(uuid, XmlKind::Live);
    if (!live)
        return fail(live.error());
    const auto steps = Kvm::liveSteps(*live, wanted, scope);
    if (!steps)
        return fail(steps.error());
    QString then = *live;
    for (const Kvm::LiveStep &step : *steps) {
        const auto next = Kvm::afterStep(then, step);
        if (!next)
            return fail(next.error());
        then = *next;
    }
    const auto running = Kvm::readDomain(Kvm::asDefinition(then));
    const auto wish = Kvm::readDomain(wanted);
    if (!running || !wish)
        return fail(running ? wish.error() : running.error());
    return Forecast{*steps, Kvm::pendingChanges(running->config, wish->config)};
}

Result<std::optional<Api::GuestConfig>> GuestLive::running(const QString &uuid) const
{
    const auto runs = isRunning(uuid);
    if (!runs)
        return fail(runs.error());
    if (!*runs)
        return std::optional<Api::GuestConfig>();
    const auto live = m_parts.hypervisor.xml(uuid, XmlKind::Live);
    if (!live)
        return fail(live.error());
    auto read = Kvm::readDomain(Kvm::asDefinition(*live));
    if (!read)
        return fail(read.error());
    return std::optional(read->config);
}

Result<QList<Api::PendingChange>> GuestLive::pending(const QString &uuid) const
{
    const auto runs = running(uuid);
    if (!runs)
        return fail(runs.error());
    if (!*runs)
        return QList<Api::PendingChange>{};
    const auto definition = m_parts.hypervisor.xml(uuid, XmlKind::Definition);
    if (!definition)
        return fail(definition.error());
    const auto wanted = Kvm::readDomain(*definition);
    if (!wanted)
        return fail(wanted.error());
    return Kvm::pendingChanges(**runs, wanted->config);
}

} // namespace Atoll
