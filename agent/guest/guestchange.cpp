// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guestchange.h"

#include "guestrules.h"

#include <core/units.h>
#include <tasks/rollback.h>
#include <tasks/taskcontext.h>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

bool isOff(Api::GuestState state)
{
    return state == Api::GuestState::Stopped || state == Api::GuestState::Crashed;
}

//! What is written down only, and nothing of the machine.
bool isOnlyNotes(const QList<Change> &changes)
{
    return std::all_of(changes.begin(), changes.end(), [](const Change &change) {
        return change.path == u"description" || change.path.startsWith(u"tags")
               || change.path == u"isProtected" || change.path == u"startsAtBoot";
    });
}

const Api::DiskConfig *findDisk(const Api::GuestConfig &config, const QString &target)
{
    const auto it =
        std::find_if(config.disks.begin(), config.disks.end(),
                     [&](const Api::DiskConfig &disk) { return disk.target == target; });
    return it == config.disks.end() ? nullptr : &*it;
}

} // namespace

Result<GuestChange::Step> GuestChange::prepare(const QString &uuid, const Api::GuestSet &wish,
                                               const TaskContext &context) const
{
    const GuestDocuments documents(m_parts);
    const auto document = documents.managed(uuid);
    if (!document)
        return fail(document.error());
    if (const auto same = documents.checkVersion(*document, wish.version, context); !same)
        return fail(same.error());
    auto after = guestrules::merged(document->config, wish.changes);
    if (!after)
        return fail(after.error());
    guestrules::complete(*after);
    Step step{*document, *after, Api::GuestState::Stopped};
    const auto domain = m_parts.hypervisor.domain(uuid);
    if (domain)
        step.state = domain->state;
    else if (domain.error().code != ErrorCode::NotFound)
        return fail(domain.error());
    if (const auto ok = checkStep(step); !ok)
        return fail(ok.error());
    return step;
}

Result<void> GuestChange::checkStep(const Step &step) const
{
    const Api::GuestConfig &before = step.before.config;
    const Api::GuestConfig &after = step.after;
    if (before.name != after.name) {
        if (!isOff(step.state))
            return fail(ErrorCode::InvalidState, u"a guest that runs cannot be renamed"_s,
                        u"Shut it down first."_s, {{u"field"_s, u"changes.name"_s}});
        const auto other = m_parts.roster.find(after.name);
        if (other && other->name == after.name && other->uuid != after.uuid)
            return fail(ErrorCode::AlreadyExists,
                        u"there is already a guest named “%1”"_s.arg(after.name),
                        u"Choose another name."_s, {{u"field"_s, u"changes.name"_s}});
    }
    for (qsizetype i = 0; i < after.disks.size(); ++i) {
        const Api::DiskConfig &disk = after.disks.at(i);
        const Api::DiskConfig *former = findDisk(before, disk.target);
        const QString field = u"disks[%1].%2"_s.arg(i);
        const bool isSameVolume = former && former->storage == disk.storage
                                  && former->volume == disk.volume && former->path == disk.path;
        if (isSameVolume && disk.sizeBytes < former->sizeBytes)
            return fail(invalidField(field.arg(u"sizeBytes"_s), u"cannot shrink"_s));
        const bool isNew = disk.kind == Api::DiskKind::Disk && disk.volume.isEmpty()
                           && disk.path.isEmpty() && !isSameVolume;
        if (isNew && disk.storage.isEmpty())
            return fail(invalidField(field.arg(u"storage"_s), u"must name a storage"_s));
        if (isNew && disk.sizeBytes < units::MiB)
            return fail(invalidField(field.arg(u"sizeBytes"_s), u"must be at least 1 MiB"_s));
    }
    return GuestVolumes(m_parts).vet(after);
}

