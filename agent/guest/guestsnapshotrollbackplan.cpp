// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Whether a snapshot can come back, and what that would mean.

#include "guestdefinition.h"
#include "guestrules.h"
#include "guestsnapshotrollback.h"
#include "snapshotengine.h"

#include <core/units.h>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

using Api::GuestState;

tl::unexpected<Error> refuse(const QString &why, const QString &hint)
{
    return fail(ErrorCode::InvalidState, why, hint);
}

//! Hardware and disks of then; who it is and what is written about it of now.
Api::GuestConfig configAfter(const Api::GuestConfig &now, Api::GuestConfig then)
{
    then.id = now.id;
    then.uuid = now.uuid;
    then.name = now.name;
    then.description = now.description;
    then.tags = now.tags;
    then.isProtected = now.isProtected;
    then.isTemplate = now.isTemplate;
    then.startsAtBoot = now.startsAtBoot;
    then.startOrder = now.startOrder;
    then.foreignXml = now.foreignXml;
    return then;
}

} // namespace

Result<SnapshotReverting::Step> SnapshotReverting::prepare(const QString &uuid,
                                                           const QString &name) const
{
    const auto guest = GuestDocuments(m_parts).managed(uuid);
    if (!guest)
        return fail(guest.error());
    const auto snapshots = SnapshotDocuments(m_parts).read(guest->config);
    if (!snapshots)
        return fail(snapshots.error());
    const SnapshotEntry *entry = snapshots->tree.find(name);
    const auto engineOnes = m_parts.hypervisor.snapshotEngine().snapshots(uuid);
    if (!engineOnes && engineOnes.error().code != ErrorCode::NotFound)
        return fail(engineOnes.error());
    const QString engineName = entry ? entry->engineName : name;
    const bool isKnown =
        engineOnes
        && std::any_of(engineOnes->begin(), engineOnes->end(),
                       [&](const EngineSnapshot &other) { return other.name == engineName; });
    if (!entry && isKnown)
        return refuse(u"another tool took the snapshot “%1”"_s.arg(name),
                      u"Its configuration is not known here; go back with that tool."_s);
    if (!entry)
        return fail(ErrorCode::NotFound, u"there is no snapshot “%1”"_s.arg(name), {},
                    {{u"field"_s, u"name"_s}});
    if (!entry->isExternal() && !isKnown)
        return refuse(u"libvirt does not have the snapshot “%1” any more"_s.arg(name),
                      u"Another tool deleted it: delete it here, too."_s);
    Step step{*guest, *snapshots, *entry, configAfter(guest->config, entry->config)};
    if (guest->config.isTemplate)
        return refuse(u"“%1” is a template, which never changes"_s.arg(guest->config.name),
                      u"Turn it back into a guest first."_s);
    const auto domain = m_parts.hypervisor.domain(uuid);
    if (!domain && domain.error().code != ErrorCode::NotFound)
        return fail(domain.error());
    step.state = domain ? domain->state : GuestState::Stopped;
    if (step.state == GuestState::Suspended || step.state == GuestState::Unknown
        || step.state == GuestState::ShuttingDown)
        return refuse(u"the guest is %1"_s.arg(nameOf(step.state)),
                      u"Wait until it runs or is off."_s);
    if (const auto ok = checkVolumes(step); !ok)
        return fail(ok.error());
    return step;
}

Result<void> SnapshotReverting::checkVolumes(Step &step) const
{
    const QString which = u"the snapshot “%1” cannot come back: "_s.arg(step.entry.name);
    for (const SnapshotVolume &volume : step.entry.volumes()) {
        const auto storage = m_parts.storages.storage(volume.storage);
        const auto source = storage ? (*storage)->source(volume.volume) : fail(storage.error());
        if (!source)
            return fail(source.error().prefixed(which));
        if (step.entry.isExternal())
            continue;
        const auto above = (*storage)->dependents(volume.volume);
        if (!above)
            return fail(above.error());
        if (!above->isEmpty())
            return refuse(which
                              + u"%1 stands on its volume %2"_s.arg(above->first(), volume.volume),
                          u"Delete later snapshots and linked clones first."_s);
    }
    for (Api::DiskConfig &disk : step.after.disks) {
        if (disk.kind != Api::DiskKind::Cdrom || disk.volume.isEmpty())
            continue;
        const auto storage = m_parts.storages.storage(disk.storage);
        if (storage && (*storage)->source(disk.volume))
            continue;
        step.lost += u"%1 in drive %2, which is gone"_s.arg(disk.volume, disk.target);
        disk.storage.clear();
        disk.volume.clear();
    }
    for (const Api::DiskConfig &disk : step.guest.config.disks) {
        const bool isThere =
            std::any_of(step.after.disks.begin(), step.after.disks.end(),
                        [&](const Api::DiskConfig &other) { return other.target == disk.target; });
        if (!isThere)
            step.lost +=
                u"disk %1, which came later: it is detached, its volume stays"_s.arg(disk.target);
    }
    const auto xml = GuestDefinition(m_parts).current(step.guest.config.uuid, XmlKind::Definition);
    if (xml && *xml && (*xml)->contains(u"<tpm "))
        step.lost += u"what the TPM held: it stays as it is now"_s;
    return {};
}

Result<Api::Plan> SnapshotReverting::plan(const QString &uuid,
                                          const Api::SnapshotRollback &wish) const
{
    const auto step = prepare(uuid, wish.name);
    if (!step)
        return fail(step.error());
    const bool isRunning = step->state == GuestState::Running || step->state == GuestState::Paused;
    Api::Plan plan;
    plan.changes = guestrules::differences(step->guest.config, step->after);
    if (step->entry.isExternal()) {
        // Names of the new volumes are not known yet, and say nothing.
        plan.changes.removeIf([](const Change &change) {
            return change.path.startsWith(u"disks") && change.path.endsWith(u"volume");
        });
    }
    if (isRunning)
        plan.steps += u"Switch the guest off"_s;
    if (step->entry.isExternal())
        plan.steps +=
            u"Make new volumes on those of “%1”, and remove the present ones"_s.arg(wish.name);
    else
        plan.steps += u"Let the volumes be as they were at “%1”"_s.arg(wish.name);
    plan.steps += u"Bring back the configuration of that time, as a new version in the history"_s;
    if (step->entry.hasMemory)
        plan.steps += u"Let it run on from its saved memory"_s;
    else if (wish.startsAfterwards)
        plan.steps += u"Start it"_s;
    for (const QString &lost : step->lost)
        plan.steps += u"Does not come back: %1"_s.arg(lost);
    plan.impact = u"All that was written to its disks in the %1 since then is lost"_s.arg(
        units::formatDuration(step->entry.at.secsTo(QDateTime::currentDateTimeUtc())));
    if (isRunning && !step->entry.hasMemory && !wish.startsAfterwards)
        plan.impact += u"; the guest is off afterwards"_s;
    return plan;
}

} // namespace Atoll