Result<Api::Plan> GuestChange::plan(const QString &uuid, const Api::GuestSet &wish) const
{
    const TaskContext nobody;
    const auto step = prepare(uuid, wish, nobody);
    if (!step)
        return fail(step.error());
    const Api::GuestConfig &before = step->before.config;
    Api::Plan plan;
    plan.changes = guestrules::differences(before, step->after);
    if (plan.changes.isEmpty()) {
        plan.steps = {u"Nothing: the configuration is already so"_s};
        return plan;
    }
    for (const Api::DiskConfig &disk : step->after.disks) {
        if (disk.kind == Api::DiskKind::Disk && disk.volume.isEmpty() && disk.path.isEmpty()
            && !findDisk(before, disk.target))
            plan.steps += u"Make a volume of %1 in storage %2 for disk %3"_s.arg(
                units::formatBytes(disk.sizeBytes), disk.storage, disk.target);
    }
    for (const Api::DiskConfig &disk : before.disks) {
        if (!findDisk(step->after, disk.target))
            plan.steps += u"Detach disk %1; its volume stays in the storage"_s.arg(disk.target);
    }
    plan.steps += u"Save the configuration and change the definition"_s;
    const auto xml = GuestDefinition(m_parts).imagined(step->after);
    const auto current = GuestDefinition(m_parts).current(uuid, XmlKind::Definition);
    if (!xml || !current)
        return fail(xml ? current.error() : xml.error());
    plan.xmlBefore = current->value_or(QString());
    plan.xmlAfter = *xml;
    if (isOff(step->state))
        plan.impact = u"The guest is off; it starts with the new configuration"_s;
    else if (isOnlyNotes(plan.changes))
        plan.impact = u"Takes effect at once"_s;
    else
        plan.impact = u"The guest runs on as it is; hardware changes take effect when it has been "
                      "shut down and started again. Disks grow at once"_s;
    return plan;
}

Result<void> GuestChange::redefine(const Step &step, Rollback &rollback) const
{
    const QString &uuid = step.after.uuid;
    const auto former = GuestDefinition(m_parts).current(uuid, XmlKind::Definition);
    if (!former)
        return fail(former.error());
    if (*former) {
        const auto noted =
            rollback.intend(u"guest.definition"_s, {{u"uuid"_s, uuid}, {u"xml"_s, **former}});
        if (!noted)
            return noted;
    }
    const QString name = Kvm::engineName(step.after.name);
    const QString formerName = Kvm::engineName(step.before.config.name);
    if (*former && name != formerName) {
        if (const auto renamed = m_parts.hypervisor.rename(uuid, name); !renamed)
            return renamed;
        rollback.add(u"give the guest its name back"_s, [parts = m_parts, uuid, formerName] {
            return parts.hypervisor.rename(uuid, formerName);
        });
    }
    const auto xml = GuestDefinition(m_parts).wanted(step.after);
    if (!xml)
        return fail(xml.error());
    if (const auto defined = m_parts.hypervisor.define(*xml); !defined)
        return defined;
    if (step.before.config.startsAtBoot != step.after.startsAtBoot)
        return m_parts.hypervisor.setAutostart(uuid, step.after.startsAtBoot);
    return {};
}

Result<Api::GuestRef> GuestChange::run(TaskContext &context, const Api::GuestSet &wish) const
{
    auto step = prepare(uuidOfObject(context.object()), wish, context);
    if (!step)
        return fail(step.error());
    const Api::GuestConfig &before = step->before.config;
    const Api::GuestRef ref{QString::number(before.id)};
    if (guestrules::differences(before, step->after).isEmpty()) {
        context.log(u"Nothing to do: the configuration is already so"_s);
        return ref;
    }
    Rollback rollback(context);
    const GuestVolumes volumes(m_parts);
    if (const auto made = volumes.create(step->after, context, rollback); !made)
        return fail(made.error());
    const auto grown = volumes.grow(before, step->after, !isOff(step->state), context);
    if (!grown)
        return fail(grown.error());
    context.setStage(u"Changing the definition"_s);
    if (const auto defined = redefine(*step, rollback); !defined)
        return fail(defined.error());
    const auto version = GuestDocuments(m_parts).put(step->after, step->before.version, context);
    if (!version)
        return fail(version.error());
    rollback.commit();
    for (const Change &change : guestrules::differences(before, step->after))
        context.log(u"Changed %1"_s.arg(change.path));
    if (!isOff(step->state))
        context.log(u"The guest runs: hardware changes take effect at its next start"_s);
    return ref;
}

} // namespace Atoll
